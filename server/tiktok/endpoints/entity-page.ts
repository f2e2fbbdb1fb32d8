import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { type Grant, onBehalfOf, optionalText, pageInfo } from './fields.ts';

/** A campaign, ad group or ad as its list tells it. */
export interface EntityRow {
  id: string;
  name: string | null;
  /** TikTok's `secondary_status`; null in the sandbox, which has none. */
  status: string | null;
  /** Null for a campaign. */
  campaignId: string | null;
  /** Null for a campaign and for an ad group. */
  adgroupId: string | null;
}

export interface EntityPage {
  items: EntityRow[];
  totalPages: number;
}

/** Which page of which ad account. `pageSize` goes up to 1,000; `ids` narrows it to at most 100. */
export interface EntityPageQuery {
  advertiserId: string;
  /** From 1. */
  page: number;
  pageSize: number;
  ids?: readonly string[];
}

/** The words of one level of TikTok's tree. */
export interface EntityLevel {
  path: string;
  id: string;
  name: string;
  /** The filter by ids. */
  filter: string;
  /** Ids of what it stands in. */
  parents: readonly ('campaign_id' | 'adgroup_id')[];
}

const optionalId = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((id) => (id === null || id === undefined || id === '' ? null : String(id)));

const data = z.object({
  list: z.array(z.record(z.string(), z.unknown())),
  page_info: pageInfo,
});
const row = z.object({
  id: optionalId,
  name: optionalText,
  status: optionalText,
  campaign: optionalId,
  adgroup: optionalId,
});

/**
 * One page of campaigns, ad groups or ads, deleted ones left out (`primary_status` is STATUS_NOT_DELETE by default).
 * Only the fields asked for travel: a page of 1,000 ads is 100 kB instead of megabytes.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1739315828649986 `fields`, `page_size`, `filtering`
 */
export async function listEntityPage(
  client: TikTokClient,
  grant: Grant,
  level: EntityLevel,
  { advertiserId, page, pageSize, ids }: EntityPageQuery,
  signal?: AbortSignal,
): Promise<EntityPage> {
  const { environment } = grant;
  const fields = [level.id, level.name, ...level.parents, ...(environment === 'sandbox' ? [] : ['secondary_status'])];
  const answer = await client.request({
    ...onBehalfOf(grant),
    method: 'GET',
    path: level.path,
    query: {
      advertiser_id: advertiserId,
      fields,
      page,
      page_size: pageSize,
      ...(ids === undefined ? {} : { filtering: { [level.filter]: ids } }),
    },
    data,
    repeatable: true,
    signal,
  });
  const items = answer.data.list.flatMap((raw) => {
    const read = row.safeParse({
      id: raw[level.id],
      name: raw[level.name],
      status: raw['secondary_status'],
      campaign: level.parents.includes('campaign_id') ? raw['campaign_id'] : null,
      adgroup: level.parents.includes('adgroup_id') ? raw['adgroup_id'] : null,
    });
    if (!read.success || read.data.id === null) return [];
    const { id, name, status, campaign, adgroup } = read.data;
    return [{ id, name, status, campaignId: campaign, adgroupId: adgroup }];
  });
  return { items, totalPages: answer.data.page_info.total_page };
}
