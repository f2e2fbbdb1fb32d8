import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import type { PaceBlock, PaceLimit, PaceStore } from '../pace.ts';

// A file of its own beside the database, since its writes need not be synced: what a power cut takes from a counter is no harm, and an
// fsync for each call would be. Whatever is wrong with the file, calls go on, counted by this process alone.

/** Its own ending, so that whoever backs up the database knows it can be left out. */
const SUFFIX = '-pace';
/** Another process holds the file for microseconds. This waits on the event loop, so not for long. */
const BUSY_TIMEOUT_MS = 25;
/** A file that is held for longer, as by a process that the system does not let run, is asked again so soon, and waited for so long. */
const BUSY_REST_MS = 25;
const BUSY_PATIENCE_MS = 2_000;
/** After any other failure the file is left alone for so long. */
const REST_MS = 5_000;
/** Clocks are put right by milliseconds all the time, and seconds as fractions are not exact. */
const SET_BACK_MS = 50;
const SWEEP_MS = 3_600_000;
/** A file that somebody has removed stays open, and counts for nobody else: so often it is made sure of. */
const LOOK_MS = 1_000;
const DAY_MS = 86_400_000;
const TABLE = 'rates';

/** Something the file cannot do now; without its values. */
type Trouble = (error: unknown) => void;

/**
 * Opens or makes the pace file of a database. It never throws: a file that cannot be used is tried again every few seconds.
 *
 * @param onTrouble told when counting falls back to this process alone, once each time
 */
export function openSqlitePace(databasePath: string, onTrouble: Trouble): PaceStore {
  const file = new PaceFile(`${resolve(databasePath)}${SUFFIX}`, onTrouble);
  /** Blocks that could not be written, for the next time the file can. */
  const unwritten = new Map<string, PaceBlock>();

  function write(block: PaceBlock): void {
    const isWritten = file.attempt((db) => {
      const { key, until, reason } = block;
      return db
        .prepare(
          `insert into blocks (key, until, reason, updated_at) values (?, ?, ?, ?) on conflict (key) do update set
             reason = iif(excluded.until > until or until > ?, excluded.reason, reason),
             until = iif(excluded.until > until or until > ?, excluded.until, until), updated_at = excluded.updated_at`,
        )
        .run(key, until, reason, Date.now(), until + DAY_MS, until + DAY_MS);
    });
    if (isWritten === undefined) unwritten.set(block.key, block);
    else unwritten.delete(block.key);
  }

  return {
    limiter: (limit) => sharedLimiter(file, limit),
    async block(block) {
      write(block);
    },
    async blocks(nowMs) {
      for (const block of unwritten.values()) {
        if (block.until > nowMs) write(block);
        else unwritten.delete(block.key);
      }
      return (file.attempt((db) => db.prepare('select key, until, reason from blocks where until > ?').all(nowMs)) ??
        null) as PaceBlock[] | null;
    },
    async close() {
      file.close();
    },
  };
}

class PaceFile {
  readonly #path: string;
  readonly #onTrouble: Trouble;
  #db: Database.Database | null = null;
  readonly #statements = new Map<string, Database.Statement>();
  /** By the clock that only goes forward. */
  #restUntil = 0;
  /** Since when the file could not be used; null when it can. */
  #troubleSince: number | null = null;
  #isBusy = false;
  #isTold = false;
  #isClosed = false;
  #sweptAt = -Infinity;
  /** Which file is open, and when that was last compared with the one at the path. */
  #inode = 0;
  #lookedAt = 0;

  constructor(path: string, onTrouble: Trouble) {
    this.#path = path;
    this.#onTrouble = onTrouble;
  }

  /** Undefined when the file cannot be used now. */
  attempt<Result>(work: (file: { prepare(sql: string): Database.Statement }) => Result): Result | undefined {
    try {
      return this.run(work);
    } catch {
      // What is only tidied up or looked at may be so next time; whoever counts is told by `run`.
      return undefined;
    }
  }

