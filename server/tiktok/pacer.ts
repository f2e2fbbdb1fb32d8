import { type RateState, type RateTier, startRate, takeToken } from './rate-limit.ts';

/** Lets requests of one app and environment through one after the other, first come first served, within TikTok's limits. */
export interface Pacer {
  /** Resolves when the caller may send. @throws the signal's reason when it aborts first */
  enter(signal: AbortSignal): Promise<void>;
  /** How many are in line. */
  waiting(): number;
}

/** A line with full buckets of the tier's limits. One for each app and environment. */
export function createPacer(options: {
  tier: RateTier;
  /** Milliseconds that only go forward: pauses are real time even where a test moves the calendar. */
  monotonic: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}): Pacer {
  const { tier, monotonic, sleep } = options;
  let state: RateState = startRate(tier, monotonic());
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;

  async function takeTurn(before: Promise<void>, signal: AbortSignal): Promise<void> {
    await before;
    for (;;) {
      signal.throwIfAborted();
      const taken = takeToken(state, monotonic());
      state = taken.state;
      if (taken.waitMs === 0) return;
      await sleep(taken.waitMs, signal);
    }
  }

  return {
    async enter(signal) {
      waiting += 1;
      const turn = takeTurn(last, signal);
      // The next in line waits for this turn to end, not for it to succeed.
      last = turn.catch(() => undefined);
      try {
        await unlessAborted(turn, signal);
      } finally {
        waiting -= 1;
      }
    },
    waiting: () => waiting,
  };
}

/** The turn, or a rejection as soon as the signal aborts, even far back in the line. */
function unlessAborted(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
