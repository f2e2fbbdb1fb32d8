// TikTok counts requests per developer app, over all endpoints and customers together (portal page "Rate limits",
// id 1740029171730433): per second, per minute and per day. Passing the minute's limit shuts the app out for 5 minutes, so
// this side stays below: each limit is a bucket that holds a fifth of it and refills at the other four fifths, which can
// never put more than the limit into any window, wherever TikTok lets its windows begin.

export type RateTier = 'basic' | 'advanced' | 'premium' | 'ultimate';

/** Calls per second, minute and day; what is left out is not limited. */
export interface RateLimits {
  readonly qps: number;
  readonly qpm?: number;
  readonly qpd?: number;
}

/** TikTok's limits of a developer app by its tier. */
export const RATE_TIERS: Readonly<Record<RateTier, Required<RateLimits>>> = {
  basic: { qps: 10, qpm: 600, qpd: 864_000 },
  advanced: { qps: 20, qpm: 1_200, qpd: 1_728_000 },
  premium: { qps: 30, qpm: 1_800, qpd: 2_592_000 },
  ultimate: { qps: 50, qpm: 3_000, qpd: 4_320_000 },
};

/**
 * Calls with a limit of their own, which does not count in the app's. Segment mapping: 50 requests a second, by the documentation of one
 * vendor that streams to TikTok (Braze, "TikTok Audience Sync"); TikTok's own page names no figure, and a note of 2026 names a much larger
 * one. Where TikTok turns out to count such a call in the app's limit after all, its answer says so: see `Lane.joinApp`.
 */
const OWN_LIMITS: ReadonlyMap<string, RateLimits> = new Map([['/segment/mapping/', { qps: 50 }]]);

/** The limit that an endpoint has to itself; undefined where its calls count in the app's. */
export function ownLimitsOf(path: string): RateLimits | undefined {
  return OWN_LIMITS.get(path);
}

const BURST_SHARE = 0.2;

interface Bucket {
  readonly capacity: number;
  readonly perMs: number;
  readonly tokens: number;
}

/** What one app may still send in one environment. */
export interface RateState {
  readonly buckets: readonly Bucket[];
  /** When the buckets were last refilled, in the milliseconds of the clock that is passed in. */
  readonly at: number;
}

/** Full buckets. `nowMs` may come from any clock that only goes forward. */
export function startRate(limits: RateTier | RateLimits, nowMs: number): RateState {
  const { qps, qpm, qpd } = typeof limits === 'string' ? RATE_TIERS[limits] : limits;
  const buckets = [bucket(qps, 1_000)];
  if (qpm !== undefined) buckets.push(bucket(qpm, 60_000));
  if (qpd !== undefined) buckets.push(bucket(qpd, 86_400_000));
  return { buckets, at: nowMs };
}

function bucket(limit: number, windowMs: number): Bucket {
  const capacity = Math.max(1, Math.floor(limit * BURST_SHARE));
  return { capacity, perMs: (limit - capacity) / windowMs, tokens: capacity };
}

/** Takes one request's token: `waitMs` 0 when it may go now, otherwise how long until it may (nothing is taken then). */
export function takeToken(state: RateState, nowMs: number): { waitMs: number; state: RateState } {
  const elapsed = Math.max(0, nowMs - state.at);
  const refilled = state.buckets.map((each) => ({
    ...each,
    tokens: Math.min(each.capacity, each.tokens + elapsed * each.perMs),
  }));
  const waitMs = Math.max(
    ...refilled.map((each) => (each.tokens >= 1 ? 0 : Math.ceil((1 - each.tokens) / each.perMs))),
  );
  const taken = waitMs === 0 ? refilled.map((each) => ({ ...each, tokens: each.tokens - 1 })) : refilled;
  return { waitMs, state: { buckets: taken, at: Math.max(nowMs, state.at) } };
}
