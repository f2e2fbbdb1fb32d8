import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { StoreError } from '../store-error.ts';

// drizzle-kit writes the migrations; running them is ours, for three things its own runner does not do: it holds the
// write lock from the first look to the last statement (two servers may start at once), it refuses a database that a
// newer release has changed, and it refuses one whose history differs from the files.

const journalSchema = z.object({ entries: z.array(z.object({ idx: z.number().int(), tag: z.string() })) });

export interface Migration {
  tag: string;
  hash: string;
  statements: string[];
}

/** The migrations of this release, oldest first. */
export function readMigrations(folder = new URL('./migrations/', import.meta.url)): Migration[] {
  const journal = new URL('meta/_journal.json', folder);
  if (!existsSync(journal)) {
    throw new StoreError(
      'cannot_open',
      `The migrations are not where they should be: ${fileURLToPath(folder)}. The installation is incomplete.`,
    );
  }
  return journalSchema.parse(JSON.parse(readFileSync(journal, 'utf8'))).entries.map(({ tag }) => {
    const sql = readFileSync(new URL(`${tag}.sql`, folder), 'utf8');
    return {
      tag,
      hash: createHash('sha256').update(sql).digest('hex'),
      statements: sql
        .split('--> statement-breakpoint')
        .map((text) => text.trim())
        .filter((text) => text !== ''),
    };
  });
}

/**
 * Brings the schema up to date, all or nothing.
 *
 * @returns the tags that were applied now
 * @throws {StoreError} database_newer, migration_changed
 */
export function migrate(raw: Database.Database, migrations: readonly Migration[]): string[] {
  return raw
    .transaction(() => {
      raw.exec(
        'create table if not exists schema_migrations (position integer primary key, tag text not null, hash text not null, applied_at integer not null)',
      );
      const applied = appliedSchema.parse(
        raw.prepare('select tag, hash from schema_migrations order by position').all(),
      );
      compare(applied, migrations);
      const record = raw.prepare(
        "insert into schema_migrations values (?, ?, ?, cast(unixepoch('subsec') * 1000 as integer))",
      );
      const pending = migrations.slice(applied.length);
      pending.forEach((migration, index) => {
        for (const statement of migration.statements) raw.exec(statement);
        record.run(applied.length + index, migration.tag, migration.hash);
      });
      return pending.map(({ tag }) => tag);
    })
    .immediate();
}

const appliedSchema = z.array(z.object({ tag: z.string(), hash: z.string() }));

function compare(applied: z.infer<typeof appliedSchema>, known: readonly Migration[]): void {
  for (const [index, { tag, hash }] of applied.entries()) {
    const here = known[index];
    if (here === undefined) {
      throw new StoreError(
        'database_newer',
        `The database was changed by a newer release (its schema is at "${applied.at(-1)?.tag}", this release knows up to "${known.at(-1)?.tag}"). Start that release again, or restore a backup from before the upgrade.`,
      );
    }
    if (here.tag !== tag || here.hash !== hash) {
      throw new StoreError(
        'migration_changed',
        `The database was set up by other migrations: it has "${tag}" where this release has "${here.tag}" or another text of it.`,
      );
    }
  }
}
