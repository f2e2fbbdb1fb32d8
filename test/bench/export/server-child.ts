// The server in a process of its own, so that its peak memory is its own. Settings come from the environment as for `serve`.
// Says over IPC where it listens, and what it has used when asked.
import { loadConfig } from '../../../server/config.ts';
import { createServer } from '../../../server/create-server.ts';
import { peakMb } from './meter.ts';

export type FromServer =
  | { readonly kind: 'listening'; readonly url: string }
  | {
      readonly kind: 'used';
      readonly peakMb: number;
      readonly cpuMs: number;
      /** Processor time between two turns of the event loop, at most: what a request may have to wait for on a free machine. */
      readonly longestTurnMs: number;
    };

const LOOK_EVERY_MS = 5;

const server = await createServer(loadConfig(process.env));
const { url } = await server.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });

let longestTurnMs = 0;
let before = process.cpuUsage();
setInterval(() => {
  const { user, system } = process.cpuUsage(before);
  longestTurnMs = Math.max(longestTurnMs, (user + system) / 1000);
  before = process.cpuUsage();
}, LOOK_EVERY_MS);

function tell(message: FromServer): void {
  process.send?.(message);
}

process.on('message', (asked: 'used' | 'end') => {
  if (asked === 'end') {
    void server.close().then(() => process.disconnect());
    return;
  }
  const { user, system } = process.cpuUsage();
  tell({ kind: 'used', peakMb: peakMb(), cpuMs: (user + system) / 1000, longestTurnMs });
  longestTurnMs = 0;
});
// A parent that is gone needs no server.
process.on('disconnect', () => process.exit());
tell({ kind: 'listening', url });
