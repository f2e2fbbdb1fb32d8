// A server in a process of its own, so that a test can kill it like a power cut does. Prints its address on the first line.
import { loadConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';

const offsetMs = Number(process.env['TEST_CLOCK_OFFSET_MS'] ?? 0);
const server = await createServer(loadConfig(process.env), {
  clock: { now: () => Date.now() + offsetMs },
  exportLimits: { maxChunkBytes: 33_000, streamPeople: 200, reconcileDelayMs: 200, checkpointBytes: 64 * 1024 },
});
const { url } = await server.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${url}\n`);
