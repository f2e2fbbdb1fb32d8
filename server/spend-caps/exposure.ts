import type { SpendSum } from '../../shared/spend-caps.ts';
import type { AdgroupBudget, BudgetState, CampaignBudget } from './budget-state.ts';
import { daysTouched, evenDays } from './days.ts';
import { type Amount, divideUp } from './money.ts';

// What budgets could spend at most. The rules are TikTok's ("Budget" and "Campaign Budget Optimization" in its portal):
// - Only what is on counts: a campaign that is on, with its ad groups that are on. Whether ads run in them does not matter: the next
//   ad would, and no ad has a budget. A campaign that holds no ad group at all counts with its own budget.
// - A campaign spends no more than its own budget, and no more than its ad groups together; with `budget_optimize_on` only the first.
// - In a day: a daily budget as it is; a dynamic one 125 % of it; a lifetime budget over the whole days of its schedule where its pacing
//   is smooth and its hours are the same on each day that has some (over those that are left for what the call changes), and all of it
//   otherwise. An ad group whose time is over spends nothing more.
// - In all: a lifetime budget as it is; a daily one times the days of its schedule. One that has no end has no end to its money: of
//   such the rate counts.

type How = SpendSum['lines'][number]['how'];

/** A part of what could be spent; the parts add up. */
export interface ExposureLine {
  readonly kind: 'campaign' | 'adgroup';
  readonly id: string | null;
  readonly name: string | null;
  readonly amount: Amount;
  /** Where `amount` has no end: what it comes to a day; null where nothing limits that either. Null where it has one. */
  readonly perDay: Amount;
  readonly how: How;
  readonly isChanged: boolean;
}

export interface Exposure {
  readonly daily: readonly ExposureLine[];
  readonly lifetime: readonly ExposureLine[];
}

export interface Total {
  /** How many lines nothing limits at all. */
  readonly unlimited: number;
  /** How many lines have no end, those included. */
  readonly endless: number;
  /** What those without end come to a day, as far as something limits that. */
  readonly perDay: bigint;
  /** What the others come to. */
  readonly amount: bigint;
}

export interface Moment {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The ad account's; null where nobody knows it. */
  readonly timezone: string | null;
}

export type Period = keyof Exposure;
export type Part = Pick<ExposureLine, 'amount' | 'perDay' | 'how'>;

const NO_LIMIT: Part = { amount: null, perDay: null, how: 'no_limit' };

/** What the budgets could spend at most, in a day and in all; see exposureIn. */
export function exposureOf(state: BudgetState, moment: Moment, campaignKey?: string): Exposure {
  return {
    daily: exposureIn('daily', state, moment, campaignKey),
    lifetime: exposureIn('lifetime', state, moment, campaignKey),
  };
}

/**
 * What the budgets could spend at most in a period.
 *
 * @param campaignKey only this campaign's; the whole state's without it
 */
export function exposureIn(
  period: Period,
  state: BudgetState,
  moment: Moment,
  campaignKey?: string,
): readonly ExposureLine[] {
  const weights = weightsIn(period, state, moment, campaignKey);
  return [...weights.values()].flatMap(linesOf);
}

/** A campaign that is on, before the lower is taken of its own budget and its ad groups' sum. */
export interface Weight {
  readonly campaign: CampaignBudget;
  /** What its own budget lets through. */
  readonly own: Part;
  /** What each of its ad groups lets through that could spend. */
  readonly adgroups: ReadonlyMap<string, { readonly adgroup: AdgroupBudget; readonly part: Part }>;
  /** There is none in it, not even one that is off. */
  readonly isEmpty: boolean;
}

/** The campaigns that are on; see exposureIn. */
export function weightsIn(
  period: Period,
  state: BudgetState,
  moment: Moment,
  campaignKey?: string,
): ReadonlyMap<string, Weight> {
  const children = new Map<string, [string, AdgroupBudget][]>();
  for (const entry of state.adgroups) {
    const key = entry[1].campaignKey;
    if (campaignKey !== undefined && key !== campaignKey) continue;
    const those = children.get(key);
    if (those === undefined) children.set(key, [entry]);
    else those.push(entry);
  }
  const weights = new Map<string, Weight>();
  for (const [key, campaign] of state.campaigns) {
    if (!campaign.isOn || (campaignKey !== undefined && key !== campaignKey)) continue;
    weights.set(key, weigh(period, campaign, children.get(key) ?? [], moment));
  }
  return weights;
}

