import type { LiveState } from '../live-message.ts';
import { EventStream, type StreamEdge, type StreamSink } from './event-stream.ts';
import { nextLook, SPREAD_MS, type Watch } from './leader-watch.ts';
import type { RecentEvents } from './recent-events.ts';
import { readTelling, type Telling } from './telling.ts';

// One page of the browser holds the lock, has the stream and tells the others. The lock goes to the next one when its
// page goes, however it goes; that one resumes from the last id it heard. A page that is frozen with the lock in its hands
// is found out by those that listen: in Chrome it still answers them, though its timers and its network stand still, and
// lets go when it is asked; if it does not even answer, the lock is taken from it. A page whose session is lost lets go by
// itself: another one may still have one.

/** Another version that speaks otherwise has channels of its own. */
const PREFIX = 'tiktok-ads-connect:live:1:';
/** Followers only need to know that their leader is alive. */
const BEAT_EVERY_MS = 5000;
/** A leader that nobody looks at wakes up late; whoever is looked at reminds it. */
const REMIND_AFTER_MS = 500;

export interface SharedOptions {
  /** The same for whoever may hear the same. */
  key: string;
  edge: StreamEdge;
  sink: StreamSink;
  recent: RecentEvents;
  /** This page may not take locks: it needs a stream of its own. */
  refused: () => void;
}

export function canShare(): boolean {
  return typeof BroadcastChannel === 'function' && globalThis.navigator?.locks !== undefined;
}

