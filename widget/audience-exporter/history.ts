import type { Export } from '../../shared/exports.ts';
import { isSessionError, TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { fits, type HistoryFilter, isNarrowed, NO_FILTER, toListQuery } from './history-filter.ts';
import { waitMs, waitMsInSight } from './page-waits.ts';
import { isSettled, listDelayMs, shouldStopPolling } from './polling.ts';
import { goesOnByItself } from './run-state.ts';

const FIRST_PAGE = 10;
const NEXT_PAGE = 50;
/** Up to so many are read at a glance. */
const SHORT = 5;
/** Between two letters of a search. */
const TYPING_MS = 250;

/** Earlier exports, newest first, page by page, narrowed by a filter. */
export class ExportHistory {
  items: readonly Export[] = [];
  filter: HistoryFilter = NO_FILTER;
  isLoaded = false;
  /** There is no export at all, whatever the filter. */
  isEmpty = false;
  /** So few that a filter would only be in the way. */
  isShort = false;
  isLoading = false;
  /** The next page is on its way, at the end of those shown. */
  isLoadingMore = false;
  failure: TikTokAdsError | null = null;
  nextCursor: string | null = null;
  readonly #host: ViewHost;
  readonly #nameOf: (exported: Export) => string;
  readonly #onItems: () => void;
  readonly #isTold: () => boolean;
  #failedAtMore = false;
  #loads = new AbortController();
  #loading: Promise<boolean> = Promise.resolve(true);
  #looks = new AbortController();
  #typing = new AbortController();

  /**
   * @param onItems called when other exports are shown
   * @param isTold whether the workspace's stream tells what becomes of exports
   */
  constructor(host: ViewHost, nameOf: (exported: Export) => string, onItems: () => void, isTold: () => boolean) {
    this.#host = host;
    this.#nameOf = nameOf;
    this.#onItems = onItems;
    this.#isTold = isTold;
  }

  /** The first page, which takes the place of a load under way. What is shown stays when it fails. */
  async load(): Promise<boolean> {
    return this.#load(null);
  }

  /** The next page, at the end. */
  async loadMore(): Promise<boolean> {
    return this.nextCursor !== null && !this.isLoading && this.#load(this.nextCursor);
  }

  /** Tries again what failed: the next page, or all of it when the server no longer knows where it was. */
  async retry(): Promise<boolean> {
    const isRefused = this.failure !== null && this.failure.status >= 400 && this.failure.status < 500;
    return this.#failedAtMore && !isRefused ? this.loadMore() : this.load();
  }

  /** Resolves when no page is on its way any more. */
  async untilIdle(): Promise<void> {
    while (this.isLoading) await this.#loading;
  }

  #load(cursor: string | null): Promise<boolean> {
    return (this.#loading = this.#read(cursor));
  }

  async #read(cursor: string | null): Promise<boolean> {
    const { client } = this.#host;
    if (client === undefined) return false;
    this.#loads.abort();
    const { signal } = (this.#loads = new AbortController());
    this.isLoading = true;
    this.isLoadingMore = cursor !== null;
    this.failure = null;
    this.#host.update();
    try {
      const query = {
        ...toListQuery(this.filter, Date.now()),
        ...(cursor === null ? { limit: FIRST_PAGE } : { limit: NEXT_PAGE, cursor }),
      };
      const page = await client.call('listExports', { query, signal });
      if (signal.aborted) return false;
      this.items = cursor === null ? page.items : [...this.items, ...page.items];
      this.nextCursor = page.nextCursor;
      this.isLoaded = true;
      this.isEmpty = this.items.length === 0 && !isNarrowed(this.filter);
      if (!isNarrowed(this.filter)) this.isShort = this.items.length <= SHORT && this.nextCursor === null;
    } catch (error) {
      if (signal.aborted) return false;
      this.failure = this.#host.report(error) ?? null;
      this.#failedAtMore = cursor !== null;
    }
    this.isLoading = false;
    this.isLoadingMore = false;
    this.#onItems();
    this.#host.update();
    void this.#follow();
    return this.failure === null;
  }

  /** Looks at once what has begun or moved, and leaves everything else that is shown where it is. */
  refresh(): void {
    if (this.isLoaded && !this.isLoading) void this.#follow(true);
    else void this.load();
  }

  /** Reads those of the list again that are too far down for a look at its start; without a word, as every look. */
  async lookAt(ids: readonly string[]): Promise<void> {
    const { signal } = this.#loads;
    const deep = this.items.slice(FIRST_PAGE).filter(({ id }) => ids.includes(id));
    for (const { id } of deep.slice(0, FIRST_PAGE)) {
      const load = this.#host.client?.call('getExport', { params: { exportId: id }, signal });
      // A row that can't be read now stays as it is shown.
      const seen = await load?.catch(() => undefined);
      if (signal.aborted) return;
      if (seen !== undefined) this.#put(seen);
    }
    if (deep.length > 0) this.#host.update();
  }

  /** Narrows the history. Text waits for a moment without typing; what was found is announced. */
  async narrow(change: Partial<HistoryFilter>): Promise<void> {
    this.filter = { ...this.filter, ...change };
    this.#host.update();
    this.#typing.abort();
    const { signal } = (this.#typing = new AbortController());
    try {
      if (change.text !== undefined) await waitMs(TYPING_MS, signal);
    } catch {
      return;
    }
    if (!(await this.load()) || signal.aborted) return;
    const { announceFound } = this.#host.labels.audienceExporter;
    if (isNarrowed(this.filter)) this.#host.announce(announceFound(this.items.length, this.nextCursor !== null));
  }

  /** Stops asking; the next load starts again. */
  close(): void {
    this.#typing.abort();
    this.#loads.abort();
    this.#looks.abort();
    this.isLoading = false;
    this.isLoadingMore = false;
  }

  /** Forgets everything, for another session's history. */
  clear(): void {
    this.close();
    this.items = [];
    this.filter = NO_FILTER;
    this.isLoaded = false;
    this.isEmpty = false;
    this.isShort = false;
    this.failure = null;
    this.nextCursor = null;
  }

  /** While exports of the list are on their way, asks how they are, whoever started them. */
  async #follow(atOnce = false): Promise<void> {
    this.#looks.abort();
    const { signal } = (this.#looks = new AbortController());
    let looks = 0;
    let unchangedMs = 0;
    let isAsked = atOnce;
    /** What this look was for has not been seen yet. */
    let isMissed = atOnce;
    for (;;) {
      const open = this.items.filter(
        (item) => item.state !== 'draft' && (!isSettled(item.state) || goesOnByItself(item)) && item.pausedAt === null,
      );
      const moving = open.find(({ waiting }) => waiting === null);
      // What waits for a sign-in is looked at now and then: somebody may sign in elsewhere.
      const pace = moving?.state ?? 'processing';
      if (!isMissed && (open.length === 0 || shouldStopPolling(pace, unchangedMs))) return;
      const pause = isAsked ? 0 : listDelayMs(pace, looks, this.#isTold());
      isAsked = false;
      try {
        await waitMsInSight(pause, signal);
      } catch {
        return;
      }
      looks += 1;
      unchangedMs += pause;
      // A look that fails is made up for by the next one; what is shown stays.
      const query = { ...toListQuery(this.filter, Date.now()), limit: FIRST_PAGE };
      const page = await this.#host.client?.call('listExports', { query, signal }).catch(toTikTokAdsError);
      if (signal.aborted) return;
      const isLost = page instanceof TikTokAdsError;
      // Refused once is refused again; anything else passes.
      isMissed &&= isLost && (page.status === 0 || page.status >= 500) && !isSessionError(page);
      const changed = (isLost ? [] : (page?.items ?? [])).filter((item) => {
        const known = this.items.find(({ id }) => id === item.id);
        return (
          known?.state !== item.state ||
          known.peopleUploaded !== item.peopleUploaded ||
          known.pausedAt !== item.pausedAt ||
          known.waiting?.since !== item.waiting?.since ||
          known.queue?.position !== item.queue?.position ||
          known.confirmation?.code !== item.confirmation?.code
        );
      });
      if (changed.length === 0) continue;
      // The server has found them by this very filter: none of them is looked at by our own.
      for (const item of changed.toReversed()) this.#put(item);
      looks = 0;
      unchangedMs = 0;
      this.#onItems();
      this.#host.update();
    }
  }

  /** Brings one export up to date, or puts a new one on top when it is among those looked for. */
  take(changed: Export): void {
    const isKnown = this.items.some(({ id }) => id === changed.id);
    if (isKnown || fits(this.filter, changed, this.#nameOf(changed), Date.now())) this.#put(changed);
  }

  #put(changed: Export): void {
    const known = this.items.find(({ id }) => id === changed.id);
    // An answer that was long on its way must not bring back what is over.
    if (known !== undefined && known.updatedAt > changed.updatedAt) return;
    if (known === undefined) this.items = [changed, ...this.items];
    else this.items = this.items.map((item) => (item.id === changed.id ? changed : item));
    this.isEmpty = false;
  }
}
