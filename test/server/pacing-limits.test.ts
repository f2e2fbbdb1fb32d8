import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decidePenalty } from '../../server/tiktok/penalty.ts';
import { rateLimit, rateLimitPolicy } from '../../server/tiktok/rate-headers.ts';
import { accountLimitsOf, ownLimitsOf, RATE_TIERS, slicesOf } from '../../server/tiktok/rate-limit.ts';
import { MINUTE_BREACH_MS } from '../../server/tiktok/retry.ts';
import { metersOf, virtualTime } from '../support/paced.ts';

/** The most of these moments that any window of that length holds. */
function mostWithin(times: readonly number[], windowMs: number): number {
  let most = 0;
  let start = 0;
  for (const [end, time] of times.entries()) {
    while (time - (times[start] ?? 0) >= windowMs) start += 1;
    most = Math.max(most, end - start + 1);
  }
  return most;
}

describe('the slices that a limit is kept by', () => {
  test('of any size let no window see more than the limit, and use two thirds of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        // How late each slice begins, and when within its slice each point is used: the worst they like.
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
          minLength: 12,
          maxLength: 40,
        }),
        (limit, chances) => {
          const [slice] = slicesOf({ qps: limit });
          if (slice === undefined) throw new Error('no slice');
          const used: number[] = [];
          let start = 0;
          for (const [late, within] of chances) {
            start += late < 0.7 ? 0 : late * slice.windowMs;
            const at = start + Math.min(within, 0.999_999) * slice.spendMs;
            for (let point = 0; point < slice.points; point += 1) used.push(at);
            start += slice.sliceMs;
          }
          used.sort((one, other) => one - other);
          expect(mostWithin(used, slice.windowMs)).toBeLessThanOrEqual(limit);
          expect((slice.points / slice.sliceMs) * slice.windowMs).toBeGreaterThanOrEqual((limit * 2) / 3);
        },
      ),
    );
  });

  test('are quarters of the window with a fifth of TikTok’s round figures', () => {
    expect(slicesOf(RATE_TIERS.basic).map(({ points, sliceMs }) => [points, sliceMs])).toEqual([
      [2, 250],
      [120, 15_000],
      [172_800, 21_600_000],
    ]);
    expect(slicesOf({ qps: 1 })).toMatchObject([{ points: 1, sliceMs: 1_250, spendMs: 250 }]);
  });
});

describe('limits of an endpoint', () => {
  test.each([
    ['/segment/mapping/', { limits: { qps: 50 }, countsInApp: false }],
    ['/ad/create/', { limits: { qps: 5, qpm: 150, qpd: 86_400 }, countsInApp: true }],
    ['/ad/create', { name: 'ad-create' }],
    ['/gmv_max/report/get/', { limits: { qps: 8, qpm: 240, qpd: 20_000 }, countsInApp: true }],
    ['/report/task/create/', { limits: { qps: 1, qpd: 4_500 }, perAccountAndUser: { qph: 500 } }],
    ['/campaign/copy/task/create/', { limits: { qps: 1, qpm: 30 } }],
    ['/smart_plus/campaign/copy/task/create/', { name: 'campaign-copy-create' }],
    ['/campaign/copy/task/check/', { limits: { qps: 2, qpm: 60 } }],
  ])('%s', (path, limits) => {
    expect(ownLimitsOf(path, 'basic')).toMatchObject(limits);
  });

  test('grow with the tier where the reference says so, and every other endpoint has the app’s alone', () => {
    expect(ownLimitsOf('/gmv_max/report/get/', 'premium')?.limits).toEqual({ qps: 20, qpm: 600, qpd: 50_000 });
    expect(ownLimitsOf('/gmv_max/report/get/', 'ultimate')?.limits).toEqual({ qps: 20, qpm: 600, qpd: 50_000 });
    expect(ownLimitsOf('/ad/create/', 'ultimate')?.limits).toEqual({ qps: 25, qpm: 750, qpd: 432_000 });
    expect(ownLimitsOf('/ad/get/', 'basic')).toBeUndefined();
    expect(accountLimitsOf('basic')).toEqual({ qps: 5, qpm: 300, qpd: 432_000 });
  });
});

