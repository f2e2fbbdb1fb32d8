import { describe, expect, it } from 'vitest';
import { copyState } from '../../server/spend-caps/budget-state.ts';
import { namedCampaigns } from '../../server/spend-caps/named-campaigns.ts';
import { planOf } from '../../server/spend-caps/plan.ts';
import { pausedByDefault } from '../../server/spend-caps/index.ts';
import { Unprovable } from '../../server/spend-caps/wire-fields.ts';
import { adgroup, campaign, guardedCall, stateOf } from './spend-caps-support.ts';

const ACCOUNT = '7104856021930123265';
const of = (value: Readonly<Record<string, unknown>>) => ({ advertiser_id: ACCOUNT, ...value });

/** What a call leaves of a state with campaign 1 (paused) and 2, ad groups 11 and 12 (paused, in a split test) of the first, 13 of the second. */
function leaves(path: string, value: Readonly<Record<string, unknown>>) {
  const plan = planOf(guardedCall(path, of(value)));
  if (plan.kind !== 'weigh') throw new Error(`not weighed: ${JSON.stringify(plan)}`);
  const state = copyState(
    stateOf(
      [campaign('1', { isOn: false, mode: 'BUDGET_MODE_DAY', budget: 10_000n }), campaign('2')],
      [
        adgroup('11', { budget: 2000n, splitTestGroupId: '900' }),
        adgroup('12', { budget: 2000n, isOn: false, splitTestGroupId: '900' }),
        adgroup('13', { campaignKey: '2', isOn: false, activeDays: null }),
      ],
    ),
  );
  plan.change.apply(state, 2);
  return state;
}

