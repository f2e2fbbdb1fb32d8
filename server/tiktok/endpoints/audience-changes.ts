import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { doneInPart } from '../errors.ts';
import { type Grant, onBehalfOf, wireId } from './fields.ts';

// Changes of an audience other than its people. None of them counts twice when it is done twice, but TikTok refuses some of them the
// second time, so they are marked as not repeatable: whoever calls looks at the audience when an answer is lost.

/** `custom_audience_name` of /dmp/custom_audience/update/, which takes 1 to 128 characters. */
export async function renameAudience(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; customAudienceId: string; name: string },
): Promise<void> {
  await write(client, grant, '/dmp/custom_audience/update/', {
    advertiser_id: input.advertiserId,
    custom_audience_id: input.customAudienceId,
    custom_audience_name: input.name,
  });
}

/** From NORMAL to REACH_FREQUENCY; there is no way back, TikTok ignores other changes of the call and refuses it for lookalikes. */
export async function changeToReachFrequency(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; customAudienceId: string },
): Promise<void> {
  await write(client, grant, '/dmp/custom_audience/update/', {
    advertiser_id: input.advertiserId,
    custom_audience_id: input.customAudienceId,
    audience_sub_type: 'REACH_FREQUENCY',
  });
}

/** Deletes an audience for good; those of a stream have a call of their own. A second time TikTok refuses, since it knows it no more. */
export async function deleteAudience(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; customAudienceId: string },
): Promise<void> {
  await write(client, grant, '/dmp/custom_audience/delete/', {
    advertiser_id: input.advertiserId,
    custom_audience_ids: [input.customAudienceId],
  });
}

/** People that TikTok must have matched in the source (/dmp/custom_audience/lookalike/create/). */
export const LOOKALIKE_MIN_SOURCE = 100;

/**
 * Makes a lookalike. TikTok has no idempotency here and takes a name twice, so an answer that was lost must be looked for.
 * `placements` is required; only TikTok itself is asked for, the one place that all sources name alike.
 */
export async function createLookalike(
  client: TikTokClient,
  grant: Grant,
  input: {
    advertiserId: string;
    name: string;
    sourceAudienceId: string;
    includeSource: boolean;
    mobileOs: 'ALL' | 'ANDROID' | 'IOS';
    locationIds: readonly string[];
    audienceSize: 'NARROW' | 'BALANCED' | 'BROAD';
  },
): Promise<string> {
  const { data } = await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path: '/dmp/custom_audience/lookalike/create/',
    json: {
      advertiser_id: input.advertiserId,
      custom_audience_name: input.name,
      lookalike_spec: {
        source_audience_id: input.sourceAudienceId,
        include_source: input.includeSource,
        mobile_os: input.mobileOs,
        placements: ['TikTok'],
        location_ids: input.locationIds,
        audience_size: input.audienceSize,
      },
    },
    data: z.object({ custom_audience_id: wireId }),
    repeatable: false,
  });
  return data.custom_audience_id;
}

async function write(
  client: TikTokClient,
  grant: Grant,
  path: string,
  json: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { partial, tiktokRequestId } = await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path,
    json,
    data: z.unknown(),
    repeatable: false,
  });
  if (partial) throw doneInPart(path, tiktokRequestId);
}
