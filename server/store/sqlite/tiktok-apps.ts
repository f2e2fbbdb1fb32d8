import { and, count, desc, eq, ne, sql } from 'drizzle-orm';
import type { AppLookup, TikTokAppRecord, TikTokAppStore } from '../tiktok-apps.ts';
import { atomically, type Db } from './database.ts';
import { attempts, connections, revocations, tiktokApps } from './schema/connections.ts';
import { subscriptions } from './schema/watched.ts';

/** Developer apps of workspaces. An app that is not the current one stays while something needs its secret. */
export function tiktokAppQueries(db: Db): (workspaceId: string) => TikTokAppStore {
  return (workspaceId) => {
    const mine = eq(tiktokApps.workspaceId, workspaceId);
    const madeWith = (table: typeof connections | typeof revocations | typeof attempts | typeof subscriptions) =>
      sql`select 1 from ${table} where ${table.workspaceId} = ${tiktokApps.workspaceId} and ${table.appId} = ${tiktokApps.appId}`;
    const isNeeded = sql`(exists (${madeWith(connections)} and ${connections.state} <> 'revoked')
      or exists (${madeWith(revocations)}) or exists (${madeWith(subscriptions)}) or exists (${madeWith(attempts)} and ${attempts.status} = 'pending'))`;
    const removeUnneeded = (tx: Pick<Db, 'delete'>) =>
      tx
        .delete(tiktokApps)
        .where(and(mine, eq(tiktokApps.isCurrent, false), sql`not ${isNeeded}`))
        .run();

    return {
      async getCurrent() {
        const row = db
          .select()
          .from(tiktokApps)
          .where(and(mine, eq(tiktokApps.isCurrent, true)))
          .get();
        return row === undefined ? null : toApp(row);
      },

      async get(appId) {
        const row = db
          .select()
          .from(tiktokApps)
          .where(and(mine, eq(tiktokApps.appId, appId)))
          .get();
        return row === undefined ? null : toApp(row);
      },

      async put(app) {
        atomically(db, (tx) => {
          tx.update(tiktokApps).set({ isCurrent: false }).where(mine).run();
          const { sealedSecret, secretLast4, updatedAt } = app;
          tx.insert(tiktokApps)
            .values({ ...app, workspaceId, isCurrent: true })
            .onConflictDoUpdate({
              target: [tiktokApps.workspaceId, tiktokApps.appId],
              set: { sealedSecret, secretLast4, updatedAt, isCurrent: true },
            })
            .run();
          removeUnneeded(tx);
        });
      },

      async retire() {
        return atomically(db, (tx) => {
          const retired = tx
            .update(tiktokApps)
            .set({ isCurrent: false })
            .where(and(mine, eq(tiktokApps.isCurrent, true)))
            .returning({ appId: tiktokApps.appId })
            .all();
          removeUnneeded(tx);
          return retired[0]?.appId ?? null;
        });
      },

      async removeUnneeded() {
        return removeUnneeded(db).changes;
      },

      async countConnections(appId) {
        const row = db
          .select({ value: count() })
          .from(connections)
          .where(
            and(
              eq(connections.workspaceId, workspaceId),
              eq(connections.appId, appId),
              ne(connections.state, 'revoked'),
            ),
          )
          .get();
        return row?.value ?? 0;
      },
    };
  };
}

/** Whose secrets notices are signed with, the one query that looks at the apps of every workspace. */
export function appLookup(db: Db): AppLookup {
  return {
    async findAll(appId, limit) {
      return db
        .select({ workspaceId: tiktokApps.workspaceId, sealedSecret: tiktokApps.sealedSecret })
        .from(tiktokApps)
        .where(eq(tiktokApps.appId, appId))
        .orderBy(desc(tiktokApps.updatedAt), tiktokApps.workspaceId)
        .limit(limit)
        .all();
    },
  };
}

function toApp(row: typeof tiktokApps.$inferSelect): TikTokAppRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
