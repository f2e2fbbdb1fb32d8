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

function paceOf(state: ExportState): Pace {
  return state === 'processing' ? SLOW : QUICK;
}

/** Milliseconds until the next look; `unchanged` counts the looks since something last moved. */
export function pollDelayMs(state: ExportState, unchanged: number): number {
  const pace = paceOf(state);
  return Math.min(pace.longestMs, Math.round(pace.firstMs * pace.growth ** unchanged));
}

/** True when nothing has moved for so long that the person should decide. */
export function shouldStopPolling(state: ExportState, unchangedMs: number): boolean {
  return unchangedMs >= paceOf(state).giveUpMs;
}

/** States from which nothing moves without a person. */
export function isSettled(state: ExportState): boolean {
  return state === 'ready' || state === 'completed' || state === 'failed' || state === 'cancelled';
}
