import type { TikTokClient } from '../client.ts';
import { type EntityLevel, type EntityPage, type EntityPageQuery, listEntityPage } from './entity-page.ts';
import type { Grant } from './fields.ts';

export const ADGROUP_LEVEL: EntityLevel = {
  path: '/adgroup/get/',
  id: 'adgroup_id',
  name: 'adgroup_name',
  filter: 'adgroup_ids',
  parents: ['campaign_id'],
};

/**
 * One page of an ad account's ad groups.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1739314558673922 Get ad groups
 */
export function listAdgroupPage(
  client: TikTokClient,
  grant: Grant,
  query: EntityPageQuery,
  signal?: AbortSignal,
): Promise<EntityPage> {
  return listEntityPage(client, grant, ADGROUP_LEVEL, query, signal);
}
