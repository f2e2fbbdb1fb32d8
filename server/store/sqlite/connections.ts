import { and, count, eq, gt, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import {
  type ConnectionChange,
  type ConnectionRecord,
  type ConnectionStore,
  type GrantedAdvertiserRecord,
  LIVE_STATES,
} from '../connections.ts';
import { readSliceKey, sortName, toSlice } from '../slice-key.ts';
import { atomically, type Db, placeholders } from './database.ts';
import { resolveOfAccounts } from './event-writer.ts';
import type { ConnectionState } from '../types.ts';
import { businessCenters } from './schema/calls.ts';
import { adAccounts, attempts, connections, grantedAdvertisers, revocations } from './schema/connections.ts';
import { events } from './schema/events.ts';
import { jobs } from './schema/jobs.ts';

/** No other connection of the same workspace and environment belongs to that TikTok user. */
function isOnlyOneOf(coreUserId: string): SQL {
  return sql`not exists (select 1 from ${connections} as other where other.workspace_id = ${connections.workspaceId}
    and other.environment = ${connections.environment} and other.core_user_id = ${coreUserId}
    and other.state <> 'revoked' and other.id <> ${connections.id})`;
}

/** As `ConnectionStore.update`, also inside of a transaction. */
export function updateConnection(
  db: Db,
  workspaceId: string,
  id: string,
  change: ConnectionChange,
  from?: readonly ConnectionState[],
  tokenVersion?: number,
): boolean {
  const allowed = and(
    eq(connections.workspaceId, workspaceId),
    eq(connections.id, id),
    tokenVersion === undefined ? undefined : eq(connections.tokenVersion, tokenVersion),
    from === undefined ? undefined : inArray(connections.state, [...from]),
    change.coreUserId === undefined || change.coreUserId === null ? undefined : isOnlyOneOf(change.coreUserId),
  );
  if (Object.values(change).every((value) => value === undefined)) {
    return db.select({ id: connections.id }).from(connections).where(allowed).get() !== undefined;
  }
  return db.update(connections).set(change).where(allowed).run().changes === 1;
}

/** What is left of a connection that was disconnected for good. */
const WIPED: ConnectionChange = {
  state: 'revoked',
  stateReason: null,
  sealedToken: null,
  tokenExpiresAt: null,
  refreshExpiresAt: null,
  renewalTroubleSince: null,
  tokenLast4: null,
  coreUserId: null,
  displayName: null,
  email: null,
  scopes: [],
  refusedScopes: [],
  businessCenterCount: null,
  advertiserChange: null,
};

/** Connections and what their grants see, per workspace. */
export function connectionQueries(db: Db): (workspaceId: string) => ConnectionStore {
  const byId = db
    .select()
    .from(connections)
    .where(and(eq(connections.workspaceId, sql.placeholder('workspaceId')), eq(connections.id, sql.placeholder('id'))))
    .prepare();
  const advertisers = db
    .select({ value: count() })
    .from(grantedAdvertisers)
    .where(
      and(
        eq(grantedAdvertisers.workspaceId, sql.placeholder('workspaceId')),
        eq(grantedAdvertisers.connectionId, sql.placeholder('id')),
      ),
    )
    .prepare();
  const imported = db
    .select({ value: count() })
    .from(adAccounts)
    .where(
      and(
        eq(adAccounts.workspaceId, sql.placeholder('workspaceId')),
        eq(adAccounts.connectionId, sql.placeholder('id')),
      ),
    )
    .prepare();
  const insertAdvertiser = db.insert(grantedAdvertisers).values(placeholders(grantedAdvertisers)).prepare();
  const countsOf = (workspaceId: string, id: string) => ({
    advertiserCount: advertisers.get({ workspaceId, id })?.value ?? 0,
    importedCount: imported.get({ workspaceId, id })?.value ?? 0,
  });

  return (workspaceId) => {
    const own = (id: string) => and(eq(connections.workspaceId, workspaceId), eq(connections.id, id));
    const granted = (id: string) =>
      and(eq(grantedAdvertisers.workspaceId, workspaceId), eq(grantedAdvertisers.connectionId, id));

    return {
      async create(connection) {
        const done = db
          .insert(connections)
          .values({ ...connection, workspaceId })
          .onConflictDoNothing()
          .run();
        return done.changes === 1;
      },

      async get(id) {
        const row = byId.get({ workspaceId, id });
        return row === undefined ? null : toConnection(row);
      },

      async findByUser(environment, coreUserId) {
        const row = db
          .select()
          .from(connections)
          .where(
            and(
              eq(connections.workspaceId, workspaceId),
              eq(connections.environment, environment),
              eq(connections.coreUserId, coreUserId),
              // As the unique index says it: only so does SQLite use that one.
              sql`${connections.state} <> 'revoked'`,
            ),
          )
          .get();
        return row === undefined ? null : toConnection(row);
      },

      async list({ after, limit }) {
        const key = readSliceKey(after, ['n', 's']);
        const rows = db
          .select()
          .from(connections)
          .where(
            and(
              eq(connections.workspaceId, workspaceId),
              ne(connections.state, 'revoked'),
              key === null
                ? undefined
                : or(
                    gt(connections.createdAt, key[0]),
                    and(eq(connections.createdAt, key[0]), gt(connections.id, key[1])),
                  ),
            ),
          )
          .orderBy(connections.createdAt, connections.id)
          .limit(limit + 1)
          .all();
        return toSlice(
          rows,
          limit,
          (row) => [row.createdAt, row.id],
          (row) => ({ ...toConnection(row), ...countsOf(workspaceId, row.id) }),
        );
      },

      async counts(id) {
        return countsOf(workspaceId, id);
      },

      async update(id, change, from, tokenVersion) {
        return updateConnection(db, workspaceId, id, change, from, tokenVersion);
      },

      async disconnect(id, { at, tokenVersion, revocation, heldEnd }) {
        return atomically(db, (tx) => {
          const change = { ...WIPED, tokenVersion: tokenVersion + 1, updatedAt: at };
          if (!updateConnection(tx, workspaceId, id, change, LIVE_STATES, tokenVersion)) return false;
          if (revocation !== null)
            tx.insert(revocations)
              .values({ ...revocation, workspaceId })
              .run();
          const gone = tx
            .delete(adAccounts)
            .where(and(eq(adAccounts.workspaceId, workspaceId), eq(adAccounts.connectionId, id)))
            .returning({ advertiserId: adAccounts.advertiserId })
            .all()
            .map(({ advertiserId }) => advertiserId);
          resolveOfAccounts(tx, workspaceId, gone, at);
          tx.delete(grantedAdvertisers).where(granted(id)).run();
          tx.delete(businessCenters)
            .where(and(eq(businessCenters.workspaceId, workspaceId), eq(businessCenters.connectionId, id)))
            .run();
          // What happened to it stays; whose it was goes.
          tx.update(events)
            .set({ accountName: null, subjectName: null })
            .where(and(eq(events.workspaceId, workspaceId), eq(events.subjectId, id)))
            .run();
          tx.update(connections).set({ advertisersAt: at }).where(own(id)).run();
          tx.delete(jobs)
            .where(and(eq(jobs.workspaceId, workspaceId), eq(jobs.subjectId, id)))
            .run();
          tx.update(attempts)
            .set({ status: 'failed', error: heldEnd, review: null, sealedGrant: null })
            .where(
              and(
                eq(attempts.workspaceId, workspaceId),
                eq(attempts.status, 'pending'),
                sql`json_extract(${attempts.review}, '$.connectionId') = ${id}`,
              ),
            )
            .run();
          return true;
        });
      },

      async lockRenewal(id, owner, now, until) {
        const free = or(
          isNull(connections.renewalOwner),
          eq(connections.renewalOwner, owner),
          lte(connections.renewalUntil, now),
        );
        return (
          db
            .update(connections)
            .set({ renewalOwner: owner, renewalUntil: until })
            .where(and(own(id), free))
            .run().changes === 1
        );
      },

      async unlockRenewal(id, owner) {
        db.update(connections)
          .set({ renewalOwner: null, renewalUntil: null })
          .where(and(own(id), eq(connections.renewalOwner, owner)))
          .run();
      },

      async setAdvertisers(id, list, at) {
        atomically(db, (tx) => {
          const alive = and(own(id), ne(connections.state, 'revoked'));
          if (tx.update(connections).set({ advertisersAt: at }).where(alive).run().changes === 0) return;
          tx.delete(grantedAdvertisers).where(granted(id)).run();
          for (const advertiser of list) {
            insertAdvertiser.run({ ...advertiser, workspaceId, connectionId: id, sortName: sortName(advertiser.name) });
          }
        });
      },

      async listAdvertisers(id, { after, limit }) {
        const key = readSliceKey(after, ['s', 's']);
        const { sortName: name, advertiserId } = grantedAdvertisers;
        const rows = db
          .select()
          .from(grantedAdvertisers)
          .where(
            and(
              granted(id),
              key === null ? undefined : or(gt(name, key[0]), and(eq(name, key[0]), gt(advertiserId, key[1]))),
            ),
          )
          .orderBy(name, advertiserId)
          .limit(limit + 1)
          .all();
        return {
          ...toSlice(rows, limit, (row) => [row.sortName, row.advertiserId], toAdvertiser),
          at: byId.get({ workspaceId, id })?.advertisersAt ?? null,
        };
      },

      async getAdvertisers(id, advertiserIds) {
        const wanted = sql`${grantedAdvertisers.advertiserId} in (select value from json_each(${JSON.stringify(advertiserIds)}))`;
        return db
          .select()
          .from(grantedAdvertisers)
          .where(and(granted(id), wanted))
          .all()
          .map(toAdvertiser);
      },
    };
  };
}

export function toConnection(row: typeof connections.$inferSelect): ConnectionRecord {
  const {
    workspaceId: _workspaceId,
    advertisersAt: _advertisersAt,
    renewalOwner: _renewalOwner,
    renewalUntil: _renewalUntil,
    ...record
  } = row;
  return record;
}

function toAdvertiser(row: typeof grantedAdvertisers.$inferSelect): GrantedAdvertiserRecord {
  const { workspaceId: _workspaceId, connectionId: _connectionId, sortName: _sortName, ...record } = row;
  return record;
}
