import { and, eq, sql } from 'drizzle-orm';
import type { LedgerRecord, LedgerStore } from '../ledgers.ts';
import type { FolderOwners } from '../store.ts';
import type { Db } from './database.ts';
import { exports } from './schema/exports.ts';
import { ledgers } from './schema/mirrors.ts';

/** Ledgers, per workspace: every write names the generation it saw. */
export function ledgerQueries(db: Db): (workspaceId: string) => LedgerStore {
  return (workspaceId) => {
    const mine = eq(ledgers.workspaceId, workspaceId);
    const own = (id: string) => and(mine, eq(ledgers.id, id));

    return {
      async create(record) {
        return (
          db
            .insert(ledgers)
            .values({ ...record, workspaceId })
            .onConflictDoNothing()
            .run().changes === 1
        );
      },

      async get(id) {
        const row = db.select().from(ledgers).where(own(id)).get();
        return row === undefined ? null : toLedger(row);
      },

      async find(advertiserId, customAudienceId) {
        const row = db
          .select()
          .from(ledgers)
          .where(and(mine, eq(ledgers.advertiserId, advertiserId), eq(ledgers.customAudienceId, customAudienceId)))
          .get();
        return row === undefined ? null : toLedger(row);
      },

      async update(id, generation, change) {
        const isFree =
          change.customAudienceId == null
            ? undefined
            : sql`not exists (select 1 from ${ledgers} as other where other.workspace_id = ${workspaceId} and other.id <> ${id}
                and other.advertiser_id = ${ledgers.advertiserId} and other.custom_audience_id = ${change.customAudienceId})`;
        const row = db
          .update(ledgers)
          .set(change)
          .where(and(own(id), eq(ledgers.generation, generation), isFree))
          .returning()
          .get();
        return (row as typeof row | undefined) === undefined ? null : toLedger(row);
      },

      async remove(id) {
        db.delete(ledgers).where(own(id)).run();
      },
    };
  };
}

/** Of all workspaces: a folder does not say whose it is. */
export function folderOwners(db: Db): FolderOwners {
  return {
    async exportExists(id) {
      return db.select({ id: exports.id }).from(exports).where(eq(exports.id, id)).get() !== undefined;
    },
    async ledgerExists(id) {
      return db.select({ id: ledgers.id }).from(ledgers).where(eq(ledgers.id, id)).get() !== undefined;
    },
  };
}

function toLedger(row: typeof ledgers.$inferSelect): LedgerRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
