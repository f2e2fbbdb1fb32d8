import type { ActivityEvent } from '../../../shared/events.ts';
import type { SessionView } from '../../../shared/sessions.ts';
import { isSessionError, type TikTokAdsError, toTikTokAdsError } from '../errors.ts';
import type { LiveListener, LiveMessage, LiveState } from '../live-message.ts';
import { EventStream, type StreamSink } from './event-stream.ts';
import { pauseMs } from './line.ts';
import { RECENT_MS, RecentEvents } from './recent-events.ts';
import { canShare, SharedStream } from './shared-stream.ts';

/** What the stream needs of its client. */
export interface LiveEdge {
  readonly serverUrl: string;
  now(): number;
  /** An authorised GET; any answer is given back, the refused ones too. */
  get(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response>;
  /** Who the session speaks for, by its token of now. */
  session(): Promise<SessionView>;
  /** No working session token could be had; the page is told unless it knows. */
  sessionLost(error: TikTokAdsError): void;
}

const PATH = '/v1/events';
/** Elements that are moved about the page leave and come back: the stream outlives that. */
const LINGER_MS = 1000;
/** A connection under way when the last event was heard may have been this slow. */
const MARGIN_MS = 10_000;

type Who = Pick<SessionView, 'workspaceId' | 'userId'>;

/** The one stream of a client: opened with the first listener, closed after the last. */
export class LiveHub {
  readonly #edge: LiveEdge;
  readonly #listeners = new Set<{ listener: LiveListener }>();
  readonly #recent = new RecentEvents();
  #state: LiveState = 'connecting';
  #retryAt: number | null = null;
  #source: Pick<EventStream, 'close' | 'wake' | 'reconnect'> | undefined;
  /** Of this use, from the first listener to the last. */
  #use: AbortController | undefined;
  /** Of this stream: another session, or a page that is put aside, ends it. */
  #run: AbortController | undefined;
  #linger: ReturnType<typeof setTimeout> | undefined;
  #who: Who | undefined;
  /** A token came since it was last asked who the session speaks for. */
  #isUnsure = false;
  #check: Promise<void> | undefined;
  /** Ends the pause between two attempts to find out who the session speaks for. */
  #nudge: (() => void) | undefined;
  /** Until then nothing was missed; undefined before a stream was open. */
  #coveredAt: number | undefined;
  #wasLive = false;
  /** Somebody has looked at the page: it keeps its stream while it is hidden. */
  #wasSeen = false;

  constructor(edge: LiveEdge) {
    this.#edge = edge;
  }

