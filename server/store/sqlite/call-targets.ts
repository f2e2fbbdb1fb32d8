import type Database from 'better-sqlite3';
import { and, eq } from 'drizzle-orm';
import type { BusinessCenterStore, CallTarget, CallTargetStore } from '../call-targets.ts';
import { atomically, type Db, type Handle } from './database.ts';
import { businessCenters } from './schema/calls.ts';

const TARGET = `c.id as connectionId, c.environment, c.state, c.app_id as appId, c.token_version as tokenVersion,
  c.token_expires_at as tokenExpiresAt`;
const USABLE = `c.state in ('active', 'expiring', 'read_only') and c.sealed_token is not null`;

/** Straight on the driver: every call of the pass-through asks this, and drizzle takes four times as long to say it. */
export function callTargetQueries({ raw }: Pick<Handle, 'raw'>): (workspaceId: string) => CallTargetStore {
  const ofAdvertiser: Database.Statement<[string, string], CallTarget> = raw.prepare(
    `select ${TARGET} from ad_accounts a join connections c on c.workspace_id = a.workspace_id and c.id = a.connection_id
      where a.workspace_id = ? and a.advertiser_id = ?`,
  );
  const ofConnection: Database.Statement<[string, string], CallTarget> = raw.prepare(
    `select ${TARGET} from connections c where c.workspace_id = ? and c.id = ?`,
  );
  const usable: Database.Statement<[string, number], CallTarget> = raw.prepare(
    `select ${TARGET} from connections c where c.workspace_id = ? and ${USABLE} order by c.created_at, c.id limit ?`,
  );
  return (workspaceId) => ({
    ofAdvertiser: async (advertiserId) => ofAdvertiser.get(workspaceId, advertiserId) ?? null,
    ofConnection: async (connectionId) => ofConnection.get(workspaceId, connectionId) ?? null,
    listUsable: async (limit) => usable.all(workspaceId, limit),
  });
}

/** Which sign-in reaches which Business Center, per workspace. */
export function businessCenterQueries(
  db: Db,
  { raw }: Pick<Handle, 'raw'>,
): (workspaceId: string) => BusinessCenterStore {
  const connectionsOf: Database.Statement<[string, string], { connectionId: string }> = raw.prepare(
    `select b.connection_id as connectionId from business_centers b
      join connections c on c.workspace_id = b.workspace_id and c.id = b.connection_id
      where b.workspace_id = ? and b.bc_id = ? and ${USABLE} order by c.created_at, c.id`,
  );
  return (workspaceId) => ({
    async connectionsOf(bcId) {
      return connectionsOf.all(workspaceId, bcId).map(({ connectionId }) => connectionId);
    },
    async set(connectionId, bcIds, at) {
      const own = and(eq(businessCenters.workspaceId, workspaceId), eq(businessCenters.connectionId, connectionId));
      atomically(db, (tx) => {
        tx.delete(businessCenters).where(own).run();
        for (const bcId of new Set(bcIds))
          tx.insert(businessCenters).values({ workspaceId, connectionId, bcId, seenAt: at }).run();
      });
    },
  });
}
