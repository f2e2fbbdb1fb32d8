/** How campaigns, ad groups and ads read on the wire (portal pages "Get campaigns", "Get ad groups", "Get ads"). */
import { formatUtc } from '../clock.ts';
import type { JsonValue } from '../exact-json.ts';
import type { Advertiser } from '../world.ts';
import type { Ad, Adgroup, Campaign } from './entities.ts';
import { adgroupStatus, adStatus, campaignStatus } from './statuses.ts';

/** Each field by name. Enums that are not set come as null, lists as `[]`, prices as 0. */
export type FieldReaders<T> = Readonly<Record<string, (entity: T, advertiser: Advertiser) => JsonValue>>;

export const CAMPAIGN_FIELDS: FieldReaders<Campaign> = {
  campaign_id: (campaign) => campaign.campaignId,
  campaign_name: (campaign) => campaign.name,
  advertiser_id: (campaign) => campaign.advertiserId,
  campaign_type: () => 'REGULAR_CAMPAIGN',
  campaign_system_origin: () => 'TT_ADS_PLATFORM',
  objective: () => 'LANDING_PAGE',
  objective_type: (campaign) => campaign.objectiveType,
  app_promotion_type: () => null,
  is_search_campaign: () => false,
  is_smart_performance_campaign: () => false,
  special_industries: () => [],
  budget: (campaign) => campaign.budget,
  budget_mode: (campaign) => campaign.budgetMode,
  budget_optimize_on: () => false,
  bid_type: () => null,
  roas_bid: () => 0,
  deep_bid_type: () => null,
  rf_campaign_type: () => 'STANDARD',
  operation_status: (campaign) => campaign.operationStatus,
  secondary_status: (campaign, advertiser) => campaignStatus(campaign, advertiser).secondary,
  is_new_structure: () => true,
  create_time: (campaign) => formatUtc(campaign.createdAt),
  modify_time: (campaign) => formatUtc(campaign.modifiedAt),
};

export const ADGROUP_FIELDS: FieldReaders<Adgroup> = {
  advertiser_id: (adgroup) => adgroup.campaign.advertiserId,
  campaign_id: (adgroup) => adgroup.campaign.campaignId,
  campaign_name: (adgroup) => adgroup.campaign.name,
  adgroup_id: (adgroup) => adgroup.adgroupId,
  adgroup_name: (adgroup) => adgroup.name,
  promotion_type: () => 'WEBSITE',
  placement_type: () => 'PLACEMENT_TYPE_NORMAL',
  placements: () => ['PLACEMENT_TIKTOK'],
  location_ids: () => [],
  audience_ids: () => [],
  excluded_audience_ids: () => [],
  gender: () => 'GENDER_UNLIMITED',
  age_groups: () => null,
  operating_systems: () => [],
  budget: (adgroup) => adgroup.budget,
  budget_mode: (adgroup) => adgroup.budgetMode,
  schedule_type: () => 'SCHEDULE_FROM_NOW',
  schedule_start_time: (adgroup) => formatUtc(adgroup.createdAt),
  // Open-ended schedules end ten years out.
  schedule_end_time: (adgroup) => formatUtc(adgroup.createdAt + 3_650 * 86_400_000),
  optimization_goal: (adgroup) => adgroup.optimizationGoal,
  billing_event: (adgroup) => adgroup.billingEvent,
  bid_type: () => 'BID_TYPE_NO_BID',
  bid_price: () => 0,
  conversion_bid_price: () => 0,
  deep_cpa_bid: () => 0,
  roas_bid: () => 0,
  pacing: () => 'PACING_MODE_SMOOTH',
  creative_material_mode: () => 'CUSTOM',
  dayparting: () => '1'.repeat(336),
  split_test_group_id: () => null,
  split_test_status: () => null,
  operation_status: (adgroup) => adgroup.operationStatus,
  secondary_status: (adgroup, advertiser) => adgroupStatus(adgroup, advertiser).secondary,
  is_new_structure: () => true,
  create_time: (adgroup) => formatUtc(adgroup.createdAt),
  modify_time: (adgroup) => formatUtc(adgroup.modifiedAt),
};

export const AD_FIELDS: FieldReaders<Ad> = {
  advertiser_id: ({ adgroup }) => adgroup.campaign.advertiserId,
  campaign_id: ({ adgroup }) => adgroup.campaign.campaignId,
  campaign_name: ({ adgroup }) => adgroup.campaign.name,
  adgroup_id: ({ adgroup }) => adgroup.adgroupId,
  adgroup_name: ({ adgroup }) => adgroup.name,
  ad_id: (ad) => ad.adId,
  ad_name: (ad) => ad.name,
  ad_format: () => 'SINGLE_VIDEO',
  ad_text: (ad) => ad.text,
  identity_type: () => 'CUSTOMIZED_USER',
  identity_id: () => null,
  display_name: (_, advertiser) => advertiser.name,
  video_id: (ad) => ad.videoId,
  image_ids: () => [],
  call_to_action: (ad) => ad.callToAction,
  landing_page_url: (ad) => ad.landingPageUrl,
  tiktok_item_id: () => null,
  // Number 0 when unset.
  tracking_pixel_id: () => 0,
  operation_status: (ad) => ad.operationStatus,
  secondary_status: (ad, advertiser) => adStatus(ad, advertiser).secondary,
  is_new_structure: () => true,
  create_time: (ad) => formatUtc(ad.createdAt),
  modify_time: (ad) => formatUtc(ad.modifiedAt),
};
