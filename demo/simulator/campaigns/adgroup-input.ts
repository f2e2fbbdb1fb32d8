/** What an ad group may be made of (portal page "Create an ad group", id 1739499616346114). */
import {
  badArgument,
  optionalIdList,
  optionalNumber,
  optionalText,
  requiredText,
  requiredOneOf,
  type Arguments,
} from '../input.ts';
import type { Advertiser } from '../world.ts';
import type { Adgroup, BudgetMode, Campaign, Extras, Schedule } from './entities.ts';
import { readExtras } from './extras.ts';
import { ADGROUP_FIELDS, OPEN_END_MS } from './fields.ts';
import { checkBudget } from './money.ts';
import {
  ADGROUP_BUDGET_MODES,
  ADGROUP_WORD_LISTS,
  ADGROUP_WORDS,
  PROMOTION_TYPES,
  SCHEDULE_TYPES,
} from './vocabulary.ts';

const DAY_MS = 86_400_000;
/** A start may lie a little in the past. */
const LATE_START_MS = 12 * 3_600_000;
const LAST_START_MS = Date.UTC(2028, 0, 1);
const LAST_END_MS = Date.UTC(2038, 0, 1);
const MAX_LOCATIONS = 3_000;
const MAX_AUDIENCES = 1_000;
const DAILY_MINIMUM_USD = 20;
const SHOP_DAILY_MINIMUM_USD = 10;
const WITHOUT_PROMOTION = ['REACH', 'VIDEO_VIEWS', 'ENGAGEMENT'];
const PRICES = ['bid_price', 'conversion_bid_price', 'deep_cpa_bid', 'roas_bid'];
/** Fields that are read for themselves. */
const NOT_KEPT = [
  'advertiser_id',
  'campaign_id',
  'campaign_name',
  'adgroup_id',
  'adgroup_name',
  'budget',
  'budget_mode',
  'scheduled_budget',
  'schedule_type',
  'schedule_start_time',
  'schedule_end_time',
  'optimization_goal',
  'billing_event',
  'split_test_group_id',
  'split_test_status',
  'operation_status',
  'secondary_status',
  'is_new_structure',
  'create_time',
  'modify_time',
];
const KEPT = Object.keys(ADGROUP_FIELDS).filter((field) => !NOT_KEPT.includes(field));

/** The fields that are kept as sent, checked where TikTok says what they hold. */
export function readAdgroupExtras(args: Arguments): Extras {
  const dayparting = optionalText(args, 'dayparting');
  if (dayparting !== null && !/^[01]{336}$/.test(dayparting))
    throw badArgument('dayparting: Must be 336 characters of 0 and 1, 7 days of 48 half hours.');
  for (const price of PRICES) {
    const amount = optionalNumber(args, price);
    if (amount !== null && amount < 0) throw badArgument(`${price}: Must not be negative.`);
  }
  const places =
    (optionalIdList(args, 'location_ids', MAX_LOCATIONS)?.length ?? 0) +
    (optionalIdList(args, 'zipcode_ids', MAX_LOCATIONS)?.length ?? 0);
  if (places > MAX_LOCATIONS) throw badArgument(`location_ids: At most ${MAX_LOCATIONS} with zipcode_ids together.`);
  for (const field of ['audience_ids', 'excluded_audience_ids']) {
    const list = args[field];
    if (Array.isArray(list) && list.length > 0) optionalIdList(args, field, MAX_AUDIENCES);
  }
  return readExtras(args, KEPT, ADGROUP_WORDS, ADGROUP_WORD_LISTS);
}

/** What a new ad group needs beside its own fields, depending on its campaign. */
export function checkNewAdgroup(campaign: Campaign, extras: Extras): void {
  const promotionType = extras['promotion_type'];
  if (promotionType === undefined && !WITHOUT_PROMOTION.includes(campaign.objectiveType))
    throw badArgument(
      `promotion_type: Missing data for required field. Must be one of: ${PROMOTION_TYPES.join(', ')}.`,
    );
  if (campaign.objectiveType === 'ENGAGEMENT' && ![undefined, 'EXTERNAL_OR_DISPLAY'].includes(promotionType as string))
    throw badArgument('promotion_type: Must be EXTERNAL_OR_DISPLAY for the objective ENGAGEMENT.');
  if (extras['location_ids'] === undefined && extras['zipcode_ids'] === undefined)
    throw badArgument('location_ids: At least one of location_ids and zipcode_ids is required.');
  // A custom bid is one with a price; which price depends on the billing event and more [inferred].
  const hasPrice = PRICES.some((price) => Number(extras[price] ?? 0) > 0);
  if (extras['bid_type'] === 'BID_TYPE_CUSTOM' && !hasPrice)
    throw badArgument('bid_price: Missing data for required field when bid_type is BID_TYPE_CUSTOM.');
}

