import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import { GIVE_UP_MS } from './retry-plan.ts';

/** Rows a transaction: short ones, since everybody who writes waits for it. */
const AT_ONCE = 500;
const NOT_SENT = 'HOST_WEBHOOK_URL was not set for three days.';

/**
 * Puts right what a restart may have left: lines with pending events and no job get one. Without HOST_WEBHOOK_URL nothing is sent; what
 * has been pending for three days by then is given up, and the rest goes on once the address is set again.
 */
export async function settleLines(deps: Deps, signal: AbortSignal): Promise<void> {
  const now = deps.clock.now();
  const step = (): Promise<number> =>
    deps.config.hostWebhookUrl === null
      ? deps.store.deliveries.giveUp(now - GIVE_UP_MS, { at: now, error: NOT_SENT }, AT_ONCE)
      : deps.store.deliveries.enqueueLines(now, AT_ONCE);
  for (;;) {
    signal.throwIfAborted();
    if ((await step()) < AT_ONCE) break;
    await nextTurn();
  }
  if (deps.config.hostWebhookUrl !== null) deps.jobs.wake();
}
