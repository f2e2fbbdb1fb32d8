import { EVENT_TYPES, type EventTypeEntry } from '../../shared/event-types.ts';
import type { ActivityCounts, ActivityEvent, ActivityFilter, ActivityPage, ListedEvent } from '../../shared/events.ts';

// Pure: what a list of events becomes when a page is read or an event arrives. The newest is always first.

/** In the order of the buttons; what fits none of the last three is under All alone. */
export const FEED_FILTERS = ['needs_you', 'all', 'ads', 'accounts', 'audiences'] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

/** One filter's events, as far as they were read. */
export interface FeedList {
  readonly items: readonly ListedEvent[];
  /** Arrived while the person was further down or busy, newest first: they wait to be shown. */
  readonly fresh: readonly ListedEvent[];
  readonly nextCursor: string | null;
  readonly isLoaded: boolean;
}

export const NOT_LOADED: FeedList = { items: [], fresh: [], nextCursor: null, isLoaded: false };

/** As the server is asked; all of it for `all`. */
export const toQuery = (filter: FeedFilter): { filter?: ActivityFilter } => (filter === 'all' ? {} : { filter });

export const countOf = (counts: ActivityCounts, filter: FeedFilter): number =>
  filter === 'needs_you' ? counts.needsYou : counts[filter];

/** Whether an event belongs under a filter now. */
export function fits(filter: FeedFilter, { group, needsYou, isListed }: ActivityEvent): boolean {
  if (!isListed) return false;
  return filter === 'all' || (filter === 'needs_you' ? needsYou : group === filter);
}

/** Undefined for a type of a newer server, which is shown all the same. */
const entryOf = (type: string): EventTypeEntry | undefined =>
  (EVENT_TYPES as Readonly<Record<string, EventTypeEntry>>)[type];

/**
 * Whether `later` says that nobody has to do anything about `earlier` any more. Of the runs of a mirror only the server knows which came
 * first: what one settles of another is heard when the list is read again, a moment later.
 */
export function isSettledBy(earlier: ActivityEvent, later: ActivityEvent): boolean {
  return (
    earlier.resolvedAt === null &&
    earlier.subject.kind === later.subject.kind &&
    earlier.subject.id === later.subject.id &&
    entryOf(later.type)?.resolves.includes(earlier.type) === true
  );
}

const settled = (event: ListedEvent, at: string): ListedEvent => ({ ...event, needsYou: false, resolvedAt: at });

/** An event that arrives: what it settles is settled, and it waits or is shown when it fits. The same one twice counts once. */
export function take(list: FeedList, filter: FeedFilter, arrived: ListedEvent, waits: boolean): FeedList {
  if (!list.isLoaded || has(list, arrived.id)) return list;
  const settle = (event: ListedEvent) => (isSettledBy(event, arrived) ? settled(event, arrived.createdAt) : event);
  const items = mapChanged(list.items, settle);
  const fresh = mapChanged(list.fresh, settle);
  if (!fits(filter, arrived)) return items === list.items && fresh === list.fresh ? list : { ...list, items, fresh };
  return waits
    ? { ...list, items, fresh: [arrived, ...fresh] }
    : { ...list, items: [arrived, ...fresh, ...items], fresh: [] };
}

export const has = ({ items, fresh }: FeedList, id: string): boolean =>
  items.some((event) => event.id === id) || fresh.some((event) => event.id === id);

/** The same array where nothing changed. */
function mapChanged(
  events: readonly ListedEvent[],
  change: (event: ListedEvent) => ListedEvent,
): readonly ListedEvent[] {
  const changed = events.map(change);
  return changed.some((event, index) => event !== events[index]) ? changed : events;
}

/** What waited is shown. */
export const showFresh = (list: FeedList): FeedList =>
  list.fresh.length === 0 ? list : { ...list, items: [...list.fresh, ...list.items], fresh: [] };

