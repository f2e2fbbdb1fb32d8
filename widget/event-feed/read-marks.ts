import type { ListedEvent } from '../../shared/events.ts';
import type { ViewHost } from '../element/lazy-element.ts';

/** Marks go out together, so that scrolling makes one call and not thirty. */
const TOGETHER_MS = 500;
const AGAIN_MS = 30_000;
/** What the server takes in one call. */
const MOST = 1000;
/** “Mark all read” can be undone this long, and longer while the pointer or the focus is on the offer. */
const OFFERED_MS = 10_000;

interface MarkedAll {
  readonly upTo: Pick<ListedEvent, 'id' | 'createdAt'>;
  readonly count: number;
}

/**
 * What this person has read, on top of what the server knows. Marks are a courtesy: one that does not reach the server goes with the
 * next, and nobody is bothered with it. “Mark all read” reaches it when it can't be undone any more.
 */
export class ReadMarks {
  /** Another one whenever something counts as read, or does not any more. */
  revision = 0;
  readonly #host: ViewHost;
  readonly #read = new Set<string>();
  readonly #unsent = new Set<string>();
  #all: MarkedAll | undefined;
  /** Sent, or about to be: everything up to this instant is read for good. */
  #allBefore = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #offerTimer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** Another session has marks of its own. */
  reset(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#offerTimer);
    this.#read.clear();
    this.#unsent.clear();
    this.#all = undefined;
    this.#allBefore = '';
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

  mark(ids: readonly string[]): void {
    for (const id of ids) {
      this.#read.add(id);
      this.#unsent.add(id);
    }
    this.revision += 1;
    this.#sendSoon(TOGETHER_MS);
    this.#host.update();
  }

  /** @param count how many were unread, for the offer to undo it */
  markAll(upTo: Pick<ListedEvent, 'id' | 'createdAt'>, count: number): void {
    this.#settleAll();
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
    const { client } = this.#host;
    // A failure shows with the next load, where the events are unread again.
    void client?.call('readActivity', { body: { upTo: all.upTo.id } }).catch(() => {
      this.#allBefore = '';
      this.revision += 1;
    });
  }

  /** Before the page is left or hidden: what waits goes out now. */
  flush(): void {
    this.#settleAll();
    void this.#send();
  }

  #sendSoon(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), ms);
  }

  async #send(): Promise<void> {
    clearTimeout(this.#timer);
    const { client } = this.#host;
    const eventIds = [...this.#unsent].slice(0, MOST);
    if (client === undefined || eventIds.length === 0 || this.#isSending) return;
    this.#isSending = true;
    try {
      await client.call('readActivity', { body: { eventIds } });
      for (const id of eventIds) this.#unsent.delete(id);
      if (this.#unsent.size > 0) this.#sendSoon(TOGETHER_MS);
    } catch {
      if (client === this.#host.client) this.#sendSoon(AGAIN_MS);
    } finally {
      this.#isSending = false;
    }
  }
}
