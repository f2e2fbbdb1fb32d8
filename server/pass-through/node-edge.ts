import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { type BodyLimits, readIncomingBody } from '../http/index.ts';
import type { Incoming, Outgoing } from './edges.ts';

// Classes, since two of these are made for every call, and closures in their place would be most of what a call leaves to be collected.

/** A request as Node's own server has it. */
export class NodeIncoming implements Incoming {
  readonly #request: IncomingMessage;

  constructor(request: IncomingMessage) {
    this.#request = request;
  }

  get method(): string {
    return this.#request.method ?? '';
  }

  get target(): string {
    return this.#request.url ?? '';
  }

  get hasBody(): boolean {
    const { headers } = this.#request;
    return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name];
    return typeof value === 'string' ? value : value?.join(', ');
  }

  readWhole(limits: BodyLimits): Promise<Buffer | null> {
    return readIncomingBody(this.#request, limits);
  }

  stream(): Readable {
    return this.#request;
  }

  drop(): Promise<void> {
    const request = this.#request;
    if (request.complete || request.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      let bytes = 0;
      const settle = (): void => {
        clearTimeout(timer);
        request.off('data', count).off('end', settle).off('close', settle).off('error', settle);
        resolve();
      };
      const count = (chunk: Buffer): void => {
        bytes += chunk.length;
        if (bytes > DROPPED_BYTES) settle();
      };
      const timer = setTimeout(settle, DROPPING_MS);
      request.on('data', count).on('end', settle).on('close', settle).on('error', settle);
    });
  }
}

const DROPPED_BYTES = 32 * 1024 * 1024;
const DROPPING_MS = 10_000;
const HANG_UP = ['Connection', 'close'] as const;
/** Beyond, the copy costs more than the second write. */
const ONE_WRITE_BYTES = 16 * 1024;

/** Node's own response. */
export class NodeOutgoing implements Outgoing {
  readonly #response: ServerResponse;
  readonly #incoming: IncomingMessage;
  #isOver = false;
  #last: Uint8Array | undefined;
  #onGone: (() => void) | null = null;
  #onClose: (() => void) | null = null;

  /** @param incoming what is left of its body when the answer begins is not waited for */
  constructor(response: ServerResponse, incoming: IncomingMessage) {
    this.#response = response;
    this.#incoming = incoming;
    response.once('close', () => this.#close());
    // Whoever hangs up while we write has gone, and that is all there is to it.
    response.on('error', ignore);
  }

  get isStarted(): boolean {
    return this.#response.headersSent;
  }

  start(status: number, headers: readonly string[]): void {
    if (this.#isOver || this.#response.headersSent) return;
    // The next request on this connection would be read out of the rest of this one's body.
    const isWhole = this.#incoming.complete || headers.includes('Connection');
    this.#response.writeHead(status, isWhole ? [...headers] : [...headers, ...HANG_UP]);
  }

  write(chunk: Uint8Array): boolean {
    return this.#isOver || this.#response.write(chunk);
  }

  end(last?: Uint8Array): void {
    if (this.#isOver) return;
    this.#last = last;
    endAtEndOfTurn(this);
  }

  /** What `end` was asked for. */
  endNow(): void {
    const last = this.#last;
    if (this.#isOver) return;
    if (last === undefined) this.#response.end();
    // Text goes out in one write with the headers, which takes half the time of two; in Latin-1 every byte is one of the text's.
    else if (last.length <= ONE_WRITE_BYTES) this.#response.end(asBuffer(last).toString('latin1'), 'latin1');
    else this.#response.end(last);
  }

  cut(): void {
    this.#isOver = true;
    this.#response.destroy();
  }

  onDrain(listener: () => void): void {
    this.#response.on('drain', listener);
  }

  onGone(listener: () => void): void {
    this.#onGone = listener;
    if (this.#response.destroyed && !this.#response.writableFinished) listener();
  }

  onClose(listener: () => void): void {
    this.#onClose = listener;
    if (this.#response.closed) listener();
  }

  #close(): void {
    const isGone = !this.#isOver && !this.#response.writableFinished;
    this.#isOver = true;
    if (isGone) this.#onGone?.();
    this.#onClose?.();
  }
}

let ending: NodeOutgoing[] = [];

/**
 * The answers that are ready within one turn of the event loop are written one right after the other: a caller on another core is woken
 * once for several, and waking it costs as much as a quarter of all the rest of a call. Nobody waits longer than the turn.
 */
function endAtEndOfTurn(outgoing: NodeOutgoing): void {
  if (ending.length === 0) setImmediate(endAll);
  ending.push(outgoing);
}

function endAll(): void {
  const ready = ending;
  ending = [];
  for (const outgoing of ready) outgoing.endNow();
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ignore(): void {}