export class SharedStream {
  readonly #options: SharedOptions;
  readonly #name: string;
  readonly #me = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join('');
  #channel: BroadcastChannel;
  /** Aborted, this page neither holds the lock nor waits for it. */
  #claim = new AbortController();
  #isClosed = false;
  /** This page has lost its session: it listens, and does not wait for the lock. */
  #hasResigned = false;
  #stream: EventStream | undefined;
  #state: LiveState = 'connecting';
  #retryAt: number | null = null;
  #beatAt = 0;
  readonly #spreadMs = Math.random() * SPREAD_MS;
  #watch: Watch;
  /** Nobody has told yet what this page missed while it listened to nobody. */
  #isUnanswered = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reminder: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SharedOptions) {
    this.#options = options;
    this.#name = PREFIX + options.key;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const telling = readTelling(data);
      if (telling !== undefined) this.#hear(telling);
    });
    this.#watch = this.#newWatch();
    this.#stand(false);
    this.#hello();
    this.#setTimer();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#reminder);
    this.#stream?.close();
    this.#stream = undefined;
    this.#channel.close();
    this.#claim.abort();
  }

  wake(): void {
    if (this.#stream !== undefined) return this.#stream.wake();
    if (this.#hasResigned) this.#stand(false);
    // A page that was frozen may have missed something.
    this.#ask();
    this.#tell({ kind: 'nudge', isPressed: false });
  }

  reconnect(): void {
    if (this.#stream !== undefined) return this.#stream.reconnect();
    if (this.#hasResigned) this.#stand(false);
    this.#ask();
    this.#tell({ kind: 'nudge', isPressed: true });
  }

  /** Waits for the lock, or takes it from a page that says nothing any more. */
  #stand(isForced: boolean): void {
    this.#claim.abort();
    const { signal } = (this.#claim = new AbortController());
    this.#hasResigned = false;
    const lead = () =>
      new Promise<void>((release) => {
        if (signal.aborted) return release();
        signal.addEventListener('abort', () => release(), { once: true });
        this.#lead();
      });
    navigator.locks.request(this.#name, isForced ? { steal: true } : { signal }, lead).catch((error: unknown) => {
      if (signal.aborted) return;
      this.#follow();
      // Taken away, while this page was frozen: it stands at the end of the line again.
      if (error instanceof DOMException && error.name === 'AbortError') return this.#stand(false);
      this.close();
      this.#options.refused();
    });
  }

  #follow(): void {
    this.#stream?.close();
    this.#stream = undefined;
    this.#watch = this.#newWatch();
    // What another one has told since it took over was not listened to.
    this.#hello();
    this.#setTimer();
  }

  #resign(): void {
    this.#claim.abort();
    this.#hasResigned = true;
    this.#follow();
  }

  #newWatch(): Watch {
    return { heardAt: this.#options.edge.now(), askedAt: null, isNew: true, spreadMs: this.#spreadMs };
  }

  #lead(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#reminder);
    const { sink, edge, recent } = this.#options;
    this.#stream = new EventStream(edge, {
      get lastId() {
        return recent.lastId;
      },
      get wasLive() {
        return sink.wasLive;
      },
      opened: (lastEventId) => sink.opened(lastEventId),
      heard: () => {
        this.#beat();
        sink.heard();
      },
      event: (id, event) => {
        this.#tell({ kind: 'event', id, event });
        sink.event(id, event);
      },
      reset: (id) => {
        this.#tell({ kind: 'reset', id });
        sink.reset(id);
      },
      state: (state, retryAt) => this.#become(state, retryAt),
    });
    this.#stream.start();
  }

  #become(state: LiveState, retryAt: number | null): void {
    this.#state = state;
    this.#retryAt = retryAt;
    const isLeader = this.#stream !== undefined;
    if (isLeader) this.#tell({ kind: 'state', state, retryAt });
    else this.#remind(retryAt);
    // Nothing is planned: only another session helps, which another page may have.
    if (isLeader && state === 'interrupted' && retryAt === null) this.#resign();
    this.#options.sink.state(state, retryAt);
  }

  #remind(at: number | null): void {
    clearTimeout(this.#reminder);
    if (at === null) return;
    const nudge = () => document.hidden || this.#tell({ kind: 'nudge', isPressed: false });
    this.#reminder = setTimeout(nudge, Math.max(0, at - this.#options.edge.now()) + REMIND_AFTER_MS);
  }

  #beat(): void {
    const now = this.#options.edge.now();
    // Either way: the clock may have been put back.
    if (Math.abs(now - this.#beatAt) < BEAT_EVERY_MS) return;
    this.#beatAt = now;
    this.#tell({ kind: 'beat' });
  }

  #tell(telling: Telling): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin, and takes no other
    if (!this.#isClosed) this.#channel.postMessage(telling);
  }

  /** Asks the leader for what was missed; one that does not answer is none. */
  #ask(): void {
    this.#watch = { ...this.#watch, askedAt: this.#options.edge.now() };
    this.#hello();
    this.#setTimer();
  }

  #hello(): void {
    this.#isUnanswered = true;
    this.#tell({ kind: 'hello', from: this.#me, lastId: this.#options.recent.lastId });
  }

  #hear(telling: Telling): void {
    if (this.#isClosed) return;
    if (this.#stream !== undefined) return this.#answer(telling);
    const { sink, recent, edge } = this.#options;
    if (telling.kind === 'hello' || telling.kind === 'nudge' || (telling.kind === 'here' && telling.to !== this.#me))
      return;
    if (telling.kind === 'here') this.#isUnanswered = false;
    // So begins a leader, who knows nothing of what was asked of the one before.
    else if (telling.kind === 'state' && this.#isUnanswered) this.#hello();
    const silentMs = telling.kind === 'here' ? telling.silentMs : 0;
    this.#watch = { ...this.#newWatch(), heardAt: edge.now() - silentMs, isNew: false };
    this.#setTimer();
    switch (telling.kind) {
      case 'event':
        sink.event(telling.id, telling.event);
        break;
      case 'reset':
        sink.reset(telling.id);
        break;
      case 'state':
        this.#become(telling.state, telling.retryAt);
        break;
      case 'here':
        sink.opened(recent.lastId);
        if (telling.told === null) sink.reset(telling.lastId ?? '');
        for (const { id, event } of telling.told ?? []) sink.event(id, event);
        recent.lastId ??= telling.lastId;
        this.#become(telling.state, telling.retryAt);
    }
    if (telling.kind !== 'state' && this.#state === 'live') sink.heard();
  }

  /** As the leader. */
  #answer(telling: Telling): void {
    if (telling.kind === 'hello') {
      const { recent, edge } = this.#options;
      const { isOverdue, silentMs } = this.#stream ?? { isOverdue: true, silentMs: 0 };
      if (isOverdue) {
        this.#follow();
        return this.#stand(false);
      }
      const told = recent.since(telling.lastId, edge.now());
      const [state, retryAt, { lastId }] = [this.#state, this.#retryAt, recent];
      this.#tell({ kind: 'here', to: telling.from, state, retryAt, silentMs, lastId, told });
    } else if (telling.kind === 'nudge') {
      if (telling.isPressed) this.#stream?.reconnect();
      else this.#stream?.wake();
    }
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const { edge } = this.#options;
    // Who has resigned and hears nobody waits for a person.
    if (this.#stream !== undefined || this.#isClosed || (this.#hasResigned && this.#watch.isNew)) return;
    // The clock was put back.
    if (Math.max(this.#watch.heardAt, this.#watch.askedAt ?? 0) > edge.now())
      this.#watch = { ...this.#watch, heardAt: edge.now(), askedAt: null };
    const { at, act } = nextLook(this.#watch);
    this.#timer = setTimeout(
      () => {
        if (edge.now() < at) return this.#setTimer();
        if (act === 'ask') return this.#ask();
        this.#watch = this.#newWatch();
        this.#stand(true);
        this.#setTimer();
      },
      Math.max(0, at - edge.now()),
    );
  }
}
