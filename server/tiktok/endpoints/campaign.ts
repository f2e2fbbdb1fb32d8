import type { TikTokClient } from '../client.ts';
import { type EntityPage, type EntityPageQuery, listEntityPage } from './entity-page.ts';
import type { Grant } from './fields.ts';

/**
 * One page of an ad account's campaigns.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1739315828649986 Get campaigns
 */
export function listCampaignPage(
  client: TikTokClient,
  grant: Grant,
  query: EntityPageQuery,
  signal?: AbortSignal,
): Promise<EntityPage> {
  const level = {
    path: '/campaign/get/',
    id: 'campaign_id',
    name: 'campaign_name',
    filter: 'campaign_ids',
    parents: [],
  } as const;
  return listEntityPage(client, grant, level, query, signal);
}
