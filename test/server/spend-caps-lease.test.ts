import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Deps } from '../../server/deps.ts';
import { holdAdAccount } from '../../server/spend-caps/lease.ts';
import { readBudgetState } from '../../server/spend-caps/read-state.ts';
import { Unprovable } from '../../server/spend-caps/wire-fields.ts';
import type { TikTokRequest } from '../../server/tiktok/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const ACCOUNT = '7104856021930123265';

describe('an ad account whose budgets are weighed', () => {
  let server: TestServer;
  let offsetMs = 0;
  beforeAll(async () => {
    server = await startTestServer({ jobs: 'manual', clock: { now: () => Date.now() + offsetMs } });
  });
  afterAll(() => server.stop());

  it('is one call’s at a time, in the order of asking', async () => {
    const order: number[] = [];
    const first = await holdAdAccount(server.deps, ACCOUNT, 1000);
    const others = [1, 2, 3].map(async (number) => {
      const held = await holdAdAccount(server.deps, ACCOUNT, 5000);
      order.push(number);
      await held?.release();
    });
    const elsewhere = await holdAdAccount(server.deps, '7104856021930123266', 1000);
    expect(elsewhere).not.toBeNull();
    await elsewhere?.release();
    expect(order).toEqual([]);
    await first?.release();
    await first?.release();
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
  });

  it('is not waited for longer than the caller likes, and those behind still get their turn', async () => {
    const first = await holdAdAccount(server.deps, ACCOUNT, 1000);
    const impatient = holdAdAccount(server.deps, ACCOUNT, 20);
    const patient = holdAdAccount(server.deps, ACCOUNT, 5000);
    expect(await impatient).toBeNull();
    await first?.release();
    const held = await patient;
    expect(held).not.toBeNull();
    await held?.release();
  });

  it('comes free by itself when its owner is gone', async () => {
    const { leases } = server.deps.store;
    const now = server.deps.clock.now();
    expect(await leases.take(`spend:${ACCOUNT}`, 'a process that crashed', now, now + 30_000)).toBe(true);
    expect(await holdAdAccount(server.deps, ACCOUNT, 20)).toBeNull();
    offsetMs += 30_001;
    const held = await holdAdAccount(server.deps, ACCOUNT, 20);
    expect(held).not.toBeNull();
    await held?.release();
  });
});

describe('a process that stood still while a call was weighed', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ jobs: 'manual' });
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await server.stop();
  });

  it('does not send it once somebody else has the ad account', async () => {
    const { leases } = server.deps.store;
    const held = await holdAdAccount(server.deps, ACCOUNT, 1000);
    expect(await held?.isStillHeld()).toBe(true);
    const real = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => real() + 31_000);
    // Nobody took it meanwhile: it is taken on.
    expect(await held?.isStillHeld()).toBe(true);
    vi.spyOn(performance, 'now').mockImplementation(() => real() + 62_000);
    const later = server.deps.clock.now() + 31_000;
    expect(await leases.take(`spend:${ACCOUNT}`, 'another server', later, later + 30_000)).toBe(true);
    expect(await held?.isStillHeld()).toBe(false);
    await held?.release();
  });
});

describe('a reading of many pages', () => {
  const grant = { environment: 'production', accessToken: 'x' } as const;

  /** TikTok's two lists; `drop` leaves rows out of the answer that its `total_number` counts. */
  function lists(campaigns: number, adgroups: number, drop: (path: string, page: number, reading: number) => boolean) {
    const readings = new Map<string, number>();
    const asked: string[] = [];
    const request = async ({ path, query = {}, data }: TikTokRequest<unknown>) => {
      const [total, page, size] = [path === '/campaign/get/' ? campaigns : adgroups, Number(query['page']), 1000];
      if (page === 1) readings.set(path, (readings.get(path) ?? 0) + 1);
      asked.push(`${path} ${page}`);
      const from = (page - 1) * size;
      const isShort = drop(path, page, readings.get(path) ?? 0);
      const count = Math.max(0, Math.min(size, total - from) - (isShort ? 1 : 0));
      const list = Array.from({ length: count }, (_, index) =>
        path === '/campaign/get/'
          ? {
              campaign_id: `1${from + index}`,
              budget_mode: 'BUDGET_MODE_INFINITE',
              budget: 0,
              operation_status: 'ENABLE',
            }
          : { adgroup_id: `2${from + index}`, campaign_id: '10', budget_mode: 'BUDGET_MODE_DAY', budget: '20.5' },
      );
      const page_info = { page, page_size: size, total_number: total, total_page: Math.ceil(total / size) };
      return { data: data.parse({ list, page_info }), tiktokRequestId: 'r', partial: false };
    };
    return { deps: { tiktok: { request } } as unknown as Deps, asked };
  }

  it('has every campaign and ad group', async () => {
    const { deps, asked } = lists(2500, 4001, () => false);
    const state = await readBudgetState(deps, grant, ACCOUNT, 2);
    expect([state.campaigns.size, state.adgroups.size]).toEqual([2500, 4001]);
    expect(state.adgroups.get('24000')).toMatchObject({ budget: 2050n, isOn: true, endsAt: null });
    expect(asked).toHaveLength(8);
  });

  it('is done again when something was passed over', async () => {
    const { deps, asked } = lists(
      10,
      3000,
      (path, page, reading) => path === '/adgroup/get/' && page === 2 && reading < 3,
    );
    const state = await readBudgetState(deps, grant, ACCOUNT, 2);
    expect(state.adgroups.size).toBe(3000);
    expect(asked.filter((each) => each === '/adgroup/get/ 1')).toHaveLength(3);
  });

  it('proves nothing when the list does not hold still, or is endless', async () => {
    const restless = lists(10, 3000, (path) => path === '/adgroup/get/');
    await expect(readBudgetState(restless.deps, grant, ACCOUNT, 2)).rejects.toThrow(Unprovable);
    const endless = lists(10, 50_001, () => false);
    await expect(readBudgetState(endless.deps, grant, ACCOUNT, 2)).rejects.toThrow(Unprovable);
  });
});