/** Times are UTC, unlike those of reports. */
export function readSchedule(
  args: Arguments,
  budgetMode: BudgetMode,
  nowMs: number,
  current: Schedule | null,
): Schedule {
  const isSent = (field: string): boolean => args[field] !== undefined && args[field] !== null;
  const type =
    current === null || isSent('schedule_type') ? requiredOneOf(args, 'schedule_type', SCHEDULE_TYPES) : current.type;
  const startsAt =
    current === null || isSent('schedule_start_time') ? readTime(args, 'schedule_start_time') : current.startsAt;
  if (budgetMode === 'BUDGET_MODE_TOTAL' && type !== 'SCHEDULE_START_END')
    throw badArgument(
      'schedule_type: Must be SCHEDULE_START_END with BUDGET_MODE_TOTAL: an open end needs a daily budget.',
    );
  if (startsAt !== current?.startsAt) {
    if (startsAt < nowMs - LATE_START_MS)
      throw badArgument('schedule_start_time: Must not be more than 12 hours in the past.');
    if (startsAt > LAST_START_MS) throw badArgument('schedule_start_time: Must not be later than 2028-01-01 00:00:00.');
  }
  if (type === 'SCHEDULE_FROM_NOW') return { type, startsAt, endsAt: startsAt + OPEN_END_MS };
  const keepsEnd = current?.type === 'SCHEDULE_START_END' && !isSent('schedule_end_time');
  const endsAt = keepsEnd ? current.endsAt : readTime(args, 'schedule_end_time');
  if (endsAt <= startsAt) throw badArgument('schedule_end_time: Must be later than schedule_start_time.');
  if (endsAt !== current?.endsAt && endsAt <= nowMs) throw badArgument('schedule_end_time: Must be in the future.');
  if (endsAt > LAST_END_MS) throw badArgument('schedule_end_time: Must not be later than 2038-01-01 00:00:00.');
  return { type, startsAt, endsAt };
}

/** A campaign that hands out its own budget leaves an ad group none: what is sent for it is passed over. */
export function readNewAdgroupBudget(args: Arguments, campaign: Campaign): Pick<Adgroup, 'budgetMode' | 'budget'> {
  if (campaign.extras['budget_optimize_on'] === true) return { budgetMode: 'BUDGET_MODE_INFINITE', budget: 0 };
  const budgetMode = requiredOneOf(args, 'budget_mode', ADGROUP_BUDGET_MODES);
  if (budgetMode === 'BUDGET_MODE_TOTAL' && campaign.budgetMode === 'BUDGET_MODE_DAY')
    throw badArgument('budget_mode: A campaign with a daily budget cannot have ad groups with a lifetime budget.');
  const budget = optionalNumber(args, 'budget');
  if (budget === null) throw badArgument('budget: Missing data for required field.');
  return { budgetMode, budget };
}

/**
 * A lifetime budget needs the daily minimum for every day it runs.
 *
 * @throws {TikTokFailure} 40002
 */
export function checkAdgroupBudget(input: {
  field: string;
  amount: number;
  budgetMode: BudgetMode;
  schedule: Schedule;
  extras: Extras;
  advertiser: Advertiser;
  spent: number;
}): void {
  const { field, amount, budgetMode, schedule, extras, advertiser, spent } = input;
  const isShop = extras['promotion_type'] === 'LIVE_SHOPPING' || extras['promotion_type'] === 'VIDEO_SHOPPING';
  const daily = isShop ? SHOP_DAILY_MINIMUM_USD : DAILY_MINIMUM_USD;
  const days = budgetMode === 'BUDGET_MODE_TOTAL' ? Math.ceil((schedule.endsAt - schedule.startsAt) / DAY_MS) : 1;
  checkBudget({ field, amount, currency: advertiser.currency, minimumUsd: daily * days, spent });
}

function readTime(args: Arguments, field: string): number {
  const text = requiredText(args, field);
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) : NaN;
  if (Number.isNaN(at)) throw badArgument(`${field}: Not a valid time, YYYY-MM-DD HH:MM:SS.`);
  return at;
}
