import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';

const FIRST_PAGE = 10;
export const NEXT_PAGE = 50;

export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Where the items of a list come from, and where they stand. */
export interface PageSource<Item, Filter> {
  read(
    client: TikTokAdsClient,
    filter: Filter | 'all',
    at: { readonly cursor: string | undefined; readonly limit: number; readonly signal: AbortSignal },
  ): Promise<PageOf<Item>>;
  /** Of the titles in the shadow root: the keyboard goes on at the first one that came with the last page. */
  readonly titles: string;
  /** Told when the first load begins and ends. */
  readonly slow?: { begin(): void; end(): void };
}

/** A list that is read newest first, page by page, narrowed by one word. */
export class FilteredPages<Item extends { readonly id: string }, Filter extends string> {
  items: readonly Item[] = [];
  isLoaded = false;
  failure: TikTokAdsError | undefined;
  filter: Filter | 'all' = 'all';
  nextCursor: string | null = null;
  isLoadingOlder = false;
  failedAtOlder = false;
  #loads = new AbortController();
  readonly #host: ViewHost;
  readonly #source: PageSource<Item, Filter>;

  constructor(host: ViewHost, source: PageSource<Item, Filter>) {
    this.#host = host;
    this.#source = source;
  }

  stop(): void {
    this.#loads.abort();
  }

  reset(): void {
    this.stop();
    this.items = [];
    this.isLoaded = false;
    this.failure = undefined;
    this.filter = 'all';
    this.nextCursor = null;
    this.isLoadingOlder = false;
  }

  /** The newest ones; those shown stay until they are there. @param isQuiet nobody asked for it: a failure is thrown, and not shown over what is there */
  async load(isQuiet = false): Promise<void> {
    const { client } = this.#host;
    if (client === undefined) return;
    this.#loads.abort();
    const { signal } = (this.#loads = new AbortController());
    if (!this.isLoaded) this.#source.slow?.begin();
    try {
      const limit = Math.max(FIRST_PAGE, Math.min(NEXT_PAGE, this.items.length));
      const page = await this.#source.read(client, this.filter, { cursor: undefined, limit, signal });
      if (signal.aborted) return;
      this.items = page.items;
      this.nextCursor = page.nextCursor;
      this.isLoaded = true;
      this.failure = undefined;
    } catch (cause) {
      if (signal.aborted) return;
      if (isQuiet && this.isLoaded) throw cause;
      this.failure = this.#host.report(cause);
      this.failedAtOlder = false;
    } finally {
      if (!signal.aborted) this.#source.slow?.end();
    }
    this.isLoadingOlder = false;
    this.#host.update();
  }

  readonly loadOlder = async (): Promise<void> => {
    const { client } = this.#host;
    const cursor = this.nextCursor;
    if (client === undefined || cursor === null || this.isLoadingOlder) return;
    const { signal } = this.#loads;
    const before = this.items.length;
    this.isLoadingOlder = true;
    this.failure = undefined;
    this.#host.update();
    try {
      const page = await this.#source.read(client, this.filter, { cursor, limit: NEXT_PAGE, signal });
      if (signal.aborted) return;
      const known = new Set(this.items.map(({ id }) => id));
      this.items = [...this.items, ...page.items.filter(({ id }) => !known.has(id))];
      this.nextCursor = page.nextCursor;
    } catch (cause) {
      if (signal.aborted) return;
      this.failure = this.#host.report(cause);
      this.failedAtOlder = true;
    }
    this.isLoadingOlder = false;
    this.#host.update();
    if (this.nextCursor !== null) return;
    // The last page takes the pressed button away.
    await this.#host.element.updateComplete;
    this.#host.element.shadowRoot?.querySelectorAll<HTMLElement>(this.#source.titles)[before]?.focus();
  };

  readonly retry = (): void => void (this.failedAtOlder ? this.loadOlder() : this.load());

  readonly choose = (filter: Filter | 'all'): void => {
    this.filter = filter;
    this.isLoaded = false;
    this.items = [];
    this.nextCursor = null;
    void this.load();
    this.#host.update();
  };
}
