import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withGrant } from '../../server/connections/index.ts';
import { copyState } from '../../server/spend-caps/budget-state.ts';
import { exposureOf, totalOf } from '../../server/spend-caps/exposure.ts';
import { planOf } from '../../server/spend-caps/plan.ts';
import { readBudgetState } from '../../server/spend-caps/read-state.ts';
import { type Capped, startCapped, WORKSPACE, wireTime } from './spend-caps-server.ts';
import { guardedCall } from './spend-caps-support.ts';

const DAY_MS = 86_400_000;

let its: Capped;
beforeAll(async () => {
  its = await startCapped();
});
afterAll(() => its.stop());

describe('the sum of budgets', () => {
  it('is before a call what it is at TikTok after it, whatever the call', async () => {
    const advertiserId = await its.account('USD', 'Asia/Tokyo');
    const read = () =>
      withGrant(its.deps, WORKSPACE, its.connectionId, 'read', (grant) =>
        readBudgetState(its.deps, grant, advertiserId, 2),
      );
    const sums = (state: Awaited<ReturnType<typeof read>>) => {
      const exposure = exposureOf(state, { now: Date.now(), timezone: 'Asia/Tokyo' });
      return { daily: totalOf(exposure.daily), lifetime: totalOf(exposure.lifetime) };
    };
    const campaigns: string[] = [];
    const adgroups: string[] = [];
    const pick = (ids: readonly string[], index: number): string => ids[index % Math.max(1, ids.length)] ?? '1';
    const budget = fc.integer({ min: 60, max: 900 });
    const status = fc.constantFrom('ENABLE', 'DISABLE');
    const step = fc.oneof(
      fc.record({
        path: fc.constant('/campaign/create/'),
        budget,
        status,
        mode: fc.constantFrom('BUDGET_MODE_DAY', 'BUDGET_MODE_TOTAL', 'BUDGET_MODE_INFINITE'),
        isShared: fc.boolean(),
      }),
      fc.record({
        path: fc.constant('/adgroup/create/'),
        budget,
        status,
        index: fc.nat(9),
        mode: fc.constantFrom('BUDGET_MODE_DAY', 'BUDGET_MODE_TOTAL', 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET'),
        days: fc.integer({ min: 1, max: 3 }),
        isOpen: fc.boolean(),
        pacing: fc.constantFrom('PACING_MODE_SMOOTH', 'PACING_MODE_FAST'),
      }),
      fc.record({ path: fc.constantFrom('/campaign/update/', '/adgroup/update/'), budget, index: fc.nat(9) }),
      fc.record({ path: fc.constant('/adgroup/budget/update/'), budget, index: fc.nat(9), isLater: fc.boolean() }),
      fc.record({
        path: fc.constantFrom('/campaign/status/update/', '/adgroup/status/update/'),
        status,
        index: fc.nat(9),
      }),
    );
    let compared = 0;
    for (const wanted of fc.sample(step, { numRuns: 40, seed: 7 })) {
      const value = { advertiser_id: advertiserId, ...bodyOf(wanted) };
      const plan = planOf(guardedCall(wanted.path, value));
      const before = await read();
      const foreseen = copyState(before);
      if (plan.kind === 'unprovable') throw new Error(plan.reason);
      try {
        if (plan.kind === 'weigh') plan.change.apply(foreseen, 2);
      } catch {
        // Nothing is there yet that it could be about.
        continue;
      }
      const outcome = await its.send(wanted.path, value);
      // TikTok has rules of its own, such as smallest amounts and modes that do not go together.
      if (outcome.code !== 0) continue;
      if (wanted.path === '/campaign/create/') campaigns.push(outcome.data.campaign_id);
      if (wanted.path === '/adgroup/create/') adgroups.push(outcome.data.adgroup_id);
      const after = sums(await read());
      if (plan.kind === 'weigh') {
        expect(sums(foreseen), JSON.stringify({ path: wanted.path, value })).toEqual(after);
        compared += 1;
      } else {
        const was = sums(before);
        for (const period of ['daily', 'lifetime'] as const) {
          expect(after[period].endless).toBeLessThanOrEqual(was[period].endless);
          if (after[period].endless === was[period].endless)
            expect(after[period].amount <= was[period].amount).toBe(true);
        }
      }
    }
    expect(compared).toBeGreaterThan(10);

    function bodyOf(wanted: Record<string, unknown> & { path: string }): Record<string, unknown> {
      const index = Number(wanted['index'] ?? 0);
      const start = Math.ceil(Date.now() / DAY_MS) * DAY_MS + 3_600_000;
      switch (wanted.path) {
        case '/campaign/create/':
          return {
            campaign_name: `C ${Math.random()}`,
            objective_type: 'TRAFFIC',
            budget_mode: wanted['mode'],
            ...(wanted['mode'] === 'BUDGET_MODE_INFINITE'
              ? {}
              : { budget: wanted['budget'], budget_optimize_on: wanted['isShared'] }),
            operation_status: wanted['status'],
          };
        case '/adgroup/create/': {
          const isOpen = wanted['isOpen'] === true && wanted['mode'] !== 'BUDGET_MODE_TOTAL';
          return {
            campaign_id: pick(campaigns, index),
            adgroup_name: `A ${Math.random()}`,
            promotion_type: 'WEBSITE',
            location_ids: ['6252001'],
            billing_event: 'CPC',
            optimization_goal: 'CLICK',
            pacing: wanted['pacing'],
            budget_mode: wanted['mode'],
            budget: wanted['budget'],
            schedule_type: isOpen ? 'SCHEDULE_FROM_NOW' : 'SCHEDULE_START_END',
            schedule_start_time: wireTime(start),
            ...(isOpen ? {} : { schedule_end_time: wireTime(start + Number(wanted['days']) * DAY_MS) }),
            operation_status: wanted['status'],
          };
        }
        case '/campaign/update/':
          return { campaign_id: pick(campaigns, index), budget: wanted['budget'] };
        case '/adgroup/update/':
          return { adgroup_id: pick(adgroups, index), budget: wanted['budget'] };
        case '/adgroup/budget/update/': {
          const adgroup_id = pick(adgroups, index);
          return wanted['isLater'] === true
            ? { schedule_budget: [{ adgroup_id, schedule_budget: wanted['budget'] }] }
            : { budget: [{ adgroup_id, budget: wanted['budget'] }] };
        }
        case '/campaign/status/update/':
          return { campaign_ids: [pick(campaigns, index)], operation_status: wanted['status'] };
        default:
          return { adgroup_ids: [pick(adgroups, index)], operation_status: wanted['status'] };
      }
    }
  });
});
