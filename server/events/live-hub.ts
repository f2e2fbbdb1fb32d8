import type { Deps } from '../deps.ts';
import { GREETING, HEARTBEAT, RESET } from './encode-events.ts';
import type { LiveHub, StreamOwner } from './live-events.ts';
import { LIVE_LIMITS, type LiveLimits } from './live-limits.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';
import { type Batch, readBatch } from './read-batch.ts';
import { createStreamSeats, noPlace } from './stream-seats.ts';

// Every open stream knows its place in the table of events and reads on from there; being told of new events only says when to
// look. So an event can be neither lost nor doubled between what is replayed and what is live, and nothing is queued per
// stream. Streams of a workspace that stand at the same place share one read, encoded once.

/** The streams of a workspace, and the reads under way by the place they begin at. */
interface Room {
  streams: Set<LiveStream>;
  reads: Map<number, Promise<Batch>>;
  /** All streams were told since this was the workspace's latest event. */
  toldTo: number;
  /** Told of events a moment ago. */
  isResting: boolean;
  /** To be told again once it has rested. */
  isDue: boolean;
}

/** A flood of events must leave the process time for others: telling a stream takes some 30 µs of a core, so a room rests a little longer than that. */
const REST_MS_PER_STREAM = 0.05;
const LONGEST_REST_MS = 100;

