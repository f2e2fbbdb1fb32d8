import type { ActivityCounts, ActivityEvent, ActivityPage, ListedEvent } from '../../shared/events.ts';
import type { SessionView } from '../../shared/sessions.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import { SlowLoad } from '../controllers/slow.ts';
import { ActivityCountsEvent } from '../element/activity-counts.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { isolated } from '../labels/number.ts';
import { nameOf, titleOf } from './event-words.ts';
import {
  countArrived,
  FEED_FILTERS,
  type FeedFilter,
  type FeedList,
  has,
  isSettledBy,
  NOT_LOADED,
  showFresh,
  take,
  takeFirstPage,
  takeNextPage,
  toQuery,
  touches,
} from './feed-list.ts';
import { FeedVoice } from './feed-voice.ts';
import { LiveLine } from './live-line.ts';
import { ReadMarks } from './read-marks.ts';
import { FeedSignIn } from './sign-in.ts';

const FIRST_PAGE = 30;
const NEXT_PAGE = 100;
/** After events that arrived, the server is asked once how things stand: what they settled may be further down. */
const LOOK_AGAIN_MS = 5000;
/** So many further pages are read to meet the events that are shown; where more happened, the list begins anew. */
const MOST_BETWEEN = 5;
const NO_COUNTS: ActivityCounts = { all: 0, needsYou: 0, unread: 0, ads: 0, accounts: 0, audiences: 0, other: 0 };

/** What the feed knows, and how it learns it. */
export class FeedModel {
  readonly host: ViewHost;
  readonly live: LiveLine;
  readonly marks: ReadMarks;
  readonly signIn: FeedSignIn;
  #counts: ActivityCounts = NO_COUNTS;
  /** Undefined until it is known what the person may do. */
  permissions: readonly string[] | undefined;
  /** Whether somebody reads who can have read something; the host's own key can't. */
  hasReader = true;
  failure: TikTokAdsError | undefined;
  /** The failure is of older events, at the end. */
  failedAtOlder = false;
  isLoadingOlder = false;
  readonly #slow: SlowLoad;
  readonly #filter: () => FeedFilter;
  /** New events wait instead of moving what somebody reads or is about to press. */
  readonly #holdsStill: () => boolean;
  readonly #voice: FeedVoice;
  /** Events that came while the page was open; they come in with a little motion. */
  readonly arrived = new Set<string>();
  readonly #lists = new Map<FeedFilter, FeedList>();
  #loads = new AbortController();
  #again: ReturnType<typeof setTimeout> | undefined;
  /** The newest event of all, for “Mark all read”. */
  #newest: ListedEvent | undefined;
  /** The newest in the counts that the server told: what the stream repeats from before it is no news. */
  #countedTo: ListedEvent | undefined;
  /** Of the stream, counted since. */
  readonly #counted = new Set<string>();
  /** Came while a page was being read, which may lack them. */
  readonly #meanwhile = new Map<string, ActivityEvent>();

