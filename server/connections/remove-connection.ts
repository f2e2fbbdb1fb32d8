import type { Actor, Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { isTokenRejected, revokeToken, TikTokApiError } from '../tiktok/index.ts';
import { connectionOwner, openTokens } from '../tokens/index.ts';
import { findAppById } from '../tiktok-apps/index.ts';
import { REFRESH_JOB } from './refresh-job.ts';

const REVOKE_LIMIT_MS = 20_000;

/**
 * Disconnects for good: withdraws the grant at TikTok, forgets the token and the person, takes the ad accounts away and
 * ends the background reading. Campaigns and audiences at TikTok stay. Once more is harmless.
 *
 * The grant is withdrawn first, so that a crash in between leaves a connection that can be removed again rather than a
 * grant nobody knows of. When TikTok cannot be reached the connection goes all the same: the person wants it gone, and
 * with the token forgotten nothing can use the grant. A pasted token is only forgotten: it was not issued to this server,
 * and whoever pasted it may use it elsewhere.
 *
 * @throws {AppError} not_found - there never was such a connection in this workspace
 */
export async function removeConnection(deps: Deps, actor: Actor, connectionId: string): Promise<void> {
  requirePermission(actor, 'connect');
  const { workspaceId } = actor;
  const { connections, adAccounts } = deps.store.workspace(workspaceId);
  const connection = await connections.get(connectionId);
  if (connection === null) throw notFound();
  if (connection.state !== 'revoked') await revokeAtTikTok(deps, workspaceId, connection);

  const now = deps.clock.now();
  await connections.update(
    connectionId,
    {
      state: 'revoked',
      stateReason: null,
      sealedToken: null,
      coreUserId: null,
      displayName: null,
      email: null,
      scopes: [],
      updatedAt: now,
    },
    ['active', 'expiring', 'read_only', 'disconnected'],
  );
  // Also when it was revoked already: an earlier try may have been cut off here.
  await adAccounts.removeByConnection(connectionId);
  await connections.setAdvertisers(connectionId, [], now);
  await deps.store.jobs.remove(REFRESH_JOB, connectionId);
}

async function revokeAtTikTok(deps: Deps, workspaceId: string, connection: ConnectionRecord): Promise<void> {
  const app = connection.source === 'oauth' ? await findAppById(deps, workspaceId, connection.appId) : null;
  if (app === null || connection.sealedToken === null) return;
  const about = { workspaceId, connectionId: connection.id };
  try {
    const { accessToken } = openTokens(deps, connectionOwner(workspaceId, connection.id), connection.sealedToken);
    await revokeToken(
      deps.tiktok,
      { environment: connection.environment, accessToken },
      app,
      AbortSignal.timeout(REVOKE_LIMIT_MS),
    );
    deps.log.info(about, 'grant withdrawn at TikTok');
  } catch (error) {
    // A token that TikTok no longer takes is as good as revoked.
    if (error instanceof TikTokApiError && isTokenRejected(error.code)) return;
    deps.log.warn({ ...about, err: error }, 'the grant could not be withdrawn at TikTok; its token is forgotten');
  }
}
