/** What other processes put in line is only seen by looking. */
export const LONGEST_REST_MS = 2000;
const SHORTEST_REST_MS = 20;

/** How long to rest until what is due next, null without anything: never so long that others' work waits. */
export function restUntil(nextAt: number | null, now: number): number {
  const waitMs = nextAt === null ? LONGEST_REST_MS : nextAt - now;
  return Math.min(Math.max(waitMs, SHORTEST_REST_MS), LONGEST_REST_MS);
}

/** Looks for work time and again, one look after the other: when it is woken, and otherwise after a rest. */
export interface LookLoop {
  start(): void;
  /** Looks now; while a look is under way, once more after it. Does nothing before the start and after the end. */
  wake(): void;
  /** No look begins any more. Resolves when the one under way is over. */
  stop(): Promise<void>;
  isStarted(): boolean;
}

/**
 * @param look looks, and says how long to rest, in ms. Must not reject
 * @param holdOffMs how long a look has to wait that would begin now, default 0
 */
export function createLookLoop(look: () => Promise<number>, holdOffMs: () => number = () => 0): LookLoop {
  let started = false;
  let looking = false;
  let lookAgain = false;
  let looked: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  async function lookAndRest(): Promise<void> {
    const restMs = await look();
    looking = false;
    if (!started) return;
    timer = setTimeout(wake, lookAgain ? 0 : restMs);
    lookAgain = false;
  }

  function wake(): void {
    if (!started) return;
    if (looking) {
      lookAgain = true;
      return;
    }
    clearTimeout(timer);
    const waitMs = holdOffMs();
    if (waitMs > 0) {
      timer = setTimeout(wake, waitMs);
      return;
    }
    looking = true;
    looked = lookAndRest();
  }

  return {
    start() {
      started = true;
      wake();
    },
    wake,
    async stop() {
      started = false;
      clearTimeout(timer);
      await looked;
    },
    isStarted: () => started,
  };
}

/** Resolves when all have ended, at the latest after so many ms. */
export async function endedWithin(works: Iterable<Promise<unknown>>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const given = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(works), given]);
  clearTimeout(timer);
}
