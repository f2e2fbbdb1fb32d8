/**
 * What the ads of an ad account did, day by day: made from the seed, so that the same question gets the same answer.
 * Days are those of the ad account's own zone (portal page "Data latency for reports").
 */
import { createHash } from 'node:crypto';
import type { AccountCampaigns, Ad, Adgroup, Campaign } from '../campaigns/entities.ts';
import { scheduleOf } from '../campaigns/fields.ts';
import { currencyRule } from '../campaigns/money.ts';
import { dayAfter, formatLocal, localDay } from '../local-days.ts';
import type { Advertiser } from '../world.ts';
import { noCounts, partOf, tidy, type Counts } from './counts.ts';

/** Some activity, with whose it is. Spending that a control call set may belong to no ad, or to no ad group. */
export interface Activity {
  campaign: Campaign;
  adgroup: Adgroup | null;
  ad: Ad | null;
  day: string;
  counts: Counts;
}

export interface ActivityInput {
  seed: string;
  advertiser: Advertiser;
  account: AccountCampaigns;
  /** Days, both included. */
  from: string;
  to: string;
  /** The zone days are counted in. */
  timezone: string;
  nowMs: number;
}

/** Reports look at no more ads than this, the newest ones (portal page "FAQs"). */
export const MAX_REPORTED_ADS = 20_000;
/** One day in so many has nothing to show. */
const QUIET_DAYS = 12;
/** Numbers of a day are final from noon UTC of the next one on; the sources disagree between 08:00 and 12:00. */
const FINAL_HOUR_UTC = 12;
const OPEN_SHARE = 0.8;
const RESTATED_SHARE = 0.92;
const HOUR_MS = 3_600_000;

/** Day after day of each ad, oldest first. */
export function* activityOf(input: ActivityInput): Generator<Activity> {
  const { account, timezone, nowMs } = input;
  const today = localDay(nowMs, timezone);
  for (const ad of [...account.ads.values()].slice(-MAX_REPORTED_ADS)) {
    const { adgroup } = ad;
    const { campaign } = adgroup;
    const [first, last] = daysOf(ad, timezone, today);
    const from = first > input.from ? first : input.from;
    const to = last < input.to ? last : input.to;
    for (let day = from; day <= to; day = dayAfter(day)) {
      // A control call has said what was spent today.
      if (day === today && campaign.spent > 0) break;
      const counts = countsOf(ad, day, input, today);
      if (counts !== null) yield { campaign, adgroup, ad, day, counts };
    }
  }
  if (input.from <= today && today <= input.to) yield* setSpending(input, today);
}

/** Money a control call says was spent, under the first ad of each ad group. */
function* setSpending({ account, advertiser }: ActivityInput, day: string): Generator<Activity> {
  const { ratio } = currencyRule(advertiser.currency);
  const bought = (spend: number): Counts => ({ ...noCounts(), spend, impressions: Math.round((spend / ratio) * 200) });
  for (const campaign of account.campaigns.values()) {
    if (campaign.spent === 0) continue;
    let rest = campaign.spent;
    for (const adgroup of campaign.adgroups) {
      if (adgroup.spent === 0) continue;
      rest -= adgroup.spent;
      yield { campaign, adgroup, ad: adgroup.ads[0] ?? null, day, counts: bought(adgroup.spent) };
    }
    const left = tidy(rest, currencyRule(advertiser.currency).precision);
    if (left > 0) yield { campaign, adgroup: null, ad: null, day, counts: bought(left) };
  }
}

/** First and last day on which an ad could be shown. Nothing remembers when it was paused before. */
function daysOf(ad: Ad, timezone: string, today: string): [first: string, last: string] {
  if (ad.review.decision !== 'approve' && ad.review.decidedAt === null) return [today, ''];
  if (ad.review.decision === 'reject') return [today, ''];
  const { adgroup } = ad;
  const { startsAt, endsAt } = scheduleOf(adgroup);
  const first = localDay(Math.max(ad.createdAt, startsAt), timezone);
  let last = localDay(endsAt, timezone);
  for (const entity of [ad, adgroup, adgroup.campaign]) {
    if (entity.operationStatus === 'ENABLE') continue;
    const stopped = localDay(entity.modifiedAt, timezone);
    // What was never running has nothing to show.
    if (entity.modifiedAt === entity.createdAt) return [today, ''];
    if (stopped < last) last = stopped;
  }
  return [first, last < today ? last : today];
}

function countsOf(
  ad: Ad,
  day: string,
  { seed, advertiser, timezone, nowMs }: ActivityInput,
  today: string,
): Counts | null {
  const digest = createHash('sha256').update(`${seed}\nactivity ${ad.adId} ${day}`).digest();
  const share = (index: number): number => digest.readUInt32BE(index * 4) / 2 ** 32;
  if (share(0) < 1 / QUIET_DAYS) return null;
  const { ratio, precision } = currencyRule(advertiser.currency);
  const spend = tidy(dailyBudget(ad, ratio) * (0.55 + 0.4 * share(1)), precision);
  const impressions = Math.round((spend / ratio / (2 + 6 * share(2))) * 1_000);
  const clicks = Math.round(impressions * (0.004 + 0.02 * share(3)));
  const conversions = Math.round(clicks * (0.01 + 0.06 * share(4)));
  const payments = Math.round(conversions * 0.6);
  const plays = Math.round(impressions * 0.9);
  const whole: Counts = {
    spend,
    impressions,
    reach: Math.round(impressions * (0.6 + 0.3 * share(5))),
    clicks,
    conversions,
    payments,
    paymentValue: tidy(payments * ratio * (20 + 60 * share(6)), precision),
    plays,
    likes: Math.round(plays * 0.012 * share(7)),
    comments: Math.round(plays * 0.001 * share(7)),
    shares: Math.round(plays * 0.002 * share(7)),
    follows: Math.round(plays * 0.0005 * share(7)),
  };
  if (day === today) return restated(partOf(whole, 0, elapsedShare(nowMs, timezone), precision), OPEN_SHARE, precision);
  const finalAt = Date.parse(`${dayAfter(day)}T00:00:00Z`) + FINAL_HOUR_UTC * HOUR_MS;
  return nowMs < finalAt ? restated(whole, RESTATED_SHARE, precision) : whole;
}

/** Conversions come in late; what was shown and paid does not change. */
function restated(counts: Counts, share: number, precision: number): Counts {
  const part = partOf(counts, 0, share, precision);
  const { conversions, payments, paymentValue } = part;
  return { ...counts, conversions, payments, paymentValue };
}

function elapsedShare(nowMs: number, timezone: string): number {
  const [hours = 0, minutes = 0] = formatLocal(nowMs, timezone).slice(11, 16).split(':').map(Number);
  return (hours * 60 + minutes) / 1_440;
}

/** What an ad may spend a day: its part of the budget that is nearest. */
function dailyBudget({ adgroup }: Ad, ratio: number): number {
  const { campaign } = adgroup;
  const days = (scheduleOf(adgroup).endsAt - scheduleOf(adgroup).startsAt) / 86_400_000;
  const own =
    adgroup.budgetMode === 'BUDGET_MODE_TOTAL' ? adgroup.budget / Math.max(1, Math.ceil(days)) : adgroup.budget;
  const shared = campaign.budget > 0 ? campaign.budget / campaign.adgroups.length : 50 * ratio;
  const budget = own > 0 ? own : shared;
  return budget / adgroup.ads.length;
}
