import { EVENT_TYPES, type EventType } from '../../../shared/event-types.ts';
import type { ActivityCounts, EventData, ListedEvent } from '../../../shared/events.ts';
import type { LiveListener, LiveState } from '../../../widget/client/live-message.ts';
import { type AdsState, adsServer } from './ads-server.ts';
import type { StubServer } from './stub-server.ts';

export const NOON = '2026-03-12T12:00:00.000Z';
let made = 0;

interface EventChange extends Partial<Omit<ListedEvent, 'type' | 'data'>> {
  /** Minutes before `NOON` at which it happened and was written down. */
  minutesAgo?: number;
}

/** An event with what its type says of it; about something of its own unless told. */
export function event<Type extends EventType>(
  type: Type,
  data: EventData<Type>,
  { minutesAgo = 0, ...change }: EventChange = {},
): ListedEvent {
  const entry = EVENT_TYPES[type];
  made += 1;
  const at = new Date(Date.parse(NOON) - minutesAgo * 60_000).toISOString();
  return {
    id: `evt_${String(made).padStart(8, '0')}`,
    type,
    data,
    severity: entry.severity,
    group: entry.group,
    needsYou: entry.needsYou,
    isListed: entry.isListed,
    occurredAt: at,
    createdAt: at,
    resolvedAt: null,
    advertiserId: '7104856021930123265',
    accountName: 'Nordlys Outdoor — Europe',
    connectionId: 'con_maren0001',
    subject: { kind: 'ad', id: `18012345678901${made}`, name: 'Spring shell jacket' },
    tiktokUrl: null,
    isRead: false,
    ...change,
  } as unknown as ListedEvent;
}

export const NO_PLACE = { campaignId: null, campaignName: null, adgroupId: null, adgroupName: null };
export const disapproved = (change: EventChange = {}, reasons = ['Misleading claim: waterproof for life.']) =>
  event(
    'ad.disapproved',
    { ...NO_PLACE, reasons, suggestion: null, confirmed: true },
    { tiktokUrl: 'https://ads.tiktok.com/i18n/manage/creative?aadvid=1&keyword=2', ...change },
  );
export const approved = (change: EventChange = {}) =>
  event('ad.approved', { ...NO_PLACE, isPartial: false, confirmed: true }, change);

const fits = (filter: string | null, one: ListedEvent) =>
  one.isListed && (filter === null || (filter === 'needs_you' ? one.needsYou : one.group === filter));

export function countsOf(events: readonly ListedEvent[]): ActivityCounts {
  const listed = events.filter(({ isListed }) => isListed);
  const of = (group: string) => listed.filter((one) => one.group === group).length;
  return {
    all: listed.length,
    needsYou: listed.filter(({ needsYou }) => needsYou).length,
    unread: listed.filter(({ isRead }) => !isRead).length,
    ads: of('ads'),
    accounts: of('accounts'),
    audiences: of('audiences'),
    other: of('other'),
  };
}

export interface FeedServer {
  server: StubServer;
  state: AdsState;
  /** Newest first, as the server has them. */
  events: ListedEvent[];
  /** Tells listeners of the stream about one more, which the server then has too. */
  send(arrived: ListedEvent): void;
  /** The stream stands so now. */
  turn(state: LiveState, retryAt?: number | null): void;
  /** Tells that events may be missing. */
  forget(): void;
  listeners: Set<LiveListener>;
  reconnects: number;
}

/** A server in the page with this activity, newest first; its stream says what a test lets it say. */
export function feedServer(events: readonly ListedEvent[], change: Partial<AdsState> = {}): FeedServer {
  const { server, state } = adsServer(change);
  const feed: FeedServer = {
    server,
    state,
    events: [...events],
    listeners: new Set(),
    reconnects: 0,
    send(arrived) {
      feed.events = [arrived, ...feed.events];
      const { isRead: _, ...told } = arrived;
      for (const listener of feed.listeners) listener({ kind: 'event', event: told });
    },
    turn(line, retryAt = null) {
      for (const listener of feed.listeners) listener({ kind: 'state', state: line, retryAt });
    },
    forget() {
      for (const listener of feed.listeners) listener({ kind: 'reset' });
    },
  };
  server.on('GET /v1/activity', ({ query }) => {
    const fitting = feed.events.filter((one) => fits(query.get('filter'), one));
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Number(query.get('limit') ?? 100);
    return {
      body: {
        items: fitting.slice(start, end),
        nextCursor: end < fitting.length ? String(end) : null,
        counts: countsOf(feed.events),
      },
    };
  });
  server.on('POST /v1/activity/read', ({ body }) => {
    const { eventIds, upTo } = body as { eventIds?: string[]; upTo?: string };
    const from = upTo === undefined ? -1 : feed.events.findIndex(({ id }) => id === upTo);
    feed.events = feed.events.map((one, index) =>
      eventIds?.includes(one.id) === true || (from >= 0 && index >= from) ? { ...one, isRead: true } : one,
    );
    return { status: 204 };
  });
  Object.assign(server.client, {
    subscribe(listener: LiveListener) {
      feed.listeners.add(listener);
      return () => feed.listeners.delete(listener);
    },
    reconnect: () => void (feed.reconnects += 1),
  });
  return feed;
}
