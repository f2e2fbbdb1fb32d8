import type { Deps } from '../deps.ts';

/** So many failures in a row, of whatever lines, are the receiver's and not an event's. */
const DOWN_AFTER = 3;
/** Lines moved up in one write. */
const AT_ONCE = 500;

/** Notices when the receiver works again, so that the lines which wait for hours by then need not. */
export interface ReceiverHealth {
  /** Called with the result of each attempt. Never rejects. */
  note(deps: Deps, isTaken: boolean): Promise<void>;
}

/** In the beginning nobody knows how the receiver was before, so the first success counts as a recovery. */
export function createReceiverHealth(): ReceiverHealth {
  let failures = DOWN_AFTER;
  return {
    async note(deps, isTaken) {
      if (!isTaken) {
        failures += 1;
        return;
      }
      const isBack = failures >= DOWN_AFTER;
      failures = 0;
      if (!isBack) return;
      try {
        const now = deps.clock.now();
        let moved = 0;
        for (;;) {
          const more = await deps.store.deliveries.hurry(now, AT_ONCE);
          moved += more;
          if (more < AT_ONCE) break;
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
