// A server in a process of its own, so that a test can kill it between sending a call and hearing the answer. Prints its address on the
// first line.
import { loadConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';

const offsetMs = Number(process.env['TEST_CLOCK_OFFSET_MS'] ?? 0);
const server = await createServer(loadConfig(process.env), {
  clock: { now: () => Date.now() + offsetMs },
  reconcile: { limits: { lookPausesMs: [20, 60], unguardedLookPausesMs: [20, 60, 100] } },
});
const { url } = await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${url}\n`);
