import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Calls that change something at TikTok. */
const CHANGES =
  /\/(?:file\/upload|custom_audience\/create|custom_audience\/update|segment\/audience|segment\/mapping)\/$/;

export interface WireCall {
  /** TikTok's path, without the version. */
  readonly path: string;
  /** Counts all calls since `watch` from 1. */
  readonly number: number;
  /** Counts those that change something. */
  readonly change: number | null;
}

export interface Watcher {
  /** Before TikTok gets the call: it waits for this. */
  before?: (call: WireCall) => Promise<void> | void;
  /** TikTok has carried it out, its answer is not on its way yet. */
  after?: (call: WireCall) => Promise<void> | void;
}

/** A wire between the server and the simulator, on which a test sees every call and holds it as long as it likes. */
export interface Wire {
  readonly url: string;
  watch(watcher: Watcher | null): void;
  stop(): Promise<void>;
}

export async function startWire(target: string): Promise<Wire> {
  let watcher: Watcher | null = null;
  let number = 0;
  let changes = 0;
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const path = (incoming.url ?? '').split('?')[0]?.replace(/^\/open_api\/v1\.3/, '') ?? '';
    const call = { path, number: ++number, change: CHANGES.test(path) ? ++changes : null };
    const watching = watcher;
    await watching?.before?.(call);
    const answer = await forward(new URL(incoming.url ?? '', target), incoming, Buffer.concat(parts));
    await watching?.after?.(call);
    if (answer === null) return void outgoing.destroy();
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    watch(next) {
      watcher = next;
      number = 0;
      changes = 0;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Passed {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** @returns null when the connection was torn down */
function forward(url: URL, { method, headers }: IncomingMessage, body: Buffer): Promise<Passed | null> {
  return new Promise((resolve) => {
    const { host: _, ...others } = headers;
    const onward = request(url, { method, headers: { ...others, host: url.host }, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', () => resolve(null));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    onward.on('error', () => resolve(null));
    onward.end(body);
  });
}
