// Reads along what arrives at a server of this process, byte by byte as it leaves the wire, without getting in its way.

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

export interface TappedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: () => string;
}

export interface WireTap {
  readonly requests: readonly TappedRequest[];
  stop(): void;
}

const CHANNEL = 'http.server.request.start';

/** Keeps every request that arrives on that port from now on. */
export function tapRequests(port: number): WireTap {
  const requests: TappedRequest[] = [];
  const onRequest = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    if (request.socket.localPort !== port) return;
    const chunks: Buffer[] = [];
    const push = request.push.bind(request);
    request.push = (chunk: unknown, encoding?: BufferEncoding) => {
      if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      return push(chunk, encoding);
    };
    requests.push({
      method: request.method ?? '',
      url: request.url ?? '',
      body: () => Buffer.concat(chunks).toString('utf8'),
    });
  };
  subscribe(CHANNEL, onRequest);
  return { requests, stop: () => void unsubscribe(CHANNEL, onRequest) };
}
