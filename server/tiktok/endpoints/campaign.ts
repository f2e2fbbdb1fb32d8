import type { TikTokClient } from '../client.ts';
import { type EntityLevel, type EntityPage, type EntityPageQuery, listEntityPage } from './entity-page.ts';
import type { Grant } from './fields.ts';

export const CAMPAIGN_LEVEL: EntityLevel = {
  path: '/campaign/get/',
  id: 'campaign_id',
  name: 'campaign_name',
  filter: 'campaign_ids',
  parents: [],
};

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
  return listEntityPage(client, grant, CAMPAIGN_LEVEL, query, signal);
}
