import { z } from 'zod';
import type { TikTokClient } from '../client.ts';
import { AD_LEVEL } from './ad.ts';
import { ADGROUP_LEVEL } from './adgroup.ts';
import { CAMPAIGN_LEVEL } from './campaign.ts';
import type { EntityLevel } from './entity-page.ts';
import { type Grant, onBehalfOf, pageInfo } from './fields.ts';

export type EntityLevelName = 'campaign' | 'adgroup' | 'ad';

/** An entity with every field that TikTok tells of it unless asked otherwise. */
export interface WholeEntity {
  id: string;
  name: string;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  createTime: string | null;
  row: Readonly<Record<string, unknown>>;
}

const LEVELS: Readonly<Record<EntityLevelName, { level: EntityLevel; parentFilter: string | null }>> = {
  campaign: { level: CAMPAIGN_LEVEL, parentFilter: null },
  adgroup: { level: ADGROUP_LEVEL, parentFilter: 'campaign_ids' },
  ad: { level: AD_LEVEL, parentFilter: 'adgroup_ids' },
};
const PAGE_SIZE = 200;
/** Few make more within the minutes that a look-up is about; `isWhole` tells when somebody has. */
const MAX_PAGES = 25;

const data = z.object({ list: z.array(z.record(z.string(), z.unknown())), page_info: pageInfo });

/**
 * What was made in an ad account since a moment, also what was deleted since: a create that was done stays done. Names are not part of
 * the question: how TikTok compares them is not documented.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1739315828649986 `creation_filter_start_time`, `primary_status`
 * @param since epoch milliseconds
 * @param parentId only in this campaign, or this ad group; null for campaigns
 */
export async function listCreatedSince(
  client: TikTokClient,
  grant: Grant,
  name: EntityLevelName,
  { advertiserId, since, parentId }: { advertiserId: string; since: number; parentId: string | null },
  signal?: AbortSignal,
): Promise<{ entities: WholeEntity[]; isWhole: boolean; tiktokRequestId: string }> {
  const { level, parentFilter } = LEVELS[name];
  const entities: WholeEntity[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await client.request({
      ...onBehalfOf(grant),
      method: 'GET',
      path: level.path,
      query: {
        advertiser_id: advertiserId,
        page,
        page_size: PAGE_SIZE,
        filtering: {
          creation_filter_start_time: utcText(since),
          primary_status: 'STATUS_ALL',
          ...(parentFilter === null || parentId === null ? {} : { [parentFilter]: [parentId] }),
        },
      },
      data,
      repeatable: true,
      signal,
    });
    entities.push(...answer.data.list.flatMap((row) => toEntity(level, row)));
    const isWhole = page >= answer.data.page_info.total_page;
    if (isWhole || page >= MAX_PAGES) return { entities, isWhole, tiktokRequestId: answer.tiktokRequestId };
  }
}

function toEntity(level: EntityLevel, row: Record<string, unknown>): WholeEntity[] {
  const id = row[level.id];
  const name = row[level.name];
  const createTime = row['create_time'];
  if ((typeof id !== 'string' && typeof id !== 'number') || typeof name !== 'string') return [];
  return [{ id: String(id), name, createTime: typeof createTime === 'string' ? createTime : null, row }];
}

function utcText(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
