import { and, count, eq, ne, sql } from 'drizzle-orm';
import type { TikTokAppRecord, TikTokAppStore } from '../tiktok-apps.ts';
import { atomically, type Db } from './database.ts';
import { connections, tiktokApps } from './schema/connections.ts';

/** Developer apps of workspaces. An app that is not the current one stays while a connection needs its secret. */
export function tiktokAppQueries(db: Db): (workspaceId: string) => TikTokAppStore {
  return (workspaceId) => {
    const mine = eq(tiktokApps.workspaceId, workspaceId);
    const isNeeded = sql`exists (select 1 from ${connections} where ${connections.workspaceId} = ${tiktokApps.workspaceId}
      and ${connections.appId} = ${tiktokApps.appId} and ${connections.state} <> 'revoked')`;
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
            .run();
          removeUnneeded(tx);
          return retired.changes === 1;
        });
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

function toApp(row: typeof tiktokApps.$inferSelect): TikTokAppRecord {
  const { workspaceId: _workspaceId, ...record } = row;
  return record;
}
