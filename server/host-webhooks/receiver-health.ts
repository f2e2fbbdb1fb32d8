import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { EpochMs } from '../store/types.ts';

/** So many failures in a row, of whatever lines, are the receiver's and not an event's. */
const DOWN_AFTER = 3;
/** Lines moved up in one write, which everybody else who writes waits for. */
const AT_ONCE = 200;
/** Looking for them reads all that is pending: a receiver that fails every other time is not to have it done every time. */
const LOOK_EVERY_MS = 10_000;

/** Notices when the receiver works again, so that the lines which wait for hours by then need not. */
export interface ReceiverHealth {
  /** Called with the result of each attempt. Never rejects. */
  note(deps: Deps, isTaken: boolean): Promise<void>;
}

/** In the beginning nobody knows how the receiver was before, so the first success counts as a recovery. */
export function createReceiverHealth(): ReceiverHealth {
  let failures = DOWN_AFTER;
  let isBack = false;
  let lookedAt: EpochMs | null = null;
  return {
    async note(deps, isTaken) {
      if (!isTaken) {
        failures += 1;
        return;
      }
      isBack ||= failures >= DOWN_AFTER;
      failures = 0;
      const now = deps.clock.now();
      if (!isBack || (lookedAt !== null && Math.abs(now - lookedAt) < LOOK_EVERY_MS)) return;
      // Before anything is waited for: other lines succeed meanwhile.
      isBack = false;
      lookedAt = now;
      try {
        let moved = 0;
        for (;;) {
          const more = await deps.store.deliveries.hurry(now, AT_ONCE);
          moved += more;
          if (more < AT_ONCE) break;
          await nextTurn();
        }
        if (moved === 0) return;
        deps.log.info({ deliveries: moved }, 'the host takes events again: what waited is tried now');
        deps.jobs.wake();
      } catch (err) {
        deps.log.warn({ err }, 'deliveries that wait for the host could not be moved up');
      }
    },
  };
}
