/**
 * Request limits, one set per developer app over all endpoints together (portal page "Rate limits", id
 * 1740029171730433).
 *
 * - Per second: a token bucket that holds one second's worth.
 * - Per minute: every request of a clock minute counts, also a refused one; passing the limit shuts the app out for 5
 *   minutes.
 * - Per day: passing the limit shuts the app out until 00:00:00 UTC.
 */
export interface RateLimits {
  qps: number;
  qpm: number;
  qpd: number;
}

export type RateTier = 'basic' | 'advanced' | 'premium' | 'ultimate';

export const RATE_TIERS: Readonly<Record<RateTier, RateLimits>> = {
  basic: { qps: 10, qpm: 600, qpd: 864_000 },
  advanced: { qps: 20, qpm: 1_200, qpd: 1_728_000 },
  premium: { qps: 30, qpm: 1_800, qpd: 2_592_000 },
  ultimate: { qps: 50, qpm: 3_000, qpd: 4_320_000 },
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BLOCK_MS = 5 * MINUTE_MS;

export interface RateLimitState {
  tokens: number;
  refilledAt: number;
  minute: number;
  minuteCount: number;
  day: number;
  dayCount: number;
  blockedUntil: number;
}

/** What became of one request: admitted, or which limit it met. `blocked` means shut out by an earlier breach. */
export type RateDecision = 'admitted' | 'second' | 'minute' | 'day' | 'blocked';

/** A full bucket at this moment (milliseconds of the pace clock). */
export function startRateLimit(limits: RateLimits, nowMs: number): RateLimitState {
  return {
    tokens: limits.qps,
    refilledAt: nowMs,
    minute: Math.floor(nowMs / MINUTE_MS),
    minuteCount: 0,
    day: Math.floor(nowMs / DAY_MS),
    dayCount: 0,
    blockedUntil: 0,
  };
}

/** Counts one request; pure. */
export function admit(
  limits: RateLimits,
  before: RateLimitState,
  nowMs: number,
): { decision: RateDecision; state: RateLimitState } {
  const state = { ...before };
  const minute = Math.floor(nowMs / MINUTE_MS);
  const day = Math.floor(nowMs / DAY_MS);
  if (minute !== state.minute) {
    state.minute = minute;
    state.minuteCount = 0;
  }
  if (day !== state.day) {
    state.day = day;
    state.dayCount = 0;
  }
  if (nowMs < state.blockedUntil) return { decision: 'blocked', state };

  const elapsed = Math.max(0, nowMs - state.refilledAt);
  state.tokens = Math.min(limits.qps, state.tokens + (elapsed * limits.qps) / 1000);
  state.refilledAt = nowMs;
  state.minuteCount += 1;
  state.dayCount += 1;

  if (state.dayCount > limits.qpd) {
    state.blockedUntil = (day + 1) * DAY_MS;
    return { decision: 'day', state };
  }
  if (state.minuteCount > limits.qpm) {
    state.blockedUntil = nowMs + BLOCK_MS;
    return { decision: 'minute', state };
  }
  if (state.tokens < 1) return { decision: 'second', state };
  state.tokens -= 1;
  return { decision: 'admitted', state };
}
