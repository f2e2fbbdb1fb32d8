import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';

const sync = promisify(fdatasync);

/** Commits that do not hold up this thread while the disk writes. */
export interface LogSync {
  /**
   * Runs a transaction and resolves once it is on the disk, with all before it.
   *
   * @throws what `work` throws, with nothing written; the system's error when the disk refuses: it may or may not be there
   */
  commit<Result>(work: () => Result): Promise<Result>;
  /** Runs a transaction that a power cut may undo: for leases, which it ends anyway. */
  withoutSync<Result>(work: () => Result): Result;
  /** Before the database is closed, which removes the log. */
  close(): void;
}

/**
 * A commit is on the disk when SQLite's write-ahead log is. With `synchronous = FULL` SQLite syncs the log itself, in the middle of
 * the commit, and this thread stands still for it: a few tenths of a millisecond on an idle disk, a hundred times that on a
 * busy one. Here the commit only writes the log (`NORMAL`, for this one transaction: the log is still synced before anything moves
 * from it into the database), and the same sync then runs beside everything else.
 *
 * @param path the database's file
 */
export function createLogSync(raw: Database.Database, path: string): LogSync {
  let log: number | null = null;
  const withoutSync = <Result>(work: () => Result): Result => {
    raw.pragma('synchronous = NORMAL');
    try {
      return work();
    } finally {
      raw.pragma('synchronous = FULL');
    }
  };
  return {
    async commit(work) {
      const result = withoutSync(work);
      // The file is there from the first commit on, and stays as long as the database is open. No lock of SQLite is on it, so
      // that closing it gives none away.
      log ??= openSync(`${path}-wal`, 'r+');
      await sync(log);
      return result;
    },
    withoutSync,
    close() {
      if (log !== null) closeSync(log);
      log = null;
    },
  };
}