export function totalOf(lines: readonly Pick<ExposureLine, 'amount' | 'perDay'>[]): Total {
  let [unlimited, endless, perDay, amount] = [0, 0, 0n, 0n];
  for (const line of lines) {
    if (line.amount !== null) amount += line.amount;
    else {
      endless += 1;
      if (line.perDay === null) unlimited += 1;
      else perDay += line.perDay;
    }
  }
  return { unlimited, endless, perDay, amount };
}

/** Whether `after` could spend more than `before`, in the long run where it has no end. */
export function isMore(after: Total, before: Total): boolean {
  if (after.unlimited !== before.unlimited) return after.unlimited > before.unlimited;
  if (after.perDay !== before.perDay) return after.perDay > before.perDay;
  return after.amount > before.amount;
}

function weigh(
  period: Period,
  campaign: CampaignBudget,
  adgroups: readonly [string, AdgroupBudget][],
  moment: Moment,
): Weight {
  const on = adgroups
    .filter(([, adgroup]) => adgroup.isOn && (period === 'lifetime' || !isOver(adgroup, moment.now)))
    .map(([key, adgroup]): [string, AdgroupBudget] => {
      const isMoved = campaign.isChanged || adgroup.isChanged;
      return [key, isMoved ? fromNow(adgroup, period, moment) : adgroup];
    });
  const drawing = on.map(([, adgroup]) => adgroup);
  return {
    campaign,
    own: ownPart(period, campaign, drawing, moment),
    adgroups: new Map(on.map(([key, adgroup]) => [key, { adgroup, part: adgroupPart(period, adgroup, moment) }])),
    isEmpty: adgroups.length === 0,
  };
}

/** What counts of a campaign: its own budget, or its ad groups; none where nothing could be spent. */
export function linesOf({ campaign, own, adgroups, isEmpty }: Weight): ExposureLine[] {
  if (adgroups.size === 0 && !isEmpty) return [];
  const parts = [...adgroups.values()].map(({ adgroup, part }) => toLine('adgroup', adgroup, part));
  // No limit must not take the place of several parts, or nobody would see one of them rise.
  const isLower = own !== NO_LIMIT && isMore(totalOf(parts), totalOf([own]));
  if (isEmpty || campaign.isShared || isLower) {
    // Nothing is in it and nothing limits it: there is nothing to spend yet.
    if (isEmpty && own === NO_LIMIT) return [];
    const isChanged = campaign.isChanged || parts.some((line) => line.isChanged);
    return [toLine('campaign', { ...campaign, isChanged }, own)];
  }
  return campaign.isChanged ? parts.map((line) => ({ ...line, isChanged: true })) : parts;
}

function toLine(
  kind: ExposureLine['kind'],
  { id, name, isChanged }: Pick<CampaignBudget, 'id' | 'name' | 'isChanged'>,
  part: Part,
): ExposureLine {
  return { kind, id, name, ...part, isChanged };
}

/** What the campaign's own budget lets through. */
function ownPart(
  period: Period,
  { mode, budget, isShared }: CampaignBudget,
  on: readonly AdgroupBudget[],
  moment: Moment,
): Part {
  if (budget <= 0n) return NO_LIMIT;
  const starts = on.map(({ startsAt }) => startsAt);
  const ends = on.map(({ endsAt }) => endsAt);
  if (period === 'lifetime') {
    return lifetimePart(mode, budget, () => (on.length === 0 ? null : daysOf(least(starts), most(ends), moment)));
  }
  // The ad groups draw on it in turns, so all of it may go in the days of the shortest. One whose days nobody knows may be that one.
  const isSmooth = isShared && on.length > 0 && on.every(isSpread);
  const shortest = (): number | null => least(on.map((adgroup) => evenDaysOf(adgroup, moment)));
  return dailyPart(mode, budget, isSmooth ? shortest : null);
}

