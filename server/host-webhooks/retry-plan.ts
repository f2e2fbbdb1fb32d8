import type { EpochMs } from '../store/types.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A delivery is tried for so long. */
export const GIVE_UP_MS = 72 * HOUR;
/** After the first failed attempt, the second, and so on; from then on the last of them. */
const PAUSES_MS: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
];
/** What a receiver may ask for by Retry-After. */
const LONGEST_ASKED_MS = 24 * HOUR;

/**
 * When a delivery is tried again: after a growing pause, spread by a fifth either way, or after what the receiver asked for if that is
 * longer. The last attempt falls on the end of the three days.
 *
 * @param failed.attempts made so far, this one among them
 * @param failed.since since when it could be tried
 * @param failed.askedMs what Retry-After asked for
 * @param failed.spread from 0 to 1
 * @returns null when the three days are over
 */
export function nextAttempt(failed: {
  attempts: number;
  since: EpochMs;
  now: EpochMs;
  askedMs: number | null;
  spread: number;
}): EpochMs | null {
  const { attempts, since, now, askedMs, spread } = failed;
  const end = since + GIVE_UP_MS;
  if (now >= end) return null;
  const pause = PAUSES_MS[Math.min(Math.max(attempts, 1), PAUSES_MS.length) - 1] ?? 0;
  const planned = Math.round(pause * (0.8 + 0.4 * spread));
  const asked = Math.min(askedMs ?? 0, LONGEST_ASKED_MS);
  return Math.min(now + Math.max(planned, asked), end);
}

/**
 * What a Retry-After header asks for: seconds, or a date of HTTP. Null where it is neither.
 */
export function askedPause(header: string | readonly string[] | undefined, now: EpochMs): number | null {
  if (typeof header !== 'string') return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  // Only what is written like a date of HTTP: Date.parse takes much more.
  const at = text.endsWith('GMT') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
