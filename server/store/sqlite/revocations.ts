import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { GrantLookup, RevocationStore } from '../revocations.ts';
import type { Db } from './database.ts';
import { connections, revocations } from './schema/connections.ts';

/** Grants that TikTok has still to be told about, per workspace. */
export function revocationQueries(db: Db): (workspaceId: string) => RevocationStore {
  return (workspaceId) => {
    const own = (id: string) => and(eq(revocations.workspaceId, workspaceId), eq(revocations.id, id));
    return {
      async add(revocation) {
        db.insert(revocations)
          .values({ ...revocation, workspaceId })
          .run();
      },
      async get(id) {
        const row = db.select().from(revocations).where(own(id)).get();
        if (row === undefined) return null;
        const { workspaceId: _workspaceId, ...record } = row;
        return record;
      },
      async remove(id) {
        db.delete(revocations).where(own(id)).run();
      },
    };
  };
}

/** Whether grants are shared, the only query that looks at the connections of every workspace. */
export function grantLookup(db: Db): GrantLookup {
  return {
    async isShared({ kind, environment, appId, coreUserId }) {
      const { appId: itsApp, coreUserId: itsPerson } = connections;
      // One branch for each, so that the index over both serves every one of them. A pasted token may be of any app.
      const mayBeSameGrant =
        coreUserId === null
          ? eq(itsApp, appId)
          : or(
              and(eq(itsPerson, coreUserId), eq(itsApp, appId)),
              and(eq(itsPerson, coreUserId), isNull(itsApp)),
              and(isNull(itsPerson), eq(itsApp, appId)),
            );
      const other = db
        .select({ id: connections.id })
        .from(connections)
        .where(
          and(
            eq(connections.kind, kind),
            eq(connections.environment, environment),
            inArray(connections.state, ['active', 'expiring', 'read_only']),
            isNotNull(connections.sealedToken),
            mayBeSameGrant,
          ),
        )
        .limit(1)
        .get();
      return other !== undefined;
    },
  };
}
