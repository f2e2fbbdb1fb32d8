/** The words TikTok takes (portal page "Enumerations", id 1737174886619138), where their list is short. */

/** Those a campaign can be made with; older ones are read only. */
export const OBJECTIVES = [
  'REACH',
  'TRAFFIC',
  'VIDEO_VIEWS',
  'ENGAGEMENT',
  'LEAD_GENERATION',
  'APP_PROMOTION',
  'WEB_CONVERSIONS',
  'PRODUCT_SALES',
  'RF_REACH',
  'TOPVIEW_REACH',
  'BRAND_CONSIDERATION',
] as const;

export const BUDGET_MODES = [
  'BUDGET_MODE_INFINITE',
  'BUDGET_MODE_DAY',
  'BUDGET_MODE_TOTAL',
  'BUDGET_MODE_DYNAMIC_DAILY_BUDGET',
] as const;

/** An ad group spends from a budget of its own, or from the campaign's. */
export const ADGROUP_BUDGET_MODES = [
  'BUDGET_MODE_DAY',
  'BUDGET_MODE_TOTAL',
  'BUDGET_MODE_DYNAMIC_DAILY_BUDGET',
] as const;

/** What something may be created as; `DELETE` comes with a status update only. */
export const CREATION_STATUSES = ['ENABLE', 'DISABLE'] as const;
export const OPERATION_STATUSES = ['ENABLE', 'DISABLE', 'DELETE'] as const;

export const SCHEDULE_TYPES = ['SCHEDULE_START_END', 'SCHEDULE_FROM_NOW'] as const;
export const BILLING_EVENTS = ['CPC', 'CPM', 'CPV', 'OCPM', 'GD', 'OCPC'] as const;
export const PACINGS = ['PACING_MODE_SMOOTH', 'PACING_MODE_FAST'] as const;
export const PROMOTION_TYPES = [
  'APP_ANDROID',
  'APP_IOS',
  'WEBSITE',
  'LEAD_GENERATION',
  'LIVE_SHOPPING',
  'VIDEO_SHOPPING',
  'EXTERNAL_OR_DISPLAY',
] as const;

export const OPTIMIZATION_GOALS = [
  'CLICK',
  'CONVERT',
  'INSTALL',
  'IN_APP_EVENT',
  'SHOW',
  'VIDEO_VIEW',
  'REACH',
  'LEAD_GENERATION',
  'CONVERSATION',
  'FOLLOWERS',
  'PROFILE_VIEWS',
  'PAGE_VISITS',
  'VALUE',
  'AUTOMATIC_VALUE_OPTIMIZATION',
  'GMV',
  'PURCHASES',
  'INITIATE_CHECKOUTS',
  'MT_LIVE_ROOM',
  'PRODUCT_CLICK_IN_LIVE',
  'ENGAGED_VIEW',
  'ENGAGED_VIEW_FIFTEEN',
  'TRAFFIC_LANDING_PAGE_VIEW',
  'CONVERSION_LEADS',
  'DESTINATION_VISIT',
  'PREFERRED_LEAD',
] as const;

const CLICK_WINDOWS = ['OFF', 'ONE_DAY', 'SEVEN_DAYS', 'FOURTEEN_DAYS', 'TWENTY_EIGHT_DAYS'];
const VIEW_WINDOWS = ['OFF', 'ONE_DAY', 'SEVEN_DAYS'];

type Words = Readonly<Record<string, readonly string[]>>;

export const CAMPAIGN_WORDS: Words = {
  campaign_type: ['REGULAR_CAMPAIGN', 'IOS14_CAMPAIGN'],
  app_promotion_type: ['APP_INSTALL', 'APP_RETARGETING', 'APP_PREREGISTRATION', 'APP_POSTS_PROMOTION', 'MINIS'],
  virtual_objective_type: ['SALES'],
  sales_destination: ['TIKTOK_SHOP', 'WEBSITE', 'APP', 'WEB_AND_APP'],
};
export const CAMPAIGN_WORD_LISTS: Words = { special_industries: ['HOUSING', 'EMPLOYMENT', 'CREDIT'] };

export const ADGROUP_WORDS: Words = {
  promotion_type: PROMOTION_TYPES,
  placement_type: ['PLACEMENT_TYPE_NORMAL', 'PLACEMENT_TYPE_AUTOMATIC'],
  gender: ['GENDER_UNLIMITED', 'GENDER_MALE', 'GENDER_FEMALE'],
  pacing: PACINGS,
  bid_type: ['BID_TYPE_CUSTOM', 'BID_TYPE_NO_BID'],
  click_attribution_window: CLICK_WINDOWS,
  view_attribution_window: VIEW_WINDOWS,
  engaged_view_attribution_window: VIEW_WINDOWS,
  attribution_event_count: ['ONCE', 'EVERY', 'UNSET'],
};
export const ADGROUP_WORD_LISTS: Words = {
  placements: [
    'PLACEMENT_TIKTOK',
    'PLACEMENT_PANGLE',
    'PLACEMENT_GLOBAL_APP_BUNDLE',
    'PLACEMENT_TOPBUZZ',
    'PLACEMENT_HELO',
  ],
  age_groups: ['AGE_13_17', 'AGE_18_24', 'AGE_25_34', 'AGE_35_44', 'AGE_45_54', 'AGE_55_100'],
  operating_systems: ['ANDROID', 'IOS'],
};

export const AD_FORMATS = ['SINGLE_VIDEO', 'SINGLE_IMAGE', 'CAROUSEL_ADS', 'CATALOG_CAROUSEL', 'LIVE_CONTENT'] as const;
export const AD_WORDS: Words = { identity_type: ['CUSTOMIZED_USER', 'TT_USER', 'BC_AUTH_TT', 'AUTH_CODE'] };
