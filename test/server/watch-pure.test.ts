import { afterEach, describe, expect, test, vi } from 'vitest';
import { allowanceWaitMs, callsPerMinute, laneOf, pauseLane, takeAllowance } from '../../server/allowance/index.ts';
import type { Deps } from '../../server/deps.ts';
import { reviewStage } from '../../server/tiktok/index.ts';
import { intervalMs, nextAverage, USUAL_CALLS } from '../../server/watch/interval.ts';
import { reviewStep } from '../../server/watch/review-change.ts';
import { pacerOf, turnOf, virtualTime } from '../support/paced.ts';

const MINUTE = 60_000;

describe('how often an ad account is looked at', () => {
  const basic = callsPerMinute({ key: '', limitPerMinute: 600 });
  test.each([
    [1, 15],
    [700, 15],
    [1000, 20.67],
    [5000, 103.33],
  ])('%i ad accounts of an app of the lowest tier: every %d minutes', (accounts, minutes) => {
    expect(intervalMs(accounts, USUAL_CALLS, basic) / MINUTE).toBeCloseTo(minutes, 1);
  });
  test('5,000 ad accounts take a quarter of the day’s limit at most', () => {
    const looksADay = (24 * 60 * MINUTE) / intervalMs(5000, USUAL_CALLS, basic);
    expect(5000 * looksADay * USUAL_CALLS).toBeLessThanOrEqual(864_000 / 4);
  });
  test('a higher tier looks more often, ad accounts with many ads less', () => {
    const ultimate = callsPerMinute({ key: '', limitPerMinute: 3000 });
    expect(intervalMs(5000, USUAL_CALLS, ultimate) / MINUTE).toBeCloseTo(20.67, 1);
    expect(intervalMs(1000, 20, basic) / MINUTE).toBeCloseTo(133.3, 1);
    expect(intervalMs(10_000_000, 20, basic)).toBe(24 * 60 * MINUTE);
  });
  test('what looks take is learned', () => {
    let average = USUAL_CALLS;
    for (let look = 0; look < 200; look += 1) average = nextAverage(average, 10);
    expect(average).toBeCloseTo(10, 1);
  });
});

describe('the background’s part of an app’s limit', () => {
  const at = { now: 1_000_000 };
  const deps = () => ({ clock: { now: () => at.now } }) as unknown as Deps;
  const lane = { key: 'production 71', limitPerMinute: 600 };

  test('half a minute’s part at once, then 150 calls a minute', () => {
    const its = deps();
    expect(allowanceWaitMs(its, lane)).toBe(0);
    takeAllowance(its, lane, 75);
    expect(allowanceWaitMs(its, lane)).toBe(400);
    at.now += 400;
    expect(allowanceWaitMs(its, lane)).toBe(0);
    takeAllowance(its, lane, 31);
    expect(allowanceWaitMs(its, lane)).toBe(31 * 400);
    at.now += 3_600_000;
    takeAllowance(its, lane, 74);
    expect(allowanceWaitMs(its, lane)).toBe(0);
  });
  test('a pause that TikTok asks for holds, and other apps go on', () => {
    const its = deps();
    pauseLane(its, lane, 300_000);
    expect(allowanceWaitMs(its, lane)).toBe(300_000);
    expect(allowanceWaitMs(its, { ...lane, key: 'production 72' })).toBe(0);
    at.now += 300_000;
    expect(allowanceWaitMs(its, lane)).toBe(0);
  });
  test('a clock that is set back stops nothing for good', () => {
    const its = deps();
    takeAllowance(its, lane, 75);
    at.now -= 3_600_000;
    expect(allowanceWaitMs(its, lane)).toBe(400);
    pauseLane(its, lane, 60_000);
    at.now -= 10 * 86_400_000;
    expect(allowanceWaitMs(its, lane)).toBe(400);
    at.now += 11 * 86_400_000;
  });
  test('each app and each token of an unknown app has its own, by its tier', () => {
    const config = { tiktokAppId: '71', tiktokRateTier: 'premium' } as const;
    const of = (appId: string | null, environment: 'production' | 'sandbox' = 'production') =>
      laneOf(config, { id: 'con_1', environment, appId });
    expect(of('71')).toEqual({ key: 'production 71', limitPerMinute: 1800 });
    expect(of('72')).toEqual({ key: 'production 72', limitPerMinute: 600 });
    expect(of(null, 'sandbox')).toEqual({ key: 'sandbox con_1', limitPerMinute: 600 });
  });
});

