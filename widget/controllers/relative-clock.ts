import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Format } from '../element/format.ts';

const MINUTE_MS = 60_000;
/** The units of `Format.relative`, smallest first; below the first one it reads "now". */
const UNITS_MS = [MINUTE_MS, 3_600_000, 86_400_000, 2_628_000_000, 31_536_000_000];
/** Timers cannot wait longer than 24.8 days, and a laptop that slept should catch up within a day. */
const LONGEST_WAIT_MS = 86_400_000;

/**
 * Milliseconds until `Format.relative(iso)` first may read differently than at `now`; at least 1.
 * Infinity for a text that is no date.
 */
export function nextChangeMs(iso: string, now: number): number {
  const left = Date.parse(iso) - now;
  if (Number.isNaN(left)) return Number.POSITIVE_INFINITY;
  const unit = UNITS_MS.findLast((size) => Math.abs(left) >= size);
  // `left` falls all the time. Close to now, the words change when a minute has passed.
  if (unit === undefined) return Math.max(1, Math.ceil(left + MINUTE_MS));
  // What lies ahead reads differently just after a whole unit, what is gone when the next unit is whole, or a larger one.
  if (left > 0) return Math.floor(left % unit) + 1;
  const larger = UNITS_MS.find((size) => size > unit) ?? Number.POSITIVE_INFINITY;
  return Math.max(1, Math.ceil(Math.min(unit - (-left % unit), larger + left)));
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
  #hasLeft = false;

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
    this.#hasLeft = false;
    document.addEventListener('visibilitychange', this.#look);
    this.#wait();
  }

  hostDisconnected(): void {
    this.#hasLeft = true;
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
    // A last update may follow after the host has left the page; a timer would hold on to it from then on.
    if (this.#hasLeft || this.#printed.size === 0 || document.hidden) return;
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
