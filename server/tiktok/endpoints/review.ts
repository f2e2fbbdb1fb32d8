import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { TikTokApiError } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import { isPermissionDenied } from '../return-codes.ts';
import { type Grant, onBehalfOf, optionalText } from './fields.ts';

/** What TikTok's review says of an ad or ad group now. */
export interface ReviewInfo {
  /**
   * `none`: not approved, and nothing says that it was turned down: nobody has looked yet, or not since the last change. `partial`: some
   * places, ages or placements stay refused.
   */
  verdict: 'approved' | 'partial' | 'disapproved' | 'none';
  /** In TikTok's words, each once. */
  reasons: string[];
  /** In TikTok's words; several are put on lines of their own. */
  suggestion: string | null;
  /** When the review ended, epoch ms; null where TikTok does not tell, which its documentation calls the rule for what passed. */
  auditedAt: number | null;
}

/** Ids a call may name: portal pages 1740559669226498 (`ad_ids`) and 1740554277061634 (`adgroup_ids`). */
const MAX_ADS = 100;
const MAX_ADGROUPS = 20;
/** One id that TikTok minds fails the whole call; so many further calls may be spent on finding it. */
const MAX_SPLITS = 16;
/** TikTok has no ads from before; 0 and the like stand for "never". */
const FIRST_AUDIT_MS = Date.UTC(2015, 0, 1);

const texts = z
  .array(z.unknown())
  .nullish()
  .transform((all) => (all ?? []).filter((text) => typeof text === 'string' && text.trim() !== '') as string[]);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);
const review = z.object({
  is_approved: flag,
  review_status: optionalText,
  // An instant as epoch seconds in the examples, as `YYYY-MM-DD HH:MM:SS` (UTC) in the description.
  last_audit_time: z.union([z.number(), z.string()]).nullish(),
  forbidden_placements: texts,
  forbidden_ages: texts,
  forbidden_locations: texts,
  forbidden_operation_systems: texts,
  // Directly in the ad group, as the example on its page has them.
  reasons: texts,
  reject_info: z
    .array(z.object({ reasons: texts, suggestion: optionalText }).nullish())
    .nullish()
    .transform((all) => (all ?? []).filter((info) => info !== null && info !== undefined)),
});
const reviews = z.record(z.string(), review.nullish()).nullish();

/**
 * What the review says of ads, by id; those TikTok does not know (deleted, of another ad account) are missing.
 *
 * @throws {TikTokApiError} isOutOfReach - none of them may be asked about with this grant
 * @see https://business-api.tiktok.com/portal/docs?id=1740559669226498 Get review info of ads
 */
export function getAdReviews(
  client: TikTokClient,
  grant: Grant,
  advertiserId: string,
  adIds: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, ReviewInfo>> {
  return readAll(adIds, MAX_ADS, async (batch) => {
    const { data } = await client.request({
      ...onBehalfOf(grant),
      method: 'GET',
      path: '/ad/review_info/',
      query: { advertiser_id: advertiserId, ad_ids: batch, lang: 'en' },
      data: z.object({ ad_review_map: reviews }),
      repeatable: true,
      signal,
    });
    return data.ad_review_map;
  });
}

/**
 * What the review says of ad groups, by id; those TikTok does not know are missing.
 *
 * @throws {TikTokApiError}
 * @see https://business-api.tiktok.com/portal/docs?id=1740554277061634 Get review info of ad groups
 */
export function getAdgroupReviews(
  client: TikTokClient,
  grant: Grant,
  advertiserId: string,
  adgroupIds: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, ReviewInfo>> {
  return readAll(adgroupIds, MAX_ADGROUPS, async (batch) => {
    const { data } = await client.request({
      ...onBehalfOf(grant),
      method: 'GET',
      path: '/adgroup/review_info/',
      query: { advertiser_id: advertiserId, adgroup_ids: batch, lang: 'en' },
      data: z.object({ ad_group_review_map: reviews }),
      repeatable: true,
      signal,
    });
    return data.ad_group_review_map;
  });
}

async function readAll(
  ids: readonly string[],
  maxIds: number,
  read: (batch: readonly string[]) => Promise<z.output<typeof reviews>>,
): Promise<Map<string, ReviewInfo>> {
  const batches: string[][] = [];
  for (let start = 0; start < ids.length; start += maxIds) batches.push(ids.slice(start, start + maxIds));
  let splitsLeft = MAX_SPLITS;

  async function readBatch(batch: readonly string[]): Promise<[string, ReviewInfo][]> {
    try {
      const found = await read(batch);
      return Object.entries(found ?? {}).flatMap(([id, row]) =>
        row === null || row === undefined ? [] : [[id, toReviewInfo(row)] as [string, ReviewInfo]],
      );
    } catch (error) {
      if (!isAboutIds(error)) throw error;
      if (batch.length === 1) return [];
      splitsLeft -= 2;
      if (splitsLeft < 0) throw error;
      const middle = Math.ceil(batch.length / 2);
      return [...(await readBatch(batch.slice(0, middle))), ...(await readBatch(batch.slice(middle)))];
    }
  }
  return new Map((await inParallel(batches, readBatch)).flat());
}

/** 40002 is also how TikTok says "not yours"; 40007 that there is no such thing. */
function isAboutIds(error: unknown): boolean {
  if (!(error instanceof TikTokApiError)) return false;
  return error.code === 40002 || error.code === 40007;
}

/** Whether TikTok refused the question itself to this grant: asking again says the same. */
export function isRefusedReading(error: unknown): boolean {
  return error instanceof TikTokApiError && isPermissionDenied(error.code);
}

function toReviewInfo(row: z.output<typeof review>): ReviewInfo {
  const auditedAt = toAuditTime(row.last_audit_time);
  const reasons = [...new Set([...row.reject_info.flatMap((info) => info.reasons), ...row.reasons])];
  const suggestions = [...new Set(row.reject_info.flatMap(({ suggestion }) => suggestion ?? []))];
  return {
    verdict: toVerdict(row, reasons.length > 0 || row.reject_info.length > 0),
    reasons,
    suggestion: suggestions.length === 0 ? null : suggestions.join('\n'),
    auditedAt,
  };
}

/**
 * `review_status` tells more than `is_approved`, which may be true beside PART_AVAILABLE. What nobody has reviewed yet has no value of
 * its own: it is not approved, and nothing says why.
 */
function toVerdict(row: z.output<typeof review>, hasReasons: boolean): ReviewInfo['verdict'] {
  const { is_approved: isApproved, review_status: status } = row;
  if (status === 'ALL_AVAILABLE') return isApproved === false && hasReasons ? 'disapproved' : 'approved';
  if (status === 'PART_AVAILABLE') return 'partial';
  if (isApproved === true) return 'approved';
  const isForbidden = [
    row.forbidden_placements,
    row.forbidden_ages,
    row.forbidden_locations,
    row.forbidden_operation_systems,
  ].some((forbidden) => forbidden.length > 0);
  return hasReasons || isForbidden ? 'disapproved' : 'none';
}

function toAuditTime(value: number | string | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  const text = String(value).trim();
  const at = /^\d{9,11}$/.test(text) ? Number(text) * 1000 : Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isFinite(at) && at >= FIRST_AUDIT_MS ? at : null;
}
