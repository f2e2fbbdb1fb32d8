import { type Caller, FairLine } from './fair-line.ts';
import { type RateLimits, type RateState, type RateTier, startRate, takeToken } from './rate-limit.ts';

/** Lets requests of one app and environment through one after the other within TikTok's limits; callers take turns. */
export interface Pacer {
  /**
   * Resolves when the caller may send.
   *
   * @param caller whose turn it takes; the server's own when left out
   * @param isBackground nobody waits for it: it goes after all that are no such calls, but for one turn in eight
   * @throws the signal's reason when it aborts first
   */
  enter(signal: AbortSignal, caller?: Caller, isBackground?: boolean): Promise<void>;
  /** After how many turns, at most, the caller's own that are in line already are through. */
  backlogOf(caller: Caller): number;
}

/** Exports may keep the line full for days: what nobody waits for goes slowly then, but it goes. */
const BACKGROUND_TURN = 8;
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
  const background = new FairLine<Waiter>();
  let turns = 0;
  let state: RateState = startRate(limits, monotonic());
  let isServing = false;
  /** Ends the rest between two turns when nobody waits any more. */
  let rest = new AbortController();

  /** Who goes is decided when somebody may, not when it came: a newcomer of another workspace need not wait for the whole line. */
  async function serve(): Promise<void> {
    while (line.size + background.size > 0) {
      const taken = takeToken(state, monotonic());
      state = taken.state;
      if (taken.waitMs === 0) {
        takeNext()?.go();
        continue;
      }
      rest = new AbortController();
      try {
        await sleep(taken.waitMs, rest.signal);
      } catch (error) {
        if (rest.signal.aborted) continue;
        for (let waiter = takeNext(); waiter !== undefined; waiter = takeNext()) waiter.fail(error);
      }
    }
    isServing = false;
  }

  function takeNext(): Waiter | undefined {
    turns += 1;
    const isTheirs = turns % BACKGROUND_TURN === 0;
    return (isTheirs ? background.take() : undefined) ?? line.take() ?? background.take();
  }

  return {
    enter(signal, caller = NOBODY, isBackground = false) {
      const own = isBackground ? background : line;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          own.remove(caller, waiter);
          if (line.size + background.size === 0) rest.abort();
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
        own.add(caller, waiter);
        if (isServing) return;
        isServing = true;
        void serve();
      });
    },
    backlogOf: (caller) => line.backlogOf(caller),
  };
}
