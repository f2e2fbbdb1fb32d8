import type { STREAM_RESET } from '../../../shared/event-types.ts';
import type { ActivityEvent } from '../../../shared/events.ts';
import { isActivityEvent } from './is-activity-event.ts';
import { isSessionError, readProblem, toTikTokAdsError, type TikTokAdsError } from '../errors.ts';
import type { LiveState } from '../live-message.ts';
import { dueAt, type Line, type LineInput, moveLine, openLine } from './line.ts';
import { createSseParser, type SseMessage } from './sse-parser.ts';

/** What a stream needs of the world. */
export interface StreamEdge {
  /** Asks the server for its stream, with a session; the answer may be a refusal. */
  open(lastEventId: string | undefined, signal: AbortSignal): Promise<Response>;
  /** No working session token could be had. */
  sessionLost(error: TikTokAdsError): void;
  now(): number;
}

/** What a stream tells. */
export interface StreamSink {
  /** From here a broken stream goes on. */
  readonly lastId: string | undefined;
  /** This server has had a stream before: where there is none now, that is a fault. */
  readonly wasLive: boolean;
  opened(lastEventId: string | undefined): void;
  /** The server is there, whatever it says. */
  heard(): void;
  event(id: string, event: ActivityEvent): void;
  /** The server no longer knows where the stream was; what it sends from now on begins at `id`. */
  reset(id: string): void;
  state(state: LiveState, retryAt: number | null): void;
}

/** Written out, so that the catalogue of events is not loaded for one word. */
const RESET: typeof STREAM_RESET = 'reset';
/** Said before any stream was: this server, or something before it, has none. */
const NOT_HERE: readonly number[] = [404, 405, 501];

/** One connection to the server's stream, made anew whenever it breaks. */
export class EventStream {
  readonly #edge: StreamEdge;
  readonly #sink: StreamSink;
  #line: Line | undefined;
  #abort: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Why nothing is tried again by itself. */
  #stop: 'session' | 'unavailable' | undefined;

  constructor(edge: StreamEdge, sink: StreamSink) {
    this.#edge = edge;
    this.#sink = sink;
  }

  start(): void {
    this.#go(openLine(this.#edge.now()));
  }

  /** Closes the connection; nothing is told afterwards. */
  close(): void {
    this.#line = undefined;
    this.#abort?.abort();
    clearTimeout(this.#timer);
  }

  /** Something should have happened by now: the timers of this page are held up, or its network is. */
  get isOverdue(): boolean {
    const due = this.#line === undefined ? null : dueAt(this.#line);
    return due !== null && this.#edge.now() >= due;
  }

  /** Milliseconds since the server was heard; 0 while nothing could be heard. */
  get silentMs(): number {
    return this.#line?.phase === 'live' ? Math.max(0, this.#edge.now() - this.#line.heardAt) : 0;
  }

  /** There is reason to look whether the line still holds. */
  wake(): void {
    if (this.#stop !== 'unavailable') this.#move({ kind: 'woken' });
  }

  /** Somebody wants it now. */
  reconnect(): void {
    this.#move({ kind: 'pressed' });
  }

  #move(input: LineInput): void {
    if (this.#line !== undefined) this.#go(moveLine(this.#line, input, this.#edge.now(), Math.random()));
  }

  #go(line: Line): void {
    const before = this.#line;
    this.#line = line;
    if (line.phase === before?.phase && line.attempt === before.attempt && line.retryAt === before.retryAt) return;
    const isSameConnection = line.phase === 'live' && before?.phase === 'connecting';
    if (!isSameConnection) this.#abort?.abort();
    this.#sink.state(stateOf(line, this.#stop), line.phase === 'waiting' ? line.retryAt : null);
    // What was told may have closed the stream, or pressed it on.
    if (this.#line !== line) return;
    this.#setTimer();
    if (line.phase === 'connecting') void this.#connect();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const due = this.#line === undefined ? null : dueAt(this.#line);
    if (due === null) return;
    this.#timer = setTimeout(
      () => {
        this.#move({ kind: 'tick' });
        // Bytes that came meanwhile have put it off.
        this.#setTimer();
      },
      Math.max(0, due - this.#edge.now()),
    );
  }

  async #connect(): Promise<void> {
    const abort = (this.#abort = new AbortController());
    const { signal } = abort;
    const { lastId } = this.#sink;
    this.#stop = undefined;
    try {
      const response = await this.#edge.open(lastId, signal);
      if (signal.aborted) return void response.body?.cancel().catch(() => undefined);
      if (!response.ok) {
        const error = await readProblem(response);
        if (!signal.aborted) this.#refused(error, retryAfter(response));
        return;
      }
      const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream') === true;
      if (!isStream || response.body === null) {
        void response.body?.cancel().catch(() => undefined);
        return this.#isNotHere();
      }
      this.#move({ kind: 'opened' });
      this.#sink.opened(lastId);
      if (await this.#read(response.body, signal)) this.#move({ kind: 'ended' });
    } catch (error) {
      if (!signal.aborted) this.#refused(toTikTokAdsError(error), undefined);
    }
  }

  /** True when the server ended the stream, false when this page did. */
  async #read(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<boolean> {
    const reader = body.getReader();
    const stop = () => void reader.cancel().catch(() => undefined);
    signal.addEventListener('abort', stop, { once: true });
    const parser = createSseParser();
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) return false;
      if (done) return true;
      this.#move({ kind: 'bytes' });
      const messages = parser.push(value);
      if (parser.retryMs !== undefined) this.#move({ kind: 'pause', ms: parser.retryMs });
      for (const message of messages) {
        this.#take(message);
        if (signal.aborted) return false;
      }
      this.#sink.heard();
    }
  }

  #take({ type, data, lastEventId }: SseMessage): void {
    if (type === RESET) return this.#sink.reset(lastEventId);
    const event = readEvent(data);
    if (event !== undefined) this.#sink.event(lastEventId, event);
  }

  #refused(error: TikTokAdsError, retryAfterMs: number | undefined): void {
    if (isSessionError(error)) {
      this.#giveUp('session');
      this.#edge.sessionLost(error);
    } else if (error.status === 401) this.#giveUp('session');
    else if (error.status === 403) this.#giveUp('unavailable');
    else if (NOT_HERE.includes(error.status)) this.#isNotHere();
    else this.#move({ kind: 'failed', retryAfterMs });
  }

  /** A server that has had a stream has it again when it is back from behind a page that says otherwise. */
  #isNotHere(): void {
    if (this.#sink.wasLive) this.#move({ kind: 'failed' });
    else this.#giveUp('unavailable');
  }

  #giveUp(why: 'session' | 'unavailable'): void {
    this.#stop = why;
    this.#move({ kind: 'refused' });
  }
}

function stateOf({ phase }: Line, stop: 'session' | 'unavailable' | undefined): LiveState {
  if (phase === 'live') return 'live';
  if (phase === 'stopped') return stop === 'unavailable' ? 'unavailable' : 'interrupted';
  return phase === 'waiting' ? 'interrupted' : 'connecting';
}

/** Undefined for what this version can't read: another version of the server may send it. */
function readEvent(data: string): ActivityEvent | undefined {
  try {
    const event: unknown = JSON.parse(data);
    return isActivityEvent(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds; as a date it is not used by this server. */
function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
