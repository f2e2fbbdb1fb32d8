import { parseTikTokTime } from '../tiktok/index.ts';
import {
  activeDaysOf,
  type AdgroupBudget,
  type BudgetState,
  type CampaignBudget,
  OFF_STATUSES,
} from './budget-state.ts';
import { readBudget } from './money.ts';
import { idOf, idsOf, listOf, membersOf, textOf, Unprovable } from './wire-fields.ts';

// What a call leaves behind, in the budgets alone. Where TikTok's documents leave two readings, the one that spends more.

/** Changes a copy of the state into what the call would leave. Throws Unprovable when it cannot know. */
export type Apply = (state: BudgetState, decimals: number) => void;

export interface Change {
  readonly apply: Apply;
  /** Campaigns that it is about; null when only the state tells, through its ad groups. */
  readonly campaignIds: readonly string[] | null;
  /** Ad groups that it names. */
  readonly adgroupIds: readonly string[];
  /** It makes a campaign, which only an ad account's cap is about. */
  readonly makesCampaign: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const NOTHING_NAMED = { campaignIds: [], adgroupIds: [], makesCampaign: false } as const;
/** Members about budgets that are weighed here. `budget_auto_adjust_strategy`, which lets TikTok raise them by itself, is none. */
const CAMPAIGN_BUDGET: readonly string[] = ['budget', 'budget_mode', 'budget_optimize_on'];
const ADGROUP_BUDGET: readonly string[] = ['budget', 'budget_mode'];
/** The key of what a call would make. */
const NEW = 'new';

/** @see https://business-api.tiktok.com/portal/docs?id=1739318962329602 Create a campaign */
export function createCampaign(fields: Fields): Change {
  requireKnown(fields, CAMPAIGN_BUDGET);
  return {
    ...NOTHING_NAMED,
    makesCampaign: true,
    apply(state, decimals) {
      state.campaigns.set(NEW, {
        id: null,
        name: textOf(fields['campaign_name']),
        mode: textOf(fields['budget_mode']) ?? 'BUDGET_MODE_INFINITE',
        budget: budgetIn(fields, 'budget', decimals) ?? 0n,
        isShared: isTrue(fields['budget_optimize_on']),
        isOn: true,
        isChanged: true,
      });
    },
  };
}

/**
 * TikTok takes a new budget only ("Update a campaign"). What else is in the call it may take one day, and until then passes over: it
 * raises a sum here, and never lowers one.
 */
export function changeCampaign(fields: Fields): Change {
  const id = idOf(fields['campaign_id'], 'campaign_id');
  requireKnown(fields, CAMPAIGN_BUDGET);
  return {
    ...NOTHING_NAMED,
    campaignIds: [id],
    apply(state, decimals) {
      const campaign = requireCampaign(state, id);
      requireMode(fields, campaign.mode);
      if (!isNone(fields['budget_optimize_on']) && isTrue(fields['budget_optimize_on']) !== campaign.isShared) {
        throw new Unprovable('nobody says whether an update moves budget_optimize_on');
      }
      state.campaigns.set(id, {
        ...campaign,
        budget: budgetIn(fields, 'budget', decimals) ?? campaign.budget,
        isOn: campaign.isOn || turnsOn(fields),
        isChanged: true,
      });
    },
  };
}

export function turnOn(level: 'campaign' | 'adgroup', ids: readonly string[]): Change {
  if (level === 'campaign') {
    return {
      ...NOTHING_NAMED,
      campaignIds: ids,
      apply(state) {
        for (const id of ids) state.campaigns.set(id, { ...requireCampaign(state, id), isOn: true, isChanged: true });
      },
    };
  }
  return {
    ...ofAdgroups(ids),
    apply(state) {
      for (const id of ids) state.adgroups.set(id, { ...requireAdgroup(state, id), isOn: true, isChanged: true });
    },
  };
}

/** @see https://business-api.tiktok.com/portal/docs?id=1739499616346114 Create an ad group */
export function createAdgroup(fields: Fields): Change {
  const campaignId = idOf(fields['campaign_id'], 'campaign_id');
  requireKnown(fields, ADGROUP_BUDGET);
  return {
    ...NOTHING_NAMED,
    campaignIds: [campaignId],
    apply(state, decimals) {
      requireCampaign(state, campaignId);
      const made: AdgroupBudget = {
        id: null,
        campaignKey: campaignId,
        name: textOf(fields['adgroup_name']),
        mode: textOf(fields['budget_mode']),
        budget: budgetIn(fields, 'budget', decimals) ?? 0n,
        nextBudget: 0n,
        isOn: true,
        startsAt: parseTikTokTime(fields['schedule_start_time']),
        endsAt: endIn(fields),
        isSmooth: fields['pacing'] === 'PACING_MODE_SMOOTH',
        activeDays: activeDaysOf(fields['dayparting']),
        splitTestGroupId: null,
        isChanged: true,
      };
      state.adgroups.set(NEW, made);
    },
  };
}

/** TikTok takes a new budget, another schedule and another pacing. The rest is as in changeCampaign. */
export function changeAdgroup(fields: Fields): Change {
  const id = idOf(fields['adgroup_id'], 'adgroup_id');
  requireKnown(fields, ADGROUP_BUDGET);
  return {
    ...ofAdgroups([id]),
    apply(state, decimals) {
      const adgroup = requireAdgroup(state, id);
      requireMode(fields, adgroup.mode);
      state.adgroups.set(id, {
        ...adgroup,
        budget: budgetIn(fields, 'budget', decimals) ?? adgroup.budget,
        isOn: adgroup.isOn || turnsOn(fields),
        startsAt: isNone(fields['schedule_start_time'])
          ? adgroup.startsAt
          : parseTikTokTime(fields['schedule_start_time']),
        endsAt: newEnd(fields, adgroup.endsAt),
        isSmooth: isNone(fields['pacing']) ? adgroup.isSmooth : fields['pacing'] === 'PACING_MODE_SMOOTH',
        activeDays: saysNothing(fields['dayparting']) ? adgroup.activeDays : activeDaysOf(fields['dayparting']),
        isChanged: true,
      });
    },
  };
}

/**
 * `budget[]` holds at once, `schedule_budget[]` from the next day on: both count.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1739591133130817 Update the budgets of ad groups
 */
export function changeAdgroupBudgets(fields: Fields): Change {
  const now = entriesIn(fields, ['budget'], ['budget']);
  // Two spellings are in use in TikTok's documents.
  const next = entriesIn(
    fields,
    ['schedule_budget', 'scheduled_budget'],
    ['schedule_budget', 'scheduled_budget', 'budget'],
  );
  if (now.length + next.length === 0) throw new Unprovable('its budgets cannot be read');
  return {
    ...ofAdgroups([...now, ...next].map(({ id }) => id)),
    apply(state, decimals) {
      for (const [id, budget] of largestOf(now, decimals)) {
        state.adgroups.set(id, { ...requireAdgroup(state, id), budget, isChanged: true });
      }
      for (const [id, nextBudget] of largestOf(next, decimals)) {
        state.adgroups.set(id, { ...requireAdgroup(state, id), nextBudget, isChanged: true });
      }
    },
  };
}

/**
 * A test of ad groups takes a budget that is split evenly and takes the place of theirs; they run in the time of the test. A test of
 * campaigns has none: their own go on.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1742666471475201 Create a split test
 */
export function createSplitTest(fields: Fields): Change {
  if (!isNone(fields['object_ids']) && !isNone(fields['cells'])) {
    throw new Unprovable('it names what it tests twice, in object_ids and in cells');
  }
  const named = !isNone(fields['object_ids'])
    ? idsOf(fields['object_ids'], 'object_ids')
    : listOf(fields['cells'], 'cells').flatMap((cell) => idsOf(membersOf(cell)['object_ids'], 'object_ids'));
  // Said twice, it still gets the share of one.
  const ids = [...new Set(named)];
  const level = textOf(fields['split_test_level']) ?? 'ADGROUP';
  if (level === 'CAMPAIGN') return turnOn('campaign', ids);
  if (level !== 'ADGROUP' || ids.length === 0) throw new Unprovable('its split_test_level is not known here');
  return {
    ...ofAdgroups(ids),
    apply(state, decimals) {
      const budget = amountIn(fields['budget'], decimals);
      const share = (budget + BigInt(ids.length) - 1n) / BigInt(ids.length);
      for (const id of ids) {
        const adgroup = requireAdgroup(state, id);
        const times = { startsAt: parseTikTokTime(fields['start_time']), endsAt: parseTikTokTime(fields['end_time']) };
        state.adgroups.set(id, { ...adgroup, ...times, budget: share, nextBudget: 0n, isOn: true, isChanged: true });
      }
    },
  };
}

/** Another time for a test, and so for its ad groups. */
export function moveSplitTest(fields: Fields): Change {
  const groupId = idOf(fields['split_test_group_id'], 'split_test_group_id');
  return {
    ...NOTHING_NAMED,
    campaignIds: null,
    apply(state) {
      const tested = inTest(state, groupId);
      if (tested.length === 0) throw new Unprovable('TikTok lists no ad group of this split test');
      for (const [id, adgroup] of tested) {
        state.adgroups.set(id, {
          ...adgroup,
          startsAt: isNone(fields['start_time']) ? adgroup.startsAt : parseTikTokTime(fields['start_time']),
          endsAt: isNone(fields['end_time']) ? adgroup.endsAt : parseTikTokTime(fields['end_time']),
          isChanged: true,
        });
      }
    },
  };
}

/**
 * The winner goes on with twice its budget, and the other ad group of the test is paused.
 *
 * @see https://business-api.tiktok.com/portal/docs?id=1742666543736834 Run the winning ad group
 */
export function promoteWinner(fields: Fields): Change {
  const groupId = idOf(fields['split_test_group_id'], 'split_test_group_id');
  const winnerId = idOf(fields['winning_object_id'], 'winning_object_id');
  return {
    ...ofAdgroups([winnerId]),
    apply(state) {
      const winner = requireAdgroup(state, winnerId);
      for (const [id, adgroup] of inTest(state, groupId)) state.adgroups.set(id, { ...adgroup, isOn: false });
      const doubled = { budget: winner.budget * 2n, nextBudget: winner.nextBudget * 2n };
      state.adgroups.set(winnerId, { ...winner, ...doubled, isOn: true, isChanged: true });
    },
  };
}

function ofAdgroups(ids: readonly string[]): Omit<Change, 'apply'> {
  return { campaignIds: null, adgroupIds: [...new Set(ids)], makesCampaign: false };
}

function inTest(state: BudgetState, groupId: string): [string, AdgroupBudget][] {
  return [...state.adgroups].filter(([, adgroup]) => adgroup.splitTestGroupId === groupId);
}

function requireCampaign(state: BudgetState, id: string): CampaignBudget {
  const campaign = state.campaigns.get(id);
  if (campaign === undefined) throw new Unprovable(`TikTok does not list campaign ${id} in this ad account`);
  return campaign;
}

function requireAdgroup(state: BudgetState, id: string): AdgroupBudget {
  const adgroup = state.adgroups.get(id);
  if (adgroup === undefined) throw new Unprovable(`TikTok does not list ad group ${id} in this ad account`);
  return adgroup;
}

/** Under another mode the same figure is another sum, and nobody says that an update changes it. @throws {Unprovable} */
function requireMode(fields: Fields, present: string | null): void {
  const mode = fields['budget_mode'];
  if (isNone(mode) || mode === 'UNSET' || mode === present) return;
  throw new Unprovable('nobody says whether an update moves budget_mode');
}

/** Of an update, which is not how TikTok documents a status to be set: it may turn on, and nobody may rely on it to turn off. */
function turnsOn(fields: Fields): boolean {
  const status = fields['operation_status'];
  return !isNone(status) && !OFF_STATUSES.includes(status);
}

/** @throws {Unprovable} when it sets a member about budgets that is not weighed here */
function requireKnown(fields: Fields, known: readonly string[]): void {
  const stranger = Object.entries(fields).find(
    ([name, value]) => /budget/.test(name) && !known.includes(name) && !isNone(value) && value !== 'UNSET',
  );
  if (stranger !== undefined) throw new Unprovable(`what ${stranger[0]} does to its budget is not known here`);
}

interface BudgetEntry {
  readonly id: string;
  /** All that the entry says it should be: whichever spelling TikTok reads. */
  readonly values: readonly unknown[];
}

function entriesIn(fields: Fields, lists: readonly string[], members: readonly string[]): BudgetEntry[] {
  return lists
    .filter((name) => !isNone(fields[name]))
    .flatMap((name) => listOf(fields[name], name))
    .map((item) => {
      const entry = membersOf(item);
      const values = members.map((name) => entry[name]).filter((value) => !isNone(value));
      return { id: idOf(entry['adgroup_id'], 'adgroup_id'), values };
    });
}

/** What each may come to: of what is said twice, the larger counts. @throws {Unprovable} where one says no amount */
function largestOf(entries: readonly BudgetEntry[], decimals: number): Map<string, bigint> {
  const largest = new Map<string, bigint>();
  for (const { id, values } of entries) {
    if (values.length === 0) throw new Unprovable('its budget is not an amount');
    for (const value of values) {
      const amount = amountIn(value, decimals);
      const present = largest.get(id);
      if (present === undefined || present < amount) largest.set(id, amount);
    }
  }
  return largest;
}

/** Null where the call says nothing of it. */
function budgetIn(fields: Fields, name: string, decimals: number): bigint | null {
  return isNone(fields[name]) ? null : amountIn(fields[name], decimals);
}

function amountIn(value: unknown, decimals: number): bigint {
  const amount = readBudget(value, decimals);
  if (amount === null) throw new Unprovable('its budget is not an amount');
  return amount;
}

/** `SCHEDULE_FROM_NOW` has no end, whatever is written beside it. */
function endIn(fields: Fields): number | null {
  return fields['schedule_type'] === 'SCHEDULE_FROM_NOW' ? null : parseTikTokTime(fields['schedule_end_time']);
}

/** An end alone ends nothing that is open: `schedule_type` does that. A type alone keeps the end that is there. */
function newEnd(fields: Fields, present: number | null): number | null {
  const [type, end] = [fields['schedule_type'], fields['schedule_end_time']];
  if (isNone(type)) return isNone(end) || present === null ? present : parseTikTokTime(end);
  return type !== 'SCHEDULE_FROM_NOW' && isNone(end) ? present : endIn(fields);
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Of an update: whether TikTok takes an empty text for all day or passes over it nobody says. */
function saysNothing(value: unknown): boolean {
  return isNone(value) || value === '';
}

function isNone(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
