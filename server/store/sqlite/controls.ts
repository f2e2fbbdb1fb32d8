import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { ControlRule, ControlScopeRecord, ControlStore } from '../controls.ts';
import { atomically, type Db } from './database.ts';
import { controlRules, controlScopes } from './schema/controls.ts';

/** Stands for the whole workspace, since a part of a primary key is never null. */
const WORKSPACE = '';

/** The control matrix, per workspace. */
export function controlQueries(db: Db): (workspaceId: string) => ControlStore {
  // Asked before every write through the pass-through.
  const relevant = db
    .select()
    .from(controlRules)
    .where(
      and(
        eq(controlRules.workspaceId, sql.placeholder('workspaceId')),
        sql`${controlRules.advertiserId} in (select value from json_each(${sql.placeholder('scopes')}))`,
        eq(controlRules.actorKind, sql.placeholder('actorKind')),
      ),
    )
    .prepare();

  return (workspaceId) => {
    const mine = eq(controlRules.workspaceId, workspaceId);

    const readScope = (from: Db, advertiserId: string): ControlScopeRecord => {
      const scopes = from.select().from(controlScopes).where(eq(controlScopes.workspaceId, workspaceId)).all();
      const scope = scopes.find((one) => one.advertiserId === advertiserId);
      return {
        rules: from
          .select()
          .from(controlRules)
          .where(and(mine, inArray(controlRules.advertiserId, [WORKSPACE, advertiserId])))
          .orderBy(asc(controlRules.advertiserId), asc(controlRules.actorKind), asc(controlRules.action))
          .all()
          .map(toRule),
        advertisersWithRules: from
          .selectDistinct({ id: controlRules.advertiserId })
          .from(controlRules)
          .where(and(mine, ne(controlRules.advertiserId, WORKSPACE)))
          .orderBy(asc(controlRules.advertiserId))
          .all()
          .map(({ id }) => id),
        version: scopes.reduce((sum, { version }) => sum + version, 0),
        updatedAt: scope?.updatedAt ?? null,
        updatedBy: scope?.updatedBy ?? null,
      };
    };

    return {
      async rulesFor(actorKind, advertiserIds) {
        const scopes = JSON.stringify([WORKSPACE, ...advertiserIds]);
        return relevant.all({ workspaceId, scopes, actorKind }).map(toRule);
      },

      async get(advertiserId) {
        return readScope(db, advertiserId ?? WORKSPACE);
      },

      async change({ advertiserId, cells, expectedVersion, at, by }) {
        const id = advertiserId ?? WORKSPACE;
        return atomically(db, (tx) => {
          const seen = readScope(tx, id);
          if (expectedVersion !== null && seen.version !== expectedVersion) return null;
          for (const { actorKind, action, decision } of cells) {
            const cell = { workspaceId, advertiserId: id, actorKind, action };
            if (decision === null) {
              tx.delete(controlRules)
                .where(
                  and(
                    mine,
                    eq(controlRules.advertiserId, id),
                    eq(controlRules.actorKind, actorKind),
                    eq(controlRules.action, action),
                  ),
                )
                .run();
            } else {
              tx.insert(controlRules)
                .values({ ...cell, decision })
                .onConflictDoUpdate({
                  target: [
                    controlRules.workspaceId,
                    controlRules.advertiserId,
                    controlRules.actorKind,
                    controlRules.action,
                  ],
                  set: { decision },
                })
                .run();
            }
          }
          tx.insert(controlScopes)
            .values({ workspaceId, advertiserId: id, version: 1, updatedAt: at, updatedBy: by })
            .onConflictDoUpdate({
              target: [controlScopes.workspaceId, controlScopes.advertiserId],
              set: { version: sql`${controlScopes.version} + 1`, updatedAt: at, updatedBy: by },
            })
            .run();
          const scope = readScope(tx, id);
          const own = ({ rules }: ControlScopeRecord) => rules.filter((rule) => rule.advertiserId === advertiserId);
          return { before: own(seen), after: own(scope), scope };
        });
      },
    };
  };
}

function toRule(row: typeof controlRules.$inferSelect): ControlRule {
  const { advertiserId, actorKind, action, decision } = row;
  return { advertiserId: advertiserId === WORKSPACE ? null : advertiserId, actorKind, action, decision };
}
