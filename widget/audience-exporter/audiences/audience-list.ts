import type { Audience } from '../../../shared/audiences.ts';
import type { Page } from '../../../shared/page.ts';
import type { TikTokAdsError } from '../../client/errors.ts';
import { SlowLoad } from '../../controllers/slow.ts';
import type { ViewHost } from '../../element/lazy-element.ts';
import { needsReason } from './audience-look.ts';

const PAGE = 50;
/** Pages that are read again when something happened: each is a question to TikTok. What is further down stays as it was. */
const MOST_REFRESHED = 10;
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
  #loading: Promise<void> = Promise.resolve();

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

  #load(cursor: string | null): Promise<void> {
    return (this.#loading = this.#read(cursor));
  }

  async #read(cursor: string | null): Promise<void> {
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

  /**
   * Reads again as much as is shown; nobody asked for it, so nothing is told, and what is shown stays until it is there.
   * @throws {TikTokAdsError} any - it could not be read
   */
  async refreshQuietly(): Promise<void> {
    const { client } = this.#host;
    const advertiserId = this.#advertiserId;
    // What is on its way may be older than the reason to look.
    await this.#loading;
    const { signal } = this.#abort;
    if (client === undefined || advertiserId === null || advertiserId !== this.#advertiserId) return;
    if (this.phase !== 'ready' || signal.aborted) return;
    const before = this.items;
    const items: Audience[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < MOST_REFRESHED && (pages === 0 || items.length < before.length); pages++) {
      const query = { advertiserId, limit: PAGE, ...(cursor === null ? {} : { cursor }) };
      const page: Page<Audience> = await client.call('listAudiences', { query, signal });
      if (signal.aborted) return;
      items.push(...page.items);
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    // What somebody has renamed or deleted meanwhile is newer than these answers.
    if (this.items !== before) return this.refreshQuietly();
    const isAll = cursor === null || items.length >= before.length;
    const read = new Set(items.map(({ customAudienceId }) => customAudienceId));
    this.items = isAll ? items : [...items, ...before.filter((item) => !read.has(item.customAudienceId))];
    if (isAll) this.nextCursor = cursor;
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
