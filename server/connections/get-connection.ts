import type { Connection } from '../../shared/connections.ts';
import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';
import { findConnection } from './find-connection.ts';
import { NEVER_FRESH } from './note-advertisers.ts';
import { refreshConnection } from './refresh-connection.ts';
import { viewConnection } from './view.ts';

/** @throws {AppError} not_found - also for one that was disconnected on purpose */
export async function getConnection(deps: Deps, actor: Actor, connectionId: string): Promise<Connection> {
  requirePermission(actor, 'read');
  const record = await findConnection(deps, actor.workspaceId, connectionId);
  const { connections } = deps.store.workspace(actor.workspaceId);
  // "0 ad accounts" would be a lie about a grant that was never read; and where TikTok listed none at the sign-in, only a
  // whole reading tells whether the person at least belongs to a Business Center.
  const { at, items } = await connections.listAdvertisers(connectionId, { after: null, limit: 1 });
  const isOpen = at === null || (at === NEVER_FRESH && items.length === 0);
  const isUnread = isOpen && (record.state === 'active' || record.state === 'expiring');
  if (isUnread) await refreshConnection(deps, actor.workspaceId, connectionId);
  return viewConnection(
    deps,
    actor.workspaceId,
    isUnread ? await findConnection(deps, actor.workspaceId, connectionId) : record,
    await connections.counts(connectionId),
  );
}
