/** What a campaign may spend, as far as it decides that itself. */
export interface CampaignBudget {
  /** Null for one that the call would make. */
  readonly id: string | null;
  readonly name: string | null;
  /** TikTok's `budget_mode`. */
  readonly mode: string | null;
  /** In smallest parts of the currency; 0 for none. */
  readonly budget: bigint;
  /** `budget_optimize_on`: its ad groups share its budget and have none of their own. */
  readonly isShared: boolean;
  /** Neither paused nor deleted nor frozen. */
  readonly isOn: boolean;
  /** The call weighed has a part in it. */
  readonly isChanged: boolean;
}

export interface AdgroupBudget {
  readonly id: string | null;
  readonly campaignKey: string;
  readonly name: string | null;
  readonly mode: string | null;
  readonly budget: bigint;
  /** Takes the place of `budget` on the next day; 0 for none. */
  readonly nextBudget: bigint;
  readonly isOn: boolean;
  /** Epoch milliseconds; null where nobody says. */
  readonly startsAt: number | null;
  /** Null for one without end. */
  readonly endsAt: number | null;
  /** `PACING_MODE_SMOOTH`: a budget is spread evenly over the schedule. */
  readonly isSmooth: boolean;
  /** Days of the week on which ads run, 1 to 7; null where they run in other hours on some of them, see activeDaysOf. */
  readonly activeDays: number | null;
  readonly splitTestGroupId: string | null;
  readonly isChanged: boolean;
}

/** The budgets of an ad account, or of some of its campaigns; by id, and under a key of our own what a call would make. */
export interface BudgetState {
  readonly campaigns: Map<string, CampaignBudget>;
  readonly adgroups: Map<string, AdgroupBudget>;
}

/** What spends nothing whatever its budget: paused, deleted, or frozen, which nobody can turn on again. */
export const OFF_STATUSES: readonly unknown[] = ['DISABLE', 'DELETE', 'FROZEN'];

const SLOTS_A_DAY = 48;
const DAYS_A_WEEK = 7;

/**
 * On how many days of the week ads run, where they run in the same hours on each of them; null where the hours differ. Whether TikTok
 * spreads a budget over the days or over the hours nobody says; with the same hours both come to the same.
 *
 * @param dayparting TikTok's 7 × 48 characters of 0 and 1, a half hour each, where all 0 means the same as all 1; none is all day
 * @see https://business-api.tiktok.com/portal/docs?id=1739499616346114 Create an ad group
 */
export function activeDaysOf(dayparting: unknown): number | null {
  if (dayparting === null || dayparting === undefined || dayparting === '') return DAYS_A_WEEK;
  if (typeof dayparting !== 'string' || !/^[01]{336}$/.test(dayparting)) return null;
  const days = Array.from({ length: DAYS_A_WEEK }, (_, day) =>
    dayparting.slice(day * SLOTS_A_DAY, (day + 1) * SLOTS_A_DAY),
  );
  const active = days.filter((slots) => slots.includes('1'));
  if (active.length === 0) return DAYS_A_WEEK;
  return active.every((slots) => slots === active[0]) ? active.length : null;
}

/** A copy that may be changed. What it holds is replaced, never changed. */
export function copyState({ campaigns, adgroups }: BudgetState): BudgetState {
  return { campaigns: new Map(campaigns), adgroups: new Map(adgroups) };
}

/** The state before a call, with those marked that the call changes: so that both are added up in the same way. */
export function markChanged(before: BudgetState, after: BudgetState): BudgetState {
  return { campaigns: marked(before.campaigns, after.campaigns), adgroups: marked(before.adgroups, after.adgroups) };
}

function marked<Budget extends { readonly isChanged: boolean }>(
  before: ReadonlyMap<string, Budget>,
  after: ReadonlyMap<string, Budget>,
): Map<string, Budget> {
  return new Map(
    [...before].map(([key, budget]) => [
      key,
      after.get(key)?.isChanged === true ? { ...budget, isChanged: true } : budget,
    ]),
  );
}
