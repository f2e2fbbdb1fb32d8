import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { TikTokApiError } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import { type Grant, onBehalfOf, optionalText, wireId } from './fields.ts';

export interface AdvertiserInfo {
  advertiserId: string;
  name: string;
  /** TikTok's `status`, such as STATUS_ENABLE. */
  status: string;
  currency: string | null;
  /** As shown to people, such as America/New_York; TikTok's own `timezone` may be Etc/GMT+5, with the sign turned round. */
  timezone: string | null;
  country: string | null;
  /** Why it was refused or suspended, in TikTok's words. */
  rejectionReason: string | null;
}

/** TikTok's `status` of an ad account that is approved and not punished. */
export const ENABLED_STATUS = 'STATUS_ENABLE';
/** TikTok punished the account. */
export const SUSPENDED_STATUSES: readonly string[] = ['STATUS_LIMIT', 'STATUS_DISABLE'];

const MAX_IDS = 100;
/** TikTok refuses a whole batch for one account out of reach; so many further calls may be spent on finding it. */
const MAX_SPLITS = 60;
const FIELDS = [
  'advertiser_id',
  'name',
  'status',
  'timezone',
  'display_timezone',
  'currency',
  'country',
  'rejection_reason',
];

const infos = z.object({
  list: z.array(
    z.object({
      advertiser_id: wireId,
      name: optionalText,
      status: optionalText,
      timezone: optionalText,
      display_timezone: optionalText,
      currency: optionalText,
      country: optionalText,
      rejection_reason: optionalText,
    }),
  ),
});

/**
 * Names, status, currency and time zone of ad accounts, asked for by the hundred. An account that TikTok does not let the
 * grant see is missing from the answer. Fails in the sandbox, which has no such call.
 */
export async function getAdvertiserInfo(
  client: TikTokClient,
  grant: Grant,
  advertiserIds: readonly string[],
  signal?: AbortSignal,
): Promise<AdvertiserInfo[]> {
  const batches: string[][] = [];
  for (let start = 0; start < advertiserIds.length; start += MAX_IDS)
    batches.push(advertiserIds.slice(start, start + MAX_IDS));
  let splitsLeft = MAX_SPLITS;

  async function readBatch(batch: readonly string[]): Promise<AdvertiserInfo[]> {
    try {
      return await readOnce(client, grant, batch, signal);
    } catch (error) {
      if (!isOutOfReach(error)) throw error;
      if (batch.length === 1) return [];
      splitsLeft -= 2;
      if (splitsLeft < 0) throw error;
      const middle = Math.ceil(batch.length / 2);
      return [...(await readBatch(batch.slice(0, middle))), ...(await readBatch(batch.slice(middle)))];
    }
  }
  return (await inParallel(batches, readBatch)).flat();
}

async function readOnce(
  client: TikTokClient,
  grant: Grant,
  advertiserIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<AdvertiserInfo[]> {
  const { data } = await client.request({
    ...onBehalfOf(grant),
    method: 'GET',
    path: '/advertiser/info/',
    query: { advertiser_ids: advertiserIds, fields: FIELDS },
    data: infos,
    repeatable: true,
    signal,
  });
  return data.list.map((row) => ({
    advertiserId: row.advertiser_id,
    name: row.name ?? row.advertiser_id,
    status: row.status ?? ENABLED_STATUS,
    currency: row.currency,
    timezone: row.display_timezone ?? row.timezone,
    country: row.country,
    // "-" stands for none.
    rejectionReason: row.rejection_reason === '-' ? null : row.rejection_reason,
  }));
}

/** 40001 names an account out of reach, 40002 may too; 40001 about a scope concerns the whole grant. */
function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof TikTokApiError)) return false;
  return error.code === 40002 || error.code === 40300 || (error.code === 40001 && !/scope/i.test(error.tiktokMessage));
}
