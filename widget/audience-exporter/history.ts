import type { Export } from '../../shared/exports.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';

const PAGE = 10;

/** Earlier exports, newest first, page by page. */
export class ExportHistory {
  items: readonly Export[] = [];
  isLoaded = false;
  isLoading = false;
  failure: TikTokAdsError | null = null;
  nextCursor: string | null = null;
  readonly #host: ViewHost;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** The first page, or the next one. What is shown stays when it fails. */
  async load(cursor: string | null = null): Promise<void> {
    const { client } = this.#host;
    if (client === undefined || this.isLoading) return;
    this.isLoading = true;
    this.failure = null;
    this.#host.update();
    try {
      const page = await client.call('listExports', { query: { limit: PAGE, ...(cursor === null ? {} : { cursor }) } });
      this.items = cursor === null ? page.items : [...this.items, ...page.items];
      this.nextCursor = page.nextCursor;
      this.isLoaded = true;
    } catch (error) {
      this.failure = this.#host.report(error) ?? null;
    }
    this.isLoading = false;
    this.#host.update();
  }

  /** Brings one export up to date, or puts a new one on top. */
  take(changed: Export): void {
    const isKnown = this.items.some(({ id }) => id === changed.id);
    this.items = isKnown
      ? this.items.map((item) => (item.id === changed.id ? changed : item))
      : [changed, ...this.items];
  }
}
