import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AdgroupBudget,
  type BudgetState,
  type CampaignBudget,
  copyState,
  markChanged,
} from '../../server/spend-caps/budget-state.ts';
import { exposureIn, isMore, type Moment, type Period, totalOf } from '../../server/spend-caps/exposure.ts';
import { planOf } from '../../server/spend-caps/plan.ts';
import { isRaised } from '../../server/spend-caps/raises.ts';
import { isAbove } from '../../server/spend-caps/sums.ts';
import { type Capped, startCapped, wireTime } from './spend-caps-server.ts';
import { adgroup, campaign, guardedCall, stateOf } from './spend-caps-support.ts';

const DAY_MS = 86_400_000;
const moment: Moment = { now: Date.UTC(2026, 0, 15), timezone: 'UTC' };

interface Weighed {
  readonly isOver: boolean;
  readonly isRaised: boolean;
}

/** What the guard finds of a call, with all that it could read. The cap is 1 smallest part: everything is above it. */
function weigh(before: BudgetState, path: string, value: object, period: Period = 'lifetime'): Weighed {
  const plan = planOf(guardedCall(path, { advertiser_id: '7104856021930123265', ...value }));
  if (plan.kind !== 'weigh') throw new Error(`not weighed: ${JSON.stringify(plan)}`);
  const after = copyState(before);
  plan.change.apply(after, 0);
  return weighStates(before, after, period);
}

function weighStates(before: BudgetState, after: BudgetState, period: Period): Weighed {
  const raised = isRaised(period, markChanged(before, after), after, moment);
  return { isOver: raised && isAbove(1n, exposureIn(period, after, moment)), isRaised: raised };
}

const END = { endsAt: moment.now + 10 * DAY_MS };
const SCHEDULE_END = { schedule_type: 'SCHEDULE_START_END', schedule_end_time: wireTime(END.endsAt) };

