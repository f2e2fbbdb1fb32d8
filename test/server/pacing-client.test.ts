import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PacedCall, TikTokClient } from '../../server/tiktok/index.ts';
import { virtualTime } from '../support/paced.ts';
import { cleanUp, failure, makeClient } from '../support/tiktok-client.ts';

afterEach(async () => {
  vi.useRealTimers();
  await cleanUp();
});

const call: PacedCall = {
  environment: 'production',
  path: '/ad/get/',
  method: 'GET',
  appId: undefined,
  accessToken: 't-1',
  workspaceId: 'w',
  advertiserId: '1',
};

/** A client at the lowest tier that sends nothing, on a clock that the test moves. */
function paced(): { client: TikTokClient; admit: (parts?: Partial<PacedCall>, maxWaitMs?: number) => Promise<number> } {
  virtualTime();
  const { client } = makeClient('http://127.0.0.1:9', { tier: 'basic', speed: 1 });
  return {
    client,
    async admit(parts = {}, maxWaitMs = 120_000) {
      const { signal } = new AbortController();
      const startedAt = performance.now();
      const turn = { isOver: false };
      const admitted = client.admit({ ...call, ...parts }, { signal, maxWaitMs }).finally(() => (turn.isOver = true));
      admitted.catch(() => undefined);
      for (let step = 0; !turn.isOver && step < 2_000; step += 1) await vi.advanceTimersByTimeAsync(50);
      await admitted;
      return performance.now() - startedAt;
    },
  };
}

describe('an admission', () => {
  test('tells what the limits leave that its call counted in', async () => {
    const { client, admit } = paced();
    await admit({ advertiserId: '2' });
    const next = await client.admit(
      { ...call, path: '/ad/create/', method: 'POST' },
      {
        signal: new AbortController().signal,
        maxWaitMs: 0,
      },
    );
    expect(next.limits).toEqual([
      { name: 'second', quota: 10, windowSeconds: 1, remaining: 0, resetSeconds: 1 },
      { name: 'minute', quota: 600, windowSeconds: 60, remaining: 118, resetSeconds: 15 },
      { name: 'day', quota: 864_000, windowSeconds: 86_400, remaining: 172_798, resetSeconds: 21_600 },
      { name: 'ad-create', quota: 150, windowSeconds: 60, remaining: 29, resetSeconds: 15 },
      { name: 'advertiser', quota: 300, windowSeconds: 60, remaining: 59, resetSeconds: 15 },
    ]);
    expect(next.rateLimit).toContain('"advertiser";r=59;t=15');
    expect(next.policy).toContain('"ad-create";q=150;w=60');
    await vi.advanceTimersByTimeAsync(300);
    const plain = await client.admit(
      { ...call, advertiserId: '' },
      { signal: new AbortController().signal, maxWaitMs: 0 },
    );
    expect(plain.policy).toBe('"second";q=10;w=1, "minute";q=600;w=60, "day";q=864000;w=86400');
  });

  test('comes without a promise when the points are in hand, and not otherwise', async () => {
    virtualTime();
    const { client } = makeClient('http://127.0.0.1:9', { speed: 1_000 });
    expect(client.admitNow(call)).toBeNull();
    await client.admit(call, { signal: new AbortController().signal, maxWaitMs: 0 });
    const admission = client.admitNow(call);
    expect(admission).not.toBeNull();
    admission?.settle({ code: 40100, message: 'App reaches the QPM limit 600', httpStatus: 200, retryAfter: null });
    expect(client.admitNow(call)).toBeNull();
  });

  test('is not given to a caller that went away', async () => {
    const { client } = paced();
    expect(await failure(client.admit(call, { signal: AbortSignal.abort(), maxWaitMs: 1_000 }))).toMatchObject({
      kind: 'network',
      mayHaveHappened: false,
    });
  });
});

describe('endpoints with a limit of their own', () => {
  test('async reports go one a second, and five hundred an hour for an ad account and user', async () => {
    const { client, admit } = paced();
    const report = { path: '/report/task/create/', method: 'POST' };
    expect(await admit(report)).toBeLessThan(100);
    expect(await admit(report)).toBeGreaterThanOrEqual(1_000);
    // A hundred in a quarter of an hour; the hundred and first waits for the next one, and its caller knows at once.
    for (let task = 2; task < 100; task += 1) await admit(report);
    const error = await failure(admit(report));
    expect(error).toMatchObject({ kind: 'refused', code: null });
    expect(error.retryAfterMs).toBeGreaterThan(600_000);
    // Another ad account, another user, and other calls go on.
    await admit({ ...report, advertiserId: '2' });
    await admit({ ...report, accessToken: 't-2' });
    expect(await admit()).toBeLessThan(400);
    await client.close();
  });

  test('segment mapping goes by its own limit alone, also for one ad account', async () => {
    const { admit } = paced();
    const startedAt = performance.now();
    for (let mapped = 0; mapped < 100; mapped += 1) await admit({ path: '/segment/mapping/', method: 'POST' });
    // Forty a second, where the app has eight and an ad account four.
    expect(performance.now() - startedAt).toBeLessThan(6_000);
  });
});

describe('a nameless 40100', () => {
  const nameless = {
    code: 40100,
    message: 'Too many requests. Please retry in some time.',
    httpStatus: 200,
    retryAfter: null,
  };

  test('is a second’s pause for everybody, and five minutes when it is met again after that', async () => {
    const { client, admit } = paced();
    const { signal } = new AbortController();
    (await client.admit(call, { signal, maxWaitMs: 0 })).settle(nameless);
    expect(await admit({ workspaceId: 'other', advertiserId: '9' })).toBeGreaterThanOrEqual(1_100);
    const again = client.admit(call, { signal, maxWaitMs: 5_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    (await again).settle(nameless);
    const error = await failure(admit());
    expect(error.retryAfterMs).toBe(300_000);
  });

  test('that several calls met at once is met once, and a success in between starts anew', async () => {
    const { client, admit } = paced();
    const { signal } = new AbortController();
    const [one, other] = [
      await client.admit(call, { signal, maxWaitMs: 0 }),
      await client.admit({ ...call, advertiserId: '2' }, { signal, maxWaitMs: 0 }),
    ];
    one.settle(nameless);
    other.settle(nameless);
    expect(await admit()).toBeLessThan(2_000);
    const fine = client.admit(call, { signal, maxWaitMs: 5_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    (await fine).settle({ code: 0, message: 'OK', httpStatus: 200, retryAfter: null });
    const third = client.admit(call, { signal, maxWaitMs: 5_000 });
    await vi.advanceTimersByTimeAsync(1_000);
    (await third).settle(nameless);
    expect(await admit()).toBeLessThan(2_000);
  });
});
