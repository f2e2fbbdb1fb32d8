import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type {
  SubscriptionLookup,
  SubscriptionRecord,
  SubscriptionStore,
  WatchedRecord,
  WatchedStore,
} from '../watched.ts';
import { atomically, type Db, placeholders } from './database.ts';
import { subscriptions, watched } from './schema/watched.ts';

/** Things at TikTok whose changes are told, per workspace. */
export function watchedQueries(db: Db): (workspaceId: string) => WatchedStore {
  const target = [watched.workspaceId, watched.advertiserId, watched.kind, watched.id];
  const seen = {
    name: sql`excluded.name`,
    status: sql`excluded.status`,
    campaignId: sql`excluded.campaign_id`,
    adgroupId: sql`excluded.adgroup_id`,
    seenAt: sql`excluded.seen_at`,
  };
  const put = db
    .insert(watched)
    .values(placeholders(watched))
    .onConflictDoUpdate({ target, set: { ...seen, review: sql`excluded.review`, toldAt: sql`excluded.told_at` } })
    .prepare();
  const see = db.insert(watched).values(placeholders(watched)).onConflictDoUpdate({ target, set: seen }).prepare();

  // Looks ask these thousands of times a minute.
  const ofKind = and(
    eq(watched.workspaceId, sql.placeholder('workspaceId')),
    eq(watched.advertiserId, sql.placeholder('advertiserId')),
    eq(watched.kind, sql.placeholder('kind')),
  );
  const byIds = db
    .select()
    .from(watched)
    .where(and(ofKind, sql`${watched.id} in (select value from json_each(${sql.placeholder('ids')}))`))
    .prepare();
  const slice = db
    .select()
    .from(watched)
    .where(and(ofKind, gt(watched.id, sql.placeholder('after'))))
    .orderBy(watched.id)
    .limit(sql.placeholder('limit'))
    .prepare();
  const reviewed = db
    .select({
      advertiserId: watched.advertiserId,
      kind: sql<'ad' | 'adgroup'>`${watched.kind}`,
      id: watched.id,
      status: watched.status,
    })
    .from(watched)
    .where(
      and(
        eq(watched.workspaceId, sql.placeholder('workspaceId')),
        sql`${watched.advertiserId} in (select value from json_each(${sql.placeholder('advertiserIds')}))`,
        inArray(watched.kind, ['ad', 'adgroup']),
      ),
    )
    .prepare();

  return (workspaceId) => {
    const ofAdvertiser = (advertiserId: string) =>
      and(eq(watched.workspaceId, workspaceId), eq(watched.advertiserId, advertiserId));
    return {
      async getMany(advertiserId, kind, ids) {
        return byIds.all({ workspaceId, advertiserId, kind, ids: JSON.stringify(ids) }).map(toWatched);
      },
      async list(advertiserId, kind, after, limit) {
        return slice.all({ workspaceId, advertiserId, kind, after: after ?? '', limit }).map(toWatched);
      },
      async listReviewed(advertiserIds) {
        return reviewed.all({ workspaceId, advertiserIds: JSON.stringify(advertiserIds) });
      },
      async put(records) {
        atomically(db, () => {
          for (const record of records) put.run({ ...record, workspaceId });
        });
      },
      async see(sightings) {
        atomically(db, () => {
          for (const sighting of sightings) see.run({ ...sighting, workspaceId, review: null, toldAt: null });
        });
      },
      async forget(advertiserId, kind, ids) {
        const these = sql`${watched.id} in (select value from json_each(${JSON.stringify(ids)}))`;
        db.delete(watched)
          .where(and(ofAdvertiser(advertiserId), eq(watched.kind, kind), these))
          .run();
      },
      async forgetAll(advertiserId) {
        db.delete(watched).where(ofAdvertiser(advertiserId)).run();
      },
    };
  };
}

/** Subscriptions that TikTok holds for a workspace's connections. */
export function subscriptionQueries(db: Db): (workspaceId: string) => SubscriptionStore {
  return (workspaceId) => {
    const own = eq(subscriptions.workspaceId, workspaceId);
    // As JSON: there may be more than SQLite takes parameters.
    const these = (ids: readonly string[]) =>
      and(own, sql`${subscriptions.subscriptionId} in (select value from json_each(${JSON.stringify(ids)}))`);
    const write = (tx: Pick<Db, 'insert'>, record: SubscriptionRecord): void => {
      const values = { ...record, workspaceId, advertiserIds: [...record.advertiserIds] };
      tx.insert(subscriptions)
        .values(values)
        .onConflictDoUpdate({ target: [subscriptions.workspaceId, subscriptions.subscriptionId], set: values })
        .run();
    };
    return {
      async add(record) {
        write(db, record);
      },
      async answered(unansweredId, record) {
        atomically(db, (tx) => {
          tx.delete(subscriptions)
            .where(these([unansweredId]))
            .run();
          write(tx, record);
        });
      },
      async get(subscriptionId) {
        const row = db
          .select()
          .from(subscriptions)
          .where(these([subscriptionId]))
          .get();
        return row === undefined ? null : toSubscription(row);
      },
      async listByConnection(connectionId, after, limit) {
        return db
          .select()
          .from(subscriptions)
          .where(
            and(
              own,
              eq(subscriptions.connectionId, connectionId),
              after === null ? undefined : gt(subscriptions.subscriptionId, after),
            ),
          )
          .orderBy(subscriptions.subscriptionId)
          .limit(limit)
          .all()
          .map(toSubscription);
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

/** Subscriptions by app, the queries that look at every workspace's. */
export function subscriptionLookup(db: Db): SubscriptionLookup {
  return {
    async confirm(appId, ids, at) {
      const confirmed = db
        .update(subscriptions)
        .set({ confirmedAt: at })
        .where(and(eq(subscriptions.appId, appId), inArray(subscriptions.subscriptionId, [...ids])))
        .returning({ id: subscriptions.subscriptionId })
        .all();
      const known = new Set(confirmed.map(({ id }) => id));
      return ids.filter((id) => !known.has(id));
    },
    async unconfirmed(appId, callbackUrl, before, limit) {
      return db
        .select()
        .from(subscriptions)
        .where(
          and(
            eq(subscriptions.appId, appId),
            eq(subscriptions.callbackUrl, callbackUrl),
            isNull(subscriptions.endingSince),
            lt(subscriptions.createdAt, before),
            or(isNull(subscriptions.confirmedAt), lt(subscriptions.confirmedAt, before)),
          ),
        )
        .orderBy(subscriptions.workspaceId, subscriptions.subscriptionId)
        .limit(limit)
        .all();
    },
    async counts() {
      const row = db
        .select({ held: sql<number>`count(*)`, ending: sql<number>`count(${subscriptions.endingSince})` })
        .from(subscriptions)
        .get();
      return row ?? { held: 0, ending: 0 };
    },
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
