import { parseTikTokTime } from '../tiktok/index.ts';
import { type AdgroupBudget, type BudgetState, type CampaignBudget, OFF_STATUSES } from './budget-state.ts';
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

/** TikTok takes a new budget only; members it may take one day are not passed over. */
export function changeCampaign(fields: Fields): Change {
  const id = idOf(fields['campaign_id'], 'campaign_id');
  requireKnown(fields, CAMPAIGN_BUDGET);
  return {
    ...NOTHING_NAMED,
    campaignIds: [id],
    apply(state, decimals) {
      const campaign = requireCampaign(state, id);
      const status = textOf(fields['operation_status']);
      state.campaigns.set(id, {
        ...campaign,
        mode: textOf(fields['budget_mode']) ?? campaign.mode,
        budget: budgetIn(fields, 'budget', decimals) ?? campaign.budget,
        isShared: isNone(fields['budget_optimize_on']) ? campaign.isShared : isTrue(fields['budget_optimize_on']),
        isOn: status === null ? campaign.isOn : !OFF_STATUSES.includes(status),
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
        splitTestGroupId: null,
        isChanged: true,
      };
      state.adgroups.set(NEW, made);
    },
  };
}

export function changeAdgroup(fields: Fields): Change {
  const id = idOf(fields['adgroup_id'], 'adgroup_id');
  requireKnown(fields, ADGROUP_BUDGET);
  return {
    ...ofAdgroups([id]),
    apply(state, decimals) {
      const adgroup = requireAdgroup(state, id);
      const status = textOf(fields['operation_status']);
      state.adgroups.set(id, {
        ...adgroup,
        mode: textOf(fields['budget_mode']) ?? adgroup.mode,
        budget: budgetIn(fields, 'budget', decimals) ?? adgroup.budget,
        isOn: status === null ? adgroup.isOn : !OFF_STATUSES.includes(status),
        startsAt: isNone(fields['schedule_start_time'])
          ? adgroup.startsAt
          : parseTikTokTime(fields['schedule_start_time']),
        endsAt: newEnd(fields, adgroup.endsAt),
        isSmooth: isNone(fields['pacing']) ? adgroup.isSmooth : fields['pacing'] === 'PACING_MODE_SMOOTH',
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
      const seen = new Set<string>();
      for (const { id, value } of now) {
        const adgroup = requireAdgroup(state, id);
        const budget = amountIn(value, decimals);
        // Named twice, the larger counts.
        const isTwice = seen.has(id) && adgroup.budget > budget;
        seen.add(id);
        state.adgroups.set(id, { ...adgroup, budget: isTwice ? adgroup.budget : budget, isChanged: true });
      }
      for (const { id, value } of next) {
        const adgroup = requireAdgroup(state, id);
        state.adgroups.set(id, { ...adgroup, nextBudget: amountIn(value, decimals), isChanged: true });
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
  const ids = !isNone(fields['object_ids'])
    ? idsOf(fields['object_ids'], 'object_ids')
    : listOf(fields['cells'], 'cells').flatMap((cell) => idsOf(membersOf(cell)['object_ids'], 'object_ids'));
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

/** @throws {Unprovable} when it sets a member about budgets that is not weighed here */
function requireKnown(fields: Fields, known: readonly string[]): void {
  const stranger = Object.entries(fields).find(
    ([name, value]) => /budget/.test(name) && !known.includes(name) && !isNone(value) && value !== 'UNSET',
  );
  if (stranger !== undefined) throw new Unprovable(`what ${stranger[0]} does to its budget is not known here`);
}

function entriesIn(
  fields: Fields,
  lists: readonly string[],
  members: readonly string[],
): { id: string; value: unknown }[] {
  return lists
    .filter((name) => !isNone(fields[name]))
    .flatMap((name) => listOf(fields[name], name))
    .map((item) => {
      const entry = membersOf(item);
      const member = members.find((name) => !isNone(entry[name]));
      return { id: idOf(entry['adgroup_id'], 'adgroup_id'), value: member === undefined ? null : entry[member] };
    });
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

function isNone(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
