import type { ListedEvent, ReadActivity } from '../../shared/events.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import { isSessionError, type TikTokAdsError, toTikTokAdsError } from '../client/errors.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** Marks go out together, so that scrolling makes one call and not thirty. */
const TOGETHER_MS = 500;
const AGAIN_MS = 30_000;
/** What the server takes in one call. */
const MOST = 1000;
/** “Mark all read” can be undone this long, and longer while the pointer or the focus is on the offer. */
const OFFERED_MS = 10_000;

type UpTo = Pick<ListedEvent, 'id' | 'createdAt'>;

interface MarkedAll {
  readonly upTo: UpTo;
  readonly count: number;
}

/**
 * What this person has read, on top of what the server knows. Marks are a courtesy: one that does not reach the server goes with the
 * next, and nobody is bothered with it. “Mark all read” reaches it when it can't be undone any more, or when the page is left.
 */
export class ReadMarks {
  /** Another one whenever something counts as read, or does not any more. */
  revision = 0;
  readonly #host: ViewHost;
  readonly #settled: (count: number) => void;
  readonly #read = new Set<string>();
  readonly #unsent = new Set<string>();
  readonly #onTheWay = new Set<string>();
  #all: MarkedAll | undefined;
  #unsentUpTo: UpTo | undefined;
  /** Sent, or about to be: everything up to this instant is read for good. */
  #allBefore = '';
  /** Whose session made the marks: they are that person's, also when another one takes over. */
  #client: TikTokAdsClient | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #offerTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param settled “Mark all read” can't be undone any more, and so many count as read for good */
  constructor(host: ViewHost, settled: (count: number) => void) {
    this.#host = host;
    this.#settled = settled;
  }

  /** Another session has marks of its own; those of the old one go out as the old one's. */
  reset(): void {
    this.flush();
    clearTimeout(this.#timer);
    this.#read.clear();
    this.#unsent.clear();
    this.#onTheWay.clear();
    this.#unsentUpTo = undefined;
    this.#allBefore = '';
    this.#client = undefined;
    this.revision += 1;
  }

  isRead({ id, isRead, createdAt }: ListedEvent): boolean {
    return (
      isRead || this.#read.has(id) || createdAt <= this.#allBefore || createdAt <= (this.#all?.upTo.createdAt ?? '')
    );
  }

  /** How many “Mark all read” has just marked, while it can be undone. */
  get undoable(): number | undefined {
    return this.#all?.count;
  }

  /** How many the server does not know of yet, one by one. */
  get unsentCount(): number {
    return this.#unsent.size;
  }

  mark(ids: readonly string[]): void {
    this.#client = this.#host.client;
    for (const id of ids) {
      this.#read.add(id);
      this.#unsent.add(id);
    }
    this.revision += 1;
    this.#sendSoon(TOGETHER_MS);
    this.#host.update();
  }

  /** @param count how many were unread, for the offer to undo it */
  markAll(upTo: UpTo, count: number): void {
    this.#settleAll();
    this.#client = this.#host.client;
    this.#all = { upTo, count };
    this.revision += 1;
    this.#waitForUndo();
    this.#host.update();
  }

  undo(): void {
    clearTimeout(this.#offerTimer);
    this.#all = undefined;
    this.revision += 1;
    this.#host.update();
  }

  /** It stays: the offer goes, and the server is told. */
  readonly settle = (): void => {
    this.#settleAll();
    this.#send();
    this.#host.update();
  };

  #waitForUndo(): void {
    clearTimeout(this.#offerTimer);
    this.#offerTimer = setTimeout(() => {
      if (this.#host.find('.undone:is(:hover, :focus-within)') === null) this.settle();
      else this.#waitForUndo();
    }, OFFERED_MS);
  }

  #settleAll(): void {
    clearTimeout(this.#offerTimer);
    const all = this.#all;
    if (all === undefined) return;
    this.#all = undefined;
    this.#allBefore = all.upTo.createdAt;
    this.#unsentUpTo = all.upTo;
    this.#settled(all.count);
  }

  /** Before the page is left or hidden: what waits goes out now. */
  flush(): void {
    this.#settleAll();
    this.#send();
  }

  #sendSoon(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), ms);
  }

  /** What is on its way already is not sent twice. */
  #send(): void {
    clearTimeout(this.#timer);
    const client = this.#client;
    if (client === undefined) return;
    const upTo = this.#unsentUpTo;
    if (upTo !== undefined && !this.#onTheWay.has(upTo.id)) void this.#sendOff(client, { upTo: upTo.id }, [upTo.id]);
    const eventIds = [...this.#unsent].filter((id) => !this.#onTheWay.has(id)).slice(0, MOST);
    if (eventIds.length > 0) void this.#sendOff(client, { eventIds }, eventIds);
  }

  async #sendOff(client: TikTokAdsClient, body: ReadActivity, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#onTheWay.add(id);
    let failure: TikTokAdsError | undefined;
    try {
      await client.call('readActivity', { body, keepsAlive: true });
    } catch (error) {
      failure = toTikTokAdsError(error);
    }
    if (client !== this.#client) return;
    for (const id of ids) this.#onTheWay.delete(id);
    // Refused for good: with the next load it is unread again.
    const isRefused = failure !== undefined && failure.status >= 400 && failure.status < 500 && failure.status !== 429;
    const isLost = isSessionError(failure);
    const isOver = failure === undefined || (isRefused && !isLost);
    if (isOver && 'upTo' in body) {
      if (this.#unsentUpTo?.id === body.upTo) this.#unsentUpTo = undefined;
    } else if (isOver) for (const id of ids) this.#unsent.delete(id);
    if (failure !== undefined && isOver) this.#forget(body);
    const waits = this.#unsent.size > 0 || this.#unsentUpTo !== undefined;
    // An element that was taken out asks nobody again, nor one whose session is lost: they go with the next mark.
    if (waits && !isLost && this.#host.element.isConnected)
      this.#sendSoon(failure === undefined ? TOGETHER_MS : AGAIN_MS);
  }

  #forget(body: ReadActivity): void {
    if ('upTo' in body) this.#allBefore = '';
    else for (const id of body.eventIds) this.#read.delete(id);
    this.revision += 1;
    this.#host.update();
  }
}
