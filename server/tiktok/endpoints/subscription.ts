import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { type Grant, onBehalfOf, optionalText, pageInfo, type TikTokApp, wireId } from './fields.ts';

// Subscription API (portal page "Create a subscription"). The app's id and secret authenticate, in the body or the query: there is no
// Access-Token header. The token inside `subscription_detail` says on whose behalf; TikTok drops the subscription with it.

/** What a subscription is to. AD and AD_GROUP name one object each; a whole ad account cannot be subscribed to. */
export type SubscriptionTarget =
  | { entity: 'AD_ACCOUNT_SUSPENSION'; advertiserIds: readonly string[] }
  | { entity: 'AD' | 'AD_GROUP'; advertiserId: string; objectId: string };

/** One subscription as TikTok lists it. */
export interface ListedSubscription {
  subscriptionId: string;
  callbackUrl: string;
  /** Null where TikTok does not show it. */
  accessToken: string | null;
  advertiserIds: string[];
  /** The ad or ad group; null for others. */
  objectId: string | null;
}

/** `page_size` is 1 to 1,000. */
const PAGE_SIZE = 1000;
/** A million subscriptions: whatever TikTok says of further pages, reading ends there. */
const MAX_PAGES = 1000;

const ids = z.array(wireId).nullish();
const listData = z.object({
  subscriptions: z
    .array(
      z.object({
        subscription_id: wireId,
        callback_url: optionalText,
        subscription_detail: z
          .object({
            access_token: optionalText,
            advertiser_id: wireId.nullish(),
            advertiser_ids: ids,
            ad_id: wireId.nullish(),
            adgroup_id: wireId.nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
  page_info: pageInfo,
});

/**
 * Subscribes. TikTok takes the same subscription twice and then delivers twice, so an answer that was lost must be looked for in the
 * list, never repeated blindly: see `mayHaveHappened` of the error.
 *
 * @throws {TikTokApiError} with a token code when TikTok refuses the token inside
 */
export async function subscribe(
  client: TikTokClient,
  grant: Grant,
  app: TikTokApp,
  target: SubscriptionTarget,
  callbackUrl: string,
  signal?: AbortSignal,
): Promise<{ subscriptionId: string }> {
  const { accessToken: _inTheBody, ...caller } = onBehalfOf(grant);
  const { data } = await client.request({
    ...caller,
    isBackground: true,
    method: 'POST',
    path: '/subscription/subscribe/',
    json: {
      app_id: app.appId,
      secret: app.appSecret,
      subscribe_entity: target.entity,
      callback_url: callbackUrl,
      subscription_detail: { access_token: grant.accessToken, ...detailOf(target) },
    },
    data: z.object({ subscription_id: wireId }),
    repeatable: false,
    signal,
  });
  return { subscriptionId: data.subscription_id };
}

function detailOf(target: SubscriptionTarget): Record<string, unknown> {
  if (target.entity === 'AD_ACCOUNT_SUSPENSION') return { advertiser_ids: target.advertiserIds };
  const { entity, advertiserId, objectId } = target;
  return { advertiser_id: advertiserId, [entity === 'AD' ? 'ad_id' : 'adgroup_id']: objectId };
}

/** One page of the app's subscriptions to an entity, whoever made them: an app may be shared by servers and workspaces. */
export async function listSubscriptionPage(
  client: TikTokClient,
  app: TikTokApp,
  entity: SubscriptionTarget['entity'],
  page: number,
  signal?: AbortSignal,
): Promise<{ subscriptions: ListedSubscription[]; totalPages: number }> {
  const { data } = await client.request({
    environment: 'production',
    appId: app.appId,
    isBackground: true,
    method: 'GET',
    path: '/subscription/get/',
    query: { app_id: app.appId, secret: app.appSecret, subscribe_entity: entity, page, page_size: PAGE_SIZE },
    data: listData,
    repeatable: true,
    signal,
  });
  const subscriptions = (data.subscriptions ?? []).map((row) => {
    const detail = row.subscription_detail ?? null;
    const advertiserIds = detail?.advertiser_ids ?? (detail?.advertiser_id ? [detail.advertiser_id] : []);
    return {
      subscriptionId: row.subscription_id,
      callbackUrl: row.callback_url ?? '',
      accessToken: detail?.access_token ?? null,
      advertiserIds,
      objectId: (entity === 'AD' ? detail?.ad_id : detail?.adgroup_id) ?? null,
    };
  });
  return { subscriptions, totalPages: Math.min(data.page_info.total_page, MAX_PAGES) };
}

/** Ends a subscription of the app. Once more is harmless: TikTok then knows none by that id. */
export async function unsubscribe(
  client: TikTokClient,
  app: TikTokApp,
  subscriptionId: string,
  signal?: AbortSignal,
): Promise<void> {
  await client.request({
    environment: 'production',
    appId: app.appId,
    isBackground: true,
    method: 'POST',
    path: '/subscription/unsubscribe/',
    json: { app_id: app.appId, secret: app.appSecret, subscription_id: subscriptionId },
    data: z.unknown(),
    repeatable: true,
    signal,
  });
}
