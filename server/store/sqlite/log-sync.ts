import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';

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
  /** Before the database is closed, which removes the log. Waits for syncs that are under way. */
  close(): Promise<void>;
}

/**
 * A commit is on the disk when SQLite's write-ahead log is. With `synchronous = FULL` SQLite syncs the log itself, in the middle of
 * the commit, and this thread stands still for it: a few tenths of a millisecond on an idle disk, a hundred times that on a
 * busy one. Here the commit only writes the log (`NORMAL`, for this one transaction: the log is still synced before anything moves
 * from it into the database), and the same sync then runs beside everything else.
 *
 * A system that failed to write says so once, and takes the pages for written afterwards: the next sync of the same file proves
 * nothing about them. So after a failure nothing counts as synced until everything in the log has been moved into the database
 * and that was synced.
 *
 * @param path the database's file
 * @param sync the system's fdatasync unless a test says otherwise
 */
export function createLogSync(
  raw: Database.Database,
  path: string,
  sync: (file: number) => Promise<void> = promisify(fdatasync),
): LogSync {
  let log: number | null = null;
  let last: Promise<void> = Promise.resolve();
  let failure: { error: unknown } | null = null;

  const withoutSync = <Result>(work: () => Result): Result => {
    raw.pragma('synchronous = NORMAL');
    try {
      return work();
    } finally {
      raw.pragma('synchronous = FULL');
    }
  };

  const syncNow = async (): Promise<void> => {
    // The file is there from the first commit on, and stays as long as the database is open. No lock of SQLite is on it, so
    // that closing it gives none away.
    log ??= openSync(`${path}-wal`, 'r+');
    try {
      if (failure === null) await sync(log);
    } catch (error) {
      failure = { error };
    }
    if (failure === null) return;
    if (!isAllMoved(raw)) throw failure.error;
    failure = null;
  };

  return {
    async commit(work) {
      const result = withoutSync(work);
      const mine = last.then(syncNow);
      // The one who asked hears of it; the next sync begins all the same.
      last = mine.catch(() => undefined);
      await mine;
      return result;
    },
    withoutSync,
    async close() {
      await last;
      if (log !== null) closeSync(log);
      log = null;
    },
  };
}

/** Moves the whole log into the database, with a sync of either; false when a reader or another writer holds some of it back. */
function isAllMoved(raw: Database.Database): boolean {
  try {
    const [moved] = raw.pragma('wal_checkpoint(FULL)') as { busy: number; log: number; checkpointed: number }[];
    return moved !== undefined && moved.busy === 0 && moved.checkpointed >= moved.log;
  } catch {
    // Not moved, whatever the reason: the caller throws the failure that made this necessary.
    return false;
  }
}