describe('what is weighed of a call', () => {
  it.each([
    ['/campaign/create/', { operation_status: 'DISABLE', budget: 1e6, budget_mode: 'BUDGET_MODE_DAY' }],
    ['/campaign/update/', { campaign_id: '1', campaign_name: 'Another name' }],
    ['/campaign/status/update/', { campaign_ids: ['1'], operation_status: 'DISABLE' }],
    ['/campaign/status/update/', { campaign_ids: ['1'], operation_status: 'DELETE' }],
    ['/adgroup/create/', { campaign_id: '1', operation_status: 'DISABLE', budget: 1e6 }],
    ['/adgroup/update/', { adgroup_id: '11', location_ids: ['1'], dayparting: null, budget: null }],
    ['/adgroup/status/update/', { adgroup_ids: ['11'], operation_status: 'DISABLE' }],
    ['/adgroup/appeal/', { adgroup_id: '11' }],
    ['/ad/create/', { adgroup_id: '11', creatives: [{ operation_status: 'ENABLE' }] }],
    ['/ad/status/update/', { ad_ids: ['111'], operation_status: 'ENABLE' }],
    ['/smart_plus/ad/status/update/', { smart_plus_ad_ids: ['1'], operation_status: 'ENABLE' }],
    ['/split_test/end/', { split_test_group_id: '900' }],
    ['/smart_plus/campaign/create/', { operation_status: 'DISABLE', budget: 500 }],
    ['/smart_plus/campaign/status/update/', { campaign_ids: ['1'], operation_status: 'DISABLE' }],
    ['/smart_plus/campaign/update/', { campaign_id: '1', campaign_name: 'Another name' }],
    ['/file/image/ad/upload/', {}],
    ['/dmp/custom_audience/create/', { custom_audience_name: 'VIP' }],
    ['/report/task/create/', {}],
  ])('is nothing of %s %j', (path, value) => {
    expect(planOf(guardedCall(path, of(value)))).toEqual({ kind: 'pass' });
  });

  it.each([
    ['/smart_plus/campaign/create/', { operation_status: 'ENABLE', budget: 500 }],
    ['/smart_plus/campaign/status/update/', { campaign_ids: ['1'], operation_status: 'ENABLE' }],
    ['/smart_plus/campaign/update/', { campaign_id: '1', budget: 500 }],
    ['/smart_plus/adgroup/budget/update/', { budget: [{ adgroup_id: '11', budget: 500 }] }],
    ['/campaign/gmv_max/create/', { budget: 500 }],
    ['/business/spark_ad/create/', { campaign_name: 'Spark', budget: 500, operation_status: 'DISABLE' }],
    ['/campaign/spc/create/', { budget: 500 }],
    ['/adgroup/rf/create/', { budget: 500 }],
    ['/optimizer/rule/create/', { rules: [{ actions: [{ subject_type: 'BUDGET' }] }] }],
    ['/campaign/boost/start/', {}],
    ['/brand_new/thing/create/', {}],
    // Known ones that say something nobody can read.
    ['/campaign/update/', { campaign_id: '1', budget_boost: 3 }],
    ['/campaign/create/', { budget: 60, budget_auto_adjust_strategy: 'AUTO_BUDGET_INCREASE' }],
    ['/adgroup/create/', { campaign_id: '1', budget: 60, budget_auto_adjust_strategy: 'AUTO_BUDGET_INCREASE' }],
    ['/campaign/update/', { campaign_id: ['1'], budget: 3 }],
    // May be 1 to TikTok.
    ['/campaign/update/', { campaign_id: '01', budget: 3 }],
    ['/campaign/status/update/', { campaign_ids: '1', operation_status: 'ENABLE' }],
    ['/adgroup/status/update/', { operation_status: 'ENABLE' }],
    ['/adgroup/status/update/', { adgroup_ids: Array.from({ length: 1001 }, () => '1'), operation_status: 'ENABLE' }],
    ['/adgroup/budget/update/', {}],
    ['/adgroup/budget/update/', { budget: { adgroup_id: '11', budget: 500 } }],
    ['/split_test/promote/', { split_test_group_id: '900' }],
    ['/split_test/create/', { object_ids: ['11'], cells: [{ object_ids: ['12'] }], budget: 5 }],
    ['/split_test/create/', { split_test_level: 'ACCOUNT', object_ids: ['11', '12'], budget: 5 }],
  ])('cannot be known of %s %j', (path, value) => {
    expect(planOf(guardedCall(path, of(value)))).toMatchObject({ kind: 'unprovable' });
  });

  it('cannot be known of a form, of a query with budgets, and of another method', () => {
    const call = guardedCall('/campaign/create/', of({ budget: 500 }));
    const others = [
      { ...call, body: { kind: 'form', fields: { advertiser_id: ACCOUNT, budget: '500' } } },
      { ...call, body: { kind: 'stream' } },
      { ...call, query: { operation_status: 'ENABLE' } },
      { ...call, method: 'PUT' },
    ] as const;
    for (const other of others) expect(planOf(other)).toMatchObject({ kind: 'unprovable' });
  });

  it('is a create with any status but DISABLE', () => {
    for (const operation_status of ['ENABLE', 'DELETE', 'FROZEN', 'disable', '', null, undefined, ['DISABLE']]) {
      const call = guardedCall('/campaign/create/', of({ budget: 500, operation_status }));
      expect(planOf(call).kind).toBe('weigh');
    }
  });

  it('counts every status but the ones that stop', () => {
    for (const operation_status of ['ENABLE', 'enable', 'disable', '', null, undefined, 7]) {
      const plan = planOf(guardedCall('/campaign/status/update/', of({ campaign_ids: ['1'], operation_status })));
      expect(plan.kind).toBe('weigh');
    }
  });
});

describe('the campaigns that a call which cannot be added up is about', () => {
  const named = (path: string, value: Readonly<Record<string, unknown>>, query = {}) =>
    namedCampaigns(guardedCall(path, of(value), { query }));

  it.each([
    ['/smart_plus/campaign/update/', { campaign_id: '7', budget: 5 }, ['7']],
    ['/smart_plus/campaign/status/update/', { campaign_ids: ['7', '8'] }, ['7', '8']],
    ['/smart_plus/adgroup/create/', { campaign_id: 7 }, ['7']],
    ['/campaign/gmv_max/create/', { campaign_id: '7', budget: 5 }, []],
  ])('of %s %j are those that it names', (path, value, expected) => {
    expect(named(path, value)).toEqual(expected);
  });

  it.each([
    ['/smart_plus/adgroup/budget/update/', { campaign_id: '7', budget: [{ adgroup_id: '11', budget: 500 }] }],
    ['/smart_plus/adgroup/update/', { campaign_id: '7', adgroup_id: '11', budget: 500 }],
    ['/campaign/gmv_max/session/create/', { campaign_id: '7', budget: 500 }],
    ['/optimizer/rule/create/', { campaign_id: '7' }],
    ['/brand_new/thing/create/', { campaign_id: '7' }],
    ['/smart_plus/campaign/update/', { budget: 5 }],
    ['/smart_plus/campaign/update/', { campaign_id: '07', budget: 5 }],
    ['/smart_plus/campaign/update/', { campaign_id: { id: '7' }, budget: 5 }],
  ])('of %s %j are any', (path, value) => {
    expect(named(path, value)).toBeNull();
  });

  it('are those of the query, too', () => {
    expect(named('/smart_plus/campaign/update/', { campaign_id: '7' }, { campaign_id: '8' })).toEqual(['7', '8']);
  });
});

