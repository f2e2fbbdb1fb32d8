import type { GuardedCall } from '../../server/call-catalogue/index.ts';
import { classify } from '../../server/call-catalogue/index.ts';
import type { AdgroupBudget, BudgetState, CampaignBudget } from '../../server/spend-caps/budget-state.ts';

/** A call as the pass-through hands it to the guards, classified. */
export function guardedCall(
  path: string,
  value: Readonly<Record<string, unknown>>,
  change: Partial<GuardedCall> = {},
): GuardedCall {
  const body = { kind: 'json', value } as const;
  const { family, actions } = classify({ method: 'POST', path, query: {}, body });
  const advertiserId = typeof value['advertiser_id'] === 'string' ? value['advertiser_id'] : null;
  return {
    id: 'call_0000000001',
    method: 'POST',
    path,
    search: '',
    query: {},
    family,
    actions,
    advertiserId,
    advertiserIds: advertiserId === null ? [] : [advertiserId],
    connectionId: 'con_00000001',
    body,
    ...change,
  };
}

/** A campaign that is on and unlimited, unless said otherwise. */
export function campaign(id: string, change: Partial<CampaignBudget> = {}): CampaignBudget {
  const nothing = { mode: 'BUDGET_MODE_INFINITE', budget: 0n, isShared: false, isOn: true, isChanged: false };
  return { id, name: `Campaign ${id}`, ...nothing, ...change };
}

/** An ad group of campaign 1 that is on, with 100 smallest parts a day and no end, unless said otherwise. */
export function adgroup(id: string, change: Partial<AdgroupBudget> = {}): AdgroupBudget {
  return {
    id,
    campaignKey: '1',
    name: `Ad group ${id}`,
    mode: 'BUDGET_MODE_DAY',
    budget: 100n,
    nextBudget: 0n,
    isOn: true,
    startsAt: Date.UTC(2026, 0, 1),
    endsAt: null,
    isSmooth: true,
    activeDays: 7,
    splitTestGroupId: null,
    isChanged: false,
    ...change,
  };
}

export function stateOf(campaigns: readonly CampaignBudget[], adgroups: readonly AdgroupBudget[]): BudgetState {
  return {
    campaigns: new Map(campaigns.map((each) => [each.id ?? 'new', each])),
    adgroups: new Map(adgroups.map((each) => [each.id ?? 'new', each])),
  };
}
