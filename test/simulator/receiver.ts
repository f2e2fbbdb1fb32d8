import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { keptPort } from '../support/kept-port.ts';

export interface Received {
  body: string;
  headers: Record<string, string | string[] | undefined>;
  path: string;
}

/** A callback that listens for real, answers what the test says and can go away and come back on the same port. */
export class Receiver {
  readonly received: Received[] = [];
  /** The status of the next answer; null leaves the request without one. */
  answer: (request: Received) => number | null = () => 200;
  /** Requests being answered at this moment, and the most there ever were. */
  open = 0;
  mostOpen = 0;
  #server: Server;
  readonly #port: number;
  #waiting: { isMet: () => boolean; resolve: () => void }[] = [];

  private constructor(port: number) {
    this.#port = port;
    this.#server = this.#create();
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver(await keptPort());
    await receiver.listen();
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/hooks`;
  }

  async listen(): Promise<void> {
    this.#server = this.#create();
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Resolves when so many requests have come, or when the condition holds after one of them. */
  until(wanted: number | (() => boolean)): Promise<void> {
    const isMet = typeof wanted === 'number' ? (): boolean => this.received.length >= wanted : wanted;
    if (isMet()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ isMet, resolve }));
  }

  bodies(): Record<string, unknown>[] {
    return this.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  }

  /** The entries of all bodies so far. */
  entries(): Record<string, unknown>[] {
    return this.bodies().flatMap((body) => body['entry'] as Record<string, unknown>[]);
  }

  #create(): Server {
    return createServer((incoming, outgoing) => {
      this.open += 1;
      this.mostOpen = Math.max(this.mostOpen, this.open);
      outgoing.on('close', () => (this.open -= 1));
      const chunks: Buffer[] = [];
      incoming
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          const request = { body, headers: { ...incoming.headers }, path: incoming.url ?? '' };
          this.received.push(request);
          const status = this.answer(request);
          if (status !== null) outgoing.writeHead(status).end();
          this.#waiting = this.#waiting.filter(({ isMet, resolve }) => {
            if (isMet()) resolve();
            return !isMet();
          });
        });
    });
  }
}

/** The header over the unicode-escaped text, made the way TikTok's page describes it and not by the simulator. */
export function openSignature(secret: string, body: string): string {
  let escaped = '';
  for (let index = 0; index < body.length; index += 1) {
    const unit = body.charCodeAt(index);
    escaped += unit < 128 ? body.charAt(index) : `\\u${(0x10000 + unit).toString(16).slice(1)}`;
  }
  return createHmac('sha256', secret).update(escaped, 'utf8').digest('hex');
}

/** The two parts of a `TikTok-Signature`, and whether they fit the body. */
export function readTikTokSignature(secret: string, header: unknown, body: string): { t: number; isRight: boolean } {
  const match = /^t=(\d+),s=([0-9a-f]{64})$/.exec(String(header));
  const expected = createHmac('sha256', secret)
    .update(`${match?.[1] ?? ''}.${body}`)
    .digest('hex');
  return { t: Number(match?.[1]), isRight: match?.[2] === expected };
}

/** Asks again and again, with a breath between, until it is true. */
export async function eventually<T>(ask: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (isRight(value)) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
