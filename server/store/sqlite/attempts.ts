import { and, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { AttemptStore, StateLookup } from '../connections.ts';
import { atomically, type Db } from './database.ts';
import { attempts } from './schema/connections.ts';

/** Sign-ins that were started, per workspace, and the look-up by state that the callback begins with. */
export function attemptQueries(db: Db): {
  forWorkspace: (workspaceId: string) => AttemptStore;
  oauthStates: StateLookup;
} {
  const byId = db
    .select()
    .from(attempts)
    .where(and(eq(attempts.workspaceId, sql.placeholder('workspaceId')), eq(attempts.id, sql.placeholder('id'))))
    .prepare();
  const byState = db
    .select()
    .from(attempts)
    .where(eq(attempts.stateHash, sql.placeholder('stateHash')))
    .prepare();

  return {
    forWorkspace: (workspaceId) => ({
      async create(attempt) {
        db.insert(attempts)
          .values({ ...attempt, workspaceId })
          .run();
      },
      async get(id) {
        return byId.get({ workspaceId, id }) ?? null;
      },
      async finish(id, end) {
        const done = db
          .update(attempts)
          .set({ status: end.status, connectionId: end.connectionId, error: end.error })
          .where(and(eq(attempts.workspaceId, workspaceId), eq(attempts.id, id), eq(attempts.status, 'pending')))
          .run();
        return done.changes === 1;
      },
      async hold(id, held) {
        const done = db
          .update(attempts)
          .set(held)
          .where(and(eq(attempts.workspaceId, workspaceId), eq(attempts.id, id), eq(attempts.status, 'pending')))
          .run();
        return done.changes === 1;
      },
      async takeHeld(id) {
        return atomically(db, (tx) => {
          const mine = and(
            eq(attempts.workspaceId, workspaceId),
            eq(attempts.id, id),
            eq(attempts.status, 'pending'),
            isNotNull(attempts.sealedGrant),
          );
          const row = tx.select().from(attempts).where(mine).get();
          if (row === undefined || row.sealedGrant === null || row.review === null) return null;
          tx.update(attempts).set({ sealedGrant: null, review: null }).where(mine).run();
          return { sealedGrant: row.sealedGrant, review: row.review };
        });
      },
      async wipeHeld(before) {
        return db
          .update(attempts)
          .set({ sealedGrant: null, review: null })
          .where(
            and(eq(attempts.workspaceId, workspaceId), lt(attempts.expiresAt, before), isNotNull(attempts.sealedGrant)),
          )
          .run().changes;
      },
      async removeExpired(before) {
        return db
          .delete(attempts)
          .where(and(eq(attempts.workspaceId, workspaceId), lt(attempts.expiresAt, before)))
          .run().changes;
      },
    }),
    oauthStates: {
      async find(stateHash) {
        return byState.get({ stateHash }) ?? null;
      },
      async consume(stateHash, now) {
        const done = db
          .update(attempts)
          .set({ usedAt: now })
          .where(and(eq(attempts.stateHash, stateHash), isNull(attempts.usedAt)))
          .run();
        return done.changes === 1;
      },
    },
  };
}
