import type { Audience } from '../../../shared/audiences.ts';
import type { TikTokAdsError } from '../../client/errors.ts';
import { SlowLoad } from '../../controllers/slow.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { needsReason } from './audience-look.ts';

const PAGE = 50;
/** TikTok says why an audience is of no use only when it is asked about that one: as many as a page has of them, usually. */
const REASONS_ASKED = 10;

/** The audiences of one ad account at TikTok, page by page. */
export class AudienceList {
  items: readonly Audience[] = [];
  phase: 'none' | 'loading' | 'failed' | 'ready' = 'none';
  nextCursor: string | null = null;
  isLoading = false;
  isLoadingMore = false;
  failure: TikTokAdsError | undefined;
  /** TikTok's word on audiences that are of no use, by their id; null where it gives none. */
  readonly reasons = new Map<string, string | null>();
  readonly #host: ViewHost;
  readonly #slow: SlowLoad;
  #advertiserId: string | null = null;
  #failedAtMore = false;
  #abort = new AbortController();

  constructor(host: ViewHost) {
    this.#host = host;
    this.#slow = new SlowLoad(host.element, () => host.announce(host.labels.common.stillLoading));
  }

  get isSlow(): boolean {
    return this.#slow.isSlow;
  }

  /** Loads the first page; what is shown of the same ad account stays until it is there. */
  async load(advertiserId: string | null): Promise<void> {
    if (advertiserId !== this.#advertiserId) this.clear();
    this.#advertiserId = advertiserId;
    if (advertiserId === null) return this.#host.update();
    if (this.phase !== 'ready') {
      this.phase = 'loading';
      this.#slow.begin();
    }
    await this.#load(null);
    this.#slow.end();
    this.#host.update();
  }

  /** The next page, at the end of those shown. True when it came. */
  async loadMore(): Promise<boolean> {
    if (this.nextCursor === null || this.isLoading) return false;
    await this.#load(this.nextCursor);
    return this.failure === undefined;
  }

  /** Tries again what failed: the next page, or all of it when the server no longer knows where it was. */
  async retry(): Promise<void> {
    const isRefused = this.failure !== undefined && this.failure.status >= 400 && this.failure.status < 500;
    if (this.#failedAtMore && !isRefused) await this.loadMore();
    else await this.load(this.#advertiserId);
  }

  async #load(cursor: string | null): Promise<void> {
    const { client } = this.#host;
    const advertiserId = this.#advertiserId;
    if (client === undefined || advertiserId === null) return;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.isLoading = true;
    this.isLoadingMore = cursor !== null;
    this.failure = undefined;
    this.#host.update();
    try {
      const query = { advertiserId, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
      const page = await client.call('listAudiences', { query, signal });
      if (signal.aborted) return;
      this.items = cursor === null ? page.items : [...this.items, ...page.items];
      this.nextCursor = page.nextCursor;
      this.phase = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      this.failure = this.#host.report(error);
      this.#failedAtMore = cursor !== null;
      if (this.phase === 'loading') this.phase = 'failed';
    }
    this.isLoading = false;
    this.isLoadingMore = false;
    this.#host.update();
    if (this.failure === undefined) void this.#askWhy(advertiserId, signal);
  }

  /** Looks at the first page again; nobody asked for it, so what fails is not told, and what is shown stays. */
  async refreshQuietly(): Promise<void> {
    const { client } = this.#host;
    const advertiserId = this.#advertiserId;
    if (client === undefined || advertiserId === null || this.phase !== 'ready' || this.isLoading) return;
    const { signal } = this.#abort;
    const page = await client
      .call('listAudiences', { query: { advertiserId, limit: PAGE }, signal })
      .catch(() => undefined);
    if (page === undefined || signal.aborted) return;
    const isAll = this.items.length <= PAGE;
    const first = new Set(page.items.map(({ customAudienceId }) => customAudienceId));
    const rest = isAll ? [] : this.items.filter(({ customAudienceId }) => !first.has(customAudienceId));
    if (isAll) this.nextCursor = page.nextCursor;
    this.items = [...page.items, ...rest];
    this.#host.update();
    void this.#askWhy(advertiserId, signal);
  }

  /** One after the other: what is of no use says why. It is a nicety, so a failure is silent. */
  async #askWhy(advertiserId: string, signal: AbortSignal): Promise<void> {
    const troubled = this.items.filter(
      (each) => needsReason(each, Date.now()) && !this.reasons.has(each.customAudienceId),
    );
    for (const { customAudienceId } of troubled.slice(0, REASONS_ASKED)) {
      const asked = this.#host.client?.call('getAudience', {
        params: { customAudienceId },
        query: { advertiserId },
        signal,
      });
      const details = await asked?.catch(() => undefined);
      if (signal.aborted) return;
      if (details === undefined) continue;
      this.reasons.set(customAudienceId, details.message);
      this.#host.update();
    }
  }

  /** Brings one up to date. */
  put(changed: Audience): void {
    this.items = this.items.map((item) => (item.customAudienceId === changed.customAudienceId ? changed : item));
    this.#host.update();
  }

  /** Takes one out that is deleted. */
  drop(customAudienceId: string): void {
    this.items = this.items.filter((item) => item.customAudienceId !== customAudienceId);
    this.#host.update();
  }

  /** Stops loading; the next load starts again. */
  close(): void {
    this.#abort.abort();
    this.isLoading = false;
    this.isLoadingMore = false;
  }

  /** Forgets everything, for another ad account or session. */
  clear(): void {
    this.close();
    this.#advertiserId = null;
    this.items = [];
    this.phase = 'none';
    this.nextCursor = null;
    this.failure = undefined;
    this.reasons.clear();
  }
}