/**
 * The first page, read again. What is shown keeps its place: new events wait or come on top, known ones are brought up to date. What
 * the answer lacks although it should have it is settled under `needs_you`, and too old to be kept otherwise.
 *
 * @param now what an event says that was settled at an unknown instant
 * @param late came by the stream while the page was being read, which may lack them
 */
export function takeFirstPage(
  list: FeedList,
  filter: FeedFilter,
  page: Pick<ActivityPage, 'items' | 'nextCursor'>,
  waits: boolean,
  now: string,
  late: ReadonlySet<string> = new Set(),
): FeedList {
  const { items: read, nextCursor } = page;
  if (!list.isLoaded) return { items: read, fresh: [], nextCursor, isLoaded: true };
  const inPage = new Set(read.map(({ id }) => id));
  const isLate = ({ id }: ListedEvent) => late.has(id) && !inPage.has(id);
  const shown = [...list.fresh, ...list.items];
  const newest = shown.filter(isLate);
  const known = shown.filter((event) => !isLate(event));
  const settle = (event: ListedEvent) => (event.resolvedAt === null ? settled(event, now) : event);
  const first = known.findIndex(({ id }) => inPage.has(id));
  if (first < 0 && read.length > 0 && known.length > 0) {
    // So much has happened that the two do not touch: what is between them is read on from the page.
    const since = read[0]?.createdAt ?? '';
    const newer = known.filter((event) => event.createdAt > since);
    const kept = filter === 'needs_you' ? newer.map(settle) : newer;
    return { items: [...newest, ...kept, ...read], fresh: [], nextCursor, isLoaded: true };
  }
  const oldest = read.at(-1)?.createdAt ?? '';
  const last =
    nextCursor === null
      ? known.length - 1
      : known.findLastIndex(({ id, createdAt }) => inPage.has(id) || createdAt > oldest);
  // Under the other filters, what is above the page is of the stream.
  const above = filter === 'needs_you' ? 0 : Math.max(0, first);
  const events = [...newest, ...known.slice(0, above), ...read];
  for (const [index, event] of known.entries()) {
    const isMissing = index >= above && index <= last && !inPage.has(event.id);
    if (!isMissing || filter !== 'needs_you') continue;
    const before = known[index - 1];
    const place = before === undefined ? newest.length : events.findIndex(({ id }) => id === before.id) + 1;
    events.splice(place, 0, settle(event));
  }
  const older = known.slice(last + 1);
  const wasShown = new Set(list.items.map(({ id }) => id));
  const all = [...events, ...older];
  const firstShown = waits ? all.findIndex(({ id }) => wasShown.has(id)) : 0;
  const waiting = firstShown < 0 ? 0 : firstShown;
  return {
    items: all.slice(waiting),
    fresh: all.slice(0, waiting),
    nextCursor: older.length > 0 ? list.nextCursor : nextCursor,
    isLoaded: true,
  };
}

/** Whether a page, read from the newest on, reaches what is known; where nothing is known, there is nothing to reach. */
export function touches({ items, fresh, isLoaded }: FeedList, page: readonly ListedEvent[]): boolean {
  if (!isLoaded || items.length + fresh.length === 0) return true;
  const known = new Set([...fresh, ...items].map(({ id }) => id));
  return page.some(({ id }) => known.has(id));
}

/** The next page, at the end. */
export function takeNextPage(list: FeedList, page: Pick<ActivityPage, 'items' | 'nextCursor'>): FeedList {
  const added = page.items.filter(({ id }) => !has(list, id));
  return { ...list, items: [...list.items, ...added], nextCursor: page.nextCursor };
}

/** The counts with an event that arrived, as the server will have them. @param settledCount how many events it settled */
export function countArrived(counts: ActivityCounts, arrived: ActivityEvent, settledCount: number): ActivityCounts {
  return {
    ...counts,
    needsYou: Math.max(0, counts.needsYou - settledCount) + (arrived.needsYou && arrived.isListed ? 1 : 0),
    ...(arrived.isListed
      ? { all: counts.all + 1, unread: counts.unread + 1, [arrived.group]: (counts[arrived.group] ?? 0) + 1 }
      : {}),
  };
}