describe('a call that leaves budgets above a cap', () => {
  it('is refused for what it raises, whatever has no end falls beside it', () => {
    const before = stateOf([campaign('1')], [adgroup('11'), adgroup('12', END)]);
    const both = (first: number, second: number) => ({
      budget: [
        { adgroup_id: '11', budget: first },
        { adgroup_id: '12', budget: second },
      ],
    });
    expect(weigh(before, '/adgroup/budget/update/', both(99, 100_000))).toEqual({ isOver: true, isRaised: true });
    expect(weigh(before, '/adgroup/budget/update/', both(99, 101)).isOver).toBe(true);
    expect(weigh(before, '/adgroup/budget/update/', both(101, 10)).isOver).toBe(true);
    expect(weigh(before, '/adgroup/budget/update/', both(99, 100))).toEqual({ isOver: false, isRaised: false });
  });

  it('may give an end to what has none, and not raise it by that', () => {
    const before = stateOf([campaign('1')], [adgroup('11')]);
    const update = (change: object) => weigh(before, '/adgroup/update/', { adgroup_id: '11', ...change });
    expect(update(SCHEDULE_END)).toEqual({ isOver: false, isRaised: false });
    expect(update({ ...SCHEDULE_END, budget: 90 }).isOver).toBe(false);
    expect(update({ ...SCHEDULE_END, budget: 90_000 })).toEqual({ isOver: true, isRaised: true });
  });

  it('may lower what had a campaign’s own budget take its place', () => {
    const own = { mode: 'BUDGET_MODE_DAY', budget: 100n };
    const before = stateOf([campaign('1', own)], [adgroup('11', { budget: 101n }), adgroup('12', { ...END })]);
    expect(weigh(before, '/adgroup/update/', { adgroup_id: '11', budget: 99 }).isOver).toBe(false);
    const both = [
      { adgroup_id: '11', budget: 99 },
      { adgroup_id: '12', budget: 5000 },
    ];
    expect(weigh(before, '/adgroup/budget/update/', { budget: both }).isOver).toBe(true);
  });

  it('does not hide behind an ad group that nothing limits', () => {
    const unknown = adgroup('11', { mode: 'BUDGET_MODE_NEW' });
    const before = stateOf([campaign('1')], [unknown, adgroup('12', END)]);
    for (const period of ['daily', 'lifetime'] as const) {
      const update = (budget: number) => weigh(before, '/adgroup/update/', { adgroup_id: '12', budget }, period).isOver;
      expect(update(101)).toBe(true);
      expect(update(99)).toBe(false);
    }
  });

  it('raises what it turns on, makes, or brings back from its end', () => {
    const over = { startsAt: moment.now - 20 * DAY_MS, endsAt: moment.now - DAY_MS };
    const before = stateOf(
      [campaign('1'), campaign('2', { isOn: false })],
      [
        adgroup('11', END),
        adgroup('12', { ...END, isOn: false }),
        adgroup('13', over),
        adgroup('21', { campaignKey: '2' }),
      ],
    );
    const on = { operation_status: 'ENABLE' };
    const raises = (path: string, value: object) => weigh(before, path, value, 'daily').isRaised;
    expect(raises('/adgroup/status/update/', { adgroup_ids: ['12'], ...on })).toBe(true);
    expect(raises('/adgroup/status/update/', { adgroup_ids: ['11'], ...on })).toBe(false);
    expect(raises('/campaign/status/update/', { campaign_ids: ['2'], ...on })).toBe(true);
    expect(raises('/adgroup/update/', { adgroup_id: '13', ...SCHEDULE_END })).toBe(true);
    expect(raises('/adgroup/create/', { campaign_id: '1', budget: 1, budget_mode: 'BUDGET_MODE_DAY' })).toBe(true);
    // Nothing of it is on.
    expect(raises('/adgroup/update/', { adgroup_id: '21', budget: 900 })).toBe(false);
    expect(raises('/adgroup/create/', { campaign_id: '2', budget: 1, budget_mode: 'BUDGET_MODE_DAY' })).toBe(false);
    expect(raises('/campaign/update/', { campaign_id: '1', budget: 500 })).toBe(false);
  });

  it('counts no budget as more than any', () => {
    const own = { mode: 'BUDGET_MODE_DAY', budget: 100n };
    const before = stateOf([campaign('1', own)], [adgroup('11')]);
    expect(weigh(before, '/campaign/update/', { campaign_id: '1', budget: 0 }).isRaised).toBe(true);
    expect(weigh(before, '/adgroup/update/', { adgroup_id: '11', budget: 0 }).isRaised).toBe(true);
  });

  it('is refused for what it raises although a total stays, as what it changes counts before it as if nothing had been spent', () => {
    // A tenth of it is left at most, on the last day but one.
    const late = { mode: 'BUDGET_MODE_TOTAL', startsAt: moment.now - 28 * DAY_MS, endsAt: moment.now + DAY_MS };
    const before = stateOf([campaign('1')], [adgroup('11', { ...late, budget: 10_000n }), adgroup('12')]);
    const extended = { adgroup_id: '11', ...SCHEDULE_END, budget: 100_000 };
    expect(weigh(before, '/adgroup/update/', extended, 'daily').isOver).toBe(true);
    const moved = [
      { adgroup_id: '11', budget: 1000 },
      { adgroup_id: '12', budget: 9100 },
    ];
    expect(weigh(before, '/adgroup/budget/update/', { budget: moved }, 'daily').isOver).toBe(true);
    expect(weigh(before, '/adgroup/update/', { adgroup_id: '11', budget: 9000 }, 'daily').isOver).toBe(false);
    expect(weigh(before, '/adgroup/update/', { adgroup_id: '11', ...SCHEDULE_END }, 'daily').isOver).toBe(false);
  });

  it('raises a shared budget by what is first turned on in it, and by nothing that joins', () => {
    const shared = campaign('1', { mode: 'BUDGET_MODE_DAY', budget: 300n, isShared: true });
    const none = { mode: 'BUDGET_MODE_INFINITE', budget: 0n, isOn: false };
    const on = { adgroup_ids: ['11'], operation_status: 'ENABLE' };
    const alone = stateOf([shared], [adgroup('11', none)]);
    expect(weigh(alone, '/adgroup/status/update/', on, 'daily').isRaised).toBe(true);
    const beside = stateOf([shared], [adgroup('11', none), adgroup('12', { ...none, isOn: true })]);
    expect(weigh(beside, '/adgroup/status/update/', on, 'daily').isRaised).toBe(false);
  });

  describe('whatever it changes,', () => {
    const mode = fc.constantFrom(
      'BUDGET_MODE_DAY',
      'BUDGET_MODE_TOTAL',
      'BUDGET_MODE_DYNAMIC_DAILY_BUDGET',
      'BUDGET_MODE_INFINITE',
      'BUDGET_MODE_NEW',
    );
    const budget = fc.bigInt({ min: 0n, max: 1000n });
    const moving = {
      budget,
      isOn: fc.boolean(),
      isSmooth: fc.boolean(),
      activeDays: fc.constantFrom(1, 5, 7, null),
      startsAt: fc.integer({ min: -20, max: 5 }).map((days) => moment.now + days * DAY_MS),
      endsAt: fc.option(fc.integer({ min: -2, max: 20 }).map((days) => moment.now + days * DAY_MS)),
    };
    const move = fc.record(moving, { requiredKeys: [] });
    const someGroups = fc.array(
      fc.tuple(fc.record({ mode, campaignKey: fc.constantFrom('1', '2'), ...moving }), fc.option(move)),
      { minLength: 1, maxLength: 5 },
    );
    const someCampaign = fc.record({ mode, budget, isShared: fc.boolean(), isOn: fc.boolean() });
    const someCampaigns = fc.tuple(
      fc.tuple(someCampaign, fc.option(fc.record({ budget, isOn: fc.boolean() }, { requiredKeys: [] }))),
      fc.tuple(someCampaign, fc.option(fc.record({ budget, isOn: fc.boolean() }, { requiredKeys: [] }))),
    );
    const period = fc.constantFrom('daily', 'lifetime');

    /** What there is before a call; the second of each pair is what the call does to it. */
    const madeOf = (
      campaigns: readonly (readonly [Partial<CampaignBudget>, unknown])[],
      groups: readonly (readonly [Partial<AdgroupBudget>, unknown])[],
    ) =>
      stateOf(
        campaigns.map(([each], index) => campaign(String(index + 1), each)),
        groups.map(([each], index) => adgroup(`1${index}`, each)),
      );

    it('raises something where a total rises', () => {
      fc.assert(
        fc.property(someCampaigns, someGroups, period, (campaigns, groups, of) => {
          const before = madeOf(campaigns, groups);
          const after = copyState(before);
          for (const [index, [, moved]] of campaigns.entries()) {
            const its = after.campaigns.get(String(index + 1));
            if (its !== undefined && moved !== null)
              after.campaigns.set(String(index + 1), { ...its, ...moved, isChanged: true });
          }
          for (const [index, [, moved]] of groups.entries()) {
            const its = after.adgroups.get(`1${index}`);
            if (its !== undefined && moved !== null)
              after.adgroups.set(`1${index}`, { ...its, ...moved, isChanged: true });
          }
          const total = (state: BudgetState) => totalOf(exposureIn(of, state, moment));
          const present = markChanged(before, after);
          if (isMore(total(after), total(present))) expect(isRaised(of, present, after, moment)).toBe(true);
        }),
      );
    });

    it('raises nothing where it only lowers budgets and turns off', () => {
      const lower = fc.record({ less: fc.bigInt({ min: 0n, max: 1000n }), isOff: fc.boolean() });
      fc.assert(
        fc.property(
          someCampaigns,
          fc.array(fc.tuple(fc.record({ mode, campaignKey: fc.constantFrom('1', '2'), ...moving }), lower)),
          period,
          (campaigns, groups, of) => {
            const before = madeOf(campaigns, groups);
            const after = copyState(before);
            for (const [index, [its, { less, isOff }]] of groups.entries()) {
              // To 0 would be to no budget, which is more.
              const lowered = its.budget - less > 0n ? its.budget - less : its.budget;
              const change = { budget: lowered, isOn: its.isOn && !isOff, isChanged: true };
              after.adgroups.set(`1${index}`, { ...adgroup(`1${index}`, its), ...change });
            }
            expect(weighStates(before, after, of).isRaised).toBe(false);
          },
        ),
      );
    });
  });

  it('is one that has no end, or comes to more', () => {
    const line = { kind: 'adgroup', id: '1', name: null, how: 'daily_budget', isChanged: true } as const;
    const of = (amount: bigint | null, perDay: bigint | null = null) => [{ ...line, amount, perDay }];
    const found = [[], of(100n), of(101n), of(null), of(null, 1n), [...of(99n), ...of(2n)]].map((each) =>
      isAbove(100n, each),
    );
    expect(found).toEqual([false, false, true, true, true, true]);
  });
});

