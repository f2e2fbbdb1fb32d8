// How many notices of TikTok one server process verifies and has on its disk before it answers, beside what the machine can do at all;
// then 1,000 open streams that all get an event. `npm run bench:webhooks -- [--count N] [--rounds N] [--connections N] [--only ingest,streams]`. Of
// several rounds the best counts, on either side: what else the machine does makes any of them slower, and none faster. What can be compared
// between machines are the ratios within one run. The exit code is 1 when a promise does not hold.
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeStreams, measureStreams, streamSettings, WITHIN_MS } from './event-streams.ts';
import type { LoadResult } from './webhooks/load-child.ts';
import { measureLimits, startBareProcess, startLoadProcess, startServerProcess } from './webhooks/processes.ts';

const PATH = '/v1/webhooks/tiktok';
const PACED_PER_SECOND = 5000;
const PACED_SECONDS = 5;
const WARM_UP = 5000;
const LOOK_EVERY_MS = 50;
const GOAL_PER_SECOND = 10_000;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60000' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '128' },
    only: { type: 'string', default: 'ingest,streams' },
  },
});
const count = Number(values.count);
const rounds = Number(values.rounds);
const connections = Number(values.connections);
const whole = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
let isGood = true;

console.log(
  `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}, ${process.platform}`,
);
if (values.only.includes('ingest')) await measureIngest();
if (values.only.includes('streams')) await measureOpenStreams();
process.exitCode = isGood ? 0 : 1;

interface Round {
  readonly result: LoadResult;
  /** Answered a second, on the wall. */
  readonly wall: number;
  /** Answered a second of the server's processor time; null where the system does not tell. */
  readonly cpu: number | null;
}

async function measureIngest(): Promise<void> {
  console.log(`\nWhat the machine can do (load ${loadavg()[0]?.toFixed(1)} before)`);
  const limits = await measureLimits();
  row('synced commits of one notice', limits.single);
  row('notices in synced commits of 100', limits.grouped);
  row('notices verified, hashed and sealed', limits.verified);

  const load = await startLoadProcess();
  const bareServer = await startBareProcess();
  const server = await startServerProcess();
  let sent = 0;
  let answered = 0;
  const send = async (size: number, perSecond: number | null = null): Promise<LoadResult> => {
    const result = await load.run({ port: server.port, path: PATH, connections, count: size, from: sent, perSecond });
    sent += size;
    answered += result.statuses['200'] ?? 0;
    return result;
  };
  const sendBare = (size: number) =>
    load.run({ port: bareServer.port, path: PATH, connections, count: size, from: 0, perSecond: null });
  try {
    await sendBare(WARM_UP);
    await send(WARM_UP);
    const bare: Round[] = [];
    const full: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await rateOf(bareServer.cpuSeconds, () => sendBare(count)));
      full.push(await rateOf(server.cpuSeconds, () => send(count)));
    }
    const bestBare = best(bare);
    row('bare node:http that only answers', bestBare.wall, latency(bestBare.result));
    if (bestBare.cpu !== null) row('  a second of its processor time', bestBare.cpu);
    // One core does all of it, one thing after the other.
    const limit = 1 / (1 / bestBare.wall + 1 / limits.grouped + 1 / limits.verified);
    row('all of that on one core', limit, 'the sum of the times');

    console.log(`\nThe server, ${connections} connections, every body different and signed`);
    const bestFull = best(full);
    row('on disk before the 200', bestFull.wall, latency(bestFull.result));
    row('  in the slowest round', Math.min(...full.map(({ wall }) => wall)));
    if (bestFull.cpu !== null) row('  a second of its processor time', bestFull.cpu);
    row('  of the limit', bestFull.wall / limit);
    row('  of the bare server', bestFull.wall / bestBare.wall);
    row('  of one commit for each notice', bestFull.wall / limits.single);
    const { pending: backlog } = server.count();
    const drainedFrom = performance.now();
    while (server.count().pending > 0) await sleep(LOOK_EVERY_MS);
    const drainSeconds = (performance.now() - drainedFrom) / 1000;
    if (backlog > WARM_UP) row('looked into afterwards', backlog / drainSeconds, `${whole(backlog)} that had waited`);
    const paced = await send(PACED_PER_SECOND * PACED_SECONDS, PACED_PER_SECOND);
    row(`at ${whole(PACED_PER_SECOND)} a second`, (PACED_PER_SECOND * PACED_SECONDS) / paced.seconds, latency(paced));

    const { all } = server.count();
    row('sent', sent);
    row('answered 200', answered);
    row('on the disk', all);
    promise('what was answered 200 is on the disk, and nothing else', all === answered && answered === sent);
    promise(`at least ${whole(GOAL_PER_SECOND)} a second`, bestFull.wall >= GOAL_PER_SECOND);
  } finally {
    await Promise.all([load.stop(), bareServer.stop(), server.stop()]);
  }
}

async function measureOpenStreams(): Promise<void> {
  console.log('\nOpen streams');
  for (const setting of streamSettings()) {
    const outcome = await measureStreams(setting);
    console.log(describeStreams(outcome));
    isGood &&= outcome.slowest <= WITHIN_MS;
  }
}

async function rateOf(cpuSeconds: () => number | null, work: () => Promise<LoadResult>): Promise<Round> {
  const before = cpuSeconds();
  const result = await work();
  const after = cpuSeconds();
  const ok = result.statuses['200'] ?? 0;
  return { result, wall: ok / result.seconds, cpu: before === null || after === null ? null : ok / (after - before) };
}

function best(all: readonly Round[]): Round {
  return all.reduce((one, other) => (other.wall > one.wall ? other : one));
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
