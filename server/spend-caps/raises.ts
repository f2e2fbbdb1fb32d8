import type { BudgetState } from './budget-state.ts';
import {
  budgetOf,
  isMore,
  linesOf,
  type Moment,
  type Part,
  type Period,
  totalOf,
  type Weight,
  weightsIn,
} from './exposure.ts';

/**
 * Whether something that is on could spend more than before, whatever else spends less: it is new, turned on, has a higher budget, or
 * could spend more of it in the period. Totals do not tell: less of what has no end is no sum that would pay for more of what has one, and
 * what a call changes counts before it as if nothing had been spent yet, which makes room that is not there.
 *
 * @param before with what the call changes marked, see markChanged
 * @param campaignKey only in this campaign; in the whole state without it
 */
export function isRaised(
  period: Period,
  before: BudgetState,
  after: BudgetState,
  moment: Moment,
  campaignKey?: string,
): boolean {
  // Nothing else can have risen, and of thousands of ad groups weighing takes a while.
  const keys = touchedIn(after);
  if (campaignKey !== undefined && !keys.has(campaignKey)) return false;
  const wanted = campaignKey === undefined ? keys : new Set([campaignKey]);
  const past = weightsIn(period, only(before, wanted), moment);
  return [...weightsIn(period, only(after, wanted), moment)].some(([key, weight]) => isHeavier(weight, past.get(key)));
}

function touchedIn({ campaigns, adgroups }: BudgetState): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const [key, { isChanged }] of campaigns) if (isChanged) keys.add(key);
  for (const { isChanged, campaignKey } of adgroups.values()) if (isChanged) keys.add(campaignKey);
  return keys;
}

function only({ campaigns, adgroups }: BudgetState, keys: ReadonlySet<string>): BudgetState {
  return {
    campaigns: new Map([...campaigns].filter(([key]) => keys.has(key))),
    adgroups: new Map([...adgroups].filter(([, { campaignKey }]) => keys.has(campaignKey))),
  };
}

function isHeavier(weight: Weight, past: Weight | undefined): boolean {
  if (linesOf(weight).length === 0) return false;
  if (past === undefined || linesOf(past).length === 0) return true;
  const { campaign, own, adgroups } = weight;
  if (isHigher(campaign.budget, past.campaign.budget) || isPartMore(own, past.own)) return true;
  // What shares the campaign's budget has none of its own.
  if (campaign.isShared) return false;
  return [...adgroups].some(([key, { adgroup, part }]) => {
    const its = past.adgroups.get(key);
    return its === undefined || isHigher(budgetOf(adgroup), budgetOf(its.adgroup)) || isPartMore(part, its.part);
  });
}

/** Of budgets, where 0 is none, and so without limit. */
function isHigher(after: bigint, before: bigint): boolean {
  return before > 0n && (after <= 0n || after > before);
}

function isPartMore(after: Part, before: Part): boolean {
  return isMore(totalOf([after]), totalOf([before]));
}