describe('what a call leaves behind', () => {
  it('a new campaign, with its budget as a number or as text', () => {
    for (const budget of [500, '500', '500.00']) {
      const made = {
        campaign_name: 'New',
        budget_mode: 'BUDGET_MODE_DAY',
        budget,
        budget_auto_adjust_strategy: 'UNSET',
      };
      const state = leaves('/campaign/create/', made);
      expect(state.campaigns.get('new')).toMatchObject({
        id: null,
        name: 'New',
        budget: 50_000n,
        isOn: true,
        isShared: false,
      });
    }
  });

  it('a new ad group in its campaign, with its schedule', () => {
    const made = {
      campaign_id: '1',
      adgroup_name: 'New',
      budget_mode: 'BUDGET_MODE_TOTAL',
      budget: 99.5,
      pacing: 'PACING_MODE_FAST',
      schedule_type: 'SCHEDULE_START_END',
      schedule_start_time: '2026-01-01 00:00:00',
      schedule_end_time: '2026-01-08 00:00:00',
    };
    expect(leaves('/adgroup/create/', made).adgroups.get('new')).toMatchObject({
      campaignKey: '1',
      budget: 9950n,
      startsAt: Date.UTC(2026, 0, 1),
      endsAt: Date.UTC(2026, 0, 8),
      isSmooth: false,
      isChanged: true,
    });
    const open = leaves('/adgroup/create/', { ...made, schedule_type: 'SCHEDULE_FROM_NOW' });
    expect(open.adgroups.get('new')?.endsAt).toBeNull();
  });

  it('another budget of a campaign, and of an ad group with another end', () => {
    expect(leaves('/campaign/update/', { campaign_id: '1', budget: 700 }).campaigns.get('1')).toMatchObject({
      budget: 70_000n,
      isOn: false,
      mode: 'BUDGET_MODE_DAY',
      isChanged: true,
    });
    const update = {
      adgroup_id: '11',
      budget: 700,
      schedule_type: 'SCHEDULE_START_END',
      schedule_end_time: '2026-02-01 00:00:00',
    };
    expect(leaves('/adgroup/update/', update).adgroups.get('11')).toMatchObject({
      budget: 70_000n,
      endsAt: Date.UTC(2026, 1, 1),
      startsAt: Date.UTC(2026, 0, 1),
    });
  });

  it('budgets of several ad groups, at once and from tomorrow on', () => {
    const state = leaves('/adgroup/budget/update/', {
      budget: [
        { adgroup_id: '11', budget: 30 },
        { adgroup_id: '11', budget: 25 },
      ],
      schedule_budget: [{ adgroup_id: '12', schedule_budget: 45 }],
    });
    // Named twice, the larger counts.
    expect(state.adgroups.get('11')).toMatchObject({ budget: 3000n, nextBudget: 0n });
    expect(state.adgroups.get('12')).toMatchObject({ budget: 2000n, nextBudget: 4500n, isChanged: true });
    const other = leaves('/adgroup/budget/update/', { scheduled_budget: [{ adgroup_id: '12', scheduled_budget: 45 }] });
    expect(other.adgroups.get('12')?.nextBudget).toBe(4500n);
  });

  it('the largest of budgets that are said twice, whichever spelling TikTok reads', () => {
    const said = [
      {
        schedule_budget: [{ adgroup_id: '12', schedule_budget: 45 }],
        scheduled_budget: [{ adgroup_id: '12', scheduled_budget: 1 }],
      },
      { schedule_budget: [{ adgroup_id: '12', scheduled_budget: 45, schedule_budget: 1, budget: 2 }] },
      { scheduled_budget: [45, 1].map((schedule_budget) => ({ adgroup_id: '12', schedule_budget })) },
    ];
    for (const each of said) {
      expect(leaves('/adgroup/budget/update/', each).adgroups.get('12')?.nextBudget).toBe(4500n);
    }
  });

  it('nothing turned off by an update, which is not how TikTok documents that', () => {
    for (const operation_status of ['DISABLE', 'DELETE', 'FROZEN']) {
      const budget = { budget: 700, operation_status };
      expect(leaves('/campaign/update/', { campaign_id: '2', ...budget }).campaigns.get('2')?.isOn).toBe(true);
      expect(leaves('/adgroup/update/', { adgroup_id: '11', ...budget }).adgroups.get('11')?.isOn).toBe(true);
    }
    expect(leaves('/adgroup/update/', { adgroup_id: '12', operation_status: 'ENABLE' }).adgroups.get('12')?.isOn).toBe(
      true,
    );
  });

  it('the days of the week on which its ads run, where they run in the same hours on each', () => {
    const afterwards = (dayparting: string) =>
      leaves('/adgroup/update/', { adgroup_id: '11', dayparting }).adgroups.get('11')?.activeDays;
    const [none, all] = ['0'.repeat(48), '1'.repeat(48)];
    const morning = '0'.repeat(16) + '1'.repeat(8) + '0'.repeat(24);
    for (const daily of [all.repeat(7), none.repeat(7), morning.repeat(7)]) expect(afterwards(daily)).toBe(7);
    expect(afterwards(all + none.repeat(6))).toBe(1);
    expect(afterwards(none + morning.repeat(5) + none)).toBe(5);
    const strange = ['1', '1'.repeat(335), '2'.repeat(336), morning.repeat(6) + all, none.repeat(5) + morning + all];
    for (const uneven of strange) expect(afterwards(uneven)).toBeNull();
    // TikTok may pass over it, and then the hours stay.
    const kept = leaves('/adgroup/update/', { adgroup_id: '13', budget: 7, dayparting: '' }).adgroups.get('13');
    expect(kept?.activeDays).toBeNull();
  });

  it('campaigns and ad groups turned on', () => {
    const on = { operation_status: 'ENABLE' };
    expect(leaves('/campaign/status/update/', { campaign_ids: ['1'], ...on }).campaigns.get('1')?.isOn).toBe(true);
    expect(leaves('/adgroup/status/update/', { adgroup_ids: ['12', 11], ...on }).adgroups.get('12')?.isOn).toBe(true);
  });

  it('a split test’s budget, shared evenly, in place of those of its ad groups', () => {
    const times = { start_time: '2026-03-21 00:00:00', end_time: '2026-03-28 00:00:00' };
    const shapes = [
      { object_ids: ['11', '12'] },
      { object_ids: ['11', '12', '11', '12'] },
      { cells: [{ object_ids: ['11'] }, { object_ids: ['12'] }], split_test_level: 'ADGROUP' },
    ];
    for (const shape of shapes) {
      const state = leaves('/split_test/create/', { ...shape, budget: 100.01, ...times });
      for (const id of ['11', '12']) {
        expect(state.adgroups.get(id)).toMatchObject({ budget: 5001n, isOn: true, endsAt: Date.UTC(2026, 2, 28) });
      }
    }
    const ofCampaigns = {
      split_test_level: 'CAMPAIGN',
      cells: [{ object_ids: ['1'] }, { object_ids: ['2'] }],
      ...times,
    };
    expect(leaves('/split_test/create/', ofCampaigns).campaigns.get('1')).toMatchObject({
      isOn: true,
      budget: 10_000n,
    });
  });

  it('twice the budget of a split test’s winner, and the loser paused', () => {
    const state = leaves('/split_test/promote/', { split_test_group_id: '900', winning_object_id: '12' });
    expect(state.adgroups.get('12')).toMatchObject({ budget: 4000n, isOn: true, isChanged: true });
    expect(state.adgroups.get('11')).toMatchObject({ budget: 2000n, isOn: false });
  });

  it('another time of a split test', () => {
    const state = leaves('/split_test/update/', { split_test_group_id: '900', end_time: '2027-01-01 00:00:00' });
    expect(state.adgroups.get('11')).toMatchObject({ endsAt: Date.UTC(2027, 0, 1), startsAt: Date.UTC(2026, 0, 1) });
  });

  it.each([
    ['/campaign/update/', { campaign_id: '7', budget: 5 }],
    ['/campaign/status/update/', { campaign_ids: ['1', '7'], operation_status: 'ENABLE' }],
    ['/adgroup/create/', { campaign_id: '7', budget: 5 }],
    ['/adgroup/update/', { adgroup_id: '7', budget: 5 }],
    ['/adgroup/update/', { adgroup_id: '11', budget: 'plenty' }],
    ['/adgroup/budget/update/', { budget: [{ adgroup_id: '7', budget: 5 }] }],
    ['/adgroup/budget/update/', { budget: [{ adgroup_id: '11' }] }],
    ['/split_test/update/', { split_test_group_id: '901', end_time: '2027-01-01 00:00:00' }],
    ['/campaign/create/', { budget_mode: 'BUDGET_MODE_DAY', budget: -5 }],
    // TikTok documents none of these for an update: it may pass over them.
    ['/campaign/update/', { campaign_id: '1', budget: 700, budget_mode: 'BUDGET_MODE_TOTAL' }],
    ['/campaign/update/', { campaign_id: '1', budget: 700, budget_optimize_on: true }],
    ['/adgroup/update/', { adgroup_id: '11', budget: 700, budget_mode: 'BUDGET_MODE_TOTAL' }],
  ])('is not known of %s %j', (path, value) => {
    expect(() => leaves(path, value)).toThrow(Unprovable);
  });
});

