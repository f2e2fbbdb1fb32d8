import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { type Grant, isTokenRejected, TikTokApiError } from '../tiktok/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import { connectionOwner, openTokens } from '../tokens/index.ts';

/** States in which TikTok is believed to accept the token. */
export const USABLE_STATES = ['active', 'expiring', 'read_only'] as const;

export interface ConnectionGrant extends Grant {
  connectionId: string;
}

/**
 * Runs something with a connection's token. When TikTok refuses the token meanwhile, the connection becomes
 * `disconnected` with the reason. Other failures of TikTok's pass through as they are.
 *
 * @throws {AppError} not_found - no such connection in this workspace
 * @throws {AppError} connection_disconnected - TikTok refuses the token, now or since an earlier call, it was revoked, or no
 *   key of this server opens it any more
 * @throws {AppError} connection_read_only - `purpose` is `write` and the connection only reads
 * @throws {TikTokApiError} whatever else went wrong at TikTok
 */
export async function withGrant<Result>(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  purpose: 'read' | 'write',
  run: (grant: ConnectionGrant) => Promise<Result>,
): Promise<Result> {
  const connection = await deps.store.workspace(workspaceId).connections.get(connectionId);
  if (connection === null) throw notFound();
  if (connection.state === 'disconnected' || connection.state === 'revoked' || connection.sealedToken === null)
    throw disconnected(connection);
  if (connection.state === 'read_only' && purpose === 'write') {
    throw new AppError(
      'connection_read_only',
      'This connection only reads until somebody signs in with TikTok again.',
      {
        tiktokRequestId: connection.stateReason?.tiktokRequestId ?? null,
      },
    );
  }
  const { accessToken } = openTokens(deps, connectionOwner(workspaceId, connectionId), connection.sealedToken);
  try {
    return await run({ environment: connection.environment, accessToken, connectionId });
  } catch (error) {
    if (!(error instanceof TikTokApiError) || !isTokenRejected(error.code)) throw error;
    const reason = refusedToken(error);
    await markDisconnected(deps, workspaceId, connection, reason);
    throw reason;
  }
}

/** The failure of a connection whose token TikTok refused with `error`. */
export function refusedToken(error: TikTokApiError): AppError {
  return new AppError('connection_disconnected', toAppError(error).message, {
    tiktokRequestId: error.tiktokRequestId,
    cause: error,
  });
}

/** Notes that the connection's token is of no use any more, and why, unless somebody signed in again meanwhile. */
export async function markDisconnected(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  reason: AppError,
): Promise<void> {
  const { connections } = deps.store.workspace(workspaceId);
  const current = await connections.get(connection.id);
  if (current?.sealedToken !== connection.sealedToken) return;
  const now = deps.clock.now();
  const changed = await connections.update(
    connection.id,
    { state: 'disconnected', stateReason: reason.toFailure(), updatedAt: now, lastCheckedAt: now },
    USABLE_STATES,
  );
  if (changed) {
    const { tiktokRequestId, cause } = reason;
    deps.log.warn({ workspaceId, connectionId: connection.id, tiktokRequestId, err: cause }, 'connection disconnected');
  }
}

function disconnected(connection: ConnectionRecord): AppError {
  const told = connection.stateReason?.message ?? 'It was disconnected on purpose.';
  return new AppError('connection_disconnected', told, {
    tiktokRequestId: connection.stateReason?.tiktokRequestId ?? null,
  });
}
