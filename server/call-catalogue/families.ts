import type { CallFamily } from '../../shared/control-kinds.ts';

/** First folder of a path -> its family. What is not here is `other`. */
export const BY_FOLDER: Readonly<Record<string, CallFamily>> = {
  advertiser: 'account',
  user: 'account',
  term: 'account',
  changelog: 'account',
  pangle_audience_package: 'account',
  pangle_block_list: 'account',
  tiktok_inventory_filters: 'account',
  bc: 'business_center',
  payment_portfolio: 'business_center',
  campaign: 'campaign',
  campaign_label: 'campaign',
  gmv_max: 'campaign',
  adgroup: 'adgroup',
  rf: 'adgroup',
  search_ad: 'adgroup',
  ad: 'ad',
  smart_plus: 'smart_plus',
  smartplus: 'smart_plus',
  file: 'creative',
  creative: 'creative',
  creative_fatigue: 'creative',
  identity: 'creative',
  playable: 'creative',
  tt_video: 'creative',
  spark_ad: 'creative',
  video: 'creative',
  discovery: 'creative',
  dmp: 'audience',
  segment: 'audience',
  audience: 'audience',
  report: 'report',
  mmm: 'report',
  split_test: 'split_test',
  catalog: 'catalog',
  eventsource: 'catalog',
  eventsource_bind: 'catalog',
  diagnostic: 'catalog',
  store: 'catalog',
  showcase: 'catalog',
  pixel: 'measurement',
  offline: 'measurement',
  event: 'measurement',
  custom_conversion: 'measurement',
  app: 'measurement',
  crm: 'measurement',
  lead: 'lead',
  page: 'lead',
  tool: 'tool',
  search: 'tool',
  targeting: 'tool',
  optimizer: 'tool',
};

/** What is about more than the ad account it may name. */
export const BEYOND_AD_ACCOUNTS: ReadonlySet<CallFamily> = new Set<CallFamily>(['business_center', 'catalog']);

/** First two folders, where they belong elsewhere than the first alone says. */
export const BY_TWO_FOLDERS: Readonly<Record<string, CallFamily>> = {
  'business/spark_ad': 'campaign',
  'campaign/spc': 'smart_plus',
  'creative/report': 'report',
  'gmv_max/report': 'report',
  'smart_plus/material_report': 'report',
};

/** The family of a path such as `/campaign/create/`. */
export function familyOf(path: string): CallFamily {
  const [, first = '', second = ''] = path.split('/', 3);
  return own(BY_TWO_FOLDERS, `${first}/${second}`) ?? own(BY_FOLDER, first) ?? 'other';
}

/** A path chooses the key: `constructor` and the like are no folders. */
function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
