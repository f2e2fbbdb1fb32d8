import type Database from 'better-sqlite3';
import { getTableColumns, type Placeholder, sql } from 'drizzle-orm';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

export type Db = BetterSQLite3Database;

/** The file with drizzle on top; `raw` is for what drizzle does not do: pragmas, backup, closing. */
export interface Handle {
  readonly raw: Database.Database;
  readonly db: Db;
}

export function toHandle(raw: Database.Database): Handle {
  return { raw, db: drizzle(raw) };
}

/**
 * Runs `work` as one transaction that takes the write lock at once: reading first and locking later would fail with
 * SQLITE_BUSY_SNAPSHOT when another process wrote in between.
 */
export function atomically<T>(db: Db, work: (tx: Db) => T): T {
  return db.transaction((tx) => work(tx as unknown as Db), { behavior: 'immediate' });
}

/** A placeholder for each column, for an insert that is prepared once and run for thousands of rows. */
export function placeholders<Table extends SQLiteTable>(
  table: Table,
): { [Column in keyof Table['$inferInsert']]-?: Placeholder } {
  const entries = Object.keys(getTableColumns(table)).map((column) => [column, sql.placeholder(column)]);
  return Object.fromEntries(entries) as { [Column in keyof Table['$inferInsert']]-?: Placeholder };
}
