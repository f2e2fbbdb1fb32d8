import { findReturnCode } from './outcomes.ts';
import { isInternalFailure } from './return-codes.ts';

// When a failed call is tried again, and how long after. Pure: what happened goes in, a decision comes out. A wait longer
// than MAX_WAIT_MS is never slept inside a request; it is handed to the caller, whose job can come back later.

/** How one try ended, when it did not end well. */
export type FailedOutcome =
  | { kind: 'refused'; code: number; message: string }
  | { kind: 'edge'; httpStatus: number; retryAfterMs: number | null }
  | { kind: 'shape' }
  /** `sent` is false only when surely nothing reached TikTok, as with a refused connection. */
  | { kind: 'network'; sent: boolean };

export type RetryDecision =
  | { kind: 'retry'; waitMs: number }
  /** `retryAfterMs`: when a later call makes sense, null when that is not known. `blocksApp`: every call of the app should pause. */
  | { kind: 'stop'; retryAfterMs: number | null; blocksApp: boolean };

export interface RetrySituation {
  /** Tries made so far, 1 after the first. */
  attempt: number;
  outcome: FailedOutcome;
  /** Whether doing it twice is harmless. */
  repeatable: boolean;
  /** Since the first try began. */
  elapsedMs: number;
  /** From 0 up to 1, for the jitter. */
  random: number;
  /** Epoch milliseconds: the day limit ends at midnight UTC. */
  nowMs: number;
}

export const MAX_ATTEMPTS = 4;
const MAX_WAIT_MS = 10_000;
const MAX_ELAPSED_MS = 60_000;
const BASE_WAIT_MS = 500;
/** A breach of the minute limit shuts the app out for 5 minutes (portal page "Rate limits"). */
export const MINUTE_BREACH_MS = 5 * 60_000;
const SLOW_WAIT_MS = 60_000;
const NARROW_LIMIT_WAIT_MS = 30_000;
/** The longest of TikTok's limits is over after a day: whoever is told to wait longer asks once in between. */
export const DAY_MS = 86_400_000;
/** Nobody uses up a day's limit in so short a time: it was met before midnight, by TikTok's clock or on the way. */
const JUST_BEGUN_MS = 5 * 60_000;
/** Clocks agree again, and what was under way at midnight has come back. */
const MIDNIGHT_WAIT_MS = 60_000;

/** How long a limit per day shuts the app out: until 00:00 UTC, and a minute right after, when it must be yesterday's. */
export function dayBreachMs(nowMs: number): number {
  const sinceMidnightMs = nowMs % DAY_MS;
  return sinceMidnightMs < JUST_BEGUN_MS ? MIDNIGHT_WAIT_MS : DAY_MS - sinceMidnightMs;
}

/** Whether a failed try is followed by another, and what the caller is told when it is not. */
export function decideRetry(situation: RetrySituation): RetryDecision {
  const { outcome, repeatable } = situation;
  if (outcome.kind === 'refused') return decideRefusal(situation, outcome.code, outcome.message);
  if (outcome.kind === 'edge') return decideEdge(situation, outcome.httpStatus, outcome.retryAfterMs);
  if (outcome.kind === 'shape') return stop();
  return repeatable || !outcome.sent ? retryOrStop(situation, backOff(situation)) : stop();
}

function decideEdge(situation: RetrySituation, httpStatus: number, retryAfterMs: number | null): RetryDecision {
  if (httpStatus === 429) {
    // The edge turned the request away unread, so even a write may be sent again.
    return retryOrStop(situation, retryAfterMs ?? atLeastASecond(situation), retryAfterMs ?? NARROW_LIMIT_WAIT_MS);
  }
  const isPassing = httpStatus >= 500 || httpStatus < 400;
  if (!isPassing || !situation.repeatable) return stop(isPassing ? retryAfterMs : null);
  return retryOrStop(situation, retryAfterMs ?? backOff(situation), retryAfterMs);
}

