import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CSV_ATTRIBUTES, csvPieces, digestsOf, personsOf } from './people.ts';
import { compileServer, type ServerProcess, startServerProcess } from './server-process.ts';

const LOOK_EVERY_MS = 20;

/**
 * One export from records to TikTok's acceptance over real HTTP, with the server in a process of its own. Prints what it took.
 *
 * @returns whether every member arrived, and nobody else
 */
export async function measureServer(rows: number): Promise<boolean> {
  const expected = digestsOf(personsOf(rows));
  const server = await startServerProcess(await compileServer());
  try {
    const before = await server.used();
    const health = watchHealth(server);
    const { id } = await server.call<{ id: string }>('POST', '/v1/exports', {
      advertiserId: server.advertiserId,
      attributes: CSV_ATTRIBUTES,
      audience: { create: { name: 'Benchmark' } },
      defaultCountry: 'de',
    });
    const start = performance.now();
    await server.put(`/v1/exports/${id}/records`, csvPieces(rows));
    const received = performance.now();
    const afterIntake = await server.used();
    await server.call('POST', `/v1/exports/${id}/start`);
    const shown = await server.untilAccepted(id);
    const accepted = performance.now();
    const after = await server.used();
    const { slowestMs, usualMs } = await health.stop();
    const isComplete = await server.holds(shown.customAudienceId, expected);

    const whole = (value: number): string => Math.round(value).toLocaleString('en');
    const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(1);
    const say = (name: string, text: string): void => console.log(`  ${name.padEnd(24)} ${text}`);
    const rate = (cpuMs: number): string => whole(rows / (cpuMs / 1000));
    console.log(`\n${whole(rows)} rows → ${whole(expected.people)} people`);
    say(
      'received and prepared',
      `${seconds(start, received)} s on the wall, ${rate(afterIntake.cpuMs - before.cpuMs)} rows a processor second`,
    );
    say('uploaded and accepted', `${seconds(received, accepted)} s on the wall`);
    say('both', `${rate(after.cpuMs - before.cpuMs)} rows a processor second`);
    say('peak memory (RSS)', `${whole(after.peakMb)} MB (${whole(before.peakMb)} MB before the first row)`);
    const turn = Math.max(afterIntake.longestTurnMs, after.longestTurnMs);
    say('longest turn of the loop', `${turn.toFixed(0)} ms of processor time`);
    say('GET /healthz meanwhile', `${usualMs.toFixed(1)} ms usually, ${slowestMs.toFixed(0)} ms at worst`);
    say('members at TikTok', isComplete ? 'every one, and nobody else' : 'WRONG');
    return isComplete;
  } finally {
    await server.stop();
  }
}

interface HealthWatch {
  stop(): Promise<{ usualMs: number; slowestMs: number }>;
}

/** Asks again and again whether the server is well, from a thread of its own: this one is busy being TikTok and the host. */
function watchHealth(server: ServerProcess): HealthWatch {
  const thread = new Worker(ASK_AGAIN_AND_AGAIN, {
    eval: true,
    workerData: { url: `${server.url}/healthz`, everyMs: LOOK_EVERY_MS },
    execArgv: [],
  });
  return {
    async stop() {
      const told = once(thread, 'message') as Promise<[number[]]>;
      thread.postMessage('stop', []);
      const took = (await told)[0].sort((a, b) => a - b);
      await thread.terminate();
      return { usualMs: took[took.length >> 1] ?? 0, slowestMs: took.at(-1) ?? 0 };
    },
  };
}

/** The thread's program: plain JavaScript, which a thread takes as text. */
const ASK_AGAIN_AND_AGAIN = `
const { parentPort, workerData } = require('node:worker_threads');
const took = [];
parentPort.once('message', () => parentPort.postMessage(took));
(async () => {
  for (;;) {
    const asked = performance.now();
    await (await fetch(workerData.url)).text();
    took.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, workerData.everyMs));
  }
})();
`;
