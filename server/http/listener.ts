import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';

/** How long requests that run may take to end when the listener closes. */
const CLOSE_GRACE_MS = 10_000;
const HANG_UP_EVERY_MS = 100;

export interface Listener {
  readonly url: string;
  readonly port: number;
  /** Takes no more connections and waits for requests that run, at most 10 s; then it cuts them off. */
  close(): Promise<void>;
}

/** Answers on Node's own response; false, with nothing touched, for a request that is somebody else's. */
export type StraightHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

type Fetch = (request: Request, bindings: HttpBindings | Http2Bindings) => Response | Promise<Response>;

/** @param straight is asked first */
export function requestListener(
  fetch: Fetch,
  straight: StraightHandler = () => false,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  // HTTP/1.0 knows no Host header, and health checks of older load balancers speak that.
  const viaFetch = getRequestListener(fetch, { hostname: 'localhost' });
  return (incoming, outgoing) => {
    if (!straight(incoming, outgoing)) void viaFetch(incoming, outgoing);
  };
}

/** Serves on an address; `fetch` also gets Node's own request and response, for who streams. Port 0 takes a free one. Rejects with the system's error, such as EADDRINUSE. */
export async function listenOn(
  fetch: Fetch,
  { port, host, straight }: { port: number; host: string; straight?: StraightHandler },
): Promise<Listener> {
  const server = createServer(requestListener(fetch, straight));
  // A slow line may take longer than Node's five minutes to send its people; headers still have to come in a minute.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    close: () => close(server),
  };
}

function close(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
    // A connection whose last request has ended is kept alive for five more seconds, for a next one that nobody would take.
    const hangUp = setInterval(() => server.closeIdleConnections(), HANG_UP_EVERY_MS);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(hangUp);
      resolve();
    });
    server.closeIdleConnections();
  });
}