  subscribe(listener: LiveListener): () => void {
    const entry = { listener };
    this.#listeners.add(entry);
    clearTimeout(this.#linger);
    const isFirst = this.#use === undefined;
    if (isFirst) this.#begin();
    call(listener, { kind: 'state', state: this.#state, retryAt: this.#retryAt });
    if (!isFirst) {
      const recent = this.#recent.since(undefined, this.#edge.now());
      if (recent === null) call(listener, { kind: 'reset' });
      for (const { event } of recent ?? []) {
        if (!this.#listeners.has(entry)) break;
        call(listener, { kind: 'event', event });
      }
    }
    return () => {
      if (this.#listeners.delete(entry) && this.#listeners.size === 0)
        this.#linger = setTimeout(() => this.#end(), LINGER_MS);
    };
  }

  /** Ends the pause of a lost stream. */
  reconnect(): void {
    if (this.#source !== undefined) this.#source.reconnect();
    else if (this.#nudge !== undefined) this.#nudge();
    else if (this.#use !== undefined) void this.#open();
  }

  /** Another token may be another person's, or for another workspace. */
  tokenChanged(): void {
    // There is a session again: what waited for one need not wait for a person.
    if (this.#state === 'interrupted' && this.#retryAt === null) this.#wake();
    if (this.#who === undefined || this.#run === undefined) return;
    this.#isUnsure = true;
    // What can't be found out now is asked again before anything is read with the token.
    this.#checkWho(this.#run.signal).catch(() => undefined);
  }

  #checkWho(signal: AbortSignal): Promise<void> {
    return (this.#check ??= this.#compareWho(signal).finally(() => (this.#check = undefined)));
  }

  async #compareWho(signal: AbortSignal): Promise<void> {
    // A token that comes while one is asked about may be another one's again.
    while (this.#isUnsure) {
      this.#isUnsure = false;
      const who = await this.#edge.session().catch((error: unknown) => {
        this.#isUnsure = true;
        throw error;
      });
      if (signal.aborted) return;
      if (isSame(who, this.#who)) continue;
      this.#closeRun();
      this.#setWho(who);
      return void this.#open();
    }
  }

  /** Whose events these are from here on: what was heard before is nobody else's. */
  #setWho(who: Who): void {
    const before = this.#who;
    this.#who = who;
    if (before === undefined || isSame(who, before)) return;
    this.#recent.clear();
    this.#coveredAt = undefined;
    this.#toAll({ kind: 'reset' });
  }

  #begin(): void {
    const { signal } = (this.#use = new AbortController());
    if (typeof document === 'object') {
      document.addEventListener('visibilitychange', () => document.hidden || this.#wake(), { signal });
      window.addEventListener('online', () => this.#wake(), { signal });
      // A page that is put aside must let go of the lock and the network, or the browser can't keep it; one that is frozen
      // would keep the others waiting.
      window.addEventListener('pagehide', () => this.#closeRun(), { signal });
      window.addEventListener('pageshow', ({ persisted }) => persisted && this.#wake(), { signal });
      document.addEventListener('freeze', () => this.#closeRun(), { signal });
      document.addEventListener('resume', () => this.#wake(), { signal });
    }
    void this.#open();
  }

  #end(): void {
    this.#use?.abort();
    this.#use = undefined;
    this.#closeRun();
    this.#recent.clear();
    this.#coveredAt = undefined;
    this.#who = undefined;
    this.#isUnsure = false;
    this.#state = 'connecting';
    this.#retryAt = null;
  }

  #closeRun(): void {
    this.#run?.abort();
    this.#run = undefined;
    this.#source?.close();
    this.#source = undefined;
    this.#nudge = undefined;
  }

  #wake(): void {
    if (this.#run === undefined) return void this.#open();
    this.#source?.wake();
    this.#nudge?.();
  }

  async #open(): Promise<void> {
    this.#closeRun();
    const { signal } = (this.#run = new AbortController());
    this.#become('connecting', null);
    if (!this.#wasSeen) await untilSeen(signal);
    this.#wasSeen ||= !signal.aborted;
    const who = signal.aborted ? undefined : await this.#findWho(signal);
    if (who === undefined || signal.aborted) return;
    this.#setWho(who);
    // Who is told that may end it.
    if (signal.aborted) return;
    if (!who.permissions.includes('read')) return this.#become('unavailable', null);
    const alone = () => {
      const stream = new EventStream(this.#streamEdge(signal), this.#sink(signal));
      this.#source = stream;
      stream.start();
    };
    if (typeof document !== 'object' || !canShare()) return alone();
    const url = new URL(this.#edge.serverUrl || '/', document.baseURI).href;
    try {
      this.#source = new SharedStream({
        key: JSON.stringify([url, who.workspaceId, who.userId]),
        edge: this.#streamEdge(signal),
        sink: this.#sink(signal),
        recent: this.#recent,
        refused: alone,
      });
    } catch {
      // A frame of another site may have no channel: its browser refuses that as it refuses storage.
      alone();
    }
  }

  /** Who the session speaks for; undefined when nobody waits for it any more. */
  async #findWho(signal: AbortSignal): Promise<SessionView | undefined> {
    for (let failures = 0; ; failures++) {
      try {
        return await this.#edge.session();
      } catch (cause) {
        if (signal.aborted) return undefined;
        const error = toTikTokAdsError(cause);
        // A session that is lost comes back with a person, not by asking for it.
        const ms = isSessionError(error) ? null : pauseMs(failures, Math.random());
        this.#become('interrupted', ms === null ? null : this.#edge.now() + ms);
        await this.#pause(ms, signal);
        if (signal.aborted) return undefined;
        this.#become('connecting', null);
      }
    }
  }

  #pause(ms: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        if (this.#nudge === stop) this.#nudge = undefined;
        resolve();
      };
      const timer = ms === null ? undefined : setTimeout(stop, ms);
      this.#nudge = stop;
      signal.addEventListener('abort', stop);
    });
  }

  #streamEdge(run: AbortSignal): ConstructorParameters<typeof EventStream>[0] {
    return {
      now: () => this.#edge.now(),
      open: async (lastEventId, signal) => {
        const headers: Record<string, string> = { Accept: 'text/event-stream' };
        if (lastEventId !== undefined) headers['Last-Event-ID'] = lastEventId;
        const response = await this.#edge.get(PATH, headers, signal);
        try {
          // A new token may have been asked for: nothing is read with it before it is known whose it is.
          if (this.#isUnsure || this.#check !== undefined) await this.#checkWho(run);
        } catch (error) {
          response.body?.cancel().catch(() => undefined);
          throw error;
        }
        if (run.aborted) await response.body?.cancel();
        return response;
      },
      sessionLost: (error) => this.#edge.sessionLost(error),
    };
  }

  #sink(run: AbortSignal): StreamSink {
    const recent = this.#recent;
    const now = () => this.#edge.now();
    const wasLive = () => this.#wasLive;
    const covered = () => void (run.aborted || (this.#coveredAt = now()));
    return {
      get lastId() {
        return recent.lastId;
      },
      get wasLive() {
        return wasLive();
      },
      opened: (lastEventId) => {
        if (run.aborted) return;
        const gap = this.#coveredAt === undefined ? 0 : now() - this.#coveredAt;
        covered();
        // Without an id the server begins a minute back; what happened before that is not told.
        if (lastEventId === undefined && gap > RECENT_MS - MARGIN_MS) this.#toAll({ kind: 'reset' });
      },
      heard: covered,
      event: (id, event) => {
        if (!run.aborted) this.#deliver(id, event);
      },
      reset: (id) => {
        if (run.aborted) return;
        recent.jump(id);
        this.#toAll({ kind: 'reset' });
      },
      state: (state, retryAt) => {
        if (!run.aborted) this.#become(state, retryAt);
      },
    };
  }

  #deliver(id: string, event: ActivityEvent): void {
    if (this.#recent.add(id, event, this.#edge.now())) this.#toAll({ kind: 'event', event });
  }

  #become(state: LiveState, retryAt: number | null): void {
    if (state === this.#state && retryAt === this.#retryAt) return;
    this.#state = state;
    this.#retryAt = retryAt;
    this.#wasLive ||= state === 'live';
    this.#toAll({ kind: 'state', state, retryAt });
  }

  #toAll(message: LiveMessage): void {
    // Who comes while others are told has been told already, and who goes is told no more.
    const there = [...this.#listeners];
    for (const entry of there) if (this.#listeners.has(entry)) call(entry.listener, message);
  }
}

/** One listener's mistake is not another one's loss: the page hears of it as of any uncaught error. */
function call(listener: LiveListener, message: LiveMessage): void {
  try {
    listener(message);
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}

function isSame(one: Who, other: Who | undefined): boolean {
  return one.workspaceId === other?.workspaceId && one.userId === other.userId;
}

/** Resolves at once unless nobody has looked at the page yet, as at one that was opened behind another. */
function untilSeen(signal: AbortSignal): Promise<void> {
  if (typeof document !== 'object' || !document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (!document.hidden || signal.aborted) resolve();
    };
    document.addEventListener('visibilitychange', look, { signal });
    signal.addEventListener('abort', look, { once: true });
  });
}
