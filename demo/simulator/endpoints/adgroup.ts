import { ADGROUP_FIELDS } from '../campaigns/fields.ts';
import type { Adgroup } from '../campaigns/entities.ts';
import { adgroupReviewInfo, adReviewInfo } from '../campaigns/review-info.ts';
import { adgroupStatus } from '../campaigns/statuses.ts';
import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import type { JsonValue } from '../exact-json.ts';
import { requiredIdList } from '../input.ts';
import { containsText, listEntities, type Level } from './entity-list.ts';

const MAX_REVIEWED = 20;

const level: Level<Adgroup> = {
  fields: ADGROUP_FIELDS,
  idFilters: {
    campaign_ids: (adgroup) => adgroup.campaign.campaignId,
    adgroup_ids: (adgroup) => adgroup.adgroupId,
  },
  textFilters: {
    adgroup_name: (adgroup, text) => containsText(adgroup.name, text),
    objective_type: (adgroup, text) => adgroup.campaign.objectiveType === text,
    optimization_goal: (adgroup, text) => adgroup.optimizationGoal === text,
    promotion_type: (adgroup, text) => (adgroup.extras['promotion_type'] ?? 'WEBSITE') === text,
  },
  status: adgroupStatus,
  createdAt: (adgroup) => adgroup.createdAt,
  entities: (call, advertiserId) => call.state.campaigns.account(advertiserId).adgroups.values(),
};

/** Ad groups that the ad account does not have are left out of the maps [unverified]. */
function reviewInfo(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const adgroupIds = requiredIdList(call.args, 'adgroup_ids', MAX_REVIEWED);
  const { adgroups } = call.state.campaigns.account(advertiserId);
  const found = adgroupIds.map((id) => adgroups.get(id)).filter((adgroup) => adgroup !== undefined);
  return {
    ad_group_review_map: Object.fromEntries(found.map((adgroup) => [adgroup.adgroupId, adgroupReviewInfo(adgroup)])),
    ad_review_map: Object.fromEntries(
      found.map((adgroup) => [
        adgroup.adgroupId,
        Object.fromEntries(adgroup.ads.map((ad) => [ad.adId, adReviewInfo(ad)])),
      ]),
    ),
  };
}

export const adgroupRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/adgroup/get/',
    auth: 'token',
    inSandbox: true,
    permission: '2',
    handle: (call) => listEntities(call, level),
  },
  {
    method: 'GET',
    path: '/adgroup/review_info/',
    auth: 'token',
    inSandbox: true,
    permission: '2',
    handle: reviewInfo,
  },
];
