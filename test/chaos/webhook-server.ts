// A server in a process of its own, to be killed while TikTok's notices pour in. It is the whole server with its jobs; only the clock
// can be moved, so that a lease of a killed process does not have to be waited for.
import { setTimeout } from 'node:timers/promises';
import { loadConfig } from '../../server/config.ts';
import { createServer, type Server } from '../../server/create-server.ts';
import type { FromWebhookServer, ToWebhookServer } from './webhook-protocol.ts';

/** Between calls of TikTok time passes faster: its limits per minute are not what is tried here. */
const HURRY = 20;
let server: Server | null = null;

const tell = (message: FromWebhookServer): void => void process.send?.(message);

async function start({ env, clockOffsetMs }: Extract<ToWebhookServer, { do: 'start' }>): Promise<void> {
  server = await createServer(loadConfig(env), {
    clock: { now: () => Date.now() + clockOffsetMs },
    tiktokPace: {
      speed: HURRY,
      monotonic: () => performance.now() * HURRY,
      sleep: (ms, signal) => setTimeout(ms / HURRY, undefined, { signal }),
    },
  });
  await server.listen({ host: '127.0.0.1' });
  tell({ isUp: true });
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToWebhookServer) => {
  const fail = (error: unknown) =>
    tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  if (message.do === 'start') start(message).catch(fail);
  else server?.deps.store.webhookInbox.countPending().then((pending) => tell({ pending }), fail);
});
