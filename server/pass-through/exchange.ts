import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Outgoing } from './edges.ts';

/** How TikTok's answer begins. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** What came of sending a request. */
export type Exchanged =
  /** A short answer, all of it. */
  | { readonly kind: 'whole'; readonly head: AnswerHead; readonly body: Buffer }
  /** A long one, of which `beginning` is there: `pipe` hands all of it on. */
  | { readonly kind: 'streaming'; readonly head: AnswerHead; readonly beginning: Buffer }
  /** No answer. `wasSent`: a part of the request may have reached TikTok. */
  | { readonly kind: 'failed'; readonly error: Error; readonly wasSent: boolean };

/** A caller that takes nothing for so long has gone, whatever its connection says. */
const STUCK_MS = 120_000;
/** As the parser of HTTP hands it over. */
const BEGINNING_BYTES = 64 * 1024;

/**
 * One request to TikTok and its answer: gathered up to a size, so that it can be looked at and goes out in one write, and handed on
 * piece by piece beyond. It is the handler that undici's `dispatch` takes, since that is the quickest of its interfaces.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly settled: Promise<Exchanged>;
  readonly #collectBytes: number;
  readonly #collectsAll: boolean;
  #settle: (exchanged: Exchanged) => void = () => {};
  #controller: Dispatcher.DispatchController | null = null;
  #head: AnswerHead | null = null;
  #chunks: Buffer[] = [];
  #size = 0;
  #state: 'waiting' | 'collecting' | 'held' | 'piping' | 'over' = 'waiting';
  #wasSent = false;
  #abortReason: Error | null = null;
  /** What came of the upstream while nobody was piping yet. */
  #ending: 'end' | 'broken' | null = null;
  #outgoing: Outgoing | null = null;
  #piped: (outcome: 'done' | 'broken') => void = () => {};
  #stuck: NodeJS.Timeout | undefined;

  /**
   * @param collect.bytes answers up to this size are given whole
   * @param collect.all longer ones are a failure, instead of being handed on
   */
  constructor(collect: { bytes: number; all?: boolean }) {
    this.#collectBytes = collect.bytes;
    this.#collectsAll = collect.all ?? false;
    this.settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** It was given up before it began. */
  get isOver(): boolean {
    return this.#abortReason !== null;
  }

  /** Stops sending and receiving, now or as soon as it begins. */
  abort(reason: Error = new Error('given up')): void {
    this.#abortReason ??= reason;
    this.#controller?.abort(reason);
    if (this.#state === 'waiting' && this.#controller === null)
      this.#settle({ kind: 'failed', error: reason, wasSent: false });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#abortReason !== null) controller.abort(this.#abortReason);
    else this.#wasSent = true;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // "Early hints" and the like come before the answer.
    if (status < 200) return;
    this.#head = { status, headers };
    const length = Number(headers['content-length'] ?? Number.NaN);
    const isShort = length <= this.#collectBytes;
    const mayBeShort = Number.isNaN(length) && isJson(headers);
    this.#state = this.#collectsAll || isShort || mayBeShort ? 'collecting' : 'held';
    if (this.#state === 'held' && length === 0) this.#state = 'collecting';
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    switch (this.#state) {
      case 'collecting':
        this.#chunks.push(chunk);
        this.#size += chunk.length;
        if (this.#size <= this.#collectBytes) return;
        if (this.#collectsAll) controller.abort(new Error('the answer is too long'));
        else this.#hold(controller);
        return;
      case 'held':
        this.#chunks.push(chunk);
        this.#hold(controller);
        return;
      case 'piping':
        if (this.#outgoing?.write(chunk) === false) this.#rest(controller);
        return;
      default:
    }
  }

  onResponseEnd(): void {
    const state = this.#state;
    const head = this.#head;
    if (state === 'piping') this.#finish('done');
    else if (state === 'collecting' && head !== null) {
      this.#state = 'over';
      // It holds the raw headers, and whoever looks at the answer holds this.
      this.#controller = null;
      const [first] = this.#chunks;
      const body = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
      this.#chunks = [];
      this.#settle({ kind: 'whole', head, body });
    } else if (state === 'held') {
      this.#ending = 'end';
      // It ended without a byte.
      if (head !== null) this.#settle({ kind: 'streaming', head, beginning: Buffer.concat(this.#chunks) });
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#state === 'piping') this.#finish('broken');
    else if (this.#state !== 'over') {
      this.#ending = 'broken';
      // Nothing of a held answer has gone out yet: to its caller that is no answer at all.
      if (this.#settledAsStream) return;
      this.#state = 'over';
      this.#settle({ kind: 'failed', error, wasSent: this.#wasSent });
    }
  }

  /**
   * Hands a streaming answer on, no faster than it is taken. `broken`: TikTok or the caller broke off, and so is what goes out.
   */
  pipe(outgoing: Outgoing): Promise<'done' | 'broken'> {
    return new Promise((resolve) => {
      this.#piped = resolve;
      this.#outgoing = outgoing;
      const chunks = this.#chunks;
      this.#chunks = [];
      let hasRoom = true;
      for (const chunk of chunks) hasRoom = outgoing.write(chunk);
      this.#state = 'piping';
      outgoing.onDrain(() => this.#goOn());
      if (this.#ending === 'broken') this.#finish('broken');
      else if (this.#ending === 'end') this.#finish('done');
      else if (hasRoom) this.#controller?.resume();
      else if (this.#controller !== null) this.#rest(this.#controller);
    });
  }

  #settledAsStream = false;

  #hold(controller: Dispatcher.DispatchController): void {
    this.#state = 'held';
    controller.pause();
    if (this.#head === null || this.#settledAsStream) return;
    this.#settledAsStream = true;
    const [first] = this.#chunks;
    const beginning =
      this.#chunks.length === 1 && first !== undefined
        ? first
        : Buffer.concat(this.#chunks).subarray(0, BEGINNING_BYTES);
    this.#settle({ kind: 'streaming', head: this.#head, beginning });
  }

  #rest(controller: Dispatcher.DispatchController): void {
    controller.pause();
    clearTimeout(this.#stuck);
    this.#stuck = setTimeout(() => this.abort(new Error('the caller takes nothing')), STUCK_MS);
    this.#stuck.unref();
  }

  #goOn(): void {
    clearTimeout(this.#stuck);
    if (this.#state === 'piping') this.#controller?.resume();
  }

  #finish(outcome: 'done' | 'broken'): void {
    clearTimeout(this.#stuck);
    this.#state = 'over';
    if (outcome === 'done') this.#outgoing?.end();
    else this.#outgoing?.cut();
    this.#piped(outcome);
  }
}

function isJson(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type'];
  return type === undefined || /^(?:application|text)\/(?:[\w.+-]+\+)?json\b/i.test(type);
}
