import type { EpochMs } from '../store/types.ts';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 160_000;
/** So long TikTok is asked before a notice is told as it came. */
export const BELIEVE_AFTER_MS = 10 * 60_000;
/** TikTok's servers agree with each other within seconds: so long an answer that contradicts a notice is doubted. */
const DOUBT_FOR_MS = 60_000;
const SECOND_DOUBT_MS = 30_000;
/** Somebody may put a lost encryption key back. */
const SEALED_FOR_MS = 24 * 3_600_000;
const SEALED_PAUSE_MS = 30 * 60_000;

interface Tried {
  readonly attempts: number;
  readonly triedSince: EpochMs;
}

/** When TikTok is asked again that could not be asked now: pauses double, and end with the ten minutes. */
export function nextAskAt({ attempts, triedSince }: Tried, now: EpochMs, askedPauseMs: number): EpochMs {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10), LONGEST_PAUSE_MS);
  return Math.min(now + Math.max(pauseMs, askedPauseMs), Math.max(triedSince + BELIEVE_AFTER_MS, now + FIRST_PAUSE_MS));
}

/** Whether TikTok was asked long enough. */
export function isGivenUp({ triedSince }: Tried, now: EpochMs): boolean {
  return now - triedSince >= BELIEVE_AFTER_MS;
}

/** Whether an answer that contradicts the notice is worth another question. */
export function mayDoubt({ triedSince }: Tried, now: EpochMs): boolean {
  return now - triedSince < DOUBT_FOR_MS;
}

export function nextDoubtAt({ attempts }: Tried, now: EpochMs): EpochMs {
  return now + (attempts === 0 ? FIRST_PAUSE_MS : SECOND_DOUBT_MS);
}

/** When a notice is tried again that no key opens; null when it is given up. */
export function nextOpenAt(triedSince: EpochMs, now: EpochMs): EpochMs | null {
  return now - triedSince >= SEALED_FOR_MS ? null : now + SEALED_PAUSE_MS;
}
