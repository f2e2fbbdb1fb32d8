import type { ReactiveController } from 'lit';
import type { ActivityEvent } from '../../shared/events.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { LiveMessage } from '../client/live-message.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** A burst is one refresh: it waits for a moment without events … */
const SETTLE_MS = 250;
/** … but events that never stop do not put it off for ever. */
const LONGEST_MS = 2000;

export interface LiveUpdatesOptions {
  /** Whether an event puts what is shown out of date. */
  concerns: (event: ActivityEvent) => boolean;
  /**
   * Brings what is shown up to date, quietly: nobody has asked for it. Never called again before it has ended.
   * @param events those that came since the last time; null when some are missing, so that anything may have changed
   */
  refresh: (events: readonly ActivityEvent[] | null) => Promise<void> | void;
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
  #events: ActivityEvent[] = [];
  #hasGap = false;
  #firstAt = 0;
  #isRefreshing = false;

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
    this.isStreaming = false;
    this.#stop = client?.subscribe((message) => this.#take(message));
  }

  #take(message: LiveMessage): void {
    if (message.kind === 'state') {
      // A short break that nobody needs to know of is none here, either.
      this.isStreaming = message.state === 'live' || (message.state === 'connecting' && this.isStreaming);
      return;
    }
    if (message.kind === 'event' && !this.#options.concerns(message.event)) return;
    if (!this.#isDue) this.#firstAt = Date.now();
    if (message.kind === 'event') this.#events.push(message.event);
    else this.#hasGap = true;
    this.#schedule();
  }

  get #isDue(): boolean {
    return this.#hasGap || this.#events.length > 0;
  }

  readonly #seen = (): void => {
    if (!document.hidden && this.#isDue) this.#schedule();
  };

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#isRefreshing || document.hidden) return;
    const left = this.#firstAt + LONGEST_MS - Date.now();
    this.#timer = setTimeout(() => void this.#refresh(), Math.max(0, Math.min(SETTLE_MS, left)));
  }

  async #refresh(): Promise<void> {
    const client = this.#client;
    const events = this.#hasGap ? null : this.#events;
    this.#events = [];
    this.#hasGap = false;
    this.#isRefreshing = true;
    try {
      await this.#options.refresh(events);
    } finally {
      this.#isRefreshing = false;
      if (client === this.#client && this.#isDue) this.#schedule();
    }
  }
}
