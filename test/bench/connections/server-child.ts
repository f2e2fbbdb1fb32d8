// A server in a process of its own, whose calendar the parent moves. It listens on real HTTP; `PORT` and the rest come from the
// environment as they do for `serve`.
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../../../server/config.ts';
import { createServer } from '../../../server/create-server.ts';
import { createLog } from '../../../server/log.ts';
import type { FromChild, ToChild } from './messages.ts';

/**
 * How many times TikTok's limits a server may use, and how much faster than real time the pauses before another try run. A month of calls
 * would take hours otherwise; their order and number stay.
 */
const PACE = 200;

let now = Number(process.env['BENCH_NOW']);
const told: Record<string, number> = {};
let lastError: string | null = null;

const log = createLog(
  { logLevel: 'info' },
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      const line = JSON.parse(chunk.toString()) as { level: number; msg: string };
      told[line.msg] = (told[line.msg] ?? 0) + 1;
      if (line.level >= 50) lastError = chunk.toString().trim();
      done();
    },
  }),
);
const server = await createServer(loadConfig(process.env), {
  clock: { now: () => now },
  log,
  tiktokPace: {
    speed: PACE,
    monotonic: () => performance.now() * PACE,
    sleep: (ms, signal) => sleep(ms / PACE, undefined, { signal }),
  },
});
const { url } = await server.listen({ port: 0, host: '127.0.0.1' });

function tell(message: FromChild): void {
  process.send?.(message);
}

process.on('message', (message: ToChild) => {
  switch (message.kind) {
    case 'time':
      now = message.now;
      server.jobs.wake();
      return tell({ kind: 'moved' });
    case 'report':
      return tell({ kind: 'report', told, lastError });
    case 'end':
      void server.close().then(() => process.disconnect());
  }
});
// A parent that is gone needs no server.
process.on('disconnect', () => process.exit());
tell({ kind: 'listening', url });
