import { dayBreachMs, limitNamedIn, MINUTE_BREACH_MS, readRetryAfter } from './retry.ts';

// What an answer of TikTok's means for the calls after it: who has to pause, and for how long. Pure.

/** What TikTok answered, as far as pauses go. */
export interface SettledCall {
  /** TikTok's `code`, null without an envelope. */
  readonly code: number | null;
  readonly message: string;
  readonly httpStatus: number;
  readonly retryAfter: string | null;
}

export interface Penalty {
  /** The developer app, the ad account, or the endpoint for that ad account. */
  readonly scope: 'app' | 'advertiser' | 'endpoint';
  readonly ms: number;
  readonly reason: 'second' | 'minute' | 'day' | 'edge' | 'advertiser' | 'field';
}

const SECOND_MS = 1_100;
/** Nobody's edge is believed for longer: afterwards one call asks again. */
const LONGEST_EDGE_MS = MINUTE_BREACH_MS;
/** A limit without a figure: longer with each refusal in a row. */
const NARROW_MS = [SECOND_MS, 5_000, 30_000] as const;

/**
 * @param strikes refusals of the same kind and scope in a row before this one, each of a call that was sent after the pause for the one before
 * @returns null when nobody has to pause
 */
export function decidePenalty(call: SettledCall, strikes: number, nowMs: number): Penalty | null {
  const { code, message, httpStatus, retryAfter } = call;
  if (code === 40100) return appPenalty(message, strikes, nowMs);
  // 40133 is not in the official list, but public connectors know it: the ad account's limit. 40132 is keyed on some field of the request.
  if (code === 40133) return { scope: 'advertiser', ms: narrowMs(strikes), reason: 'advertiser' };
  if (code === 40132) return { scope: 'endpoint', ms: narrowMs(strikes), reason: 'field' };
  if (httpStatus === 429 || httpStatus === 503) {
    const ms = readRetryAfter(retryAfter, nowMs);
    return ms === null || ms === 0 ? null : { scope: 'app', ms: Math.min(ms, LONGEST_EDGE_MS), reason: 'edge' };
  }
  return null;
}

/** 40100 stands for the second, the minute and the day, and its text does not always tell which: refused again after a second's pause, it was the minute. */
function appPenalty(message: string, strikes: number, nowMs: number): Penalty {
  switch (limitNamedIn(message)) {
    case 'day':
      return { scope: 'app', ms: dayBreachMs(nowMs), reason: 'day' };
    case 'minute':
      return { scope: 'app', ms: MINUTE_BREACH_MS, reason: 'minute' };
    case 'second':
      return { scope: 'app', ms: SECOND_MS, reason: 'second' };
    default:
      return strikes === 0
        ? { scope: 'app', ms: SECOND_MS, reason: 'second' }
        : { scope: 'app', ms: MINUTE_BREACH_MS, reason: 'minute' };
  }
}

function narrowMs(strikes: number): number {
  return NARROW_MS[Math.min(strikes, NARROW_MS.length - 1)] ?? SECOND_MS;
}
