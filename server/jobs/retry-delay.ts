const FIRST_MS = 1000;
const LONGEST_MS = 15 * 60_000;

/**
 * How long a job rests after it failed `failures` times in a row: 1 s, doubled each time, at most 15 minutes, spread by a
 * fifth either way so that jobs which failed together do not all come back together.
 *
 * @param spread from 0 to 1
 */
export function retryDelayMs(failures: number, spread: number): number {
  const doubled = FIRST_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 30);
  return Math.round(Math.min(doubled, LONGEST_MS) * (0.8 + 0.4 * spread));
}
