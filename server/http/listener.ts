import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server';

/** How long requests that run may take to end when the listener closes. */
const CLOSE_GRACE_MS = 10_000;
const HANG_UP_EVERY_MS = 100;

export interface Listener {
  readonly url: string;
  readonly port: number;
  /** Takes no more connections and waits for requests that run, at most 10 s; then it cuts them off. */
  close(): Promise<void>;
}

/** Serves on an address; `fetch` also gets Node's own request and response, for who streams. Port 0 takes a free one. Rejects with the system's error, such as EADDRINUSE. */
export async function listenOn(
  fetch: (request: Request, bindings: HttpBindings | Http2Bindings) => Response | Promise<Response>,
  { port, host }: { port: number; host: string },
): Promise<Listener> {
  // HTTP/1.0 knows no Host header, and health checks of older load balancers speak that.
  const server = createAdaptorServer({ fetch, hostname: 'localhost' }) as HttpServer;
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
