import type { Connection } from '../../shared/connections.ts';
import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';
import { findConnection } from './find-connection.ts';
import { refreshConnection } from './refresh-connection.ts';
import { toConnection } from './view.ts';

/** @throws {AppError} not_found - also for one that was disconnected on purpose */
export async function getConnection(deps: Deps, actor: Actor, connectionId: string): Promise<Connection> {
  requirePermission(actor, 'read');
  const record = await findConnection(deps, actor.workspaceId, connectionId);
  const { connections } = deps.store.workspace(actor.workspaceId);
  // "0 ad accounts" would be a lie about a grant that was never read.
  const { at } = await connections.listAdvertisers(connectionId, { after: null, limit: 1 });
  if (at === null && record.state === 'active') await refreshConnection(deps, actor.workspaceId, connectionId);
  return toConnection(record, await connections.counts(connectionId), deps.clock.now());
}
