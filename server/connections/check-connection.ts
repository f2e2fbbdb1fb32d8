import type { Connection } from '../../shared/connections.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { isTokenRejected, TikTokApiError, type TikTokUser } from '../tiktok/index.ts';
import { connectionOwner, openTokens } from '../tokens/index.ts';
import { findConnection } from './find-connection.ts';
import { refreshConnection } from './refresh-connection.ts';
import { toConnection } from './view.ts';
import { verifyToken } from './verify-token.ts';
import { markDisconnected, refusedToken } from './with-grant.ts';

/**
 * Probes a connection at TikTok and says how it stands now: a token that TikTok refuses or no key opens makes it
 * `disconnected`, an accepted one `active` again, and the ad accounts on it get their current status. The verdict is the answer, not an error.
 *
 * @throws {AppError} not_found
 * @throws {TikTokApiError} TikTok could not be asked; the state stays what it was
 */
export async function checkConnection(deps: Deps, actor: Actor, connectionId: string): Promise<Connection> {
  requirePermission(actor, 'read');
  const { workspaceId } = actor;
  const { connections } = deps.store.workspace(workspaceId);
  const connection = await findConnection(deps, workspaceId, connectionId);
  const user = await probe(deps, workspaceId, connection);
  if (user !== 'refused') {
    await noteAccepted(deps, workspaceId, connection, user);
    await refreshUnlessRefused(deps, workspaceId, connectionId);
  }
  return toConnection(
    await findConnection(deps, workspaceId, connectionId),
    await connections.counts(connectionId),
    deps.clock.now(),
  );
}

async function probe(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
): Promise<TikTokUser | null | 'refused'> {
  if (connection.sealedToken === null) return 'refused';
  const { items } = await deps.store
    .workspace(workspaceId)
    .connections.listAdvertisers(connection.id, { after: null, limit: 1 });
  try {
    const { accessToken } = openTokens(deps, connectionOwner(workspaceId, connection.id), connection.sealedToken);
    const grant = { environment: connection.environment, accessToken };
    return await verifyToken(
      deps,
      grant,
      items.map(({ advertiserId }) => advertiserId),
    );
  } catch (error) {
    const reason = disconnectingReason(error);
    if (reason === null) throw error;
    await markDisconnected(deps, workspaceId, connection, reason);
    await deps.store
      .workspace(workspaceId)
      .connections.update(connection.id, { lastCheckedAt: deps.clock.now() }, ['disconnected']);
    return 'refused';
  }
}

/** Why the token is of no use, or null when the error is about something else. */
function disconnectingReason(error: unknown): AppError | null {
  if (error instanceof AppError && error.code === 'connection_disconnected') return error;
  return error instanceof TikTokApiError && isTokenRejected(error.code) ? refusedToken(error) : null;
}

async function noteAccepted(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  user: TikTokUser | null,
): Promise<void> {
  const now = deps.clock.now();
  const isBack = connection.state !== 'active';
  await deps.store.workspace(workspaceId).connections.update(
    connection.id,
    {
      state: 'active',
      stateReason: null,
      lastCheckedAt: now,
      ...(isBack ? { updatedAt: now } : {}),
      ...(user === null ? {} : { displayName: user.displayName, email: user.email }),
    },
    ['active', 'expiring', 'read_only', 'disconnected'],
  );
}

/** The token may be withdrawn between two calls; the connection says so by then. */
async function refreshUnlessRefused(deps: Deps, workspaceId: string, connectionId: string): Promise<void> {
  try {
    await refreshConnection(deps, workspaceId, connectionId);
  } catch (error) {
    const { state } = await findConnection(deps, workspaceId, connectionId);
    if (state !== 'disconnected') throw error;
  }
}
