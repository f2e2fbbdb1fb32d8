/** The stage's own time. */
export interface StageClock {
  /** Runs with real time, and is never moved. */
  readonly running: () => number;
  readonly now: () => number;
  add(ms: number): void;
}

/** @param startsAt milliseconds since the epoch */
export function createStageClock(startsAt: number): StageClock {
  const startedAt = performance.now();
  let addedMs = 0;
  const running = (): number => Math.floor(startsAt + performance.now() - startedAt);
  return {
    running,
    now: () => running() + addedMs,
    add: (ms) => {
      addedMs += ms;
    },
  };
}
