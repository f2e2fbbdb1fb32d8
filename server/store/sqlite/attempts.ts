import { and, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { type AttemptStore, LIVE_STATES, type StateLookup } from '../connections.ts';
import { updateConnection } from './connections.ts';
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
    forWorkspace: (workspaceId) => {
      const pending = (id: string) =>
        and(eq(attempts.workspaceId, workspaceId), eq(attempts.id, id), eq(attempts.status, 'pending'));
      const held = (id: string) => and(pending(id), isNotNull(attempts.sealedGrant));
      return {
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
            .set({ ...end, review: null, sealedGrant: null })
            .where(pending(id))
            .run();
          return done.changes === 1;
        },
        async hold(id, kept) {
          const done = db.update(attempts).set(kept).where(pending(id)).run();
          return done.changes === 1;
        },
        async replaceReview(id, review) {
          return db.update(attempts).set({ review }).where(held(id)).run().changes === 1;
        },
        async acceptHeld(id, { connectionId, change, tokenVersion, now }) {
          return atomically(db, (tx) => {
            const waits = tx
              .select({ id: attempts.id })
              .from(attempts)
              .where(and(held(id), gt(attempts.expiresAt, now)))
              .get();
            if (waits === undefined) return 'not_held';
            if (!updateConnection(tx, workspaceId, connectionId, change, LIVE_STATES, tokenVersion)) return 'lost';
            tx.update(attempts)
              .set({ status: 'succeeded', connectionId, error: null, review: null, sealedGrant: null })
              .where(held(id))
              .run();
            return 'accepted';
          });
        },
        async wipeHeld(before) {
          return db
            .update(attempts)
            .set({ sealedGrant: null, review: null })
            .where(
              and(
                eq(attempts.workspaceId, workspaceId),
                lt(attempts.expiresAt, before),
                isNotNull(attempts.sealedGrant),
              ),
            )
            .run().changes;
        },
        async removeExpired(before) {
          return db
            .delete(attempts)
            .where(and(eq(attempts.workspaceId, workspaceId), lt(attempts.expiresAt, before)))
            .run().changes;
        },
      };
    },
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
