import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Pacer, Turn } from '../../server/tiktok/pacer.ts';
import { TooLateError } from '../../server/tiktok/pacer.ts';
import { accountLimitsOf, RATE_TIERS } from '../../server/tiktok/rate-limit.ts';
import { metersOf, pacerOf, turnOf, virtualTime } from '../support/paced.ts';

beforeEach(() => virtualTime());
afterEach(() => vi.useRealTimers());

/** Enters a line, and tells how it went and after how long. */
function enter(pacer: Pacer, turn: Turn, maxWaitMs?: number, signal = new AbortController().signal) {
  const startedAt = performance.now();
  const after = () => performance.now() - startedAt;
  return pacer.enter(turn, { signal, maxWaitMs }).then(
    () => ({ went: true as const, ms: after(), error: null }),
    (error: unknown) => ({ went: false as const, ms: after(), error }),
  );
}

describe('a deadline', () => {
  test('is kept to the millisecond: whoever has had no turn by then is told when to come back', async () => {
    const { pacer } = pacerOf({ qps: 5 });
    // Another workspace comes and goes on coming: the one that waits cannot know beforehand.
    const hoard = Array.from({ length: 4 }, () => enter(pacer, turnOf('hoard')));
    const mine = Array.from({ length: 3 }, () => enter(pacer, turnOf('me'), 900));
    const more = Array.from({ length: 4 }, () => enter(pacer, turnOf('third')));
    await vi.advanceTimersByTimeAsync(10_000);
    const results = await Promise.all(mine);
    expect(results.filter(({ went }) => went).every(({ ms }) => ms <= 900)).toBe(true);
    const late = results.filter(({ went }) => !went);
    expect(late.length).toBeGreaterThan(0);
    for (const { ms, error } of late) {
      expect(ms).toBe(900);
      expect(error).toBeInstanceOf(TooLateError);
      expect((error as TooLateError).retryAfterMs).toBeGreaterThanOrEqual(1_000);
    }
    expect((await Promise.all([...hoard, ...more])).every(({ went }) => went)).toBe(true);
  });

  test('that is certain to be missed is refused at once', async () => {
    const { pacer } = pacerOf({ qps: 5 });
    const hoard = Array.from({ length: 100 }, () => enter(pacer, turnOf('hoard')));
    await vi.advanceTimersByTimeAsync(300);
    // Its own hundred come first: some twenty seconds.
    const refused = await enter(pacer, turnOf('hoard'), 10_000);
    expect(refused).toMatchObject({ went: false, ms: 0 });
    expect((refused.error as TooLateError).retryAfterMs).toBeGreaterThan(10_000);
    // A workspace that has nothing in the line has its turn next.
    const other = enter(pacer, turnOf('other'), 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await other).toMatchObject({ went: true });
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all(hoard);
  });

  test('beyond a pause is refused when the pause begins, also in the line; before its end nobody goes', async () => {
    const { pacer, blocks } = pacerOf({ qps: 5 });
    await enter(pacer, turnOf('a'));
    const impatient = enter(pacer, turnOf('a'), 5_000);
    const patient = enter(pacer, turnOf('b'), 30_000);
    const unlimited = enter(pacer, turnOf('c'));
    blocks.block('app', 20_000, 'edge');
    await vi.advanceTimersByTimeAsync(300);
    expect(await impatient).toMatchObject({ went: false });
    expect((await impatient).ms).toBeLessThanOrEqual(300);
    // Who names no deadline is not kept for long by something else than the line.
    expect(await unlimited).toMatchObject({ went: false });
    expect(await enter(pacer, turnOf('d'), 5_000)).toMatchObject({ went: false, ms: 0 });
    expect((await enter(pacer, turnOf('d'), 5_000)).error).toMatchObject({ reason: 'blocked', retryAfterMs: 19_700 });
    await vi.advanceTimersByTimeAsync(25_000);
    expect((await patient).went).toBe(true);
    expect((await patient).ms).toBeGreaterThanOrEqual(20_000);
    expect((await patient).ms).toBeLessThan(20_600);
  });

  test('is nothing to who need not wait', async () => {
    const { pacer } = pacerOf({ qps: 50 });
    expect(await enter(pacer, turnOf('a'), 0)).toMatchObject({ went: true });
  });
});

