import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { refreshAccountToken } from '../tiktok/index.ts';
import { findAppById } from '../tiktok-apps/index.ts';
import { type RenewedPair, type ReservedPlace, reserveMemory, reservePlace } from './rotation-journal.ts';
import { hasRefreshToken, isRenewable, WARN_BEFORE_MS } from './rotation-plan.ts';
import { connectionOwner, openTokens } from './token-vault.ts';

/** Each try has this long; with its turn and the retries that are allowed, the call has CALL_LIMIT_MS. Both end before the lock does. */
const TRY_LIMIT_MS = 20_000;
const CALL_LIMIT_MS = 50_000;
const YEAR_MS = 365 * 86_400_000;

/** TikTok will not renew this token, whoever asks: there is no refresh token, or it has ended, or TikTok has said so before. */
export class NothingToRenewError extends Error {
  override readonly name = 'NothingToRenewError';
}

/**
 * Asks TikTok for a new pair. What comes back is in the journal already. Call with the renewal lock held.
 *
 * @param options.evenIfRefused whether TikTok is asked although it has refused before
 * @throws {NothingToRenewError}
 * @throws {TikTokApiError} TikTok gave nothing
 * @throws {AppError} connection_disconnected, tiktok_app_missing, storage_failed - this server cannot ask as it is
 */
export async function askForPair(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  { evenIfRefused }: { evenIfRefused: boolean },
): Promise<RenewedPair> {
  const { id, sealedToken } = connection;
  const now = deps.clock.now();
  const isWorthIt = evenIfRefused ? hasRefreshToken(connection, now) : isRenewable(connection, now);
  if (sealedToken === null || !isWorthIt) throw new NothingToRenewError();
  const { refreshToken } = openTokens(deps, connectionOwner(workspaceId, id), sealedToken);
  if (refreshToken === null) throw new NothingToRenewError();
  const app = await findAppById(deps, workspaceId, connection.appId);
  if (app === null) {
    throw new AppError(
      'tiktok_app_missing',
      `Renewing it needs the developer app ${connection.appId ?? ''} it was made with, which this server does not know any more. Set it up again, or sign in with the app of today.`,
    );
  }
  const place = await reserve(deps, workspaceId, connection);
  try {
    const answer = await refreshAccountToken(deps.tiktok, app, refreshToken, {
      timeoutMs: TRY_LIMIT_MS,
      // Not the job's own signal: a server that stops in an orderly way lets the answer arrive.
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
    });
    const pair: RenewedPair = {
      accessToken: answer.accessToken,
      refreshToken: answer.refreshToken ?? refreshToken,
      tokenVersion: connection.tokenVersion + 1,
      // Counted from before the call: rather a little early than a little late.
      tokenExpiresAt: now + answer.expiresInMs,
      refreshExpiresAt:
        answer.refreshExpiresInMs === null
          ? (connection.refreshExpiresAt ?? now + YEAR_MS)
          : now + answer.refreshExpiresInMs,
      scopes: answer.scopes,
    };
    await place.keep(pair);
    return pair;
  } catch (error) {
    await place.release();
    throw error;
  }
}

/**
 * Room for the answer. Without any, TikTok is not asked while there is time for somebody to repair the disk; later a crash in
 * the wrong moment is the smaller risk.
 */
async function reserve(deps: Deps, workspaceId: string, connection: ConnectionRecord): Promise<ReservedPlace> {
  try {
    return await reservePlace(deps, workspaceId, connection.id);
  } catch (error) {
    const { tokenExpiresAt } = connection;
    const isUrgent = tokenExpiresAt !== null && tokenExpiresAt - deps.clock.now() <= WARN_BEFORE_MS;
    deps.log.error({ workspaceId, connectionId: connection.id, err: error, isUrgent }, 'no room for a renewed token');
    if (isUrgent) return reserveMemory(deps, workspaceId, connection.id);
    throw new AppError(
      'storage_failed',
      'The server cannot write to its DATA_DIR, so it does not ask for a new token yet.',
      {
        cause: error,
      },
    );
  }
}
