import type { TikTokAdsClient } from '../client/client.ts';
import type { LiveMessage } from '../client/live-message.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** Events come in bursts: the number is asked for once they have calmed down. */
const CALM_MS = 500;
/** Above it, that there are many says enough. */
const MOST = 99;

/** Where the number on a tab comes from. */
export interface TabCountSource {
  /** What is open in the tab tells newer numbers by this event, inside the settings. */
  readonly event: string;
  told(event: Event): number;
  read(client: TikTokAdsClient): Promise<number>;
  /** Whether the number may be another after that. */
  isNews(message: LiveMessage): boolean;
  /** There are more than a moment ago. */
  onMore?(count: number): void;
}

/** The number on a tab. What is open in the tab tells it, the stream otherwise. */
export class TabCount {
  readonly #host: ViewHost;
  readonly #source: TabCountSource;
  #count = 0;
  #isKnown = false;
  #leave: (() => void) | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  /** The answer of an earlier question is no news. */
  #asked = 0;

  constructor(host: ViewHost, source: TabCountSource) {
    this.#host = host;
    this.#source = source;
  }

  get count(): number {
    return this.#count;
  }

  /** For the tab; empty where there is nothing to say. */
  get text(): string {
    if (this.#count === 0) return '';
    return this.#count > MOST ? `${MOST}+` : this.#host.format.number(this.#count);
  }

  connected(): void {
    this.#host.element.addEventListener(this.#source.event, this.#told);
    this.#listen();
  }

  disconnected(): void {
    this.#host.element.removeEventListener(this.#source.event, this.#told);
    this.#forget();
  }

  #forget(): void {
    this.#leave?.();
    this.#leave = undefined;
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#asked += 1;
  }

  /** Another session has another number. */
  reset(): void {
    this.#forget();
    this.#count = 0;
    this.#isKnown = false;
    if (!this.#host.element.isConnected) return;
    this.#listen();
    void this.load();
  }

  #listen(): void {
    const { client, isLive } = this.#host;
    if (client === undefined || !isLive || this.#leave !== undefined) return;
    this.#leave = client.subscribe((message) => {
      if (this.#soon !== undefined || !this.#source.isNews(message)) return;
      this.#soon = setTimeout(() => {
        this.#soon = undefined;
        void this.load();
      }, CALM_MS);
    });
  }

  readonly #told = (event: Event): void => {
    event.stopPropagation();
    this.#asked += 1;
    this.#take(this.#source.told(event));
  };

  async load(): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    const asked = (this.#asked += 1);
    // The number is a courtesy: what is in the tab says what is wrong.
    // A count that could not be had leaves the tab as it was; the view behind it tells what is wrong.
    const count = await this.#source.read(client).catch(() => undefined);
    if (count !== undefined && asked === this.#asked && client === this.#host.client) this.#take(count);
  }

  #take(count: number): void {
    const isMore = this.#isKnown && count > this.#count;
    this.#isKnown = true;
    if (count === this.#count) return;
    this.#count = count;
    if (isMore) this.#source.onMore?.(count);
    this.#host.update();
  }
}