function decideRefusal(situation: RetrySituation, code: number, message: string): RetryDecision {
  const { attempt, repeatable } = situation;
  switch (findReturnCode(code, message).pace) {
    case 'app_limit':
      return decideAppLimit(situation, message);
    case 'short_pause':
      return retryOrStop(situation, atLeastASecond(situation), NARROW_LIMIT_WAIT_MS);
    case 'long_pause':
      return stop(SLOW_WAIT_MS);
    case 'once_more':
      return attempt < 2 ? retryOrStop(situation, atLeastASecond(situation)) : stop(NARROW_LIMIT_WAIT_MS);
    case 'back_off':
      return repeatable ? retryOrStop(situation, backOff(situation)) : stop();
    default:
      return stop();
  }
}

/**
 * 40100 covers the limits per second, per minute and per day, and its text does not always tell which. A second's limit is
 * over after a second: who is refused again after that pause has met the minute's limit, which needs 5 minutes.
 */
function decideAppLimit(situation: RetrySituation, message: string): RetryDecision {
  const named = limitNamedIn(message);
  if (named === 'day') {
    return { kind: 'stop', retryAfterMs: dayBreachMs(situation.nowMs), blocksApp: true };
  }
  const namesSecond = named === 'second';
  const pauses = namesSecond ? MAX_ATTEMPTS - 1 : named === 'minute' ? 0 : 1;
  if (situation.attempt > pauses || situation.elapsedMs > MAX_ELAPSED_MS) {
    return {
      kind: 'stop',
      retryAfterMs: namesSecond ? NARROW_LIMIT_WAIT_MS : MINUTE_BREACH_MS,
      blocksApp: !namesSecond,
    };
  }
  return { kind: 'retry', waitMs: atLeastASecond(situation) };
}

/** Which of the app's limits the text of a 40100 names; null when it names none. */
export function limitNamedIn(message: string): 'second' | 'minute' | 'day' | null {
  if (/\bQPD\b|\bda(?:y|ily)\b/i.test(message)) return 'day';
  if (/\bQPS\b|per second/i.test(message)) return 'second';
  return /\bQPM\b|per minute|temporarily restricted/i.test(message) ? 'minute' : null;
}

function retryOrStop(situation: RetrySituation, waitMs: number, retryAfterMs: number | null = null): RetryDecision {
  const isOver =
    situation.attempt >= MAX_ATTEMPTS || waitMs > MAX_WAIT_MS || situation.elapsedMs + waitMs > MAX_ELAPSED_MS;
  return isOver ? stop(retryAfterMs) : { kind: 'retry', waitMs };
}

function stop(retryAfterMs: number | null = null): RetryDecision {
  return { kind: 'stop', retryAfterMs, blocksApp: false };
}

/** Full jitter: anywhere up to the exponentially growing limit, so that many callers do not come back together. */
function backOff({ attempt, random }: RetrySituation): number {
  return Math.round(random * Math.min(MAX_WAIT_MS, BASE_WAIT_MS * 2 ** attempt));
}

function atLeastASecond(situation: RetrySituation): number {
  return Math.min(MAX_WAIT_MS, 1_100 + backOff(situation));
}

/** `Retry-After` as milliseconds from now, a day at most: seconds or an HTTP date; null when absent or unreadable. */
export function readRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  const waitMs = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(0, waitMs), DAY_MS);
}

/**
 * Whether TikTok may have done what was asked. A refusal means it has not, except where something broke on its inside:
 * SYS_TIMEOUT and the like may come after the work was done, so a create must be looked for before it is sent again.
 */
export function mayHaveHappened(outcome: FailedOutcome): boolean {
  if (outcome.kind === 'refused') return isInternalFailure(outcome.code, outcome.message);
  if (outcome.kind === 'edge') return outcome.httpStatus >= 500 || outcome.httpStatus < 400;
  return outcome.kind === 'network' ? outcome.sent : true;
}
