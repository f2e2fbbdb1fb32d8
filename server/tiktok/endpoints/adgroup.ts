import type { TikTokClient } from '../client.ts';
import { type EntityPage, type EntityPageQuery, listEntityPage } from './entity-page.ts';
import type { Grant } from './fields.ts';

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
  const level = {
    path: '/adgroup/get/',
    id: 'adgroup_id',
    name: 'adgroup_name',
    filter: 'adgroup_ids',
    parents: ['campaign_id'],
  } as const;
  return listEntityPage(client, grant, level, query, signal);
}
