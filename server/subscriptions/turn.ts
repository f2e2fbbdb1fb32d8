import { allowanceWaitMs, laneOf, takeAllowance } from '../allowance/index.ts';
import type { Deps } from '../deps.ts';

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
  if (waitMs > 0) return { kind: 'more', waitMs };
  return turn.calls > 0 ? null : { kind: 'more', waitMs: 0 };
}

/** Notes a call that is about to be made. */
export function count(deps: Deps, connectionId: string, appId: string, turn: Turn): void {
  takeAllowance(deps, laneOf(deps.config, { id: connectionId, environment: 'production', appId }), 1);
  turn.calls -= 1;
}
