import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { type Grant, onBehalfOf, optionalText, wireId } from './fields.ts';

/** Another ad account that sees the audience now. */
export interface AudienceReceiver {
  advertiserId: string;
  name: string | null;
}

const logData = z.object({
  list: z
    .array(
      z.object({
        shared_advertiser_id: wireId,
        shared_advertiser_name: optionalText,
        status: z.union([z.string(), z.number(), z.boolean()]).nullish(),
      }),
    )
    .nullish()
    .transform((list) => list ?? []),
});

/**
 * What `status` of the log says about a share that is over. TikTok publishes no words for it, so every word of ending counts and
 * everything else means that the share stands.
 */
const OVER = /cancel|revok|remov|stop|unshar|inactive|invalid|expire|delet|fail|reject|^(?:0|false)$/i;

/** With whom the audience is shared now (/dmp/custom_audience/share/log/, for the ad account that made it). */
export async function listReceivers(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; customAudienceId: string },
): Promise<AudienceReceiver[]> {
  const { data } = await client.request({
    ...onBehalfOf(grant),
    method: 'GET',
    path: '/dmp/custom_audience/share/log/',
    query: { advertiser_id: input.advertiserId, custom_audience_id: input.customAudienceId },
    data: logData,
    repeatable: true,
  });
  const receivers = new Map<string, AudienceReceiver>();
  for (const { shared_advertiser_id: advertiserId, shared_advertiser_name: name, status } of data.list) {
    if (!OVER.test(String(status ?? ''))) receivers.set(advertiserId, { advertiserId, name });
  }
  return [...receivers.values()];
}

/** Shares within one Business Center, with 10 ad accounts at most. All or none. */
export async function shareAudience(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; customAudienceId: string; receiverIds: readonly string[] },
): Promise<void> {
  await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path: '/dmp/custom_audience/share/',
    json: {
      advertiser_id: input.advertiserId,
      custom_audience_ids: [input.customAudienceId],
      shared_advertiser_ids: input.receiverIds,
    },
    data: z.unknown(),
    repeatable: false,
  });
}

/** Ends one share. Not repeatable, since TikTok may refuse to end one that has ended: look at `listReceivers` instead. */
export async function cancelShare(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; customAudienceId: string; receiverId: string },
): Promise<void> {
  await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path: '/dmp/custom_audience/share/cancel/',
    json: {
      advertiser_id: input.advertiserId,
      custom_audience_id: input.customAudienceId,
      shared_advertiser_id: input.receiverId,
    },
    data: z.unknown(),
    repeatable: false,
  });
}
