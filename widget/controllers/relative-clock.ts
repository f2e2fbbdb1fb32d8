import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Format } from '../element/format.ts';

const MINUTE_MS = 60_000;
/** The units of `Format.relative`, smallest first; below the first one it reads "now". */
const UNITS_MS = [MINUTE_MS, 3_600_000, 86_400_000, 2_592_000_000, 31_536_000_000];
/** Timers cannot wait longer than 24.8 days, and a laptop that slept should catch up within a day. */
const LONGEST_WAIT_MS = 86_400_000;

/**
 * Milliseconds until `Format.relative(iso)` first may read differently than at `now`; at least 1.
 * Infinity for a text that is no date.
 */
export function nextChangeMs(iso: string, now: number): number {
  const left = Date.parse(iso) - now;
  if (Number.isNaN(left)) return Number.POSITIVE_INFINITY;
  const distance = Math.abs(left);
  const place = UNITS_MS.findLastIndex((size) => distance >= size);
  const unit = UNITS_MS[place];
  // The distance at which the words change: `left` falls all the time, so a future moment comes nearer and a past one goes.
  const edges: number[] = [];
  if (unit === undefined) edges.push(-MINUTE_MS);
  else {
    edges.push((Math.round(left / unit) - 0.5) * unit);
    if (left > 0) edges.push(unit);
    const larger = UNITS_MS[place + 1];
    if (left < 0 && larger !== undefined) edges.push(-larger);
  }
  // Halves round towards zero here, so the words change just after an edge; a whole unit is reached on it. 1 ms serves both.
  return Math.max(1, Math.min(...edges.map((edge) => Math.ceil(left - edge) + 1)));
}

/**
 * Keeps relative times right: updates its host when one of the times it printed in the last update reads differently,
 * and at no other moment. One timer for all of them, none while the tab is hidden. What is printed behind a `guard` or
 * `cache` directive escapes it.
 */
export class RelativeClock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #format: () => Format;
  readonly #now: () => number;
  readonly #printed = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param format that of the host's language, asked for each time; its clock and `now` should be the same one */
  constructor(host: ReactiveControllerHost, format: () => Format, now: () => number = Date.now) {
    this.#host = host;
    this.#format = format;
    this.#now = now;
    host.addController(this);
  }

  /** "3 minutes ago", and an update of the host when that is no longer true. Call it while rendering. */
  relative(iso: string): string {
    const known = this.#printed.get(iso);
    if (known !== undefined) return known;
    const text = this.#format().relative(iso);
    this.#printed.set(iso, text);
    return text;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
    this.#wait();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    clearTimeout(this.#timer);
  }

  hostUpdate(): void {
    this.#printed.clear();
  }

  hostUpdated(): void {
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#printed.size === 0 || document.hidden) return;
    const now = this.#now();
    let next = LONGEST_WAIT_MS;
    for (const iso of this.#printed.keys()) next = Math.min(next, nextChangeMs(iso, now));
    this.#timer = setTimeout(this.#look, next);
  }

  readonly #look = (): void => {
    const format = this.#format();
    for (const [iso, text] of this.#printed) {
      if (format.relative(iso) !== text) return this.#host.requestUpdate();
    }
    this.#wait();
  };
}