describe('meters', () => {
  beforeEach(() => virtualTime());
  afterEach(() => vi.useRealTimers());

  test.each([
    ['basic', 10, 600],
    ['advanced', 20, 1200],
    ['premium', 30, 1800],
    ['ultimate', 50, 3000],
  ] as const)('of %s never pass its limits in any window, however hard they are pressed', async (tier, qps, qpm) => {
    const meters = metersOf(RATE_TIERS[tier]);
    const sentAt: number[] = [];
    const startedAt = performance.now();
    while (performance.now() - startedAt < 180_000) {
      const now = performance.now();
      for (const meter of meters) if (!meter.hasPoint(now) && meter.waitMs(now) === 0) await meter.fetch(now);
      const waitMs = Math.max(...meters.map((meter) => meter.waitMs(now)));
      if (waitMs > 0) {
        await vi.advanceTimersByTimeAsync(Math.ceil(waitMs));
        continue;
      }
      for (const meter of meters) meter.use(now);
      sentAt.push(now);
    }
    expect(mostWithin(sentAt, 1_000)).toBeLessThanOrEqual(qps);
    expect(mostWithin(sentAt, 60_000)).toBeLessThanOrEqual(qpm);
    expect(sentAt.length / 180).toBeGreaterThan(qps * 0.75);
  });

  test('start with a burst, and a clock that stands still lets nothing more through', async () => {
    const [meter] = metersOf({ qps: 10 });
    if (meter === undefined) throw new Error('no meter');
    const now = performance.now();
    const passed: boolean[] = [];
    for (let call = 0; call < 4; call += 1) {
      if (!meter.hasPoint(now)) await meter.fetch(now);
      passed.push(meter.hasPoint(now));
      if (meter.hasPoint(now)) meter.use(now);
    }
    expect(passed).toEqual([true, true, false, false]);
    expect(meter.waitMs(now)).toBe(250);
    expect(meter.view(now)).toEqual({ remaining: 0, resetMs: 250 });
  });
});

describe('what an answer means for the calls after it', () => {
  const now = Date.UTC(2026, 2, 14, 21);
  const answer = (code: number | null, message = '', httpStatus = 200, retryAfter: string | null = null) => ({
    code,
    message,
    httpStatus,
    retryAfter,
  });
  test.each([
    ['a limit per day lasts until midnight UTC', answer(40100, 'App reaches the QPD limit'), 0, 'app', 3 * 3_600_000],
    [
      'a limit per minute lasts five minutes',
      answer(40100, 'App reaches the QPM limit 600'),
      0,
      'app',
      MINUTE_BREACH_MS,
    ],
    ['a restriction is the minute’s', answer(40100, 'temporarily restricted.'), 0, 'app', MINUTE_BREACH_MS],
    ['a limit per second is over soon', answer(40100, 'App reaches the QPS limit 20'), 5, 'app', 1_100],
    ['a limit without a name may be the second’s', answer(40100, 'Too many requests.'), 0, 'app', 1_100],
    ['and is the minute’s when it is met again', answer(40100, 'Too many requests.'), 1, 'app', MINUTE_BREACH_MS],
    ['an ad account’s limit is its own', answer(40133), 0, 'advertiser', 1_100],
    ['and longer each time', answer(40133), 7, 'advertiser', 30_000],
    ['a field’s limit is the endpoint’s for that ad account', answer(40132), 1, 'endpoint', 5_000],
    ['the edge says how long', answer(null, '', 429, '20'), 0, 'app', 20_000],
    [
      'the edge is not believed for longer than five minutes',
      answer(null, '', 503, '86400'),
      0,
      'app',
      MINUTE_BREACH_MS,
    ],
  ] as const)('%s', (_title, outcome, strikes, scope, ms) => {
    expect(decidePenalty(outcome, strikes, now)).toMatchObject({ scope, ms });
  });

  test('a limit per day that is met right after midnight is still yesterday’s: by TikTok’s clock, or on the way', () => {
    const midnight = Date.UTC(2026, 2, 15);
    const met = answer(40100, 'App reaches the QPD limit');
    expect(decidePenalty(met, 0, midnight - 1)).toMatchObject({ ms: 1 });
    expect(decidePenalty(met, 0, midnight)).toMatchObject({ scope: 'app', reason: 'day', ms: 60_000 });
    expect(decidePenalty(met, 0, midnight + 4 * 60_000)).toMatchObject({ ms: 60_000 });
    expect(decidePenalty(met, 0, midnight + 5 * 60_000)).toMatchObject({ ms: 86_400_000 - 5 * 60_000 });
  });

  test.each([
    answer(0),
    answer(40001),
    answer(50000),
    answer(null, '', 502, '9'),
    answer(null, '', 429),
    answer(40002, '', 429, 'soon'),
  ])('nobody pauses for %o', (outcome) => {
    expect(decidePenalty(outcome, 0, now)).toBeNull();
  });
});

describe('RateLimit headers', () => {
  const views = [
    { name: 'minute', quota: 600, windowSeconds: 60, remaining: 118, resetSeconds: 15 },
    { name: 'second', quota: 10, windowSeconds: 1, remaining: 1, resetSeconds: 1 },
  ];

  test('name each limit', () => {
    expect(rateLimitPolicy(views)).toBe('"minute";q=600;w=60, "second";q=10;w=1');
    expect(rateLimit(views)).toBe('"minute";r=118;t=15, "second";r=1;t=1');
    expect(rateLimit([])).toBe('');
  });

  test('are strings of structured fields whatever the name', () => {
    expect(rateLimitPolicy([{ ...views[0], name: 'a "b" \\ ü\n' } as (typeof views)[0]])).toBe(
      String.raw`"a \"b\" \\ ??";q=600;w=60`,
    );
  });
});
