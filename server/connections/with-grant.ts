import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import { setConnectionState } from '../connection-state/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { type Grant, isTokenRejected, TikTokApiError } from '../tiktok/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import {
  connectionOwner,
  hasEnded,
  openTokens,
  retryRotation,
  rotateToken,
  scheduleRotation,
} from '../tokens/index.ts';
import { noteRefusedScope } from './refused-scope.ts';

export { USABLE_STATES } from './usable-states.ts';

export interface ConnectionGrant extends Grant {
  connectionId: string;
  /** Which of the connection's tokens it is. */
  tokenVersion: number;
}

/** Who asks again this soon after a renewal failed hears the same answer. */
const SAME_ANSWER_MS = 5_000;

/** Renewals that failed a moment ago, per server, by workspace and connection. */
const troubles = new WeakMap<Deps, Map<string, { tokenVersion: number; at: number; error: AppError }>>();

/**
 * Runs something with a connection's token. A token that has ended is renewed first, and one that TikTok refuses on the way
 * is renewed once and the work done over: the refusal proves that the refused call did nothing, and what `run` did in calls
 * before it must bear being done twice, or be remembered by `run`. A token that cannot be renewed makes the connection
 * `disconnected`, with the reason. Other failures of TikTok's pass through as they are.
 *
 * @throws {AppError} not_found - no such connection in this workspace
 * @throws {AppError} connection_disconnected - TikTok refuses the token, now or since an earlier call, it was revoked, or no
 *   key of this server opens it any more
 * @throws {AppError} connection_read_only - `purpose` is `write` and the connection only reads
 * @throws {AppError} tiktok_unavailable, tiktok_rate_limited - the token has ended, and TikTok does not renew it at the moment
 * @throws {TikTokApiError} whatever else went wrong at TikTok
 */
export async function withGrant<Result>(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  purpose: 'read' | 'write',
  run: (grant: ConnectionGrant) => Promise<Result>,
): Promise<Result> {
  let connection = await requireUsable(deps, workspaceId, connectionId, purpose);
  if (hasEnded(connection, deps.clock.now())) {
    connection = await renewInline(deps, workspaceId, connection, purpose, null);
  }
  try {
    return await run(openGrant(deps, workspaceId, connection));
  } catch (error) {
    await noteRefusedScope(deps, workspaceId, connection, error);
    if (!isRefusal(error)) throw error;
    connection = await renewInline(deps, workspaceId, connection, purpose, error);
  }
  try {
    return await run(openGrant(deps, workspaceId, connection));
  } catch (error) {
    await noteRefusedScope(deps, workspaceId, connection, error);
    if (!isRefusal(error)) throw error;
    const reason = refusedToken(error);
    await markDisconnected(deps, workspaceId, connection, reason);
    throw reason;
  }
}

/**
 * The token of a connection, for who sends by other means than the client and asks `confirmGrant` where TikTok refuses it. One that
 * has ended is renewed first.
 *
 * @throws {AppError} as withGrant, before anything is sent
 */
export async function openUsableGrant(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  purpose: 'read' | 'write',
): Promise<ConnectionGrant> {
  let connection = await requireUsable(deps, workspaceId, connectionId, purpose);
  if (hasEnded(connection, deps.clock.now()))
    connection = await renewInline(deps, workspaceId, connection, purpose, null);
  return openGrant(deps, workspaceId, connection);
}

/** Notes a permission that TikTok says is missing; see noteRefusedScope. */
export async function noteMissingScope(deps: Deps, grant: ConnectionGrant, refusal: TikTokApiError): Promise<void> {
  const { workspaceId = '', connectionId, tokenVersion } = grant;
  const connection = await deps.store.workspace(workspaceId).connections.get(connectionId);
  if (connection?.tokenVersion === tokenVersion) await noteRefusedScope(deps, workspaceId, connection, refusal);
}

async function requireUsable(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  purpose: 'read' | 'write',
): Promise<ConnectionRecord> {
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
  return connection;
}

function openGrant(deps: Deps, workspaceId: string, connection: ConnectionRecord): ConnectionGrant {
  const { id: connectionId, environment, appId, tokenVersion } = connection;
  const { accessToken } = openTokens(deps, connectionOwner(workspaceId, connectionId), connection.sealedToken ?? '');
  return { environment, accessToken, connectionId, tokenVersion, appId, workspaceId };
}

/**
 * The connection with another token than the one given, by then usable for `purpose`.
 *
 * @param refusal TikTok's, null for a token whose time is over
 * @throws {AppError} as withGrant, when there is none
 */