function adgroupPart(period: Period, adgroup: AdgroupBudget, moment: Moment): Part {
  const { mode, startsAt, endsAt } = adgroup;
  const budget = budgetOf(adgroup);
  if (budget <= 0n) return NO_LIMIT;
  if (period === 'lifetime') return lifetimePart(mode, budget, () => daysOf(startsAt, endsAt, moment));
  return dailyPart(mode, budget, isSpread(adgroup) ? () => evenDaysOf(adgroup, moment) : null);
}

/** In smallest parts of the currency: the larger of today's and tomorrow's; 0 for none. */
export function budgetOf({ budget, nextBudget }: AdgroupBudget): bigint {
  return nextBudget > budget ? nextBudget : budget;
}

function isSpread({ isSmooth, activeDays }: AdgroupBudget): boolean {
  return isSmooth && activeDays !== null;
}

/** Days are counted only where they matter: of thousands of ad groups that takes a while. Null: without end. */
type Days = () => number | null;

/** @param spreadOver the days that a lifetime budget is spread over; null: it is not */
function dailyPart(mode: string | null, budget: bigint, spreadOver: Days | null): Part {
  switch (mode) {
    case 'BUDGET_MODE_DAY':
      return { amount: budget, perDay: null, how: 'daily_budget' };
    case 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET':
      return { amount: divideUp(budget * 5n, 4n), perDay: null, how: 'dynamic_daily_budget' };
    case 'BUDGET_MODE_TOTAL': {
      const days = spreadOver?.() ?? null;
      return days === null
        ? { amount: budget, perDay: null, how: 'lifetime_budget' }
        : { amount: divideUp(budget, BigInt(days)), perDay: null, how: 'lifetime_per_day' };
    }
    default:
      return NO_LIMIT;
  }
}

/** @param days that its schedule touches */
function lifetimePart(mode: string | null, budget: bigint, days: Days): Part {
  if (mode === 'BUDGET_MODE_TOTAL') return { amount: budget, perDay: null, how: 'lifetime_budget' };
  if (mode !== 'BUDGET_MODE_DAY' && mode !== 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET') return NO_LIMIT;
  const count = days();
  if (count === null) return { amount: null, perDay: budget, how: 'daily_times_days' };
  const amount = mode === 'BUDGET_MODE_DAY' ? budget * BigInt(count) : dynamicLifetime(budget, count);
  return { amount, perDay: null, how: 'daily_times_days' };
}

/** At most 125 % a day, and at most seven times the average a week; a schedule may begin and end within a week. */
function dynamicLifetime(budget: bigint, days: number): bigint {
  const weeks = Math.ceil((days + 6) / 7);
  const quarters = Math.min(5 * days, 28 * weeks);
  return divideUp(budget * BigInt(quarters), 4n);
}

/**
 * What is raised or turned on in the midst of a schedule may spend in the days that are left what it has not spent in those before, and
 * how much that was TikTok tells late.
 */
function fromNow(adgroup: AdgroupBudget, period: Period, { now }: Moment): AdgroupBudget {
  const { startsAt } = adgroup;
  return period === 'lifetime' || startsAt === null || startsAt >= now ? adgroup : { ...adgroup, startsAt: now };
}

function daysOf(startsAt: number | null, endsAt: number | null, { timezone }: Moment): number | null {
  return startsAt === null || endsAt === null ? null : daysTouched(startsAt, endsAt, timezone);
}

function evenDaysOf({ startsAt, endsAt, activeDays }: AdgroupBudget, { timezone }: Moment): number | null {
  if (startsAt === null || endsAt === null || activeDays === null) return null;
  return evenDays(startsAt, endsAt, activeDays, timezone);
}

function isOver({ endsAt }: AdgroupBudget, now: number): boolean {
  return endsAt !== null && endsAt <= now;
}

/** Null as soon as one is not known. */
function least(figures: readonly (number | null)[]): number | null {
  return figures.reduce((a, b) => (a === null || b === null ? null : Math.min(a, b)));
}

/** Null as soon as one has no end. */
function most(instants: readonly (number | null)[]): number | null {
  return instants.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)));
}
