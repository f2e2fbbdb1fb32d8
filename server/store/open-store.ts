import { createRequire } from 'node:module';
import type { IdSource, Store } from './store.ts';
import { StoreError } from './store-error.ts';

/**
 * Opens the database that `databaseUrl` names and brings its schema up to date. The driver is loaded only now, since
 * nobody who embeds just the widget should need it.
 *
 * @throws {StoreError} driver_missing, driver_unavailable, database_newer, cannot_open or migration_changed
 */
export async function openStore(config: { databaseUrl: string }, random: IdSource): Promise<Store> {
  if (!config.databaseUrl.startsWith('file:')) {
    throw new StoreError(
      'driver_unavailable',
      'This release has no PostgreSQL driver yet: set DATABASE_URL to file:<path> for SQLite.',
    );
  }
  const { openSqliteStore } = await loadSqlite();
  return openSqliteStore(config.databaseUrl.slice('file:'.length), random);
}

/**
 * Node 24 changed its ObjectWrap; better-sqlite3 up to 12 is built on it and aborts the process at some later garbage
 * collection ("Assertion failed: (env) != nullptr"). A server that will die in the middle of its work does not start.
 */
export function requireFittingDriver(driverVersion: string, nodeVersion: string): void {
  const major = (version: string): number => Number(version.split('.')[0]);
  if (major(nodeVersion) < 24 || major(driverVersion) >= 13) return;
  throw new StoreError(
    'driver_unavailable',
    `better-sqlite3 ${driverVersion} crashes on Node.js ${nodeVersion}: run \`npm install better-sqlite3@13\`, or use Node.js 20 or 22.`,
  );
}

async function loadSqlite() {
  try {
    await import('better-sqlite3');
    const { version } = createRequire(import.meta.url)('better-sqlite3/package.json') as { version: string };
    requireFittingDriver(version, process.versions.node);
    return await import('./sqlite/open.ts');
  } catch (cause) {
    if (!isMissingDriver(cause)) throw cause;
    throw new StoreError(
      'driver_missing',
      'The SQLite driver is not installed: run `npm install better-sqlite3`.',
      cause,
    );
  }
}

function isMissingDriver(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_MODULE_NOT_FOUND' &&
    error.message.includes('better-sqlite3')
  );
}