describe('a spend cap', () => {
  let its: Capped;
  beforeAll(async () => {
    its = await startCapped();
  });
  afterAll(() => its.stop());

  const on = (ids: object) => ({ ...ids, operation_status: 'ENABLE' });
  const off = (ids: object) => ({ ...ids, operation_status: 'DISABLE' });

  it('below what budgets come to already lets them fall and be paused, and nothing rise', async () => {
    const advertiserId = await its.account('USD');
    const { data: made } = await its.campaign(advertiserId);
    const { data: first } = await its.adgroup(advertiserId, made.campaign_id, { budget: 300 });
    const { data: second } = await its.adgroup(advertiserId, made.campaign_id, { budget: 300 });
    await its.cap(advertiserId, '100');
    const update = (budget: number) =>
      its.send('/adgroup/update/', { advertiser_id: advertiserId, adgroup_id: first.adgroup_id, budget });
    expect(await update(310)).toMatchObject({ code: 'spend_cap_exceeded' });
    expect(await update(200)).toMatchObject({ code: 0 });
    const status = { advertiser_id: advertiserId, adgroup_ids: [second.adgroup_id] };
    expect(await its.send('/adgroup/status/update/', off(status))).toMatchObject({ code: 0 });
    expect(await its.send('/adgroup/status/update/', on(status))).toMatchObject({ code: 'spend_cap_exceeded' });
    // What is on already is not turned on.
    const running = { advertiser_id: advertiserId, adgroup_ids: [first.adgroup_id] };
    expect(await its.send('/adgroup/status/update/', on(running))).toMatchObject({ code: 0 });
    expect(await its.send('/ad/status/update/', on({ advertiser_id: advertiserId, ad_ids: ['1'] }))).not.toMatchObject({
      code: 'spend_cap_exceeded',
    });
  });

  it('is not got around by words that an update does not have, or by a budget said twice', async () => {
    const advertiserId = await its.account('USD');
    const { data: made } = await its.campaign(advertiserId);
    const { data: group } = await its.adgroup(advertiserId, made.campaign_id, { budget: 100 });
    await its.cap(advertiserId, '200');
    const of = { advertiser_id: advertiserId, adgroup_id: group.adgroup_id };
    const exceeded = { code: 'spend_cap_exceeded' };
    expect(await its.send('/adgroup/update/', off({ ...of, budget: 5000 }))).toMatchObject(exceeded);
    const scheduled = {
      advertiser_id: advertiserId,
      schedule_budget: [{ adgroup_id: group.adgroup_id, schedule_budget: 5000 }],
      scheduled_budget: [{ adgroup_id: group.adgroup_id, scheduled_budget: 1 }],
    };
    expect(await its.send('/adgroup/budget/update/', scheduled)).toMatchObject(exceeded);
    const total = { ...of, budget: 4000, budget_mode: 'BUDGET_MODE_TOTAL' };
    expect(await its.send('/adgroup/update/', total)).toMatchObject({ code: 'spend_cap_unprovable' });
  });

  it('in all is no leave to raise what has no end anyway, or as it is given one', async () => {
    const advertiserId = await its.account('USD');
    const { data: made } = await its.campaign(advertiserId);
    const { data: group } = await its.adgroup(advertiserId, made.campaign_id, { budget: 100 });
    await its.cap(advertiserId, null, '1000');
    const update = (budget: number) =>
      its.send('/adgroup/update/', { advertiser_id: advertiserId, adgroup_id: group.adgroup_id, budget });
    expect(await update(90_000)).toMatchObject({ code: 'spend_cap_exceeded' });
    expect(await update(90)).toMatchObject({ code: 0 });
    const end = wireTime(its.deps.clock.now() + 30 * DAY_MS);
    const ended = { schedule_type: 'SCHEDULE_START_END', schedule_end_time: end };
    const of = { advertiser_id: advertiserId, adgroup_id: group.adgroup_id };
    expect(await its.send('/adgroup/update/', { ...of, ...ended, budget: 90_000 })).toMatchObject({
      code: 'spend_cap_exceeded',
    });
    expect(await its.send('/adgroup/update/', { ...of, ...ended })).toMatchObject({ code: 0 });
  });
});
