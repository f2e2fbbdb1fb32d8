import { AD_FIELDS } from '../campaigns/fields.ts';
import type { Ad } from '../campaigns/entities.ts';
import { adReviewInfo } from '../campaigns/review-info.ts';
import { adStatus } from '../campaigns/statuses.ts';
import { advertiserFor, type ApiCall, type Route } from '../call.ts';
import { formatUtc } from '../clock.ts';
import type { JsonValue } from '../exact-json.ts';
import { optionalText, requiredIdList } from '../input.ts';
import { containsText, listEntities, type Level } from './entity-list.ts';

const MAX_REVIEWED = 100;

const level: Level<Ad> = {
  fields: AD_FIELDS,
  idFilters: {
    campaign_ids: ({ adgroup }) => adgroup.campaign.campaignId,
    adgroup_ids: ({ adgroup }) => adgroup.adgroupId,
    ad_ids: (ad) => ad.adId,
  },
  textFilters: {
    ad_name: (ad, text) => containsText(ad.name, text),
    objective_type: ({ adgroup }, text) => adgroup.campaign.objectiveType === text,
    optimization_goal: ({ adgroup }, text) => adgroup.optimizationGoal === text,
    // Only ads have a filter by change.
    modified_after: (ad, text) => formatUtc(ad.modifiedAt) > text,
  },
  status: adStatus,
  createdAt: (ad) => ad.createdAt,
  entities: (call, advertiserId) => call.state.campaigns.account(advertiserId).ads.values(),
};

/** Ads that the ad account does not have are left out of the map [unverified]. */
function reviewInfo(call: ApiCall): JsonValue {
  const { advertiserId } = advertiserFor(call, 'read');
  const adIds = requiredIdList(call.args, 'ad_ids', MAX_REVIEWED);
  optionalText(call.args, 'lang');
  const { ads } = call.state.campaigns.account(advertiserId);
  const found = adIds.map((id) => ads.get(id)).filter((ad) => ad !== undefined);
  return { ad_review_map: Object.fromEntries(found.map((ad) => [ad.adId, adReviewInfo(ad)])) };
}

export const adRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/ad/get/',
    auth: 'token',
    inSandbox: true,
    permission: '2',
    handle: (call) => listEntities(call, level),
  },
  {
    method: 'GET',
    path: '/ad/review_info/',
    auth: 'token',
    inSandbox: true,
    permission: '2',
    handle: reviewInfo,
  },
];
