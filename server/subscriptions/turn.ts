import { allowanceWaitMs, laneOf, takeAllowance } from '../allowance/index.ts';
import type { Deps } from '../deps.ts';

/** In which the background's part of the app's limit is full again. */
const REFILL_MS = 30_000;

/** What a run may still do. */
export interface Turn {
  calls: number;
  signal: AbortSignal;
}

/** Null when the run may go on. */
export function waitOf(
  deps: Deps,
  connectionId: string,
  appId: string,
  turn: Turn,
): { kind: 'more'; waitMs: number } | null {
  turn.signal.throwIfAborted();
  const waitMs = allowanceWaitMs(deps, laneOf(deps.config, { id: connectionId, environment: 'production', appId }));
  // Beginning anew takes reading all there is: not for a single call.
  if (waitMs > 0) return { kind: 'more', waitMs: Math.max(waitMs, REFILL_MS) };
  return turn.calls > 0 ? null : { kind: 'more', waitMs: 0 };
}

/** Notes a call that is about to be made. */
export function count(deps: Deps, connectionId: string, appId: string, turn: Turn): void {
  takeAllowance(deps, laneOf(deps.config, { id: connectionId, environment: 'production', appId }), 1);
  turn.calls -= 1;
}
