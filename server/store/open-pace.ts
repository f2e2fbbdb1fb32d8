import type { PaceStore } from './pace.ts';

/**
 * Opens what processes on one database share about pacing: for SQLite a file `<database file>-pace`. A file that cannot be used is no
 * error: counting is this process's own then, and a line of the log says so.
 */
export async function openPace(
  config: { databaseUrl: string },
  log: { warn(details: object, message: string): void },
): Promise<PaceStore> {
  const { openSqlitePace } = await import('./sqlite/pace.ts');
  return openSqlitePace(config.databaseUrl.slice('file:'.length), (error) => {
    const { code } = error as { code?: unknown };
    log.warn(
      { code: typeof code === 'string' ? code : undefined },
      'The pace file cannot be used: calls to TikTok are counted by this process alone',
    );
  });
}
