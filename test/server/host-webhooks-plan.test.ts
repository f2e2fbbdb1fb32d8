import { describe, expect, it } from 'vitest';
import { askedPause, GIVE_UP_MS, nextAttempt } from '../../server/host-webhooks/retry-plan.ts';

const NOW = Date.UTC(2026, 0, 5, 12);

function plan(spread: number): { attempts: number; lastAt: number; pauses: number[] } {
  const pauses: number[] = [];
  let now = NOW;
  for (let attempts = 1; ; attempts += 1) {
    const next = nextAttempt({ attempts, since: NOW, now, askedMs: null, spread });
    if (next === null) return { attempts, lastAt: now, pauses };
    pauses.push(next - now);
    now = next;
  }
}

describe('the plan of retries', () => {
  it.each([0, 0.5, 1])('grows, lasts three days to the millisecond and ends there (spread %s)', (spread) => {
    const { attempts, lastAt, pauses } = plan(spread);
    expect(lastAt).toBe(NOW + GIVE_UP_MS);
    expect(attempts).toBeGreaterThan(15);
    expect(attempts).toBeLessThan(30);
    const grown = pauses.slice(0, -1);
    expect(grown).toEqual(grown.toSorted((a, b) => a - b));
    expect(grown[0]).toBeCloseTo(5000 * (0.8 + 0.4 * spread));
    expect(grown.at(-1)).toBeCloseTo(6 * 3_600_000 * (0.8 + 0.4 * spread));
  });

  it('keeps to what the receiver asks for where that is longer, but not for more than a day', () => {
    const failed = { attempts: 1, since: NOW, now: NOW, spread: 0.5 };
    expect(nextAttempt({ ...failed, askedMs: 60_000 })).toBe(NOW + 60_000);
    expect(nextAttempt({ ...failed, askedMs: 1000 })).toBe(NOW + 5000);
    expect(nextAttempt({ ...failed, askedMs: 1e12 })).toBe(NOW + 24 * 3_600_000);
    expect(nextAttempt({ ...failed, now: NOW + GIVE_UP_MS - 10, askedMs: 60_000 })).toBe(NOW + GIVE_UP_MS);
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    [new Date(NOW + 90_000).toUTCString(), 90_000],
    [new Date(NOW - 90_000).toUTCString(), 0],
    ['soon', null],
    ['-5', null],
    ['2026', 2_026_000],
    ['9'.repeat(30), null],
    ['', null],
  ])('reads Retry-After %j as %s ms', (header, ms) => {
    expect(askedPause(header, NOW)).toBe(ms);
  });
});
