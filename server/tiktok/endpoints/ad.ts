import type { TikTokClient } from '../client.ts';
import { type EntityPage, type EntityPageQuery, listEntityPage } from './entity-page.ts';
import type { Grant } from './fields.ts';

/**
 * One page of an ad account's ads.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1735735588640770 Get ads
 */
export function listAdPage(
  client: TikTokClient,
  grant: Grant,
  query: EntityPageQuery,
  signal?: AbortSignal,
): Promise<EntityPage> {
  const level = {
    path: '/ad/get/',
    id: 'ad_id',
    name: 'ad_name',
    filter: 'ad_ids',
    parents: ['campaign_id', 'adgroup_id'],
  } as const;
  return listEntityPage(client, grant, level, query, signal);
}