  /** @throws when the file cannot be used now */
  run<Result>(work: (file: { prepare(sql: string): Database.Statement }) => Result): Result {
    const now = performance.now();
    if (this.#isClosed || now < this.#restUntil) throw new Error('the pace file is not used for the moment');
    try {
      if (now - this.#lookedAt > LOOK_MS) this.#look(now);
      const db = (this.#db ??= this.#open());
      if (now - this.#sweptAt > SWEEP_MS) this.#sweep(db, now);
      const result = work({ prepare: (sql) => this.#prepared(db, sql) });
      this.#troubleSince = null;
      this.#isTold = false;
      return result;
    } catch (error) {
      this.#fail(error, now);
      throw error;
    }
  }

  /** Somebody else has the file for a moment: it is worth waiting for, rather than counting without the others. */
  isHeldForAMoment(): boolean {
    return !this.#isClosed && this.#isBusy && performance.now() - (this.#troubleSince ?? -Infinity) < BUSY_PATIENCE_MS;
  }

  #fail(error: unknown, now: number): void {
    this.#troubleSince ??= now;
    this.#isBusy = codeOf(error).startsWith('SQLITE_BUSY');
    const isMoment = this.isHeldForAMoment();
    this.#restUntil = now + (isMoment ? BUSY_REST_MS : REST_MS);
    if (isMoment) return;
    if (!this.#isTold) this.#onTrouble(error);
    this.#isTold = true;
    // Whatever it was, a fresh handle is the better one; a file that was torn is made anew.
    this.#letGo();
    if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(codeOf(error))) this.#remove();
  }

  close(): void {
    this.#isClosed = true;
    this.#letGo();
  }

  /** Lets go of a file that is not the one at the path any more: others have made themselves a new one, or will. */
  #look(now: number): void {
    this.#lookedAt = now;
    if (this.#db !== null && statSync(this.#path, { throwIfNoEntry: false })?.ino !== this.#inode) this.#letGo();
  }

  #open(): Database.Database {
    closeSync(openSync(this.#path, 'a', 0o600));
    const db = new Database(this.#path, { timeout: BUSY_TIMEOUT_MS });
    try {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = OFF');
      db.exec(`create table if not exists ${TABLE} (key text primary key, points integer not null default 0, expire integer);
        create table if not exists blocks (key text primary key, until integer not null, reason text not null,
          updated_at integer not null)`);
      this.#inode = statSync(this.#path).ino;
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** The library could do it by itself, but does not catch what goes wrong then. */
  #sweep(db: Database.Database, now: number): void {
    this.#sweptAt = now;
    const wall = Date.now();
    db.prepare(`delete from ${TABLE} where expire < ?`).run(wall - SWEEP_MS);
    // No block lasts longer than a day. By the wall clock, since the calendar of `until` may be another one in tests.
    db.prepare('delete from blocks where updated_at < ?').run(wall - 2 * DAY_MS);
  }

  #prepared(db: Database.Database, sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #letGo(): void {
    this.#statements.clear();
    this.#db?.close();
    this.#db = null;
  }

  #remove(): void {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${this.#path}${ending}`, { force: true });
  }
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

function sharedLimiter(file: PaceFile, { keyPrefix, points, durationMs }: PaceLimit): RateLimiterAbstract {
  const options = { keyPrefix, points, duration: durationMs / 1000 };
  return new FileLimiter(file, options);
}

/** Counts for this process alone, once the file has been out of reach for longer than a moment. */
class OwnCount extends RateLimiterMemory {
  readonly #file: PaceFile;

  constructor(file: PaceFile, options: { keyPrefix: string; points: number; duration: number }) {
    super(options);
    this.#file = file;
  }

  override consume(...call: Parameters<RateLimiterMemory['consume']>): Promise<RateLimiterRes> {
    const [, points = 1] = call;
    if (!this.#file.isHeldForAMoment()) return super.consume(...call);
    // Nothing was counted and nothing is given: ask again.
    return Promise.reject(new RateLimiterRes(0, BUSY_REST_MS, this.points + points));
  }
}

class FileLimiter extends RateLimiterSQLite {
  readonly #file: PaceFile;

  constructor(file: PaceFile, options: { keyPrefix: string; points: number; duration: number }) {
    super({
      ...options,
      storeType: 'better-sqlite3',
      // What the library uses of a handle. Each statement commits by itself, so a transaction around one adds nothing.
      storeClient: {
        prepare: (sql: string) => ({
          get: (...values: unknown[]) => file.run((db) => db.prepare(sql).get(...values)),
          run: (...values: unknown[]) => file.run((db) => db.prepare(sql).run(...values)),
        }),
        transaction:
          <Result>(work: () => Result) =>
          () =>
            work(),
      },
      tableName: TABLE,
      tableCreated: true,
      insuranceLimiter: new OwnCount(file, options),
    });
    this.#file = file;
  }

  /**
   * A window that ends later than one can last was begun before the wall clock was set back: it would stall everybody for as long as
   * that. It is taken out, by whichever process sees it first.
   */
  override async consume(...call: Parameters<RateLimiterSQLite['consume']>): Promise<RateLimiterRes> {
    const [outcome] = await Promise.allSettled([super.consume(...call)]);
    const answer = outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as unknown);
    if (answer instanceof RateLimiterRes && answer.msBeforeNext > this.msDuration + SET_BACK_MS) {
      this.#file.attempt((db) =>
        db
          .prepare(`delete from ${TABLE} where key = ? and expire > ?`)
          .run(this.getKey(call[0]), Date.now() + this.msDuration + SET_BACK_MS),
      );
      return super.consume(...call);
    }
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }
}
