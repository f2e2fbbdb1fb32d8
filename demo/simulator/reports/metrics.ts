/** What a report can show (portal pages "Supported metrics" and "Supported dimensions"). Every value is text. */
import { formatAmount } from '../campaigns/money.ts';
import type { Ad, Adgroup, Campaign } from '../campaigns/entities.ts';
import type { Advertiser } from '../world.ts';
import type { Counts } from './counts.ts';

/** `money` has the currency's decimals, `ratio` two, `count` none. */
type Kind = 'count' | 'money' | 'ratio';

/** Null where there is nothing to divide by, which reads `-`. */
type Formula = (counts: Counts) => number | null;

const per = (part: number, whole: number, factor = 1): number | null => (whole === 0 ? null : (part / whole) * factor);

const METRICS: Readonly<Record<string, readonly [Kind, Formula]>> = {
  spend: ['money', ({ spend }) => spend],
  billed_cost: ['money', ({ spend }) => spend],
  impressions: ['count', ({ impressions }) => impressions],
  gross_impressions: ['count', ({ impressions }) => Math.round(impressions * 1.02)],
  clicks: ['count', ({ clicks }) => clicks],
  ctr: ['ratio', ({ clicks, impressions }) => per(clicks, impressions, 100)],
  cpc: ['money', ({ spend, clicks }) => per(spend, clicks)],
  cpm: ['money', ({ spend, impressions }) => per(spend, impressions, 1_000)],
  reach: ['count', ({ reach }) => reach],
  frequency: ['ratio', ({ impressions, reach }) => per(impressions, reach)],
  cost_per_1000_reached: ['money', ({ spend, reach }) => per(spend, reach, 1_000)],
  conversion: ['count', ({ conversions }) => conversions],
  cost_per_conversion: ['money', ({ spend, conversions }) => per(spend, conversions)],
  conversion_rate: ['ratio', ({ conversions, clicks }) => per(conversions, clicks, 100)],
  conversion_rate_v2: ['ratio', ({ conversions, clicks }) => per(conversions, clicks, 100)],
  real_time_conversion: ['count', ({ conversions }) => conversions],
  result: ['count', ({ conversions }) => conversions],
  cost_per_result: ['money', ({ spend, conversions }) => per(spend, conversions)],
  result_rate: ['ratio', ({ conversions, impressions }) => per(conversions, impressions, 100)],
  complete_payment: ['count', ({ payments }) => payments],
  // The value of the payments, whatever its name says.
  total_complete_payment_rate: ['money', ({ paymentValue }) => paymentValue],
  complete_payment_roas: ['ratio', ({ paymentValue, spend }) => per(paymentValue, spend)],
  cost_per_complete_payment: ['money', ({ spend, payments }) => per(spend, payments)],
  value_per_complete_payment: ['money', ({ paymentValue, payments }) => per(paymentValue, payments)],
  initiate_checkout: ['count', ({ payments }) => payments * 2],
  web_event_add_to_cart: ['count', ({ payments }) => payments * 3],
  on_web_order: ['count', ({ payments }) => payments],
  user_registration: ['count', () => 0],
  form: ['count', () => 0],
  page_content_view_events: ['count', ({ clicks }) => Math.round(clicks * 0.8)],
  app_install: ['count', () => 0],
  registration: ['count', () => 0],
  purchase: ['count', () => 0],
  total_purchase: ['count', () => 0],
  total_purchase_value: ['money', () => 0],
  onsite_shopping: ['count', () => 0],
  onsite_shopping_roas: ['ratio', () => null],
  total_onsite_shopping_value: ['money', () => 0],
  video_play_actions: ['count', ({ plays }) => plays],
  video_watched_2s: ['count', ({ plays }) => Math.round(plays * 0.45)],
  video_watched_6s: ['count', ({ plays }) => Math.round(plays * 0.2)],
  video_views_p25: ['count', ({ plays }) => Math.round(plays * 0.3)],
  video_views_p50: ['count', ({ plays }) => Math.round(plays * 0.15)],
  video_views_p75: ['count', ({ plays }) => Math.round(plays * 0.08)],
  video_views_p100: ['count', ({ plays }) => Math.round(plays * 0.05)],
  average_video_play: ['ratio', ({ plays }) => (plays === 0 ? null : 3.2)],
  engaged_view: ['count', ({ plays }) => Math.round(plays * 0.1)],
  likes: ['count', ({ likes }) => likes],
  comments: ['count', ({ comments }) => comments],
  shares: ['count', ({ shares }) => shares],
  follows: ['count', ({ follows }) => follows],
  profile_visits: ['count', ({ follows }) => follows * 4],
};

/** What a row is about; the finer the report, the more of it is there. */
export interface Subject {
  advertiser: Advertiser;
  campaign: Campaign | null;
  adgroup: Adgroup | null;
  ad: Ad | null;
}

/** Attributes ride along as metrics. Nothing where the report is too coarse to know. */
const ATTRIBUTES: Readonly<Record<string, (subject: Subject) => string | null | undefined>> = {
  advertiser_name: ({ advertiser }) => advertiser.name,
  advertiser_id: ({ advertiser }) => advertiser.advertiserId,
  currency: ({ advertiser }) => advertiser.currency,
  campaign_id: ({ campaign }) => campaign?.campaignId,
  campaign_name: ({ campaign }) => campaign?.name,
  objective_type: ({ campaign }) => campaign?.objectiveType,
  campaign_budget: ({ campaign, advertiser }) => campaign && formatAmount(campaign.budget, advertiser.currency),
  split_test: ({ campaign }) => campaign && 'No',
  adgroup_id: ({ adgroup }) => adgroup?.adgroupId,
  adgroup_name: ({ adgroup }) => adgroup?.name,
  placement_type: ({ adgroup }) => adgroup && 'Select Placement',
  budget: ({ adgroup, advertiser }) => adgroup && formatAmount(adgroup.budget, advertiser.currency),
  ad_name: ({ ad }) => ad?.name,
  ad_text: ({ ad }) => ad?.text,
};

/** At which level an attribute begins to be known; null for no attribute. */
export function attributeDepth(name: string): number | null {
  if (!Object.hasOwn(ATTRIBUTES, name)) return null;
  if (name.startsWith('advertiser') || name === 'currency') return 0;
  if (name.startsWith('campaign') || name === 'objective_type' || name === 'split_test') return 1;
  return name.startsWith('ad_') ? 3 : 2;
}

export function isMetric(name: string): boolean {
  return Object.hasOwn(METRICS, name);
}

/** One value of a row, as text. */
export function metricText(name: string, counts: Counts, subject: Subject): string {
  const attribute = ATTRIBUTES[name];
  if (attribute !== undefined) return attribute(subject) ?? '-';
  const [kind, formula] = METRICS[name] ?? ['count', () => null];
  const value = formula(counts);
  if (value === null) return '-';
  if (kind === 'count') return String(value);
  return kind === 'money' ? formatAmount(value, subject.advertiser.currency) : value.toFixed(2);
}

/** The same as a number, to compare and to sort by; nothing counts as 0. */
export function metricNumber(name: string, counts: Counts): number {
  return METRICS[name]?.[1](counts) ?? 0;
}
