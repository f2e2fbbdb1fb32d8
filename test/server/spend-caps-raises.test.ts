import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BudgetState, copyState, markChanged } from '../../server/spend-caps/budget-state.ts';
import { exposureIn, type Moment, type Period, totalOf } from '../../server/spend-caps/exposure.ts';
import { planOf } from '../../server/spend-caps/plan.ts';
import { isRaised } from '../../server/spend-caps/raises.ts';
import { exceeds } from '../../server/spend-caps/sums.ts';
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
  const present = markChanged(before, after);
  const raised = isRaised(period, present, after, moment);
  const lines = [exposureIn(period, present, moment), exposureIn(period, after, moment)] as const;
  return { isOver: exceeds(1n, ...lines, () => raised), isRaised: raised };
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

  it('is never let through when it raises one budget and more of anything could be spent', () => {
    const budgets = fc.tuple(
      fc.bigInt({ min: 1n, max: 1000n }),
      fc.constantFrom('BUDGET_MODE_DAY', 'BUDGET_MODE_TOTAL', 'BUDGET_MODE_NEW'),
      fc.boolean(),
    );
    fc.assert(
      fc.property(
        fc.array(budgets, { minLength: 2, maxLength: 5 }),
        fc.array(fc.bigInt({ min: -500n, max: 500n }), { minLength: 5, maxLength: 5 }),
        fc.bigInt({ min: 0n, max: 2000n }),
        fc.constantFrom('daily', 'lifetime'),
        (groups, moves, own, period) => {
          const its = { mode: own === 0n ? 'BUDGET_MODE_INFINITE' : 'BUDGET_MODE_DAY', budget: own };
          const made = groups.map(([budget, mode, ends], index) =>
            adgroup(`1${index}`, { budget, mode, ...(ends ? END : {}) }),
          );
          const before = stateOf([campaign('1', its)], made);
          const moved = made.map((each, index) => {
            const budget = each.budget + (moves[index] ?? 0n);
            return { ...each, budget: budget < 1n ? 1n : budget, isChanged: true };
          });
          const after = stateOf([campaign('1', its)], moved);
          const [present, then] = [markChanged(before, after), after].map((state) =>
            totalOf(exposureIn(period, state, moment)),
          ) as [ReturnType<typeof totalOf>, ReturnType<typeof totalOf>];
          const isAbove = then.endless > 0 || then.amount > 1n;
          const hasMore =
            then.unlimited > present.unlimited || then.perDay > present.perDay || then.amount > present.amount;
          const hasRaise = moved.some(({ budget }, index) => budget > (made[index]?.budget ?? 0n));
          const { isOver } = weighStates(before, after, period);
          if (isAbove && hasMore && hasRaise) expect(isOver).toBe(true);
          // What only lowers always passes.
          if (!hasRaise) expect(isOver).toBe(false);
        },
      ),
    );
  });

  it('is one that adds to it, and not one that leaves it or lowers it', () => {
    const line = { kind: 'adgroup', id: '1', name: null, how: 'daily_budget', isChanged: true } as const;
    const of = (amount: bigint | null, perDay: bigint | null = null) => [{ ...line, amount, perDay }];
    type Lines = ReturnType<typeof of>;
    const exceedsIt = (before: Lines, after: Lines) => exceeds(100n, before, after, () => false);
    expect(exceedsIt(of(50n), of(100n))).toBe(false);
    expect(exceedsIt(of(50n), of(101n))).toBe(true);
    expect(exceedsIt(of(300n), of(200n))).toBe(false);
    expect(exceedsIt(of(300n), of(300n))).toBe(false);
    expect(exceedsIt(of(300n), of(301n))).toBe(true);
    expect(exceedsIt(of(300n), of(null))).toBe(true);
    expect(exceedsIt(of(null), [...of(null), ...of(1n)])).toBe(true);
    expect(exceedsIt(of(null), of(101n))).toBe(false);
    // Of what has no end the rate counts.
    expect(exceedsIt(of(null, 10n), of(null, 11n))).toBe(true);
    expect(exceedsIt(of(null, 10n), of(null, 9n))).toBe(false);
    expect(exceedsIt(of(null, 10n), [...of(null, 10n), ...of(1n)])).toBe(true);
    expect(exceedsIt(of(300n), of(null, 1n))).toBe(true);
    expect(exceedsIt(of(null, 10n), of(null))).toBe(true);
    expect(exceedsIt(of(null), of(null, 10n))).toBe(false);
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
