import { and, eq } from 'drizzle-orm';
import type { RevocationStore } from '../revocations.ts';
import type { Db } from './database.ts';
import { revocations } from './schema/connections.ts';

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
