import type { Export } from '../../shared/exports.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { waitMs } from './export-flow.ts';
import { isSettled, pollDelayMs, shouldStopPolling } from './polling.ts';

const PAGE = 10;

/** Earlier exports, newest first, page by page. */
export class ExportHistory {
  items: readonly Export[] = [];
  isLoaded = false;
  isLoading = false;
  failure: TikTokAdsError | null = null;
  nextCursor: string | null = null;
  readonly #host: ViewHost;
  #loads = new AbortController();
  #looks = new AbortController();

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** The first page, which takes the place of a load under way, or the next one. What is shown stays when it fails. */
  async load(cursor: string | null = null): Promise<void> {
    const { client } = this.#host;
    if (client === undefined || (cursor !== null && this.isLoading)) return;
    this.#loads.abort();
    const { signal } = (this.#loads = new AbortController());
    this.isLoading = true;
    this.failure = null;
    this.#host.update();
    try {
      const query = { limit: PAGE, ...(cursor === null ? {} : { cursor }) };
      const page = await client.call('listExports', { query, signal });
      this.items = cursor === null ? page.items : [...this.items, ...page.items];
      this.nextCursor = page.nextCursor;
      this.isLoaded = true;
    } catch (error) {
      if (signal.aborted) return;
      this.failure = this.#host.report(error) ?? null;
    }
    this.isLoading = false;
    this.#host.update();
    void this.#follow();
  }

  /** Stops asking; the next load starts again. */
  close(): void {
    this.#loads.abort();
    this.#looks.abort();
    this.isLoading = false;
  }

  /** Forgets everything, for another session's history. */
  clear(): void {
    this.close();
    this.items = [];
    this.isLoaded = false;
    this.failure = null;
    this.nextCursor = null;
  }

  /** While exports of the list are on their way, asks how they are, whoever started them. */
  async #follow(): Promise<void> {
    this.#looks.abort();
    const { signal } = (this.#looks = new AbortController());
    let looks = 0;
    let unchangedMs = 0;
    for (;;) {
      const moving = this.items.find(({ state }) => state !== 'draft' && !isSettled(state));
      if (moving === undefined || shouldStopPolling(moving.state, unchangedMs)) return;
      const pause = pollDelayMs(moving.state, looks);
      try {
        await waitMs(pause, signal);
      } catch {
        return;
      }
      looks += 1;
      unchangedMs += pause;
      if (document.hidden) continue;
      // A look that fails is made up for by the next one; what is shown stays.
      const page = await this.#host.client?.call('listExports', { query: { limit: PAGE }, signal }).catch(() => null);
      if (signal.aborted) return;
      const changed = (page?.items ?? []).filter((item) => {
        const known = this.items.find(({ id }) => id === item.id);
        return known?.state !== item.state || known.peopleUploaded !== item.peopleUploaded;
      });
      if (changed.length === 0) continue;
      for (const item of changed.toReversed()) this.take(item);
      looks = 0;
      unchangedMs = 0;
      this.#host.update();
    }
  }

  /** Brings one export up to date, or puts a new one on top. */
  take(changed: Export): void {
    const isKnown = this.items.some(({ id }) => id === changed.id);
    this.items = isKnown
      ? this.items.map((item) => (item.id === changed.id ? changed : item))
      : [changed, ...this.items];
  }
}
