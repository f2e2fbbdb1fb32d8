import { z } from 'zod';
import type { TikTokClient, TikTokRequest } from '../client.ts';
import { optionalText, type TikTokApp, wireId } from './fields.ts';

// The sign-in of a TikTok account's holder (portal pages "Obtain / Renew / Revoke a short-term access token" and "Access
// token inspector"). `client_id` and `client_secret` are the developer app's id and secret under other names.

/** What TikTok gives for a consent, and again for each renewal. */
export interface AccountTokens {
  accessToken: string;
  /** How long the access token lives, counted from the answer; 24 hours where TikTok does not say. */
  expiresInMs: number;
  /** Null where TikTok gives none: at a renewal the one before goes on, at a sign-in there is nothing to renew with. */
  refreshToken: string | null;
  /** How long the refresh token lives, counted from the answer. Null where TikTok does not say. */
  refreshExpiresInMs: number | null;
  /** Names such as `user.info.basic`; empty where TikTok does not say. */
  scopes: string[];
  /** Who the person is for this app; another app sees another id. Null where TikTok does not say. */
  openId: string | null;
  tiktokRequestId: string;
}

const DEFAULT_LIFETIME_S = 86_400;
/** Ten times what the longest of TikTok's tokens lives. */
const LONGEST_LIFETIME_S = 10 * 365 * 86_400;
/**
 * Whole seconds above 0; also as text. Anything else counts as not said, also a lifetime beyond all reason, whose end would be
 * no date any more: what came with it is too dear to throw away.
 */
const seconds = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().int().positive().max(LONGEST_LIFETIME_S))
  .nullish()
  .catch(null);
const scopeList = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => (text ?? '').split(',').map((name) => name.trim()))
  .transform((names) => names.filter((name) => name !== ''));

// Only the access token is insisted on. An answer that was thrown away for a detail might have been the only copy of a pair.
const tokens = z.object({
  access_token: z.string().min(1),
  expires_in: seconds,
  refresh_token: optionalText.catch(null),
  refresh_token_expires_in: seconds,
  scope: scopeList,
  // Nothing is nobody: everybody without an id would be one and the same person.
  open_id: wireId
    .nullish()
    .catch(null)
    .transform((id) => (id === '' ? null : id)),
});

/**
 * Turns the `auth_code` of a TikTok account holder's consent into a pair of tokens. A code works once and for ten minutes,
 * so a lost answer is not asked for again.
 *
 * @param at.redirectUri the one the consent page was opened with
 */
export async function exchangeAccountCode(
  client: TikTokClient,
  app: TikTokApp,
  at: { authCode: string; redirectUri: string },
  signal?: AbortSignal,
): Promise<AccountTokens> {
  const { data, tiktokRequestId } = await client.request({
    ...toAccount(app, '/tt_user/oauth2/token/', {
      grant_type: 'authorization_code',
      auth_code: at.authCode,
      redirect_uri: at.redirectUri,
    }),
    data: tokens,
    repeatable: false,
    signal,
  });
  return toAccountTokens(data, tiktokRequestId);
}

/**
 * Asks for a new access token. Never asked twice for one answer in here: only what surely never left, and what TikTok turned
 * away because of a limit, is sent again. After a lost answer TikTok may have put another refresh token in the place of
 * this one (its example shows the same one, no page promises it); a second call on the heels of the first could then look like
 * a stolen token. Whoever called waits, looks at what is stored by then, and decides.
 *
 * @throws {TikTokApiError} `mayHaveHappened` tells whether the pair may have changed at TikTok
 */
export async function refreshAccountToken(
  client: TikTokClient,
  app: TikTokApp,
  refreshToken: string,
  options: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<AccountTokens> {
  const { data, tiktokRequestId } = await client.request({
    ...toAccount(app, '/tt_user/oauth2/refresh_token/', { grant_type: 'refresh_token', refresh_token: refreshToken }),
    data: tokens,
    repeatable: false,
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    signal: options.signal,
  });
  return toAccountTokens(data, tiktokRequestId);
}

/** Ends the grant at TikTok. Doing it twice is harmless: the second time TikTok calls the token invalid. */
export async function revokeAccountToken(
  client: TikTokClient,
  app: TikTokApp,
  accessToken: string,
  signal?: AbortSignal,
): Promise<void> {
  await client.request({
    ...toAccount(app, '/tt_user/oauth2/revoke/', { access_token: accessToken }),
    data: z.unknown(),
    repeatable: true,
    timeoutMs: 10_000,
    signal,
  });
}

const tokenInfo = z.object({ app_id: wireId, scope: scopeList, creator_id: wireId.nullish() });

/**
 * Which app and whose TikTok account a token belongs to.
 *
 * @throws {TikTokApiError} with a token code when TikTok refuses the token
 */
export async function inspectAccountToken(
  client: TikTokClient,
  appId: string,
  accessToken: string,
  signal?: AbortSignal,
): Promise<{ appId: string; scopes: string[]; creatorId: string | null }> {
  const { data } = await client.request({
    environment: 'production',
    method: 'POST',
    path: '/tt_user/token_info/get/',
    appId,
    json: { app_id: appId, access_token: accessToken },
    data: tokenInfo,
    repeatable: true,
    signal,
  });
  return { appId: data.app_id, scopes: data.scope, creatorId: data.creator_id ?? null };
}

/** TikTok accounts are signed in at the production host only. */
function toAccount(
  app: TikTokApp,
  path: string,
  more: Readonly<Record<string, string>>,
): Pick<TikTokRequest<unknown>, 'environment' | 'method' | 'path' | 'appId' | 'json'> {
  return {
    environment: 'production',
    method: 'POST',
    path,
    appId: app.appId,
    json: { client_id: app.appId, client_secret: app.appSecret, ...more },
  };
}

function toAccountTokens(data: z.output<typeof tokens>, tiktokRequestId: string): AccountTokens {
  const refreshSeconds = data.refresh_token_expires_in ?? null;
  return {
    accessToken: data.access_token,
    expiresInMs: (data.expires_in ?? DEFAULT_LIFETIME_S) * 1000,
    refreshToken: data.refresh_token,
    refreshExpiresInMs: refreshSeconds === null ? null : refreshSeconds * 1000,
    scopes: data.scope,
    openId: data.open_id ?? null,
    tiktokRequestId,
  };
}
