/** What a person has had in view for so long counts as read. */
export const READ_AFTER_MS = 2000;
/** In view: this much of the event, or of the window for one that is taller. */
const SHARE = 0.6;
/** A timer may go off a little before the clock says so. */
const SLACK_MS = 50;

/** The browser's parts that a test takes the place of. */
export interface WatchParts {
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => unknown;
  readonly clearTimer: (timer: unknown) => void;
  readonly isHidden: () => boolean;
}

const PAGE_PARTS: WatchParts = {
  now: () => Date.now(),
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  isHidden: () => document.hidden,
};

/** Tells which events a person has looked at: two seconds in view, without a break, in a tab that is in sight. */
export class ReadWatch {
  readonly #seen: (ids: string[]) => void;
  readonly #parts: WatchParts;
  readonly #watched = new Map<Element, string>();
  /** In view now, with the moment since when; null while the tab is hidden. */
  readonly #inView = new Map<string, number | null>();
  #observer: IntersectionObserver | undefined;
  readonly #timers = new Set<unknown>();

  constructor(seen: (ids: string[]) => void, parts: WatchParts = PAGE_PARTS) {
    this.#seen = seen;
    this.#parts = parts;
  }

  /** Watches these from now on, and no others. */
  watch(rows: ReadonlyMap<Element, string>): void {
    for (const [row, id] of this.#watched) {
      if (rows.has(row)) continue;
      this.#observer?.unobserve(row);
      this.#watched.delete(row);
      this.#inView.delete(id);
    }
    for (const [row, id] of rows) {
      if (this.#watched.has(row)) continue;
      this.#watched.set(row, id);
      this.#observer ??= this.#observe();
      this.#observer.observe(row);
    }
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#watched.clear();
    this.#inView.clear();
    for (const timer of this.#timers) this.#parts.clearTimer(timer);
    this.#timers.clear();
    document.removeEventListener('visibilitychange', this.visibilityChanged);
  }

  #observe(): IntersectionObserver {
    document.addEventListener('visibilitychange', this.visibilityChanged);
    return new IntersectionObserver((entries) => this.moved(entries), { threshold: [0, 0.2, 0.4, SHARE] });
  }

  /** Rows came into view, or left it. */
  moved(
    entries: readonly Pick<
      IntersectionObserverEntry,
      'target' | 'isIntersecting' | 'intersectionRatio' | 'intersectionRect' | 'rootBounds'
    >[],
  ): void {
    let hasCome = false;
    for (const { target, isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entries) {
      const id = this.#watched.get(target);
      if (id === undefined) continue;
      const fillsWindow = rootBounds !== null && intersectionRect.height >= SHARE * rootBounds.height;
      if (!isIntersecting || (intersectionRatio < SHARE && !fillsWindow)) this.#inView.delete(id);
      else if (!this.#inView.has(id)) {
        this.#inView.set(id, this.#parts.isHidden() ? null : this.#parts.now());
        hasCome = true;
      }
    }
    if (hasCome) this.#wait();
  }

  readonly visibilityChanged = (): void => {
    const since = this.#parts.isHidden() ? null : this.#parts.now();
    for (const id of this.#inView.keys()) this.#inView.set(id, since);
    this.#wait();
  };

  /** Looks two seconds from now, when what has just come into view may count. */
  #wait(): void {
    if (this.#inView.size === 0 || this.#parts.isHidden()) return;
    const timer = this.#parts.setTimer(() => {
      this.#timers.delete(timer);
      this.#look();
    }, READ_AFTER_MS);
    this.#timers.add(timer);
  }

  #look(): void {
    const until = this.#parts.now() - READ_AFTER_MS + SLACK_MS;
    const ids = [...this.#inView].filter(([, since]) => since !== null && since <= until).map(([id]) => id);
    for (const id of ids) this.#inView.delete(id);
    for (const [row, id] of this.#watched) {
      if (!ids.includes(id)) continue;
      this.#observer?.unobserve(row);
      this.#watched.delete(row);
    }
    if (ids.length > 0) this.#seen(ids);
  }
}
