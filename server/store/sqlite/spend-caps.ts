import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { SpendCapRecord, SpendCapStore } from '../spend-caps.ts';
import { atomically, type Db } from './database.ts';
import { spendCaps } from './schema/controls.ts';

/** Ceilings of budgets, per workspace. A campaign id of '' stands for the whole ad account. */
export function spendCapQueries(db: Db): (workspaceId: string) => SpendCapStore {
  // Asked by every call that could spend.
  const ofAdvertiser = db
    .select()
    .from(spendCaps)
    .where(
      and(
        eq(spendCaps.workspaceId, sql.placeholder('workspaceId')),
        eq(spendCaps.advertiserId, sql.placeholder('advertiserId')),
      ),
    )
    .orderBy(asc(spendCaps.campaignId))
    .prepare();
  return (workspaceId) => {
    const own = (id: string) => and(eq(spendCaps.workspaceId, workspaceId), eq(spendCaps.id, id));
    return {
      async get(id) {
        const row = db.select().from(spendCaps).where(own(id)).get();
        return row === undefined ? null : toRecord(row);
      },

      async list(advertiserId) {
        return ofAdvertiser.all({ workspaceId, advertiserId }).map(toRecord);
      },

      async exists(advertiserIds) {
        const those = advertiserIds === null ? undefined : inArray(spendCaps.advertiserId, [...advertiserIds]);
        const row = db
          .select({ id: spendCaps.id })
          .from(spendCaps)
          .where(and(eq(spendCaps.workspaceId, workspaceId), those))
          .limit(1)
          .get();
        return row !== undefined;
      },

      async put(cap, max) {
        const { id: _id, createdAt: _createdAt, advertiserId, campaignId, ...change } = cap;
        return atomically(db, () => {
          const present = ofAdvertiser.all({ workspaceId, advertiserId });
          const before = present.find((row) => row.campaignId === (campaignId ?? '')) ?? null;
          if (before === null && present.length >= max) return null;
          const row = db
            .insert(spendCaps)
            .values({ ...cap, campaignId: campaignId ?? '', workspaceId })
            .onConflictDoUpdate({
              target: [spendCaps.workspaceId, spendCaps.advertiserId, spendCaps.campaignId],
              set: change,
            })
            .returning()
            .get();
          return { saved: toRecord(row), before: before === null ? null : toRecord(before) };
        });
      },

      async remove(id) {
        const row = db.delete(spendCaps).where(own(id)).returning().get();
        return row === undefined ? null : toRecord(row);
      },
    };
  };
}

function toRecord(row: typeof spendCaps.$inferSelect): SpendCapRecord {
  const { workspaceId: _workspaceId, campaignId, ...record } = row;
  return { ...record, campaignId: campaignId === '' ? null : campaignId };
}
