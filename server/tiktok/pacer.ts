import { type Caller, FairLine } from './fair-line.ts';
import { type RateLimits, type RateState, type RateTier, startRate, takeToken } from './rate-limit.ts';

/** Lets requests of one app and environment through one after the other within TikTok's limits; callers take turns. */
export interface Pacer {
  /**
   * Resolves when the caller may send.
   *
   * @param caller whose turn it takes; the server's own when left out
   * @throws the signal's reason when it aborts first
   */
  enter(signal: AbortSignal, caller?: Caller): Promise<void>;
  /** After how many turns, at most, the caller's own that are in line already are through. */
  backlogOf(caller: Caller): number;
}

const NOBODY: Caller = { workspaceId: '', advertiserId: '' };

interface Waiter {
  go(): void;
  fail(reason: unknown): void;
}

/** A line with full buckets of these limits. */
export function createPacer(options: {
  limits: RateTier | RateLimits;
  /** Milliseconds that only go forward: pauses are real time even where a test moves the calendar. */
  monotonic: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}): Pacer {
  const { limits, monotonic, sleep } = options;
  const line = new FairLine<Waiter>();
  let state: RateState = startRate(limits, monotonic());
  let isServing = false;
  /** Ends the rest between two turns when nobody waits any more. */
  let rest = new AbortController();

  /** Who goes is decided when somebody may, not when it came: a newcomer of another workspace need not wait for the whole line. */
  async function serve(): Promise<void> {
    while (line.size > 0) {
      const taken = takeToken(state, monotonic());
      state = taken.state;
      if (taken.waitMs === 0) {
        line.take()?.go();
        continue;
      }
      rest = new AbortController();
      try {
        await sleep(taken.waitMs, rest.signal);
      } catch (error) {
        if (rest.signal.aborted) continue;
        for (let waiter = line.take(); waiter !== undefined; waiter = line.take()) waiter.fail(error);
      }
    }
    isServing = false;
  }

  return {
    enter(signal, caller = NOBODY) {
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          line.remove(caller, waiter);
          if (line.size === 0) rest.abort();
          reject(signal.reason as Error);
        };
        const waiter: Waiter = {
          go() {
            signal.removeEventListener('abort', leave);
            resolve();
          },
          fail(reason) {
            signal.removeEventListener('abort', leave);
            reject(reason);
          },
        };
        if (signal.aborted) return leave();
        signal.addEventListener('abort', leave, { once: true });
        line.add(caller, waiter);
        if (isServing) return;
        isServing = true;
        void serve();
      });
    },
    backlogOf: (caller) => line.backlogOf(caller),
  };
}
