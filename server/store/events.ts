import type { EventData, EventSubject } from '../../shared/events.ts';
import type { EventGroup, EventType } from '../../shared/event-types.ts';
import type { EpochMs, Slice, SliceQuery } from './types.ts';

/** An event before it has its place. `key` is the same however often the same thing is told; the second time nothing is written. */
export type NewEvent = {
  [Type in EventType]: {
    id: string;
    type: Type;
    key: string;
    advertiserId: string | null;
    accountName: string | null;
    connectionId: string | null;
    subject: EventSubject;
    data: EventData<Type>;
    occurredAt: EpochMs;
    createdAt: EpochMs;
    /**
     * What it resolves and is resolved by are events of the same topic. Default: the subject's id. Of exports that share one, what
     * is told of the earlier resolves nothing of the later.
     */
    topic?: string;
    /** Whether people see it in the feed. Default: as the catalogue says. */
    isListed?: boolean;
  };
}[EventType];

/** `seq` orders events of all workspaces by when they were written; it grows, with gaps, and never leaves the server. */
export type EventRecord = NewEvent & { seq: number; topic: string; isListed: boolean; resolvedAt: EpochMs | null };

/** Who reads: a user of the host. */
export interface EventReader {
  userId: string;
  /** To somebody who has never marked anything as read, what was written before this instant is not news. */
  newSince: EpochMs;
}

export interface EventQuery extends SliceQuery {
  group: EventGroup | null;
  type: EventType | null;
  advertiserId: string | null;
  /** Only those that need somebody still. */
  needsYou: boolean;
  /** Only those that this reader has not read. */
  unreadBy: EventReader | null;
}

export interface EventCounts {
  all: number;
  needsYou: number;
  unread: number;
  groups: Readonly<Record<EventGroup, number>>;
}

/** The reader is null for the host's own key: it reads as nobody, and everything is unread to it. */
export interface EventStore {
  /**
   * Writes those whose key is new, all or none, each with what follows from it: what it resolves, its delivery to the host when
   * `toHost`, and the job that makes it. Returns the ones written, in this order.
   */
  append(events: readonly NewEvent[], toHost: boolean): Promise<EventRecord[]>;
  get(id: string): Promise<EventRecord | null>;
  /** Newest first, of those that are listed in the feed, each with whether `reader` has read it. */
  list(query: EventQuery, reader: EventReader | null): Promise<Slice<EventRecord & { isRead: boolean }>>;
  /** Of the listed ones. */
  counts(reader: EventReader | null): Promise<EventCounts>;
  /** Every event after this place, oldest first. */
  listAfter(seq: number, limit: number): Promise<EventRecord[]>;
  /** The place of an event; null when there is none by that id, or no more. */
  seqOf(id: string): Promise<number | null>;
  /** The place of the latest event, 0 without one. */
  latestSeq(): Promise<number>;
  /** The place of the last event that was written before this instant, 0 without one. */
  seqBefore(at: EpochMs): Promise<number>;
  /** Ids that are none of this workspace's are passed over. */
  markRead(reader: EventReader, ids: readonly string[]): Promise<void>;
  /** Everything up to this place. */
  markReadUpTo(reader: EventReader, seq: number): Promise<void>;
}

/** What is asked about events of all workspaces. */
export interface EventLookup {
  /** The place of the latest event of any workspace, 0 without one: a cheap look for what other processes wrote. */
  latestSeq(): Promise<number>;
  /** Workspaces with events after this place, each once. */
  workspacesAfter(seq: number): Promise<string[]>;
  /**
   * Removes the oldest events as far as they were written before this instant, with their deliveries and marks. At most `limit`;
   * returns how many.
   */
  removeBefore(before: EpochMs, limit: number): Promise<number>;
}

export interface EventDeliveryRecord {
  eventId: string;
  seq: number;
  type: EventType;
  advertiserId: string | null;
  /** Deliveries of one line go out one after the other. */
  line: string;
  state: 'pending' | 'delivered' | 'dead';
  attempts: number;
  createdAt: EpochMs;
  /** Since when it could be tried: it is given up three days later. Null before the first attempt, also after a replay. */
  triedSince: EpochMs | null;
  nextAttemptAt: EpochMs | null;
  endedAt: EpochMs | null;
  lastStatus: number | null;
  lastError: string | null;
}

/** What an attempt came to. */
export interface DeliveryOutcome {
  seq: number;
  state: EventDeliveryRecord['state'];
  attempts: number;
  triedSince: EpochMs;
  nextAttemptAt: EpochMs | null;
  endedAt: EpochMs | null;
  lastStatus: number | null;
  lastError: string | null;
}

export interface EventDeliveryStore {
  /** The first pending ones of a line with their events, in the order of the events. */
  next(line: string, limit: number): Promise<{ delivery: EventDeliveryRecord; event: EventRecord }[]>;
  /**
   * Writes outcomes of those that are still pending, all or none: what another process has ended stays ended. A failed one counts only
   * where it is the next attempt: a replay that came meanwhile stands.
   */
  settle(outcomes: readonly DeliveryOutcome[]): Promise<void>;
  /** Newest first. */
  list(query: SliceQuery & { state: EventDeliveryRecord['state'] | null }): Promise<Slice<EventDeliveryRecord>>;
  /** Begins the deliveries of these events anew, whatever became of them, due at `now`, with their jobs. Returns how many there were. */
  replay(eventIds: readonly string[], now: EpochMs): Promise<number>;
  /**
   * The same for those that died since an instant, oldest first, from after a place on; at most `limit`. `last` is the place to go on
   * after, null where there are no more.
   */
  replayDead(
    since: EpochMs,
    after: number,
    limit: number,
    now: EpochMs,
  ): Promise<{ replayed: number; last: number | null }>;
}

/** What is asked about deliveries of all workspaces. */
export interface DeliveryLookup {
  /** Puts lines in line that have pending deliveries and no job, due at `now`. At most `limit`; returns how many. */
  enqueueLines(now: EpochMs, limit: number): Promise<number>;
  /**
   * Makes those due at `now` that wait for more than a minute because the receiver did not answer or answered 5xx, with their jobs. At
   * most `limit`; returns how many.
   */
  hurry(now: EpochMs, limit: number): Promise<number>;
  /** Ends pending deliveries as dead that could be tried since before this instant. At most `limit`; returns how many. */
  giveUp(before: EpochMs, end: { at: EpochMs; error: string }, limit: number): Promise<number>;
}

/** Job kind that delivers a line; its subject is `lineSubject(...)`. */
export const DELIVER_JOB = 'event.deliver';

/** The subject of a line's job: unique across workspaces. */
export function lineSubject(workspaceId: string, line: string): string {
  return `${workspaceId}/${line}`;
}

/** Events of one ad account stay in order, as do those of one connection; what belongs to neither shares a line. */
export function lineOf({ advertiserId, connectionId }: Pick<NewEvent, 'advertiserId' | 'connectionId'>): string {
  return advertiserId ?? connectionId ?? '-';
}