  constructor(host: ViewHost, filter: () => FeedFilter, holdsStill: () => boolean) {
    this.host = host;
    this.#filter = filter;
    this.#holdsStill = holdsStill;
    this.marks = new ReadMarks(host, (count) => {
      this.#counts = { ...this.#counts, unread: Math.max(0, this.#counts.unread - count) };
    });
    this.signIn = new FeedSignIn(host);
    this.live = new LiveLine(host, { event: (event) => this.#arrived(event), readAgain: () => void this.load() });
    this.#voice = new FeedVoice(
      (text) => host.announce(text),
      (count) => host.labels.eventFeed.heardMany(count),
    );
    this.#slow = new SlowLoad(host.element, () => host.announce(host.labels.common.stillLoading));
  }

  get list(): FeedList {
    return this.#lists.get(this.#filter()) ?? NOT_LOADED;
  }

  /** What “Mark all read” has marked was not told to the server yet, and can come back. */
  get counts(): ActivityCounts {
    return { ...this.#counts, unread: Math.max(0, this.#counts.unread - (this.marks.undoable ?? 0)) };
  }

  get isSlow(): boolean {
    return this.#slow.isSlow;
  }

  get mayRead(): boolean {
    return this.permissions?.includes('read') !== false && this.failure?.code !== 'permission_denied';
  }

  may(permission: 'connect' | 'export'): boolean {
    return this.permissions?.includes(permission) === true;
  }

  isUnread(event: ListedEvent): boolean {
    return this.hasReader && !this.marks.isRead(event);
  }

  connected(): void {
    document.addEventListener('tiktok-connect-succeeded', this.#signedIn);
    document.addEventListener('visibilitychange', this.#hidden);
    window.addEventListener('pagehide', this.#hidden);
    if (!this.#loads.signal.aborted) return;
    this.marks.flush();
    this.live.open();
    void this.load();
  }

  disconnected(): void {
    document.removeEventListener('tiktok-connect-succeeded', this.#signedIn);
    document.removeEventListener('visibilitychange', this.#hidden);
    window.removeEventListener('pagehide', this.#hidden);
    this.marks.flush();
    this.live.close();
    this.#voice.stop();
    this.#loads.abort();
    clearTimeout(this.#again);
  }

  /** Another session: nothing of the old one stays. */
  reset(): void {
    this.live.close();
    this.#voice.stop();
    clearTimeout(this.#again);
    this.#lists.clear();
    this.arrived.clear();
    this.#counted.clear();
    this.#meanwhile.clear();
    this.#countedTo = undefined;
    this.marks.reset();
    this.signIn.reset();
    this.#counts = NO_COUNTS;
    this.permissions = undefined;
    this.#newest = undefined;
    this.failure = undefined;
    this.isLoadingOlder = false;
    // Taken out of the page, it begins when it is back.
    if (!this.host.element.isConnected) return this.#loads.abort();
    this.live.open();
    void this.load();
  }

  /** Back in sight, it learns what was read in another tab. */
  readonly #hidden = (event: Event): void => {
    if (event.type === 'pagehide' || document.hidden) this.marks.flush();
    else if (this.list.isLoaded) void this.load();
  };

  readonly #signedIn = (): void => {
    void this.signIn.learn(true);
    void this.load();
  };

  /** The newest events under the filter. What is shown stays, also when it fails. */
  async load(): Promise<void> {
    const { client } = this.host;
    if (client === undefined) return;
    const filter = this.#filter();
    this.#loads.abort();
    const { signal } = (this.#loads = new AbortController());
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#meanwhile.clear();
    if (!this.list.isLoaded) this.#slow.begin();
    this.host.update();
    // Where the session is lost, the list fails for the same reason, and says so.
    const asked = client.session().catch(() => undefined);
    try {
      // Counts, and the newest event that is in them, come in one answer.
      const everything = filter === 'all' ? undefined : client.call('listActivity', { query: { limit: 1 }, signal });
      const [page, all] = await Promise.all([this.#readPage(client, filter, signal), everything]);
      await this.#learnWhoReads(asked, signal);
      if (signal.aborted) return;
      const waits = this.#holdsStill();
      const list = this.#lists.get(filter) ?? NOT_LOADED;
      const late = new Set(this.#meanwhile.keys());
      this.#lists.set(filter, takeFirstPage(list, filter, page, waits, new Date().toISOString(), late));
      this.#takeCounts(all ?? page);
      this.failure = undefined;
      for (const event of this.#meanwhile.values()) this.#arrived(event);
      this.#meanwhile.clear();
      this.#learnSignIns();
    } catch (error) {
      await this.#learnWhoReads(asked, signal);
      if (signal.aborted) return;
      this.failure = this.host.report(error);
      this.failedAtOlder = false;
    }
    this.#slow.end();
    this.host.update();
  }

  /** The first page, and what lies between it and the events that are shown, so that none of them has to go. */
  async #readPage(client: TikTokAdsClient, filter: FeedFilter, signal: AbortSignal): Promise<ActivityPage> {
    const query = { ...toQuery(filter), limit: FIRST_PAGE };
    const page = await client.call('listActivity', { query, signal });
    let { items, nextCursor } = page;
    for (let more = 0; more < MOST_BETWEEN && nextCursor !== null && !touches(this.list, items); more += 1) {
      const next = await client.call('listActivity', {
        query: { ...query, limit: NEXT_PAGE, cursor: nextCursor },
        signal,
      });
      items = [...items, ...next.items];
      nextCursor = next.nextCursor;
    }
    return { ...page, items, nextCursor };
  }

  #takeCounts({ items, counts }: Pick<ActivityPage, 'items' | 'counts'>): void {
    this.#newest = items[0];
    this.#countedTo = items[0];
    this.#counted.clear();
    this.#setCounts({ ...counts, unread: Math.max(0, counts.unread - this.marks.unsentCount) });
  }

  async #learnWhoReads(asked: Promise<SessionView | undefined>, signal: AbortSignal): Promise<void> {
    const session = await asked;
    if (session === undefined || signal.aborted) return;
    this.permissions = session.permissions;
    this.hasReader = session.userId !== null;
  }

  /** The filter is another one: its events as they were read last, and then anew. */
  filterChanged(): void {
    const filter = this.#filter();
    const list = this.#lists.get(filter);
    if (list !== undefined) this.#lists.set(filter, showFresh(list));
    this.failure = undefined;
    void this.load();
  }

  async loadOlder(): Promise<boolean> {
    const { client } = this.host;
    const filter = this.#filter();
    const { nextCursor: cursor } = this.list;
    if (client === undefined || cursor === null || this.isLoadingOlder) return false;
    this.isLoadingOlder = true;
    this.failure = undefined;
    this.host.update();
    try {
      const query = { ...toQuery(filter), limit: NEXT_PAGE, cursor };
      const page = await client.call('listActivity', { query });
      if (client !== this.host.client) return false;
      const list = this.#lists.get(filter) ?? NOT_LOADED;
      // The list may have begun anew meanwhile.
      if (list.nextCursor === cursor) this.#lists.set(filter, takeNextPage(list, page));
      this.#learnSignIns();
    } catch (error) {
      if (client !== this.host.client) return false;
      const failure = this.host.report(error);
      // Under another filter by now, it would stand where nobody asked.
      if (filter === this.#filter()) {
        this.failure = failure;
        this.failedAtOlder = true;
      }
    }
    this.isLoadingOlder = false;
    this.host.update();
    return this.failure === undefined;
  }

  readonly retry = (): void => void (this.failedAtOlder ? this.loadOlder() : this.load());

  /** Shows what has arrived meanwhile. */
  showFresh(): void {
    const filter = this.#filter();
    this.#lists.set(filter, showFresh(this.list));
    this.host.update();
  }

  markRead(events: readonly ListedEvent[]): void {
    const unread = events.filter((event) => this.isUnread(event));
    if (unread.length === 0) return;
    this.marks.mark(unread.map(({ id }) => id));
    this.#setCounts({ ...this.#counts, unread: Math.max(0, this.#counts.unread - unread.length) });
  }

  /** Everything that there is, whatever the filter shows. */
  markAllRead(): void {
    const newest = this.#newest;
    if (newest === undefined) return;
    this.marks.settle();
    const count = this.counts.unread;
    this.marks.markAll(newest, count);
    this.#setCounts(this.#counts);
    this.host.announce(this.host.labels.eventFeed.markedRead(count));
  }

  undoMarkAll(): void {
    this.marks.undo();
    this.#setCounts(this.#counts);
    this.host.announce(this.host.labels.eventFeed.unmarked);
  }

  #arrived(event: ActivityEvent): void {
    this.#meanwhile.set(event.id, event);
    const listed: ListedEvent = { ...event, isRead: false };
    const lists = [...this.#lists.values()];
    if (lists.length === 0) return;
    const isNews = !this.#isCounted(event, lists);
    const settled = lists
      .flatMap(({ items, fresh }) => [...items, ...fresh])
      .filter((one) => one.needsYou && isSettledBy(one, event));
    const settledCount = new Set(settled.map(({ id }) => id)).size;
    const waits = this.#holdsStill();
    for (const filter of FEED_FILTERS) {
      const list = this.#lists.get(filter);
      if (list !== undefined) this.#lists.set(filter, take(list, filter, listed, waits && filter === this.#filter()));
    }
    if (isNews) this.#tell(listed, settledCount);
    this.host.update();
  }

  #isCounted({ id, createdAt }: ActivityEvent, lists: readonly FeedList[]): boolean {
    const to = this.#countedTo;
    if (this.#counted.has(id) || id === to?.id) return true;
    if (to === undefined || createdAt > to.createdAt) return false;
    // Several can be written down at one instant.
    return createdAt < to.createdAt || lists.some((list) => has(list, id));
  }

  #tell(event: ListedEvent, settledCount: number): void {
    this.#counted.add(event.id);
    this.#setCounts(countArrived(this.#counts, event, settledCount));
    this.#again ??= setTimeout(() => void this.load(), LOOK_AGAIN_MS);
    if (!event.isListed || this.arrived.has(event.id)) return;
    this.arrived.add(event.id);
    if (event.createdAt >= (this.#newest?.createdAt ?? '')) this.#newest = event;
    const { labels } = this.host;
    this.#voice.arrived(titleOf(event, labels, Date.now())(isolated(nameOf(event, labels))));
    this.#learnSignIns();
  }

  #learnSignIns(): void {
    const isAsked = this.list.items.some(({ needsYou, connectionId }) => needsYou && connectionId !== null);
    if (isAsked && this.may('connect')) void this.signIn.learn();
  }

  #setCounts(counts: ActivityCounts): void {
    this.#counts = counts;
    this.host.element.dispatchEvent(new ActivityCountsEvent(this.counts));
  }
}