async function renewInline(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  purpose: 'read' | 'write',
  refusal: TikTokApiError | null,
): Promise<ConnectionRecord> {
  const { id, tokenVersion } = connection;
  const current = await deps.store.workspace(workspaceId).connections.get(id);
  // Somebody signed in, or another renewal was through, while TikTok was answering.
  if (current !== null && current.tokenVersion !== tokenVersion) return requireUsable(deps, workspaceId, id, purpose);
  if (connection.refreshExpiresAt === null) {
    const reason = refusal === null ? ended() : refusedToken(refusal);
    await markDisconnected(deps, workspaceId, connection, reason);
    throw reason;
  }
  const known = troubles.get(deps)?.get(`${workspaceId}\n${id}`);
  const now = deps.clock.now();
  if (known?.tokenVersion === tokenVersion && now >= known.at && now - known.at < SAME_ANSWER_MS) throw known.error;

  const rotation = await rotateToken(deps, workspaceId, id, {
    tokenVersion,
    because: refusal === null ? 'due' : 'rejected',
  });
  switch (rotation.kind) {
    case 'gone':
      throw notFound();
    case 'refused':
      throw new AppError('connection_disconnected', rotation.reason.message, {
        tiktokRequestId: rotation.reason.tiktokRequestId,
        cause: rotation.reason,
      });
    case 'trouble': {
      // No key opens the token: that is for the server's owner, and not TikTok's doing.
      if (rotation.reason.code === 'connection_disconnected') throw rotation.reason;
      // A token that TikTok ended early has its planned renewal hours ahead; a replaced refresh token may not wait for that.
      await retryRotation(deps, workspaceId, id, rotation.retryAt);
      const error = notNow(rotation.reason, rotation.retryAt - now);
      noteTrouble(deps, `${workspaceId}\n${id}`, { tokenVersion, at: now, error });
      throw error;
    }
    case 'renewed':
      await scheduleRotation(deps, workspaceId, id);
      return requireUsable(deps, workspaceId, id, purpose);
  }
}

function noteTrouble(deps: Deps, key: string, trouble: { tokenVersion: number; at: number; error: AppError }): void {
  const noted = troubles.get(deps) ?? new Map<string, typeof trouble>();
  troubles.set(deps, noted);
  for (const [earlier, { at }] of noted) if (Math.abs(trouble.at - at) >= SAME_ANSWER_MS) noted.delete(earlier);
  noted.set(key, trouble);
}

/** Nothing is known against the sign-in: whoever asked may come again. */
function notNow(reason: AppError, waitMs: number): AppError {
  return new AppError(
    reason.code === 'tiktok_rate_limited' ? 'tiktok_rate_limited' : 'tiktok_unavailable',
    `TikTok's sign-in could not be renewed just now. ${reason.message}`,
    {
      tiktokRequestId: reason.tiktokRequestId,
      members: { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) },
      cause: reason,
    },
  );
}

function isRefusal(error: unknown): error is TikTokApiError {
  return error instanceof TikTokApiError && isTokenRejected(error.code, error.tiktokMessage);
}

/** The failure of a connection whose token TikTok refused with `error`. */
export function refusedToken(error: TikTokApiError): AppError {
  return new AppError('connection_disconnected', toAppError(error).message, {
    tiktokRequestId: error.tiktokRequestId,
    cause: error,
  });
}

function ended(): AppError {
  return new AppError('connection_disconnected', 'This sign-in has ended. Sign in with TikTok again.');
}

/** Notes that the connection's token is of no use any more, and why, unless the connection has another one meanwhile. */
async function markDisconnected(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  reason: AppError,
): Promise<void> {
  const { connections } = deps.store.workspace(workspaceId);
  let current: ConnectionRecord | null = connection;
  while (current !== null && current.tokenVersion === connection.tokenVersion) {
    if (current.state === 'disconnected' || current.state === 'revoked') return;
    const extra = { lastCheckedAt: deps.clock.now(), renewalTroubleSince: null };
    if (await setConnectionState(deps, workspaceId, current, 'disconnected', reason.toFailure(), extra)) return;
    current = await connections.get(connection.id);
  }
}

function disconnected(connection: ConnectionRecord): AppError {
  const told = connection.stateReason?.message ?? 'It was disconnected on purpose.';
  return new AppError('connection_disconnected', told, {
    tiktokRequestId: connection.stateReason?.tiktokRequestId ?? null,
  });
}
