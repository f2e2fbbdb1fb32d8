import { type NewGrant, verifyToken } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { AttemptRecord } from '../store/connections.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import {
  exchangeAccountCode,
  exchangeAuthCode,
  getUserInfo,
  type Grant,
  isPermissionDenied,
  listAdvertisers,
  type TikTokApp,
  TikTokApiError,
  type TikTokUser,
} from '../tiktok/index.ts';
import { findAppById } from '../tiktok-apps/index.ts';
import { callbackUrl } from './callback-url.ts';

/** What TikTok's answer means where it does not say how long the refresh token lives: its documents say a year. */
const REFRESH_TOKEN_LIFE_MS = 365 * 86_400_000;

/**
 * Turns the code of a consent into a grant, by the kind of sign-in the attempt was started for and with its app: asks for
 * the tokens, once, then who signed in and which ad accounts the token reaches.
 *
 * @throws {AppError} tiktok_app_missing - the app was removed while the person was at TikTok
 * @throws {AppError} oauth_exchange_failed
 * @throws {TikTokApiError} TikTok did not say who signed in
 */
export async function exchangeCode(deps: Deps, attempt: AttemptRecord, authCode: string): Promise<NewGrant> {
  const app = await findAppById(deps, attempt.workspaceId, attempt.appId);
  if (app === null) {
    throw new AppError(
      'tiktok_app_missing',
      'The TikTok developer app this sign-in was started with was removed meanwhile. Nothing was connected. Start the sign-in again.',
    );
  }
  const exchange = attempt.kind === 'tiktok_account' ? exchangeAccount : exchangeAdvertiser;
  const exchanged = await exchange(deps, app, authCode);
  const grant: Grant = {
    environment: attempt.environment,
    accessToken: exchanged.tokens.accessToken,
    appId: app.appId,
  };
  const user =
    attempt.kind === 'tiktok_account'
      ? await readHolder(deps, grant, exchanged.openId)
      : await verifyToken(deps, grant, []);
  const { openId: _openId, ...tokens } = exchanged;
  return {
    ...tokens,
    kind: attempt.kind,
    environment: attempt.environment,
    source: 'oauth',
    appId: app.appId,
    user,
    reach: await readReach(deps, grant, app, attempt.kind),
    reconnectId: attempt.reconnectId,
  };
}

type Exchanged = Pick<NewGrant, 'tokens' | 'tokenExpiresAt' | 'refreshExpiresAt' | 'scopes'> & {
  openId: string | null;
};

async function exchangeAdvertiser(deps: Deps, app: TikTokApp, authCode: string): Promise<Exchanged> {
  const { accessToken, scopes } = await exchangeAuthCode(deps.tiktok, app, authCode).catch(exchangeFailed);
  return {
    tokens: { accessToken, refreshToken: null },
    tokenExpiresAt: null,
    refreshExpiresAt: null,
    scopes,
    openId: null,
  };
}

async function exchangeAccount(deps: Deps, app: TikTokApp, authCode: string): Promise<Exchanged> {
  // The lifetimes count from TikTok's answer; from the question on they are never taken for longer than they are.
  const askedAt = deps.clock.now();
  const answer = await exchangeAccountCode(deps.tiktok, app, {
    authCode,
    redirectUri: callbackUrl(deps.config),
  }).catch(exchangeFailed);
  const { accessToken, refreshToken, expiresInMs, refreshExpiresInMs, scopes, openId } = answer;
  return {
    tokens: { accessToken, refreshToken },
    tokenExpiresAt: askedAt + expiresInMs,
    refreshExpiresAt: refreshToken === null ? null : askedAt + (refreshExpiresInMs ?? REFRESH_TOKEN_LIFE_MS),
    scopes: scopes.length === 0 ? null : scopes,
    openId,
  };
}

/**
 * The holder of a TikTok account. `open_id` says who it is, for this app; whether such a token may ask for a name is not
 * documented, so that no answer to that is fine.
 */
async function readHolder(deps: Deps, grant: Grant, openId: string | null): Promise<TikTokUser | null> {
  if (openId === null) return null;
  try {
    const { displayName, email } = await getUserInfo(deps.tiktok, grant);
    return { coreUserId: openId, displayName, email };
  } catch (error) {
    if (!(error instanceof TikTokApiError)) throw error;
    deps.log.info({ code: error.code, tiktokRequestId: error.tiktokRequestId }, 'no name of a TikTok account');
    return { coreUserId: openId, displayName: '', email: null };
  }
}

/** The ad accounts by name: one call, whatever their number. A refusal of the question means that it reaches none. */
async function readReach(
  deps: Deps,
  grant: Grant,
  app: TikTokApp,
  kind: AttemptRecord['kind'],
): Promise<NewGrant['reach']> {
  try {
    const listed = await listAdvertisers(deps.tiktok, grant, app);
    return { advertisers: listed.map(({ advertiserId, name }) => ({ advertiserId, name: name ?? advertiserId })) };
  } catch (error) {
    if (!(error instanceof TikTokApiError)) throw error;
    const isRefused = error.kind === 'refused' && error.code !== null && error.retryAfterMs === null;
    // Which code a TikTok account's token meets, where it is no good for ad accounts, is not documented. That the token
    // itself is fine, TikTok has just said by giving it.
    const isClosed =
      isRefused && (isPermissionDenied(error.code) || (kind === 'tiktok_account' && error.code < 50_000));
    deps.log.info(
      { code: error.code, tiktokRequestId: error.tiktokRequestId, isClosed },
      'ad accounts of a new sign-in not listed',
    );
    return isClosed ? { advertisers: [] } : { trouble: error };
  }
}

function exchangeFailed(error: unknown): never {
  if (!(error instanceof TikTokApiError)) throw error;
  throw new AppError(
    'oauth_exchange_failed',
    `TikTok did not turn the sign-in into access. ${toAppError(error).message} Start the sign-in again.`,
    { cause: error, tiktokRequestId: error.tiktokRequestId },
  );
}
