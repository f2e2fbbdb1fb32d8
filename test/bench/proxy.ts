// How much a call through the pass-through costs, every guard on, beside the same call to a bare upstream, through Hono's own proxy,
// through the least that a proxy of Node's can be, and through nginx where it is installed.
// `npm run bench:proxy -- [--seconds N] [--rounds N] [--connections N] [--only reads|writes]`. What is measured has a core to itself, load and
// upstream share another; the candidates take turns, and of each the median round counts. What can be compared between machines are the
// ratios within one run. The exit code is 1 when the promise does not hold.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { LoadResult } from './proxy/load-child.ts';
import {
  isPinned,
  type Running,
  startHonoProxy,
  startLeastProxy,
  startLoad,
  startNginx,
  startServer,
  startUpstream,
  stealWatch,
} from './proxy/processes.ts';

const ADVERTISER_ID = '7101926934269992520';
const GOAL = 4;
/** A round in which the machine was taken away for more than this tells nothing. */
const MOST_STEAL = 0.04;
const MAX_ROUNDS_MORE = 5;
const READ = `/open_api/v1.3/campaign/get/?advertiser_id=${ADVERTISER_ID}&page=1&page_size=10`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '32' },
    only: { type: 'string', default: '' },
  },
});
const ms = Number(values.seconds) * 1000;
const rounds = Number(values.rounds);
const connections = Number(values.connections);

interface Candidate {
  readonly name: string;
  readonly port: number;
  readonly request: string;
  readonly cpuSeconds: () => number | null;
}

interface Round {
  readonly rate: number;
  /** Requests a second of the proxy's processor time. */
  readonly cpuRate: number | null;
  readonly result: LoadResult;
}

console.log(
  `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, Node ${process.version}, ${isPinned ? 'pinned' : 'not pinned'}, load ${loadavg()[0]?.toFixed(1)} before`,
);
const load = await startLoad();
const upstream = await startUpstream();
const hono = await startHonoProxy(upstream.port);
const least = await startLeastProxy(upstream.port);
const nginx = await startNginx(upstream.port);
const ours = await startServer(upstream.port);
let isGood = true;
try {
  const read = (name: string, running: Running, prefix: string, headers = ''): Candidate => ({
    name,
    port: running.port,
    request: `GET ${prefix}${READ} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n${headers}\r\n`,
    cpuSeconds: () => running.cpuSeconds(),
  });
  const credential = `Authorization: Bearer ${ours.token}\r\n`;
  const candidates = [
    read('bare upstream', upstream, ''),
    read('hono/proxy', hono, '/v1/tiktok', credential),
    read('the least of Node', least, '/v1/tiktok', credential),
    read('ours, every guard on', ours, '/v1/tiktok', credential),
    ...(nginx === null ? [] : [read('nginx', nginx, '/v1/tiktok', credential)]),
  ];

  console.log(`\nReads: 2 kB of JSON, ${connections} connections, ${rounds} rounds of ${values.seconds} s`);
  const measured = await measure(values.only === 'writes' ? candidates.slice(0, 1) : candidates);
  const bare = middle(measured.get('bare upstream') ?? []);
  for (const [name, all] of measured) tell(name, middle(all), bare);
  if (nginx === null) console.log('  nginx is not installed');
  const byName = (name: string): number => middle(measured.get(name) ?? [])?.rate ?? Number.NaN;
  if (values.only !== 'writes') {
    const ratio = byName('ours, every guard on') / byName('hono/proxy');
    promise(`ours ${ratio.toFixed(2)} times hono/proxy, at least ${GOAL}`, ratio >= GOAL);
  }

  console.log('\nWrites: JSON with an Idempotency-Key, written down before and after, every write guard on');
  const body = JSON.stringify({
    advertiser_id: ADVERTISER_ID,
    campaign_ids: ['1790000000000000001'],
    operation_status: 'DISABLE',
  });
  const write: Candidate = {
    name: 'ours, writes',
    port: ours.port,
    request: `POST /v1/tiktok/open_api/v1.3/campaign/status/update/ HTTP/1.1\r\nHost: localhost\r\n${credential}Content-Type: application/json\r\nIdempotency-Key: bench-{{n}}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    cpuSeconds: () => ours.cpuSeconds(),
  };
  if (values.only !== 'reads') for (const [name, all] of await measure([write])) tell(name, middle(all), bare);
} finally {
  await Promise.all([load.stop(), hono.stop(), least.stop(), ours.stop(), nginx?.stop()]);
  await upstream.stop();
}
process.exitCode = isGood ? 0 : 1;

async function measure(candidates: readonly Candidate[]): Promise<Map<string, Round[]>> {
  const measured = new Map<string, Round[]>(candidates.map(({ name }) => [name, []]));
  for (const candidate of candidates) await load.run({ ...candidate, connections, ms: 2000 });
  let more = MAX_ROUNDS_MORE;
  for (let round = 0; round < rounds; round += 1) {
    const steal = stealWatch();
    const turn: [string, Round][] = [];
    for (const candidate of candidates) turn.push([candidate.name, await once(candidate)]);
    if ((steal() ?? 0) > MOST_STEAL && more > 0) {
      more -= 1;
      round -= 1;
      continue;
    }
    for (const [name, result] of turn) measured.get(name)?.push(result);
  }
  return measured;
}

async function once({ port, request, cpuSeconds }: Candidate): Promise<Round> {
  const before = cpuSeconds();
  const result = await load.run({ port, connections, ms, request });
  const after = cpuSeconds();
  const ok = result.statuses['200'] ?? 0;
  if (ok < result.count) throw new Error(`answers other than 200: ${JSON.stringify(result.statuses)}`);
  return {
    result,
    rate: ok / result.seconds,
    cpuRate: before === null || after === null || after === before ? null : ok / (after - before),
  };
}

function middle(all: readonly Round[]): Round | undefined {
  return all.toSorted((one, other) => one.rate - other.rate)[Math.floor(all.length / 2)];
}

function tell(name: string, round: Round | undefined, bare: Round | undefined): void {
  if (round === undefined || bare === undefined) return;
  const { p50Ms, p99Ms } = round.result;
  const added =
    round === bare
      ? ''
      : `, added p50 ${(p50Ms - bare.result.p50Ms).toFixed(2)} ms, p99 ${(p99Ms - bare.result.p99Ms).toFixed(2)} ms`;
  const cpu = round.cpuRate === null ? '' : `, ${whole(round.cpuRate)} a second of its processor time`;
  console.log(
    `  ${name.padEnd(22)} ${whole(round.rate).padStart(8)}/s  p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms${added}${cpu}`,
  );
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function promise(what: string, holds: boolean): void {
  console.log(`${holds ? 'PASS' : 'FAIL'}  ${what}`);
  isGood &&= holds;
}
