import { CAMPAIGN_FIELDS } from '../campaigns/fields.ts';
import type { Campaign } from '../campaigns/entities.ts';
import { campaignStatus } from '../campaigns/statuses.ts';
import type { Route } from '../call.ts';
import { containsText, listEntities, type Level } from './entity-list.ts';

const level: Level<Campaign> = {
  fields: CAMPAIGN_FIELDS,
  idFilters: { campaign_ids: (campaign) => campaign.campaignId },
  textFilters: {
    campaign_name: (campaign, text) => containsText(campaign.name, text),
    objective_type: (campaign, text) => campaign.objectiveType === text,
    campaign_type: (campaign, text) => (campaign.extras['campaign_type'] ?? 'REGULAR_CAMPAIGN') === text,
    sales_destination: (campaign, text) => campaign.extras['sales_destination'] === text,
  },
  status: campaignStatus,
  createdAt: (campaign) => campaign.createdAt,
  entities: (call, advertiserId) => call.state.campaigns.account(advertiserId).campaigns.values(),
};

export const campaignRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/campaign/get/',
    auth: 'token',
    inSandbox: true,
    permission: '2',
    handle: (call) => listEntities(call, level),
  },
];