/** Open streams of one process. */
export function createLiveHub(
  deps: Pick<Deps, 'store' | 'clock' | 'log' | 'metrics'>,
  wanted: Partial<LiveLimits> = {},
): LiveHub {
  const { store, clock, log, metrics } = deps;
  const limits = { ...LIVE_LIMITS, ...wanted };
  const rooms = new Map<string, Room>();
  const seats = createStreamSeats(limits);
  const greetings = new WeakMap<LiveStream, Uint8Array[]>();
  const due = new Set<string>();
  let isClosed = false;
  let isFlushPlanned = false;
  let timers: NodeJS.Timeout[] = [];
  /** The latest event that was looked at, of any workspace; null before the first look. */
  let seen: number | null = null;
  let isLooking = false;

  function read(workspaceId: string, place: number): Promise<Batch> {
    const room = rooms.get(workspaceId);
    const shared = room?.reads.get(place);
    if (room === undefined) return readBatch(deps, limits, workspaceId, place);
    if (shared !== undefined) return shared;
    const { reads } = room;
    const reading = readBatch(deps, limits, workspaceId, place).finally(() => reads.delete(place));
    reads.set(place, reading);
    return reading;
  }

  function give(stream: LiveStream, chunk: Uint8Array): void {
    stream.sentAt = performance.now();
    stream.give(chunk);
  }

  /** Hands out what there is as long as the reader takes it. */
  async function advance(stream: LiveStream): Promise<void> {
    if (stream.isReading) return;
    stream.isReading = true;
    try {
      while (stream.isOpen && stream.isWaiting) {
        const greeting = greetings.get(stream)?.shift();
        if (greeting !== undefined) {
          give(stream, greeting);
        } else if (stream.isBehind) {
          // Set before the read: who is told of more while it is under way reads again.
          stream.isBehind = false;
          const { chunk, to, hasMore } = await read(stream.owner.workspaceId, stream.place);
          stream.place = to;
          stream.isBehind ||= hasMore;
          if (stream.isOpen && chunk !== null) give(stream, chunk);
        } else break;
      }
    } catch (err) {
      log.error({ workspaceId: stream.owner.workspaceId, err }, 'a stream of events could not be read and was ended');
      remove(stream, 'failed');
    } finally {
      stream.isReading = false;
    }
  }

  async function wake(workspaceId: string, room: Room): Promise<void> {
    try {
      // Known before anybody reads, so that nobody misses what is up to there.
      room.toldTo = await store.workspace(workspaceId).events.latestSeq();
    } catch (err) {
      log.warn({ workspaceId, err }, 'the latest event could not be looked up');
    }
    // Reads under way began before whatever this is about; those who wait for them read again, the others begin anew.
    room.reads = new Map();
    for (const stream of room.streams) {
      stream.isBehind = true;
      void advance(stream);
    }
  }

  function published(workspaceIds: readonly string[]): void {
    for (const id of workspaceIds) if (rooms.has(id)) due.add(id);
    if (due.size === 0 || isFlushPlanned) return;
    isFlushPlanned = true;
    setImmediate(() => {
      isFlushPlanned = false;
      const all = [...due];
      due.clear();
      for (const id of all) wakeInTurn(id);
    });
  }

  /** At once, or when the workspace has rested from the time before. */
  function wakeInTurn(workspaceId: string): void {
    const room = rooms.get(workspaceId);
    if (room === undefined) return;
    if (room.isResting) {
      room.isDue = true;
      return;
    }
    void wake(workspaceId, room);
    const restMs = Math.min(room.streams.size * REST_MS_PER_STREAM, LONGEST_REST_MS);
    if (restMs < 1) return;
    room.isResting = true;
    setTimeout(() => {
      room.isResting = false;
      if (!room.isDue) return;
      room.isDue = false;
      wakeInTurn(workspaceId);
    }, restMs).unref();
  }

  /** Events of other processes are only seen by looking. */
  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      const latest = await store.events.latestSeq();
      const told = seen;
      if (told === null) published([...rooms.keys()]);
      else if (latest > told) {
        for (const id of await store.events.workspacesAfter(told)) {
          const room = rooms.get(id);
          // This process's own events were told at once.
          if (room !== undefined && (await store.workspace(id).events.latestSeq()) > room.toldTo) published([id]);
        }
      }
      seen = latest;
    } catch (err) {
      log.warn({ err }, 'new events of other processes could not be looked for');
    } finally {
      isLooking = false;
    }
  }

  function tick(): void {
    const now = performance.now();
    for (const { streams } of rooms.values()) {
      for (const stream of streams) {
        const { expiresAt } = stream.owner;
        if (expiresAt !== null && expiresAt <= clock.now()) remove(stream, 'session_expired');
        else if (!stream.isWaiting) {
          stream.stuckSince ??= now;
          if (now - stream.stuckSince >= limits.stallMs) remove(stream, 'stalled');
        } else {
          stream.stuckSince = null;
          if (!stream.isReading && now - stream.sentAt >= limits.heartbeatMs) give(stream, HEARTBEAT);
        }
      }
    }
  }

  function add(stream: LiveStream): void {
    const { workspaceId } = stream.owner;
    const room = rooms.get(workspaceId) ?? {
      streams: new Set(),
      reads: new Map(),
      toldTo: 0,
      isResting: false,
      isDue: false,
    };
    rooms.set(workspaceId, room);
    room.streams.add(stream);
    metrics.stream({ by: 1 });
    if (timers.length > 0) return;
    seen = null;
    timers = [setInterval(() => void look(), limits.lookMs), setInterval(tick, limits.tickMs)];
    for (const timer of timers) timer.unref();
  }

  function remove(stream: LiveStream, reason: string): void {
    const { workspaceId } = stream.owner;
    const room = rooms.get(workspaceId);
    if (room?.streams.delete(stream) !== true) return;
    if (room.streams.size === 0) rooms.delete(workspaceId);
    seats.free(stream.owner);
    metrics.stream({ by: -1, reason });
    stream.end();
    if (rooms.size > 0) return;
    for (const timer of timers) clearInterval(timer);
    timers = [];
  }

  /**
   * A stream whose line died without a word looks open until TCP gives it up, which takes a quarter of an hour. So the user's oldest gives
   * way: one that is dead is not missed, and a reader that lives comes back with its last id.
   */
  function makeRoom(owner: StreamOwner): void {
    if (!seats.isFullOf(owner)) return;
    // In the order in which they were opened.
    for (const stream of rooms.get(owner.workspaceId)?.streams ?? []) {
      if (stream.owner.userId !== owner.userId) continue;
      if (performance.now() - stream.openedAt >= limits.tenureMs) remove(stream, 'replaced');
      return;
    }
  }

  /** The place to begin at; null where the event that was named is not known. */
  async function placeOf({ workspaceId }: StreamOwner, lastEventId: string | null): Promise<number | null> {
    const { events } = store.workspace(workspaceId);
    return lastEventId === null ? events.seqBefore(clock.now() - limits.backMs) : events.seqOf(lastEventId);
  }

  return {
    async open(owner, { lastEventId, cut }) {
      if (isClosed) throw noPlace('The server is stopping.');
      makeRoom(owner);
      seats.take(owner);
      try {
        const known = await placeOf(owner, lastEventId);
        const place = known ?? (await store.workspace(owner.workspaceId).events.latestSeq());
        if (isClosed) throw noPlace('The server is stopping.');
        const stream = createLiveStream(owner, {
          wanted: (one) => void advance(one),
          left: (one) => remove(one, 'left'),
          cut,
        });
        stream.place = place;
        stream.openedAt = performance.now();
        stream.sentAt = stream.openedAt;
        greetings.set(stream, known === null ? [GREETING, RESET] : [GREETING]);
        add(stream);
        return stream.body;
      } catch (error) {
        seats.free(owner);
        throw error;
      }
    },
    published,
    close() {
      isClosed = true;
      for (const { streams } of rooms.values()) for (const stream of streams) remove(stream, 'stopping');
    },
    get size() {
      return seats.taken;
    },
  };
}
