import { and, asc, eq, gt, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { SubscriptionRecord, SubscriptionStore, WatchedRecord, WatchedStore } from '../watched.ts';
import { atomically, type Db, placeholders } from './database.ts';
import { subscriptions, watched } from './schema/watched.ts';

/** Things at TikTok whose changes are told, per workspace. */
export function watchedQueries(db: Db): (workspaceId: string) => WatchedStore {
  const put = db
    .insert(watched)
    .values(placeholders(watched))
    .onConflictDoUpdate({
      target: [watched.workspaceId, watched.advertiserId, watched.kind, watched.id],
      set: {
        name: sql`excluded.name`,
        status: sql`excluded.status`,
        review: sql`excluded.review`,
        campaignId: sql`excluded.campaign_id`,
        adgroupId: sql`excluded.adgroup_id`,
        toldAt: sql`excluded.told_at`,
        seenAt: sql`excluded.seen_at`,
        subscriptionId: sql`excluded.subscription_id`,
      },
    })
    .prepare();
  return (workspaceId) => {
    const ofAdvertiser = (advertiserId: string) =>
      and(eq(watched.workspaceId, workspaceId), eq(watched.advertiserId, advertiserId));
    return {
      async getMany(advertiserId, kind, ids) {
        return db
          .select()
          .from(watched)
          .where(and(ofAdvertiser(advertiserId), eq(watched.kind, kind), inArray(watched.id, [...ids])))
          .all()
          .map(toWatched);
      },
      async list(advertiserId, kind, after, limit) {
        return db
          .select()
          .from(watched)
          .where(
            and(ofAdvertiser(advertiserId), eq(watched.kind, kind), after === null ? undefined : gt(watched.id, after)),
          )
          .orderBy(watched.id)
          .limit(limit)
          .all()
          .map(toWatched);
      },
      async put(records) {
        atomically(db, () => {
          for (const record of records) put.run({ ...record, workspaceId });
        });
      },
      async remove(advertiserId, kind, seenBefore) {
        return atomically(db, (tx) =>
          tx
            .delete(watched)
            .where(
              and(
                ofAdvertiser(advertiserId),
                kind === null ? undefined : eq(watched.kind, kind),
                seenBefore === null ? undefined : lt(watched.seenAt, seenBefore),
              ),
            )
            .returning()
            .all()
            .filter((row) => row.subscriptionId !== null)
            .map(toWatched),
        );
      },
    };
  };
}

/** Subscriptions that TikTok holds for a workspace's connections. */
export function subscriptionQueries(db: Db): (workspaceId: string) => SubscriptionStore {
  return (workspaceId) => {
    const own = eq(subscriptions.workspaceId, workspaceId);
    const these = (ids: readonly string[]) => and(own, inArray(subscriptions.subscriptionId, [...ids]));
    return {
      async add(record) {
        const values = { ...record, workspaceId, advertiserIds: [...record.advertiserIds] };
        db.insert(subscriptions)
          .values(values)
          .onConflictDoUpdate({ target: [subscriptions.workspaceId, subscriptions.subscriptionId], set: values })
          .run();
      },
      async get(subscriptionId) {
        const row = db
          .select()
          .from(subscriptions)
          .where(these([subscriptionId]))
          .get();
        return row === undefined ? null : toSubscription(row);
      },
      async listByConnection(connectionId) {
        return db
          .select()
          .from(subscriptions)
          .where(and(own, eq(subscriptions.connectionId, connectionId)))
          .orderBy(asc(subscriptions.createdAt), asc(subscriptions.subscriptionId))
          .all()
          .map(toSubscription);
      },
      async listEnding(limit) {
        return db
          .select()
          .from(subscriptions)
          .where(and(own, isNotNull(subscriptions.endingSince)))
          .orderBy(asc(subscriptions.endingSince))
          .limit(limit)
          .all()
          .map(toSubscription);
      },
      async confirm(ids, at) {
        db.update(subscriptions).set({ confirmedAt: at }).where(these(ids)).run();
      },
      async end(ids, at) {
        db.update(subscriptions)
          .set({ endingSince: sql`coalesce(${subscriptions.endingSince}, ${at})` })
          .where(these(ids))
          .run();
      },
      async remove(ids) {
        db.delete(subscriptions).where(these(ids)).run();
      },
    };
  };
}

function toWatched(row: typeof watched.$inferSelect): WatchedRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}

function toSubscription(row: typeof subscriptions.$inferSelect): SubscriptionRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
