import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';

/** How long requests that run may take to end when the listener closes. */
export const CLOSE_GRACE_MS = 10_000;
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

/** What Node's `http.createServer` takes. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** @param straight is asked first */
export function requestListener(fetch: Fetch, straight: StraightHandler = () => false): NodeListener {
  // HTTP/1.0 knows no Host header, and health checks of older load balancers speak that.
  const viaFetch = getRequestListener(fetch, { hostname: 'localhost' });
  return (incoming, outgoing) => {
    if (outgoing.socket === null && !outgoing.closed) closeWithConnection(incoming, outgoing);
    if (!straight(incoming, outgoing)) void viaFetch(incoming, outgoing);
  };
}

const queues = new WeakMap<Socket, ServerResponse[]>();

/**
 * For a response that waits behind another one of its connection (pipelining): up to Node 22 it is not told when that connection ends, and
 * whoever waits for its `close` would wait for ever.
 */
function closeWithConnection({ socket }: IncomingMessage, outgoing: ServerResponse): void {
  // It was handed on late, by somebody else's server.
  if (socket.closed) {
    process.nextTick(tellOfEnd, outgoing);
    return;
  }
  const queue = queues.get(socket) ?? [];
  if (!queues.has(socket)) {
    queues.set(socket, queue);
    socket.once('close', () => {
      for (const waiting of queue.splice(0)) tellOfEnd(waiting);
    });
  }
  queue.push(outgoing);
  const leave = (): void => {
    const at = queue.indexOf(outgoing);
    if (at >= 0) queue.splice(at, 1);
  };
  // From its turn on it is told by Node.
  outgoing.once('socket', leave).once('close', leave);
}

function tellOfEnd(outgoing: ServerResponse): void {
  outgoing.destroy();
  outgoing.emit('close');
}

interface Running {
  readonly outgoing: ServerResponse;
  /** Where it stands in the list. */
  at: number;
}

/**
 * Counts the requests of a listener that somebody else's server hands on, as Express does.
 *
 * @returns the listener, and what waits until none of its requests runs any more, at most 10 s; then it cuts them off
 */
export function countRequests(listener: NodeListener): { listener: NodeListener; settle: () => Promise<void> } {
  // No Set: the table that one of V8's replaces, as it grows or entries come and go, keeps its entries and points to the next. One that got
  // old keeps all later requests from being collected cheaply, which cost a busy server up to half of its speed.
  const running: Running[] = [];
  let wake = (): void => {};
  return {
    listener(incoming, outgoing) {
      if (outgoing.closed) {
        listener(incoming, outgoing);
        return;
      }
      const one: Running = { outgoing, at: running.length };
      running.push(one);
      outgoing.once('close', () => {
        // The last takes its place.
        const last = running.pop();
        if (last !== undefined && last !== one) {
          running[one.at] = last;
          last.at = one.at;
        }
        if (running.length === 0) wake();
      });
      listener(incoming, outgoing);
    },
    async settle() {
      if (running.length === 0) return;
      const cut = setTimeout(() => {
        // From the last on: whoever is cut off at once leaves the list.
        for (const { outgoing } of running.toReversed()) outgoing.destroy();
        wake();
      }, CLOSE_GRACE_MS);
      await new Promise<void>((resolve) => (wake = resolve));
      clearTimeout(cut);
    },
  };
}

/** Serves on an address. Port 0 takes a free one. Rejects with the system's error, such as EADDRINUSE. */
export async function listenOn(
  listener: NodeListener,
  { port, host }: { port: number; host: string },
): Promise<Listener> {
  const server = createServer(listener);
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
