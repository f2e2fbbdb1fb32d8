import type { Deps, LiveSignal } from '../deps.ts';
import { AppError } from '../errors.ts';
import { encodeEvent, GREETING, HEARTBEAT, RESET } from './encode-events.ts';
import { createLiveStream, type LiveStream, type StreamOwner } from './live-stream.ts';
import { viewEvents } from './view-events.ts';

// Every open stream knows its place in the table of events and reads on from there; being told of new events only says when to
// look. So an event can be neither lost nor doubled between what is replayed and what is live, and nothing is queued per
// stream. Streams of a workspace that stand at the same place share one read, encoded once.

export interface LiveLimits {
  /** Streams of one user in one workspace; the host's key counts as one user. */
  perUser: number;
  perProcess: number;
  /** A stream that has nothing to say says so this often. */
  heartbeatMs: number;
  /** Who takes nothing for so long is cut off. */
  stallMs: number;
  /** How often events of other processes are looked for. */
  lookMs: number;
  /** How often heartbeats, readers that are stuck and sessions that have ended are looked for. */
  tickMs: number;
  /** How far back a stream begins that names no event. */
  backMs: number;
  /** One read of the table, and what becomes of it for the wire. */
  batchEvents: number;
  batchBytes: number;
}

const LIMITS: LiveLimits = {
  perUser: 20,
  perProcess: 5000,
  heartbeatMs: 15_000,
  stallMs: 60_000,
  lookMs: 500,
  tickMs: 1000,
  backMs: 60_000,
  batchEvents: 100,
  batchBytes: 64 * 1024,
};
/** What a caller is told who came too late for a place. */
const RETRY_AFTER_SECONDS = 30;

export interface LiveHub extends LiveSignal {
  /**
   * Opens a stream. Without `lastEventId` it begins a minute back; with one right after that event, or where that is no longer known
   * with a reset and from now on.
   *
   * @param cut drops the reader's connection; null where the server does not hold it
   * @throws {AppError} too_many_streams
   */
  open(
    owner: StreamOwner,
    options: { lastEventId: string | null; cut: (() => void) | null },
  ): Promise<ReadableStream<Uint8Array>>;
  /** Ends every stream at once and opens none any more. */
  close(): void;
  /** How many are open. */
  readonly size: number;
}

interface Batch {
  /** Null where there is nothing new. */
  chunk: Uint8Array | null;
  /** The place behind it. */
  to: number;
  hasMore: boolean;
}

/** The streams of a workspace, and the reads under way by the place they begin at. */
interface Room {
  streams: Set<LiveStream>;
  reads: Map<number, Promise<Batch>>;
}

/** Open streams of one process. */
export function createLiveHub(
  deps: Pick<Deps, 'store' | 'clock' | 'log' | 'metrics'>,
  wanted: Partial<LiveLimits> = {},
): LiveHub {
  const { store, clock, log, metrics } = deps;
  const limits = { ...LIMITS, ...wanted };
  const rooms = new Map<string, Room>();
  const perOwner = new Map<string, number>();
  const greetings = new WeakMap<LiveStream, Uint8Array[]>();
  const due = new Set<string>();
  let size = 0;
  let isClosed = false;
  let isFlushPlanned = false;
  let timers: NodeJS.Timeout[] = [];
  /** The latest event that was looked at, of any workspace; null before the first look. */
  let seen: number | null = null;
  let isLooking = false;

  const ownerKey = ({ workspaceId, userId }: StreamOwner) => JSON.stringify([workspaceId, userId]);

  async function load(workspaceId: string, place: number): Promise<Batch> {
    const records = await store.workspace(workspaceId).events.listAfter(place, limits.batchEvents);
    const views = await viewEvents(deps, workspaceId, records);
    const messages: Uint8Array[] = [];
    let bytes = 0;
    for (const view of views) {
      if (bytes >= limits.batchBytes) break;
      const message = encodeEvent(view);
      messages.push(message);
      bytes += message.length;
    }
    const last = records[messages.length - 1];
    return {
      chunk: messages.length === 0 ? null : Buffer.concat(messages, bytes),
      to: last?.seq ?? place,
      hasMore: messages.length < records.length || records.length === limits.batchEvents,
    };
  }

  function read(workspaceId: string, place: number): Promise<Batch> {
    const room = rooms.get(workspaceId);
    const shared = room?.reads.get(place);
    if (room === undefined) return load(workspaceId, place);
    if (shared !== undefined) return shared;
    const { reads } = room;
    const reading = load(workspaceId, place).finally(() => reads.delete(place));
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

  function wake(workspaceId: string): void {
    const room = rooms.get(workspaceId);
    if (room === undefined) return;
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
      for (const id of all) wake(id);
    });
  }

  /** Events of other processes are only seen by looking. */
  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      const latest = await store.events.latestSeq();
      if (seen === null) published([...rooms.keys()]);
      else if (latest > seen) published(await store.events.workspacesAfter(seen));
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
    const room = rooms.get(workspaceId) ?? { streams: new Set(), reads: new Map() };
    rooms.set(workspaceId, room);
    room.streams.add(stream);
    perOwner.set(ownerKey(stream.owner), (perOwner.get(ownerKey(stream.owner)) ?? 0) + 1);
    size += 1;
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
    const left = (perOwner.get(ownerKey(stream.owner)) ?? 1) - 1;
    if (left === 0) perOwner.delete(ownerKey(stream.owner));
    else perOwner.set(ownerKey(stream.owner), left);
    size -= 1;
    metrics.stream({ by: -1, reason });
    stream.end();
    if (size > 0) return;
    for (const timer of timers) clearInterval(timer);
    timers = [];
  }

  function requirePlace(owner: StreamOwner): void {
    const members = { retryAfterSeconds: RETRY_AFTER_SECONDS };
    if (isClosed) throw new AppError('too_many_streams', 'The server is stopping.', { members });
    if (size >= limits.perProcess)
      throw new AppError('too_many_streams', 'This server has no place for another stream.', { members });
    if ((perOwner.get(ownerKey(owner)) ?? 0) < limits.perUser) return;
    const detail = `A user may have ${limits.perUser} streams open at once. Close one, or share one between tabs.`;
    throw new AppError('too_many_streams', detail, { members });
  }

  return {
    async open(owner, { lastEventId, cut }) {
      requirePlace(owner);
      const stream = createLiveStream(owner, {
        wanted: (one) => void advance(one),
        left: (one) => remove(one, 'left'),
        cut,
      });
      stream.sentAt = performance.now();
      // Counted before anything is waited for: a hundred calls at once do not all find a place.
      add(stream);
      try {
        const { events } = store.workspace(owner.workspaceId);
        const place =
          lastEventId === null ? await events.seqBefore(clock.now() - limits.backMs) : await events.seqOf(lastEventId);
        stream.place = place ?? (await events.latestSeq());
        greetings.set(stream, place === null ? [GREETING, RESET] : [GREETING]);
      } catch (error) {
        remove(stream, 'failed');
        throw error;
      }
      return stream.body;
    },
    published,
    close() {
      isClosed = true;
      for (const { streams } of [...rooms.values()]) for (const stream of [...streams]) remove(stream, 'stopping');
    },
    get size() {
      return size;
    },
  };
}
