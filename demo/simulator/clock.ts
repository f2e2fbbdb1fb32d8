/**
 * The simulator lives by two clocks.
 *
 * - The *calendar* is what TikTok would print: creation times, audience processing, expiry. It may run faster than real
 *   time (`rate`), so that two days of processing pass in a demo while somebody watches.
 * - The *pace* is real elapsed time. Request limits, `auth_code` and `file_path` lifetimes belong to it, because the
 *   client on the other side of the wire still needs real seconds for its work whatever the calendar does.
 *
 * Advancing moves both.
 */
export interface SimulatedClock {
  /** The calendar, in milliseconds since the epoch. */
  now(): number;
  /** The pace, in milliseconds since the epoch. */
  pace(): number;
  /** Moves both clocks forward by a number of seconds, at once. */
  advance(seconds: number): void;
  /** Changes how many calendar seconds pass in one real second, from this moment on. */
  setRate(rate: number): void;
  rate(): number;
  /** Back to the real time and the first rate. */
  reset(): void;
}

/** Makes both clocks over one source of real time in milliseconds. */
export function createClock(realMs: () => number, firstRate: number): SimulatedClock {
  let rate = firstRate;
  let anchorReal = realMs();
  let anchorCalendar = anchorReal;
  let advancedMs = 0;

  const now = (): number => Math.floor(anchorCalendar + (realMs() - anchorReal) * rate);

  return {
    now,
    pace: () => Math.floor(realMs() + advancedMs),
    advance(seconds) {
      anchorCalendar += seconds * 1000;
      advancedMs += seconds * 1000;
    },
    setRate(next) {
      const at = realMs();
      anchorCalendar += (at - anchorReal) * rate;
      anchorReal = at;
      rate = next;
    },
    rate: () => rate,
    reset() {
      rate = firstRate;
      anchorReal = realMs();
      anchorCalendar = anchorReal;
      advancedMs = 0;
    },
  };
}

/** TikTok's `YYYY-MM-DD HH:MM:SS`, in UTC. */
export function formatUtc(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
