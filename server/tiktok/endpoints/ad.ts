import type { TikTokClient } from '../client.ts';
import { type EntityLevel, type EntityPage, type EntityPageQuery, listEntityPage } from './entity-page.ts';
import type { Grant } from './fields.ts';

export const AD_LEVEL: EntityLevel = {
  path: '/ad/get/',
  id: 'ad_id',
  name: 'ad_name',
  filter: 'ad_ids',
  parents: ['campaign_id', 'adgroup_id'],
};

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
  return listEntityPage(client, grant, AD_LEVEL, query, signal);
}