describe('what a call makes', () => {
  const body = (call: ReturnType<typeof guardedCall>) => (call.body.kind === 'json' ? call.body.value : null);

  it.each([
    '/campaign/create/',
    '/adgroup/create/',
    '/smart_plus/campaign/create/',
    '/smart_plus/adgroup/create/',
    '/smart_plus/ad/create/',
    '/campaign/copy/task/create/',
  ])('is paused by %s unless the caller says otherwise', (path) => {
    for (const silent of [{ name: 'a' }, { name: 'a', operation_status: null }]) {
      const call = guardedCall(path, of(silent));
      expect(body(pausedByDefault(call))).toEqual(of({ name: 'a', operation_status: 'DISABLE' }));
      expect(body(call)).toEqual(of(silent));
    }
    for (const operation_status of ['ENABLE', 'DISABLE', 'SOMETHING']) {
      const call = guardedCall(path, of({ operation_status }));
      expect(pausedByDefault(call)).toBe(call);
    }
  });

  it('is paused for each ad that says nothing', () => {
    const call = guardedCall(
      '/ad/create/',
      of({ creatives: [{ ad_name: 'a' }, { operation_status: 'ENABLE' }, 'odd'] }),
    );
    expect(body(pausedByDefault(call))).toEqual(
      of({ creatives: [{ ad_name: 'a', operation_status: 'DISABLE' }, { operation_status: 'ENABLE' }, 'odd'] }),
    );
    for (const creatives of [undefined, {}, [], [{ operation_status: 'DISABLE' }]]) {
      const odd = guardedCall('/ad/create/', of({ creatives }));
      expect(pausedByDefault(odd)).toBe(odd);
    }
  });

  it.each(['RF_REACH', 'TOPVIEW_REACH', 'RF_TRAFFIC'])('is left alone where it is booked: %s', (objective_type) => {
    const call = guardedCall('/campaign/create/', of({ objective_type }));
    expect(pausedByDefault(call)).toBe(call);
  });

  it('is left alone where it is no create, no POST or no JSON', () => {
    const create = guardedCall('/campaign/create/', of({}));
    const others = [
      guardedCall('/campaign/update/', of({ campaign_id: '1' })),
      guardedCall('/split_test/create/', of({})),
      { ...create, method: 'GET' },
      { ...create, body: { kind: 'form', fields: {} } as const },
    ];
    for (const call of others) expect(pausedByDefault(call)).toBe(call);
  });
});
