import type { ReactiveController } from 'lit';
import type { ActivityEvent } from '../../shared/events.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { isSessionError, TikTokAdsError } from '../client/errors.ts';
import type { LiveMessage } from '../client/live-message.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** A burst is one refresh: it waits for a moment without events … */
const SETTLE_MS = 250;
/** … but events that never stop do not put it off for ever. */
const LONGEST_MS = 2000;
/** Between two refreshes while events keep coming, longer each time: a thousand in a row are not a thousand reloads of a long list. */
const FIRST_REST_MS = 1000;
const LONGEST_REST_MS = 10_000;
/** A page that nobody looks at for days keeps no more of them. */
const MOST_KEPT = 500;
/** Refreshes that fail in a row; the next one waits for the next event, the stream's return or a person. */
const MOST_TRIES = 5;

export interface LiveUpdatesOptions {
  /** Whether an event puts what is shown out of date. */
  concerns: (event: ActivityEvent) => boolean;
  /**
   * Brings what is shown up to date, quietly: nobody has asked for it. Never called again before it has ended.
   * @param events those that came since the last time; null when some are missing, so that anything may have changed
   * @throws {TikTokAdsError} when it could not be read: then it is tried again
   */
  refresh: (events: readonly ActivityEvent[] | null) => Promise<void>;
}

/**
 * Keeps an element right while the workspace's stream tells what happens. A page that nobody sees is brought up to date
 * when somebody looks at it. Whoever makes it adds it to the element.
 */
export class LiveUpdates implements ReactiveController {
  /** The stream tells what happens: what it tells need not be asked for often. */
  isStreaming = false;
  readonly #host: ViewHost;
  readonly #options: LiveUpdatesOptions;
  #client: TikTokAdsClient | undefined;
  #stop: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #events: readonly ActivityEvent[] = [];
  #hasGap = false;
  #isRefreshing = false;
  #failures = 0;
  // On the page's own clock, which nobody puts back.
  #firstAt = 0;
  #endedAt = Number.NEGATIVE_INFINITY;
  #restMs = 0;

  constructor(host: ViewHost, options: LiveUpdatesOptions) {
    this.#host = host;
    this.#options = options;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#seen);
    this.#listen(this.#wanted);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#seen);
    this.#listen(undefined);
  }

  hostUpdate(): void {
    if (this.#host.element.isConnected) this.#listen(this.#wanted);
  }

  get #wanted(): TikTokAdsClient | undefined {
    return this.#host.isLive ? this.#host.client : undefined;
  }

  #listen(client: TikTokAdsClient | undefined): void {
    if (client === this.#client) return;
    this.#client = client;
    this.#stop?.();
    clearTimeout(this.#timer);
    this.#events = [];
    this.#hasGap = false;
    this.#failures = 0;
    this.isStreaming = false;
    this.#stop = client?.subscribe((message) => this.#take(message));
  }

  #take(message: LiveMessage): void {
    if (message.kind === 'state') {
      // A short break that nobody needs to know of is none here, either.
      this.isStreaming = message.state === 'live' || (message.state === 'connecting' && this.isStreaming);
      if (message.state === 'live') this.#tryAgain();
      return;
    }
    if (message.kind === 'event' && !this.#options.concerns(message.event)) return;
    if (!this.#isDue) this.#firstAt = performance.now();
    if (message.kind === 'event') this.#keep([...this.#events, message.event]);
    else this.#hasGap = true;
    this.#failures = 0;
    this.#schedule();
  }

  #keep(events: readonly ActivityEvent[]): void {
    this.#hasGap ||= events.length > MOST_KEPT;
    this.#events = this.#hasGap ? [] : events;
  }

  get #isDue(): boolean {
    return this.#hasGap || this.#events.length > 0;
  }

  readonly #seen = (): void => {
    if (!document.hidden) this.#tryAgain();
  };

  #tryAgain(): void {
    this.#failures = 0;
    if (this.#isDue) this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#isRefreshing || document.hidden) return;
    const now = performance.now();
    const settled = Math.min(SETTLE_MS, this.#firstAt + LONGEST_MS - now);
    const rested = this.#endedAt + this.#restMs - now;
    this.#timer = setTimeout(() => void this.#refresh(), Math.max(0, settled, rested));
  }

  async #refresh(): Promise<void> {
    const client = this.#client;
    const beganAt = performance.now();
    const isBusy = beganAt - this.#endedAt < 2 * this.#restMs;
    this.#restMs = isBusy ? Math.min(2 * this.#restMs, LONGEST_REST_MS) : FIRST_REST_MS;
    const events = this.#hasGap ? null : this.#events;
    this.#events = [];
    this.#hasGap = false;
    this.#isRefreshing = true;
    try {
      await this.#options.refresh(events);
      this.#failures = 0;
    } catch (error) {
      // A mistake of ours is not mended by trying again.
      if (!(error instanceof TikTokAdsError)) throw error;
      if (client !== this.#client) return;
      if (events === null) this.#hasGap = true;
      else this.#keep([...events, ...this.#events]);
      // A lost session comes back with a person.
      this.#failures = isSessionError(error) ? MOST_TRIES : this.#failures + 1;
    } finally {
      this.#endedAt = performance.now();
      this.#isRefreshing = false;
      if (this.#isDue && this.#failures < MOST_TRIES) this.#schedule();
    }
  }
}
