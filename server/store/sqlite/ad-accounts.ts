import { and, eq, getTableColumns, gt, inArray, or, sql } from 'drizzle-orm';
import type { AdAccountChange, AdAccountRecord, AdAccountStore, AdAccountWithConnection } from '../connections.ts';
import { readSliceKey, sortName, toSlice } from '../slice-key.ts';
import type { ConnectionState } from '../types.ts';
import { atomically, type Db, placeholders } from './database.ts';
import { resolveOfAccounts } from './event-writer.ts';
import { adAccounts, connections } from './schema/connections.ts';

const WITH_CONNECTION = {
  account: getTableColumns(adAccounts),
  connection: {
    id: connections.id,
    kind: connections.kind,
    environment: connections.environment,
    state: connections.state,
    stateReason: connections.stateReason,
    scopes: connections.scopes,
    appId: connections.appId,
    refusedScopes: connections.refusedScopes,
    updatedAt: connections.updatedAt,
  },
};
const ITS_CONNECTION = and(
  eq(connections.workspaceId, adAccounts.workspaceId),
  eq(connections.id, adAccounts.connectionId),
);

/** The ad accounts that workspaces imported, each with what matters of its connection. */
export function adAccountQueries(db: Db): (workspaceId: string) => AdAccountStore {
  const byId = db
    .select(WITH_CONNECTION)
    .from(adAccounts)
    .innerJoin(connections, ITS_CONNECTION)
    .where(
      and(
        eq(adAccounts.workspaceId, sql.placeholder('workspaceId')),
        eq(adAccounts.advertiserId, sql.placeholder('advertiserId')),
      ),
    )
    .prepare();
  const byIds = db
    .select(WITH_CONNECTION)
    .from(adAccounts)
    .innerJoin(connections, ITS_CONNECTION)
    .where(
      and(
        eq(adAccounts.workspaceId, sql.placeholder('workspaceId')),
        sql`${adAccounts.advertiserId} in (select value from json_each(${sql.placeholder('advertiserIds')}))`,
      ),
    )
    .prepare();
  const { importedAt: _keepsTheFirst, ...changed } = placeholders(adAccounts);
  const upsert = db
    .insert(adAccounts)
    .values(placeholders(adAccounts))
    .onConflictDoUpdate({
      target: [adAccounts.workspaceId, adAccounts.advertiserId],
      set: Object.fromEntries(Object.entries(changed).map(([column, value]) => [column, sql`${value}`])),
    })
    .prepare();

  return (workspaceId) => {
    const own = (advertiserId: string) =>
      and(eq(adAccounts.workspaceId, workspaceId), eq(adAccounts.advertiserId, advertiserId));
    const areIn = (tx: Db, connectionIds: ReadonlySet<string>, states: readonly ConnectionState[]) =>
      tx
        .select({ id: connections.id })
        .from(connections)
        .where(
          and(
            eq(connections.workspaceId, workspaceId),
            inArray(connections.id, [...connectionIds]),
            inArray(connections.state, [...states]),
          ),
        )
        .all().length === connectionIds.size;

    return {
      async import(accounts, from) {
        return atomically(db, (tx) => {
          if (from !== undefined && !areIn(tx, new Set(accounts.map(({ connectionId }) => connectionId)), from))
            return false;
          for (const account of accounts) upsert.run({ ...account, workspaceId, sortName: sortName(account.name) });
          return true;
        });
      },

      async get(advertiserId) {
        const row = byId.get({ workspaceId, advertiserId });
        return row === undefined ? null : toAccountWithConnection(row);
      },

      async getMany(advertiserIds) {
        return byIds.all({ workspaceId, advertiserIds: JSON.stringify(advertiserIds) }).map(toAccountWithConnection);
      },

      async list({ after, limit }) {
        const key = readSliceKey(after, ['s', 's']);
        const { sortName: name, advertiserId } = adAccounts;
        const rows = db
          .select(WITH_CONNECTION)
          .from(adAccounts)
          .innerJoin(connections, ITS_CONNECTION)
          .where(
            and(
              eq(adAccounts.workspaceId, workspaceId),
              key === null ? undefined : or(gt(name, key[0]), and(eq(name, key[0]), gt(advertiserId, key[1]))),
            ),
          )
          .orderBy(name, advertiserId)
          .limit(limit + 1)
          .all();
        return toSlice(rows, limit, ({ account }) => [account.sortName, account.advertiserId], toAccountWithConnection);
      },

      async listByConnection(connectionId) {
        return db
          .select()
          .from(adAccounts)
          .where(and(eq(adAccounts.workspaceId, workspaceId), eq(adAccounts.connectionId, connectionId)))
          .orderBy(adAccounts.sortName, adAccounts.advertiserId)
          .all()
          .map(toAccount);
      },

      async update(advertiserId, change) {
        if (Object.values(change).every((value) => value === undefined)) {
          return byId.get({ workspaceId, advertiserId }) !== undefined;
        }
        return db.update(adAccounts).set(withSortName(change)).where(own(advertiserId)).run().changes === 1;
      },

      async updateMany(changes) {
        // Most change the same columns: one statement for each set of columns, not one for each account.
        const statements = new Map<string, ReturnType<typeof prepareUpdate>>();
        atomically(db, () => {
          for (const { advertiserId, change } of changes) {
            const set = Object.entries(withSortName(change)).filter(([, value]) => value !== undefined);
            if (set.length === 0) continue;
            const columns = set.map(([column]) => column);
            const key = columns.join();
            const statement = statements.get(key) ?? prepareUpdate(db, columns);
            statements.set(key, statement);
            statement.run({ ...Object.fromEntries(set), ownWorkspaceId: workspaceId, ownAdvertiserId: advertiserId });
          }
        });
      },

      async changeStatus(advertiserId, tiktokStatus, at) {
        return atomically(db, (tx) => {
          const row = tx.select({ before: adAccounts.tiktokStatus }).from(adAccounts).where(own(advertiserId)).get();
          if (row === undefined || row.before === tiktokStatus) return null;
          tx.update(adAccounts).set({ tiktokStatus, statusChangedAt: at }).where(own(advertiserId)).run();
          return row;
        });
      },

      async remove(advertiserId, at) {
        return atomically(db, (tx) => {
          if (tx.delete(adAccounts).where(own(advertiserId)).run().changes !== 1) return false;
          resolveOfAccounts(tx, workspaceId, [advertiserId], at);
          return true;
        });
      },
    };
  };
}

function withSortName(change: AdAccountChange): Partial<typeof adAccounts.$inferInsert> {
  return change.name === undefined ? change : { ...change, sortName: sortName(change.name) };
}

/** Writes the columns named, each from the placeholder of its name, to one account. */
function prepareUpdate(db: Db, columns: readonly string[]) {
  return db
    .update(adAccounts)
    .set(Object.fromEntries(columns.map((column) => [column, sql`${sql.placeholder(column)}`])))
    .where(
      and(
        eq(adAccounts.workspaceId, sql.placeholder('ownWorkspaceId')),
        eq(adAccounts.advertiserId, sql.placeholder('ownAdvertiserId')),
      ),
    )
    .prepare();
}

function toAccount(row: typeof adAccounts.$inferSelect): AdAccountRecord {
  const { workspaceId: _workspaceId, sortName: _sortName, ...record } = row;
  return record;
}

function toAccountWithConnection(row: {
  account: typeof adAccounts.$inferSelect;
  connection: AdAccountWithConnection['connection'];
}): AdAccountWithConnection {
  return { ...toAccount(row.account), connection: row.connection };
}
