import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { type Grant, optionalText, type TikTokApp, wireId } from './fields.ts';

export interface ExchangedGrant {
  accessToken: string;
  /** Permission scope ids, exact text: three of them exceed 2^53. Null where TikTok does not say. */
  scopes: string[] | null;
  tiktokRequestId: string;
}

const exchanged = z.object({
  access_token: z.string().min(1),
  scope: z.array(wireId).nullish(),
});

/** Turns the `auth_code` of a consent into a long-term token. A code works once, so a lost answer is not asked for again. */
export async function exchangeAuthCode(
  client: TikTokClient,
  app: TikTokApp,
  authCode: string,
  signal?: AbortSignal,
): Promise<ExchangedGrant> {
  const { data, tiktokRequestId } = await client.request({
    environment: 'production',
    method: 'POST',
    path: '/oauth2/access_token/',
    appId: app.appId,
    // The ids of thousands of accounts make this call time out; they are listed afterwards anyway.
    json: { app_id: app.appId, secret: app.appSecret, auth_code: authCode, return_advertiser_ids: false },
    data: exchanged,
    repeatable: false,
    signal,
  });
  return { accessToken: data.access_token, scopes: data.scope ?? null, tiktokRequestId };
}

const authorizedAdvertisers = z.object({
  list: z.array(z.object({ advertiser_id: wireId, advertiser_name: optionalText })),
});

/** The ad accounts that the grant covers, each once, all in one answer. Not offered in the sandbox. */
export async function listAdvertisers(
  client: TikTokClient,
  grant: Grant,
  app: TikTokApp,
): Promise<{ advertiserId: string; name: string | null }[]> {
  const { data } = await client.request({
    environment: grant.environment,
    method: 'GET',
    path: '/oauth2/advertiser/get/',
    accessToken: grant.accessToken,
    appId: app.appId,
    query: { app_id: app.appId, secret: app.appSecret },
    data: authorizedAdvertisers,
    repeatable: true,
  });
  // Reached in two ways, such as directly and through a Business Center, an account might be listed twice.
  const byId = new Map(data.list.map((row) => [row.advertiser_id, row.advertiser_name]));
  byId.delete('');
  return [...byId].map(([advertiserId, name]) => ({ advertiserId, name }));
}

/** Ends the grant at TikTok. Doing it twice is harmless: the second time TikTok calls the token invalid. */
export async function revokeToken(
  client: TikTokClient,
  grant: Grant,
  app: TikTokApp,
  signal?: AbortSignal,
): Promise<void> {
  await client.request({
    environment: grant.environment,
    method: 'POST',
    path: '/oauth2/revoke_token/',
    accessToken: grant.accessToken,
    appId: app.appId,
    json: { app_id: app.appId, secret: app.appSecret, access_token: grant.accessToken },
    data: z.unknown(),
    repeatable: true,
    timeoutMs: 10_000,
    signal,
  });
}
