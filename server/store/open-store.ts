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

async function loadSqlite() {
  try {
    await import('better-sqlite3');
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
