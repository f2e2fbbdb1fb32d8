import type { BudgetState } from './budget-state.ts';
import { budgetOf, isMore, type Moment, type Part, type Period, totalOf, type Weight, weightsIn } from './exposure.ts';

/**
 * Whether something that is on could spend more than before, whatever else spends less: it is new, turned on, has a higher budget, or
 * could spend more of it in the period. A total alone does not tell: what has no end is told apart by its rate, so that a little less of
 * that could hide any amount.
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
  const past = weightsIn(period, before, moment, campaignKey);
  return [...weightsIn(period, after, moment, campaignKey)].some(([key, weight]) => isHeavier(weight, past.get(key)));
}

function isHeavier({ campaign, own, adgroups }: Weight, past: Weight | undefined): boolean {
  if (past === undefined || isHigher(campaign.budget, past.campaign.budget) || isPartMore(own, past.own)) return true;
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
