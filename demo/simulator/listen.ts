import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { Server } from 'node:http';
import type { SimulatorEnv } from './transport.ts';

export interface Listener {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** Serves an app; port 0 picks a free one. Rejects when the port cannot be had. */
export async function listen(app: Hono<SimulatorEnv>, host: string, port: number): Promise<Listener> {
  // The globals stay Node's own: whoever embeds the simulator uses them too.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  if (!(server instanceof Server)) throw new TypeError('an HTTP/1.1 server was expected');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${address.port}`,
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