describe('an ad account that has used up its part', () => {
  test('holds up neither others of its workspace nor its own line’s other calls for longer than its limit', async () => {
    const { pacer } = pacerOf(RATE_TIERS.basic);
    const account = metersOf(accountLimitsOf('basic'), 'account 1');
    const busy = Array.from({ length: 20 }, () => enter(pacer, turnOf('a', '1', { account })));
    const other = Array.from({ length: 8 }, () => enter(pacer, turnOf('a', '2')));
    await vi.advanceTimersByTimeAsync(20_000);
    const [ofBusy, ofOther] = [await Promise.all(busy), await Promise.all(other)];
    // Four a second of eight are the other's to have.
    expect(ofOther.every(({ ms }) => ms <= 2_300)).toBe(true);
    expect(Math.max(...ofBusy.map(({ ms }) => ms))).toBeGreaterThan(4_000);
  });

  test('or that TikTok pauses stands aside, and so does a call at an endpoint with a limit of its own', async () => {
    const { pacer, blocks } = pacerOf(RATE_TIERS.basic);
    blocks.block('advertiser 1', 5_000, 'advertiser');
    const endpoint = metersOf({ qps: 1 }, 'report-task');
    const paused = enter(pacer, turnOf('a', '1'), 30_000);
    const reports = Array.from({ length: 3 }, () =>
      enter(pacer, turnOf('a', '2', { gate: 'report-task', endpoint }), 30_000),
    );
    const reads = Array.from({ length: 6 }, () => enter(pacer, turnOf('a', '2'), 30_000));
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await Promise.all(reads)).every(({ ms }) => ms < 1_500)).toBe(true);
    expect((await Promise.all(reports)).map(({ ms }) => Math.round(ms / 1_000))).toEqual([0, 1, 3]);
    expect((await paused).ms).toBeGreaterThanOrEqual(5_000);
    expect((await paused).ms).toBeLessThan(5_500);
  });
});

describe('a caller that goes away', () => {
  test('leaves the line, and whoever is behind comes sooner', async () => {
    const { pacer } = pacerOf({ qps: 5 });
    const calls = Array.from({ length: 40 }, () => new AbortController());
    const hoard = calls.map(({ signal }) => enter(pacer, turnOf('hoard'), undefined, signal));
    await vi.advanceTimersByTimeAsync(100);
    const last = enter(pacer, turnOf('hoard'));
    for (const call of calls) call.abort(new Error('gone'));
    expect(pacer.waiting).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await last).toMatchObject({ went: true });
    const results = await Promise.all(hoard);
    expect(results.filter(({ error }) => (error as Error | null)?.message === 'gone').length).toBe(39);
  });
});

describe('the end of the process', () => {
  test('tells everybody who waits', async () => {
    const { pacer } = pacerOf({ qps: 1 });
    await enter(pacer, turnOf('a'));
    const waiting = enter(pacer, turnOf('a'));
    await vi.advanceTimersByTimeAsync(10);
    pacer.close(new Error('the server stops'));
    expect(await waiting).toMatchObject({ went: false, error: { message: 'the server stops' } });
  });
});

describe('fifty workspaces at the lowest tier, one of which floods', () => {
  test('the quiet ones’ waits stay under two seconds, the flooder gets what is left, and no limit is passed', async () => {
    const { pacer } = pacerOf(RATE_TIERS.basic);
    const sentAt: number[] = [];
    const flooderSent: number[] = [];
    let refused = 0;
    const waits: number[] = [];
    const pending: Promise<unknown>[] = [];
    const call = (workspaceId: string, maxWaitMs: number) => {
      const startedAt = performance.now();
      return pacer
        .enter(turnOf(workspaceId, `of ${workspaceId}`), { signal: new AbortController().signal, maxWaitMs })
        .then(() => {
          sentAt.push(performance.now());
          return performance.now() - startedAt;
        });
    };
    // The quiet ones ask every fifteen seconds each: 3.3 a second of eight. The flooder asks twenty times a second.
    for (let ms = 0; ms < 120_000; ms += 50) {
      pending.push(
        call('flooder', 30_000).then(
          () => flooderSent.push(performance.now()),
          () => (refused += 1),
        ),
      );
      for (let quiet = 1; quiet < 50; quiet += 1)
        if (ms % 15_000 === (quiet * 300) % 15_000)
          pending.push(call(`quiet ${quiet}`, 30_000).then((waited) => waits.push(waited)));
      await vi.advanceTimersByTimeAsync(50);
    }
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all(pending);
    waits.sort((one, other) => one - other);
    expect(waits).toHaveLength(49 * 8);
    expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(2_000);
    expect(refused).toBeGreaterThan(1_000);
    // Of 8 a second, 3.3 are the others'.
    expect(flooderSent.filter((at) => at - (sentAt[0] ?? 0) < 120_000).length / 120).toBeGreaterThan(4);
    for (const [index, at] of sentAt.entries())
      expect(sentAt[index + 10] ?? Infinity).toBeGreaterThanOrEqual(at + 1_000);
  });
});
