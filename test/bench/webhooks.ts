// How many notices of TikTok one server process verifies and has on its disk before it answers, beside what the machine can do at all;
// then 1,000 open streams that all get an event. `npm run bench:webhooks -- [--count N] [--connections N] [--only=ingest,streams]`. What counts are
// the ratios within one run. The exit code is 1 when a promise does not hold.
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LoadResult } from './webhooks/load-child.ts';
import { measureLimits, startBareProcess, startLoadProcess, startServerProcess } from './webhooks/processes.ts';

const PATH = '/v1/webhooks/tiktok';
const PACED_PER_SECOND = 5000;
const PACED_SECONDS = 5;
const WARM_UP = 5000;
const GOAL_PER_SECOND = 10_000;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60000' },
    connections: { type: 'string', default: '128' },
    only: { type: 'string', default: 'ingest,streams' },
  },
});
const count = Number(values.count);
const connections = Number(values.connections);
const whole = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
let isGood = true;

console.log(
  `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}, ${process.platform}`,
);
if (values.only.includes('ingest')) await measureIngest();
const streams = join(import.meta.dirname, 'event-streams.ts');
if (values.only.includes('streams') && existsSync(streams)) {
  console.log('\nOpen streams');
  const { measureEventStreams } = (await import(streams)) as { measureEventStreams(): Promise<boolean> };
  isGood = (await measureEventStreams()) && isGood;
}
process.exitCode = isGood ? 0 : 1;

interface Rate {
  /** Answered a second, on the wall. */
  readonly wall: number;
  /** Answered a second of the server's processor time; null where the system does not tell. */
  readonly cpu: number | null;
}

async function measureIngest(): Promise<void> {
  console.log('\nWhat the machine can do');
  const limits = await measureLimits();
  row('synced commits of one notice', limits.single);
  row('notices in synced commits of 100', limits.grouped);
  row('notices verified, hashed and sealed', limits.verified);
  const load = await startLoadProcess();
  const send = (port: number, from: number, size: number, perSecond: number | null = null) =>
    load.run({ port, path: PATH, connections, count: size, from, perSecond });
  try {
    const bareServer = await startBareProcess();
    await send(bareServer.port, 0, WARM_UP);
    const bare = await rateOf(bareServer.cpuSeconds, () => send(bareServer.port, 0, count));
    await bareServer.stop();
    row('bare node:http that only answers', bare.rate.wall, latency(bare.result));
    // One core does all of it, one thing after the other.
    const limit = 1 / (1 / bare.rate.wall + 1 / limits.grouped + 1 / limits.verified);
    row('all of that on one core', limit, 'the sum of the times');

    console.log(`\nThe server, ${connections} connections, every body different and signed`);
    const server = await startServerProcess();
    await send(server.port, 0, WARM_UP);
    const full = await rateOf(server.cpuSeconds, () => send(server.port, WARM_UP, count));
    row('on disk before the 200', full.rate.wall, latency(full.result));
    if (full.rate.cpu !== null) row('  a second of its processor time', full.rate.cpu);
    row('  of the limit', full.rate.wall / limit);
    row('  of the bare server', full.rate.wall / bare.rate.wall);
    row('  of one commit for each notice', full.rate.wall / limits.single);
    const pacedCount = PACED_PER_SECOND * PACED_SECONDS;
    const paced = await send(server.port, WARM_UP + count, pacedCount, PACED_PER_SECOND);
    row(`at ${whole(PACED_PER_SECOND)} a second`, pacedCount / paced.seconds, latency(paced));

    const sent = WARM_UP + count + pacedCount;
    const answered = WARM_UP + (full.result.statuses['200'] ?? 0) + (paced.statuses['200'] ?? 0);
    const { all, pending } = server.count();
    row('sent', sent);
    row('answered 200', answered);
    row('on the disk', all, `${whole(pending)} of them not looked into yet`);
    await server.stop();
    promise(
      `every notice that was answered 200 is on the disk, and nothing else`,
      all === answered && answered === sent,
    );
    promise(`at least ${whole(GOAL_PER_SECOND)} a second`, full.rate.wall >= GOAL_PER_SECOND);
  } finally {
    await load.stop();
  }
}

async function rateOf(
  cpuSeconds: () => number | null,
  work: () => Promise<LoadResult>,
): Promise<{ result: LoadResult; rate: Rate }> {
  const before = cpuSeconds();
  const result = await work();
  const after = cpuSeconds();
  const ok = result.statuses['200'] ?? 0;
  return {
    result,
    rate: { wall: ok / result.seconds, cpu: before === null || after === null ? null : ok / (after - before) },
  };
}

function row(name: string, value: number, note = ''): void {
  const text = value < 100 ? value.toFixed(2) : whole(value);
  console.log(`  ${name.padEnd(38)} ${text.padStart(10)}  ${note}`);
}

function latency({ p50Ms, p99Ms, maxMs }: LoadResult): string {
  return `p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)}, longest ${ms(maxMs)}`;
}

function promise(what: string, holds: boolean): void {
  console.log(`${holds ? 'ok  ' : 'FAIL'}  ${what}`);
  isGood &&= holds;
}
