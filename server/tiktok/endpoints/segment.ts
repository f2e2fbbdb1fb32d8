import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { doneInPart } from '../errors.ts';
import { type Grant, onBehalfOf, wireId } from './fields.ts';
import type { SegmentBatch } from './segment-batch.ts';

// The streaming API: audiences that read back as type Partner, fed in batches instead of files.

/** `audience_type` of what /segment/audience/ makes. */
export const PARTNER_AUDIENCE = 'Partner';
const MAPPING_PATH = '/segment/mapping/';
const MAX_NAME = 70;
const WRITE_TIMEOUT_MS = 120_000;

/** What TikTok makes of a longer name: 67 characters and three dots (/segment/audience/). */
export function segmentName(name: string): string {
  const letters = Array.from(name);
  return letters.length > MAX_NAME ? `${letters.slice(0, MAX_NAME - 3).join('')}...` : name;
}

/** Whether an audience may bear this name at TikTok, however TikTok counts the characters of a long one. */
export function isSegmentName(found: string, wanted: string): boolean {
  if (found === wanted) return true;
  const kept = found.slice(0, -3);
  return found.endsWith('...') && kept.length >= MAX_NAME / 3 && wanted.startsWith(kept) && wanted.length > kept.length;
}

/**
 * Makes an empty audience for a stream. Names may repeat and there is no idempotency, so an answer that was lost must be looked for,
 * never repeated blindly: see `mayHaveHappened` of the error.
 */
export async function createSegmentAudience(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; name: string },
  signal?: AbortSignal,
): Promise<{ customAudienceId: string; tiktokRequestId: string }> {
  const { data, tiktokRequestId } = await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path: '/segment/audience/',
    json: { advertiser_id: input.advertiserId, action: 'create', custom_audience_name: input.name },
    data: z.object({ audience_id: wireId }),
    repeatable: false,
    timeoutMs: WRITE_TIMEOUT_MS,
    signal,
  });
  return { customAudienceId: data.audience_id, tiktokRequestId };
}

/** Deletes an audience made for a stream. A second time TikTok refuses, since it knows no such audience any more. */
export async function deleteSegmentAudience(
  client: TikTokClient,
  grant: Grant,
  input: { advertiserId: string; customAudienceId: string },
  signal?: AbortSignal,
): Promise<{ tiktokRequestId: string }> {
  const { tiktokRequestId } = await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path: '/segment/audience/',
    json: { advertiser_id: input.advertiserId, action: 'delete', delete_audience_id: input.customAudienceId },
    data: z.unknown(),
    repeatable: false,
    timeoutMs: WRITE_TIMEOUT_MS,
    signal,
  });
  return { tiktokRequestId };
}

/**
 * Adds or deletes the people of a batch, all or none: TikTok says nothing about single rows, and "in part" counts as none. Doing it twice leaves the same people
 * in the audience, so a lost answer is followed by another try.
 */
export async function changeSegmentMembers(
  client: TikTokClient,
  grant: Grant,
  batch: SegmentBatch,
  signal?: AbortSignal,
): Promise<{ tiktokRequestId: string }> {
  const { tiktokRequestId, partial } = await client.request({
    ...onBehalfOf(grant),
    method: 'POST',
    path: MAPPING_PATH,
    encodedJson: batch.body(),
    data: z.unknown(),
    repeatable: true,
    timeoutMs: WRITE_TIMEOUT_MS,
    signal,
  });
  // Which rows TikTok left out is not said: whoever sends finds them by sending less.
  if (partial) throw doneInPart(MAPPING_PATH, tiktokRequestId);
  return { tiktokRequestId };
}
