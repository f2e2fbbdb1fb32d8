import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AdgroupBudget,
  type BudgetState,
  type CampaignBudget,
  markChanged,
} from '../../server/spend-caps/budget-state.ts';
import { exposureOf, isMore, type Moment, type Total, totalOf } from '../../server/spend-caps/exposure.ts';
import { sayExceeded, toSpendSum } from '../../server/spend-caps/sums.ts';
import { adgroup, campaign, stateOf } from './spend-caps-support.ts';

const moment: Moment = { now: Date.UTC(2026, 0, 15), timezone: 'UTC' };
const day = (number: number): number => Date.UTC(2026, 0, number);
const TEN_DAYS = { startsAt: day(11), endsAt: day(21) };

function totals(state: BudgetState, key?: string): { daily: bigint | null; lifetime: bigint | null } {
  const exposure = exposureOf(state, moment, key);
  const read = ({ endless, amount }: Total): bigint | null => (endless > 0 ? null : amount);
  return { daily: read(totalOf(exposure.daily)), lifetime: read(totalOf(exposure.lifetime)) };
}

describe('what budgets could spend at most', () => {
  it('is nothing for an ad account without campaigns', () => {
    expect(totals(stateOf([], []))).toEqual({ daily: 0n, lifetime: 0n });
  });

  it('is the sum of the ad groups where the campaign has no budget, and without end where nothing ends', () => {
    const state = stateOf([campaign('1')], [adgroup('11'), adgroup('12', { budget: 250n })]);
    expect(totals(state)).toEqual({ daily: 350n, lifetime: null });
    expect(exposureOf(state, moment).daily.map(({ id, how }) => [id, how])).toEqual([
      ['11', 'daily_budget'],
      ['12', 'daily_budget'],
    ]);
  });

  it('is no more than the campaign’s own budget, and no more than its ad groups', () => {
    const own = { mode: 'BUDGET_MODE_DAY', budget: 300n };
    const lower = stateOf([campaign('1', own)], [adgroup('11', { budget: 200n }), adgroup('12', { budget: 200n })]);
    expect(totals(lower).daily).toBe(300n);
    expect(exposureOf(lower, moment).daily).toMatchObject([{ kind: 'campaign', id: '1', how: 'daily_budget' }]);
    expect(totals(stateOf([campaign('1', own)], [adgroup('11', { budget: 200n })])).daily).toBe(200n);
  });

  it('is the campaign’s budget alone under Campaign Budget Optimization', () => {
    const shared = { mode: 'BUDGET_MODE_DAY', budget: 300n, isShared: true };
    const none = { mode: 'BUDGET_MODE_INFINITE', budget: 0n };
    expect(totals(stateOf([campaign('1', shared)], [adgroup('11', none)])).daily).toBe(300n);
    expect(totals(stateOf([campaign('1', shared)], [adgroup('11', { budget: 5n })])).daily).toBe(300n);
  });

  it.each(['campaign', 'ad groups'] as const)('is nothing where the %s is paused', (what) => {
    const state = stateOf(
      [campaign('1', { mode: 'BUDGET_MODE_DAY', budget: 300n, isOn: what !== 'campaign' })],
      [adgroup('11', { isOn: what !== 'ad groups' })],
    );
    expect(totals(state)).toEqual({ daily: 0n, lifetime: 0n });
  });

  it('is the campaign’s own budget as long as it holds no ad group at all', () => {
    expect(totals(stateOf([campaign('1', { mode: 'BUDGET_MODE_DAY', budget: 300n })], []))).toEqual({
      daily: 300n,
      lifetime: null,
    });
    expect(totals(stateOf([campaign('1', { mode: 'BUDGET_MODE_TOTAL', budget: 300n })], []))).toEqual({
      daily: 300n,
      lifetime: 300n,
    });
    expect(totals(stateOf([campaign('1')], []))).toEqual({ daily: 0n, lifetime: 0n });
  });

  it('is 125 % of a dynamic daily budget in a day, and seven times it in a week', () => {
    const dynamic = { mode: 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET', budget: 101n };
    const state = stateOf([campaign('1')], [adgroup('11', { ...dynamic, startsAt: day(1), endsAt: day(29) })]);
    // 126.25, rounded up. Of 28 days five weeks can be touched: 35 times at most, and 28 × 1.25 = 35.
    expect(totals(state)).toEqual({ daily: 127n, lifetime: 3535n });
    expect(exposureOf(state, moment).daily[0]?.how).toBe('dynamic_daily_budget');
    const long = stateOf([campaign('1')], [adgroup('11', { ...dynamic, startsAt: 0, endsAt: 700 * 86_400_000 })]);
    expect(totals(long).lifetime).toBe(101n * 707n);
  });

  it('spreads a lifetime budget over its days where it is paced smoothly, and counts it whole otherwise', () => {
    const total = { mode: 'BUDGET_MODE_TOTAL', budget: 1001n, ...TEN_DAYS };
    const smooth = stateOf([campaign('1')], [adgroup('11', total)]);
    expect(totals(smooth)).toEqual({ daily: 101n, lifetime: 1001n });
    expect(exposureOf(smooth, moment).daily[0]?.how).toBe('lifetime_per_day');
    expect(totals(stateOf([campaign('1')], [adgroup('11', { ...total, isSmooth: false })]))).toEqual({
      daily: 1001n,
      lifetime: 1001n,
    });
  });

  it('counts a lifetime budget whole in the day on which nearly all of it goes', () => {
    const late = { startsAt: day(16) - 3_600_000, endsAt: day(17) - 3_600_000 };
    const total = { mode: 'BUDGET_MODE_TOTAL', budget: 1000n };
    expect(totals(stateOf([campaign('1')], [adgroup('11', { ...total, ...late })])).daily).toBe(1000n);
    const shared = campaign('1', { ...total, isShared: true });
    expect(totals(stateOf([shared], [adgroup('11', late)])).daily).toBe(1000n);
  });

  it('multiplies a daily budget by the days of its schedule, in the ad account’s zone', () => {
    const state = stateOf([campaign('1')], [adgroup('11', TEN_DAYS)]);
    expect(totals(state).lifetime).toBe(1000n);
    const inTokyo = exposureOf(state, { ...moment, timezone: 'Asia/Tokyo' });
    expect(totalOf(inTokyo.lifetime).amount).toBe(1100n);
  });

  it('spreads what a call changes over the days that are left, as it may spend there what it has not spent before', () => {
    const late = { mode: 'BUDGET_MODE_TOTAL', budget: 3000n, startsAt: day(1), endsAt: day(16) };
    const left = (change: Partial<AdgroupBudget>, of = campaign('1')) =>
      totals(stateOf([of], [adgroup('11', { ...late, ...change })]));
    expect(left({})).toEqual({ daily: 200n, lifetime: 3000n });
    expect(left({ isChanged: true })).toEqual({ daily: 3000n, lifetime: 3000n });
    expect(left({}, campaign('1', { isChanged: true }))).toEqual({ daily: 3000n, lifetime: 3000n });
    const shared = campaign('1', { mode: 'BUDGET_MODE_TOTAL', budget: 3000n, isShared: true });
    expect(left({}, shared)).toEqual({ daily: 200n, lifetime: 3000n });
    expect(left({ isChanged: true }, shared)).toEqual({ daily: 3000n, lifetime: 3000n });
    // One that has not begun has all of its days before it.
    expect(left({ isChanged: true, startsAt: day(16), endsAt: day(31) }).daily).toBe(200n);
  });

  it('adds up what a call changes in the same way before it, so that lowering is less', () => {
    const before = stateOf(
      [campaign('1')],
      [adgroup('11', { mode: 'BUDGET_MODE_TOTAL', budget: 3000n, startsAt: day(1), endsAt: day(16) })],
    );
    const to = (budget: bigint): BudgetState =>
      stateOf([campaign('1')], [{ ...before.adgroups.get('11')!, budget, isChanged: true }]);
    const isMoreThanBefore = (after: BudgetState): boolean =>
      isMore(totalOf(exposureOf(after, moment).daily), totalOf(exposureOf(markChanged(before, after), moment).daily));
    expect(isMoreThanBefore(to(2999n))).toBe(false);
    expect(isMoreThanBefore(to(3001n))).toBe(true);
  });

  it('is limited by a campaign’s lifetime budget, also for ad groups without end', () => {
    const own = { mode: 'BUDGET_MODE_TOTAL', budget: 5000n };
    expect(totals(stateOf([campaign('1', own)], [adgroup('11'), adgroup('12')]))).toEqual({
      daily: 200n,
      lifetime: 5000n,
    });
  });

  it('spreads a shared lifetime budget over the days of the ad group that is there shortest', () => {
    const own = { mode: 'BUDGET_MODE_TOTAL', budget: 1000n, isShared: true };
    const [short, long] = [
      adgroup('11', { startsAt: day(14), endsAt: day(18) }),
      adgroup('12', { startsAt: day(11), endsAt: day(31) }),
    ];
    expect(totals(stateOf([campaign('1', own)], [short, long]))).toEqual({ daily: 250n, lifetime: 1000n });
    expect(totals(stateOf([campaign('1', own)], [long]))).toEqual({ daily: 50n, lifetime: 1000n });
    expect(totals(stateOf([campaign('1', own)], [{ ...long, isSmooth: false }])).daily).toBe(1000n);
  });

  it('spreads no shared lifetime budget where one of its ad groups has no end', () => {
    const own = { mode: 'BUDGET_MODE_TOTAL', budget: 1000n, isShared: true };
    const [long, open] = [adgroup('11', { startsAt: day(1), endsAt: day(21) }), adgroup('12', { endsAt: null })];
    expect(totals(stateOf([campaign('1', own)], [long, open])).daily).toBe(1000n);
    // The one that ends is paused: nothing grows by that.
    expect(totals(stateOf([campaign('1', own)], [{ ...long, isOn: false }, open])).daily).toBe(1000n);
  });

  it('counts the days of a shared daily budget from the first start to the last end', () => {
    const own = { mode: 'BUDGET_MODE_DAY', budget: 100n, isShared: true };
    const state = stateOf(
      [campaign('1', own)],
      [adgroup('11', { startsAt: day(1), endsAt: day(3) }), adgroup('12', { startsAt: day(20), endsAt: day(31) })],
    );
    expect(totals(state).lifetime).toBe(3000n);
  });

  it('leaves out of a day what has ended, and keeps it in all', () => {
    const over = { mode: 'BUDGET_MODE_TOTAL', budget: 700n, startsAt: day(1), endsAt: day(8) };
    expect(totals(stateOf([campaign('1')], [adgroup('11', over)]))).toEqual({ daily: 0n, lifetime: 700n });
  });

  it('counts what has not begun yet', () => {
    const coming = { startsAt: day(20), endsAt: day(25) };
    expect(totals(stateOf([campaign('1')], [adgroup('11', coming)]))).toEqual({ daily: 100n, lifetime: 500n });
  });

  it('counts the larger of a budget and the one that takes its place tomorrow', () => {
    expect(totals(stateOf([campaign('1')], [adgroup('11', { nextBudget: 400n })])).daily).toBe(400n);
    expect(totals(stateOf([campaign('1')], [adgroup('11', { nextBudget: 40n })])).daily).toBe(100n);
  });

  it('is without end where neither campaign nor ad group has a budget, or a mode that is known', () => {
    for (const odd of [{ mode: 'BUDGET_MODE_INFINITE' }, { mode: 'BUDGET_MODE_NEW' }, { mode: null }, { budget: 0n }]) {
      const state = stateOf([campaign('1')], [adgroup('11', odd)]);
      expect(totals(state)).toEqual({ daily: null, lifetime: null });
      expect(exposureOf(state, moment).daily[0]?.how).toBe('no_limit');
    }
  });

  it('is that of one campaign where one is asked for', () => {
    const state = stateOf(
      [campaign('1'), campaign('2')],
      [adgroup('11'), adgroup('21', { campaignKey: '2', budget: 7n })],
    );
    expect(totals(state, '2').daily).toBe(7n);
    expect(totals(state, '3').daily).toBe(0n);
  });

  describe('for any budgets', () => {
    const mode = fc.constantFrom('BUDGET_MODE_DAY', 'BUDGET_MODE_TOTAL', 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET');
    const someCampaigns = fc.array(
      fc.record({
        mode: fc.oneof(mode, fc.constant('BUDGET_MODE_INFINITE')),
        budget: fc.bigInt({ min: 1n, max: 10_000n }),
        isShared: fc.boolean(),
        isOn: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    );
    const someAdgroups = fc.array(
      fc.record({
        parent: fc.nat(2),
        mode,
        budget: fc.bigInt({ min: 1n, max: 10_000n }),
        nextBudget: fc.bigInt({ min: 0n, max: 10_000n }),
        isOn: fc.boolean(),
        isSmooth: fc.boolean(),
        activeDays: fc.constantFrom(1, 3, 5, 7, null),
        startsAt: fc.integer({ min: 1, max: 20 }).map(day),
        endsAt: fc.option(fc.integer({ min: 10, max: 40 }).map(day)),
      }),
      { maxLength: 6 },
    );
    const someState = fc.tuple(someCampaigns, someAdgroups).map(([campaigns, adgroups]) =>
      stateOf(
        campaigns.map((each, index) => campaign(String(index + 1), each)),
        adgroups.map(({ parent, ...each }, index) =>
          adgroup(`1${index}`, { ...each, campaignKey: String((parent % campaigns.length) + 1) }),
        ),
      ),
    );
    const periods = ['daily', 'lifetime'] as const;

    it('is never below nothing, and its lines add up to it', () => {
      fc.assert(
        fc.property(someState, (state) => {
          const exposure = exposureOf(state, moment);
          for (const period of periods) {
            const lines = exposure[period];
            for (const line of lines) expect(line.amount ?? 0n).toBeGreaterThanOrEqual(0n);
            const sum = toSpendSum(period, { code: 'JPY', decimals: 0 }, 1n, lines);
            const shown = sum.lines.reduce((all, line) => all + BigInt(line.amount ?? 0), BigInt(sum.restAmount));
            expect(shown).toBe(totalOf(lines).amount);
            expect(sum.lines.length + sum.moreLines).toBe(lines.length);
          }
        }),
      );
    });

    it('never falls when a budget rises', () => {
      fc.assert(
        fc.property(someState, fc.nat(), fc.bigInt({ min: 1n, max: 5000n }), (state, pick, more) => {
          const keys = [...state.campaigns.keys(), ...state.adgroups.keys()];
          const key = keys[pick % keys.length] ?? '';
          const raised = { campaigns: new Map(state.campaigns), adgroups: new Map(state.adgroups) };
          const raise = <Entity extends CampaignBudget | AdgroupBudget>(map: Map<string, Entity>): void => {
            const entity = map.get(key);
            if (entity !== undefined) map.set(key, { ...entity, budget: entity.budget + more });
          };
          raise(raised.campaigns);
          raise(raised.adgroups);
          const [before, after] = [exposureOf(state, moment), exposureOf(raised, moment)];
          for (const period of periods) expect(isMore(totalOf(before[period]), totalOf(after[period]))).toBe(false);
        }),
      );
    });

    it('never rises when something is paused', () => {
      fc.assert(
        fc.property(someState, fc.nat(), (state, pick) => {
          const keys = [...state.campaigns.keys(), ...state.adgroups.keys()];
          const key = keys[pick % keys.length] ?? '';
          const paused = { campaigns: new Map(state.campaigns), adgroups: new Map(state.adgroups) };
          const [its, group] = [paused.campaigns.get(key), paused.adgroups.get(key)];
          if (its !== undefined) paused.campaigns.set(key, { ...its, isOn: false });
          if (group !== undefined) paused.adgroups.set(key, { ...group, isOn: false });
          const [before, after] = [exposureOf(state, moment), exposureOf(paused, moment)];
          for (const period of periods) expect(isMore(totalOf(after[period]), totalOf(before[period]))).toBe(false);
        }),
      );
    });

    it('is at least an even spending of the whole in a day', () => {
      fc.assert(
        fc.property(someState, (state) => {
          const exposure = exposureOf(state, moment);
          for (const line of exposure.daily) {
            const whole = exposure.lifetime.find(({ id, kind }) => id === line.id && kind === line.kind);
            if (whole?.amount === undefined || whole.amount === null || line.amount === null) continue;
            expect(line.amount * 60n).toBeGreaterThanOrEqual(whole.amount);
          }
        }),
      );
    });
  });
});

describe('a sum for people', () => {
  const usd = { code: 'USD', decimals: 2 };
  const lines = Array.from({ length: 30 }, (_, index) => ({
    kind: 'adgroup' as const,
    id: String(index),
    name: null,
    amount: BigInt(1000 - index),
    perDay: null,
    how: 'daily_budget' as const,
    isChanged: index === 29,
  }));

  it('shows the largest first and what the call changes, and adds up the rest', () => {
    const sum = toSpendSum('daily', usd, 500n, lines);
    expect(sum).toMatchObject({ period: 'daily', currency: 'USD', cap: '5.00', total: '295.65', moreLines: 10 });
    expect(sum.lines).toHaveLength(20);
    expect(sum.lines[0]).toMatchObject({ id: '0', amount: '10.00' });
    expect(sum.lines.at(-1)).toMatchObject({ id: '29', amount: '9.71', isChanged: true });
    expect(sum.restAmount).toBe('97.65');
  });

  it('is bounded for a call that changes hundreds', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ ...lines[0]!, id: String(index), isChanged: true }));
    const sum = toSpendSum('daily', usd, 500n, many);
    expect(sum.lines).toHaveLength(50);
    expect(sum.moreLines).toBe(450);
  });

  it('has no total where something has no end', () => {
    const endless = [...lines, { ...lines[0]!, amount: null }];
    const sum = toSpendSum('lifetime', usd, 500n, endless);
    expect(sum.total).toBeNull();
    expect(sum.lines[0]?.amount).toBeNull();
  });

  it('is said in one sentence with its figures', () => {
    const after = [{ ...lines[0]!, amount: 125_000n }];
    expect(sayExceeded('daily', 'ad account', usd, 100_000n, after)).toBe(
      'With this call, budgets could spend 1,250.00 USD a day; the cap of this ad account is 1,000.00 USD a day.',
    );
    expect(sayExceeded('lifetime', 'campaign', usd, 100_000n, [{ ...lines[0]!, amount: null }])).toBe(
      'With this call, budgets could spend without end; the cap of this campaign is 1,000.00 USD in all.',
    );
  });
});
