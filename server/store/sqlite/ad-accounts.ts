import { and, eq, getTableColumns, gt, or, sql } from 'drizzle-orm';
import type { AdAccountRecord, AdAccountStore, AdAccountWithConnection } from '../connections.ts';
import { readSliceKey, sortName, toSlice } from '../slice-key.ts';
import { atomically, type Db, placeholders } from './database.ts';
import { adAccounts, connections } from './schema/connections.ts';

const WITH_CONNECTION = {
  account: getTableColumns(adAccounts),
  connection: {
    id: connections.id,
    environment: connections.environment,
    state: connections.state,
    stateReason: connections.stateReason,
    updatedAt: connections.updatedAt,
  },
};
const ITS_CONNECTION = and(
  eq(connections.workspaceId, adAccounts.workspaceId),
  eq(connections.id, adAccounts.connectionId),
);

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

    return {
      async import(accounts) {
        atomically(db, () => {
          for (const account of accounts) upsert.run({ ...account, workspaceId, sortName: sortName(account.name) });
        });
      },

      async get(advertiserId) {
        const row = byId.get({ workspaceId, advertiserId });
        return row === undefined ? null : toAccountWithConnection(row);
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
        const renamed = change.name === undefined ? {} : { sortName: sortName(change.name) };
        if (Object.values(change).every((value) => value === undefined)) {
          return byId.get({ workspaceId, advertiserId }) !== undefined;
        }
        return (
          db
            .update(adAccounts)
            .set({ ...change, ...renamed })
            .where(own(advertiserId))
            .run().changes === 1
        );
      },

      async remove(advertiserId) {
        return db.delete(adAccounts).where(own(advertiserId)).run().changes === 1;
      },
    };
  };
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
