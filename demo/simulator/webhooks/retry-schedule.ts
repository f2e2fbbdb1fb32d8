/**
 * When a failed delivery is tried again; pure. The Subscription API tries at once, then ever more rarely for 24 hours
 * (portal page on lead webhooks, id 1806817494948930); the products that sign with `TikTok-Signature` go on for 72 hours
 * with waits that double. The waits themselves are not published: these are ours.
 */
import type { WebhookSettings } from './settings.ts';

const OPEN_DELAYS: readonly number[] = [0, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200];
/** 10 seconds, doubled each time: the fifteenth retry would come after three and a half days. */
const DOUBLING_DELAYS: readonly number[] = Array.from({ length: 15 }, (_, index) => 10 * 2 ** index);

const OPEN_WINDOW_SECONDS = 86_400;
const DOUBLING_WINDOW_SECONDS = 259_200;

/** Where a delivery stands in its schedule. */
export interface RetryState {
  /** When its first attempt was due, in milliseconds of the pace clock. */
  firstMs: number;
  /** When the attempt that failed last was due. */
  dueMs: number;
  /** How many waits of the schedule are behind it. */
  step: number;
}

/**
 * The state of the next attempt, or null when none is left. Waits that a slow callback or a jump of the clock left
 * behind are skipped: what was missed is made up by the one attempt that just failed.
 */
export function nextAttempt(
  settings: Pick<WebhookSettings, 'scheme' | 'retryDelaysSeconds' | 'retryForSeconds'>,
  before: RetryState,
  nowMs: number,
): RetryState | null {
  const isOpen = settings.scheme === 'X-Open-Signature';
  const delays = settings.retryDelaysSeconds ?? (isOpen ? OPEN_DELAYS : DOUBLING_DELAYS);
  const windowSeconds = settings.retryForSeconds ?? (isOpen ? OPEN_WINDOW_SECONDS : DOUBLING_WINDOW_SECONDS);
  const endMs = before.firstMs + windowSeconds * 1000;
  const waitMs = (step: number): number => (delays[Math.min(step, delays.length - 1)] ?? 0) * 1000;

  let { step } = before;
  let dueMs = before.dueMs + waitMs(step);
  if (waitMs(step) === 0) dueMs = nowMs;
  step += 1;
  while (dueMs < nowMs && step < delays.length) {
    dueMs += waitMs(step);
    step += 1;
  }
  const last = waitMs(step);
  if (dueMs < nowMs && last > 0) dueMs += Math.ceil((nowMs - dueMs) / last) * last;
  return dueMs > endMs ? null : { firstMs: before.firstMs, dueMs, step };
}
