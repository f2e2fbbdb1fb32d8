import type { ExportState } from '../../shared/exports.ts';

// Waits grow, so that a day of processing costs a few hundred requests and the first seconds still feel live. Every wait
// has an end: past it the page stops asking and offers to look again.

const SECOND = 1000;
const MINUTE = 60 * SECOND;

interface Pace {
  firstMs: number;
  growth: number;
  longestMs: number;
  /** Without any change for this long, asking stops. */
  giveUpMs: number;
}

const QUICK: Pace = { firstMs: SECOND, growth: 1.25, longestMs: 5 * SECOND, giveUpMs: 10 * MINUTE };
// TikTok takes 24 to 48 hours; the server follows it by itself and asks TikTok at most every 5 seconds for a page.
const SLOW: Pace = { firstMs: 2 * SECOND, growth: 1.5, longestMs: 5 * MINUTE, giveUpMs: 72 * 60 * MINUTE };

/**
 * The stream tells when TikTok is done: looking is for its progress alone, and for a stream that is lost unnoticed. Only the second look
 * comes soon: the first makes the server ask TikTok, and what that brought, such as a sign-in that is gone, is there a moment later.
 */
const TOLD: Pace = { ...SLOW, growth: 6 };

function paceOf(state: ExportState, isTold = false): Pace {
  if (state !== 'processing') return QUICK;
  return isTold ? TOLD : SLOW;
}

/**
 * Milliseconds until the next look; `unchanged` counts the looks since something last moved.
 * @param isTold the workspace's stream tells when the state is another
 */
export function pollDelayMs(state: ExportState, unchanged: number, isTold = false): number {
  const pace = paceOf(state, isTold);
  return Math.min(pace.longestMs, Math.round(pace.firstMs * pace.growth ** unchanged));
}

/** Between two looks at what others have on their way, while the stream tells how it ends. */
const LIST_TOLD_MS = 10 * SECOND;

/** The same for a list, where no numbers run under anybody's eyes. */
export function listDelayMs(state: ExportState, unchanged: number, isTold: boolean): number {
  return Math.max(pollDelayMs(state, unchanged, isTold), isTold ? LIST_TOLD_MS : 0);
}

/** True when nothing has moved for so long that the person should decide. */
export function shouldStopPolling(state: ExportState, unchangedMs: number): boolean {
  return unchangedMs >= paceOf(state).giveUpMs;
}

/** States from which nothing moves without a person. */
export function isSettled(state: ExportState): boolean {
  return state === 'ready' || state === 'completed' || state === 'failed' || state === 'cancelled';
}
