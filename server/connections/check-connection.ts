import type { Connection } from '../../shared/connections.ts';
import { setConnectionState } from '../connection-state/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import { findConnection } from './find-connection.ts';
import { probeConnection } from './probe-connection.ts';
import { viewConnection } from './view.ts';

/**
 * Probes a connection at TikTok and says how it stands now: a token that TikTok refuses or no key opens makes it
 * `disconnected`, one that TikTok takes again `active`, one that waits for its renewal is renewed first, and the ad accounts
 * on it get their current status. The verdict is the answer, not an error.
 *
 * @throws {AppError} not_found
 * @throws {TikTokApiError} TikTok could not be asked; the state stays what it was
 */
export async function checkConnection(deps: Deps, actor: Actor, connectionId: string): Promise<Connection> {
  requirePermission(actor, 'read');
  const { workspaceId } = actor;
  const connection = await findConnection(deps, workspaceId, connectionId);
  try {
    await probeConnection(deps, workspaceId, connectionId, { renew: true });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'connection_disconnected') throw error;
    // No key opens the token. Who asked is told so, and sees it in the state until a key does or somebody signs in.
    await setConnectionState(deps, workspaceId, connection, 'disconnected', error.toFailure(), {
      lastCheckedAt: deps.clock.now(),
    });
  }
  return viewConnection(
    deps,
    workspaceId,
    await findConnection(deps, workspaceId, connectionId),
    await deps.store.workspace(workspaceId).connections.counts(connectionId),
  );
}