describe('calls that nobody waits for', () => {
  afterEach(() => vi.useRealTimers());

  test('let all others go first, but for one turn in eight', async () => {
    virtualTime();
    const { pacer } = pacerOf({ qps: 5 });
    const went: string[] = [];
    const enter = (name: string, isBackground: boolean) =>
      pacer
        .enter(turnOf(name), { signal: new AbortController().signal, isBackground })
        .then(() => void went.push(name));
    const all = [
      ...Array.from({ length: 6 }, () => enter('look', true)),
      ...Array.from({ length: 20 }, () => enter('person', false)),
    ];
    await vi.advanceTimersByTimeAsync(20_000);
    await Promise.all(all);
    expect(went).toHaveLength(26);
    const waiting = went.slice(2, 2 + 20);
    expect(waiting.filter((name) => name === 'look').length).toBeLessThanOrEqual(3);
    expect(went.slice(-3)).toEqual(['look', 'look', 'look']);
  });
});

describe('what a status says of the review', () => {
  test.each([
    ['AD_STATUS_AUDIT', 'in_review'],
    ['ADGROUP_STATUS_REAUDIT', 'in_review'],
    ['AD_STATUS_AUDIT_DENY', 'rejected'],
    ['ADGROUP_STATUS_INDUSTRY_QUALIFICATION_EXPIRED', 'rejected'],
    ['AD_STATUS_REVIEW_PARTIALLY_APPROVED', 'partial'],
    ['AD_STATUS_DELIVERY_OK', 'passed'],
    // The ad group was refused, or the ad account: not the ad.
    ['AD_STATUS_ADGROUP_AUDIT_DENY', 'other'],
    ['AD_STATUS_ADVERTISER_AUDIT_DENY', 'other'],
    ['AD_STATUS_DISABLE', 'other'],
    ['AD_STAUS_PIXEL_UNBIND', 'other'],
    [null, 'other'],
  ] as const)('%s: %s', (status, stage) => {
    expect(reviewStage(status)).toBe(stage);
  });

  const seen = (status: string | null, review: string | null = null) => ({ status, review });
  test.each([
    ['at the first look nothing is news', null, 'AD_STATUS_DELIVERY_OK', true, 'none'],
    ['at the first look a refusal is remembered', null, 'AD_STATUS_AUDIT_DENY', true, 'remember'],
    ['made and refused since the last look', null, 'AD_STATUS_AUDIT_DENY', false, 'tell'],
    ['made and passed since the last look', null, 'AD_STATUS_DELIVERY_OK', false, 'tell'],
    ['made and still in review', null, 'AD_STATUS_AUDIT', false, 'none'],
    ['cut off before it was told', seen(null), 'AD_STATUS_AUDIT_DENY', false, 'tell'],
    ['reviewed and refused', seen('AD_STATUS_AUDIT'), 'AD_STATUS_AUDIT_DENY', false, 'tell'],
    ['reviewed, and held back by the budget', seen('AD_STATUS_AUDIT'), 'AD_STATUS_BUDGET_EXCEED', false, 'tell'],
    ['refused after it had passed', seen('AD_STATUS_DELIVERY_OK'), 'AD_STATUS_AUDIT_DENY', false, 'tell'],
    ['passed after an appeal', seen('AD_STATUS_AUDIT_DENY'), 'AD_STATUS_DELIVERY_OK', false, 'tell'],
    ['sent in again', seen('AD_STATUS_AUDIT_DENY'), 'AD_STATUS_REAUDIT', false, 'none'],
    ['paused', seen('AD_STATUS_DELIVERY_OK'), 'AD_STATUS_DISABLE', false, 'none'],
    ['resumed, reviewed who knows when', seen('AD_STATUS_DISABLE'), 'AD_STATUS_DELIVERY_OK', false, 'none'],
    ['resumed, with a review told before', seen('AD_STATUS_DISABLE', '{}'), 'AD_STATUS_DELIVERY_OK', false, 'tell'],
    ['resumed, and refused', seen('AD_STATUS_DISABLE'), 'AD_STATUS_AUDIT_DENY', false, 'tell'],
    ['nothing moved', seen('AD_STATUS_AUDIT_DENY'), 'AD_STATUS_AUDIT_DENY', false, 'none'],
    ['the sandbox tells none', seen(null), null, false, 'none'],
  ] as const)('%s', (_, before, status, isFirstRound, step) => {
    expect(reviewStep(before, status, isFirstRound)).toBe(step);
  });
});
