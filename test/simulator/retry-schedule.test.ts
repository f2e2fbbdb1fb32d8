import { describe, expect, it } from 'vitest';
import { nextAttempt, type RetryState } from '../../demo/simulator/webhooks/retry-schedule.ts';
import { DEFAULT_WEBHOOK_SETTINGS, type WebhookSettings } from '../../demo/simulator/webhooks/settings.ts';

const HOUR_MS = 3_600_000;

/** When attempts are made that each fail a millisecond after they were due. */
function attempts(changes: Partial<WebhookSettings>): number[] {
  const due: number[] = [];
  let at: RetryState | null = { firstMs: 0, dueMs: 0, step: 0 };
  while (at !== null) {
    due.push(at.dueMs);
    at = nextAttempt({ ...DEFAULT_WEBHOOK_SETTINGS, ...changes }, at, at.dueMs + 1);
  }
  return due;
}

function waits(due: readonly number[]): number[] {
  return due.slice(1).map((each, index) => each - (due[index] ?? 0));
}

describe('retries of a webhook', () => {
  it.each([
    ['X-Open-Signature' as const, 24],
    ['TikTok-Signature' as const, 72],
  ])('become ever rarer with %s and end within %i hours', (scheme, hours) => {
    const due = attempts({ scheme });
    const between = waits(due);
    expect(between.length).toBeGreaterThan(10);
    for (const [index, wait] of between.slice(1).entries()) expect(wait).toBeGreaterThanOrEqual(between[index] ?? 0);
    expect(due.at(-1)).toBeLessThanOrEqual(hours * HOUR_MS);
    expect(due.at(-1)).toBeGreaterThan((hours * HOUR_MS) / 2);
  });

  it('come at once under the one scheme, and with doubled waits under the other', () => {
    expect(attempts({ scheme: 'X-Open-Signature' })[1]).toBe(1);
    expect(waits(attempts({ scheme: 'TikTok-Signature' })).slice(0, 4)).toEqual([10_000, 20_000, 40_000, 80_000]);
  });

  it('keep to waits that are given, the last one over and over', () => {
    const due = attempts({ retryDelaysSeconds: [1, 0.5], retryForSeconds: 3 });
    expect(due).toEqual([0, 1_000, 1_500, 2_000, 2_500, 3_000]);
  });

  it('skip what a jump of the clock left behind, also when that is millions of waits', () => {
    const at = { firstMs: 0, dueMs: 0, step: 0 };
    const short = { ...DEFAULT_WEBHOOK_SETTINGS, retryDelaysSeconds: [0.01] };
    expect(nextAttempt(short, at, 20 * HOUR_MS + 5)).toMatchObject({ dueMs: 20 * HOUR_MS + 10 });
    const next = nextAttempt(DEFAULT_WEBHOOK_SETTINGS, { ...at, step: 1 }, 2 * HOUR_MS);
    expect(next?.dueMs).toBeGreaterThanOrEqual(2 * HOUR_MS);
    expect(nextAttempt(DEFAULT_WEBHOOK_SETTINGS, { ...at, step: 1 }, 25 * HOUR_MS)).toBeNull();
  });
});
