import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Deps } from '../deps.ts';

/** So many failures in a row, of whatever lines, are the receiver's and not an event's. */
const DOWN_AFTER = 3;
/** Lines moved up in one write, which everybody else who writes waits for. */
const AT_ONCE = 200;
/** A receiver that fails every other time is not to have everything that waits for it tried again each time. */
const REST_MS = 10_000;

/** Notices when the receiver works again, so that the lines which wait for hours by then need not. */
export interface ReceiverHealth {
  /** Called with the result of each attempt. Never rejects. */
  note(deps: Pick<Deps, 'store' | 'clock' | 'log' | 'jobs'>, isTaken: boolean): Promise<void>;
  /** Moves nothing up any more. */
  stop(): void;
}

/**
 * In the beginning nobody knows how the receiver was before, so the first success counts as a recovery.
 *
 * @param options.restMs how long after one recovery the next one counts at the earliest, default 10 s
 */
export function createReceiverHealth(options: { restMs?: number } = {}): ReceiverHealth {
  const restMs = options.restMs ?? REST_MS;
  let failures = DOWN_AFTER;
  let movedAt: number | null = null;
  let later: NodeJS.Timeout | null = null;

  async function moveUp({ store, clock, log, jobs }: Parameters<ReceiverHealth['note']>[0]): Promise<void> {
    movedAt = performance.now();
    try {
      const now = clock.now();
      let moved = 0;
      for (;;) {
        const more = await store.deliveries.hurry(now, AT_ONCE);
        moved += more;
        if (more < AT_ONCE) break;
        await nextTurn();
      }
      if (moved === 0) return;
      log.info({ deliveries: moved }, 'the host takes events again: what waited is tried now');
      jobs.wake();
    } catch (err) {
      log.warn({ err }, 'deliveries that wait for the host could not be moved up');
    }
  }

  return {
    async note(deps, isTaken) {
      if (!isTaken) {
        failures += 1;
        return;
      }
      const isBack = failures >= DOWN_AFTER;
      failures = 0;
      if (!isBack || later !== null) return;
      const waitMs = movedAt === null ? 0 : movedAt + restMs - performance.now();
      if (waitMs <= 0) return moveUp(deps);
      // Not left out: there may be no further success, since everything waits.
      later = setTimeout(() => {
        later = null;
        void moveUp(deps);
      }, waitMs).unref();
    },
    stop() {
      if (later !== null) clearTimeout(later);
      later = null;
    },
  };
}
