// Whether everybody gets a turn: workspaces that share one developer app at the lowest tier (10 calls a second), one of which calls as
// often as it can, through the pass-through of servers with one database. The simulated TikTok counts what arrives, in real time.
// `node --import tsx test/bench/pacing.ts [--seconds N] [--workspaces N] [--servers N]`; the exit code is 1 when TikTok refused a call with
// 40100, or when the quiet ones wait too long.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import { simulatorEnv } from '../support/simulator-env.ts';

/** Of the quiet ones' waits, 95 % are shorter. */
export const P95_MS = 2_000;
/** Each quiet workspace asks that often: 49 of them ask 3.3 times a second together, of the 8 that there are. */
const QUIET_EVERY_MS = 15_000;
/** More than can have a turn within the thirty seconds that a call waits. */
const FLOOD_LANES = 300;
const CALLS = '/v1/tiktok/open_api/v1.3/campaign/get/';

export interface PacingOutcome {
  seconds: number;
  workspaces: number;
  servers: number;
  /** Calls that TikTok refused by the app's limit. */
  refusedByTikTok: number;
  /** From asking to the answer, of the quiet workspaces, in milliseconds. */
  p50: number;
  p95: number;
  longest: number;
  quietAnswers: number;
  quietFailures: number;
  flooderAnswers: number;
  /** Calls of the flooder that were told to come back later. */
  flooderRefusals: number;
  /** The most that arrived at TikTok's within any second; on a busy machine they arrive in lumps. */
  mostInASecond: number;
  /** Calls that the servers made by themselves meanwhile: they look after what was imported. */
  ownCalls: Readonly<Record<string, number>>;
}

interface Workspace {
  readonly id: string;
  readonly url: string;
  readonly advertiserIds: readonly string[];
}

const HOST_KEY = 'host-key-of-the-pacing-benchmark';

/** Signs everybody in, lets them call for so long, and counts. */
export async function measurePacing(setting: {
  seconds: number;
  workspaces: number;
  servers: number;
}): Promise<PacingOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'pacing-'));
  const simulator = await startSimulator({ rateLimits: { qps: 10, qpm: 600, qpd: 864_000 } });
  const servers: ChildProcess[] = [];
  try {
    const urls: string[] = [];
    const env = environment(folder, simulator);
    for (let nth = 0; nth < setting.servers; nth += 1) {
      const server = fork(fileURLToPath(new URL('pacing/server-child.ts', import.meta.url)), {
        env: { ...process.env, ...env },
        execArgv: ['--import', 'tsx'],
      });
      servers.push(server);
      const [url] = (await once(server, 'message')) as [string];
      urls.push(url);
    }
    const workspaces: Workspace[] = [];
    for (let nth = 0; nth < setting.workspaces; nth += 1)
      workspaces.push(await joinIn(`workspace-${nth}`, urls[nth % urls.length] ?? '', simulator, nth === 0));
    return await press(workspaces, simulator, setting);
  } finally {
    await Promise.all(
      servers.map(async (server) => {
        server.send('end');
        await once(server, 'exit');
      }),
    );
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function press(
  [flooder, ...quiet]: readonly Workspace[],
  simulator: TestSimulator,
  setting: { seconds: number; workspaces: number; servers: number },
): Promise<PacingOutcome> {
  if (flooder === undefined) throw new Error('There is no workspace.');
  const before = (await simulator.requests()).at(-1)?.number ?? 0;
  const until = performance.now() + setting.seconds * 1000;
  const waits: number[] = [];
  const counts = { quietFailures: 0, flooderAnswers: 0, flooderRefusals: 0 };
  const flood = async (lane: number): Promise<void> => {
    while (performance.now() < until) {
      const status = await callOnce(flooder, lane);
      if (status === 200) counts.flooderAnswers += 1;
      else counts.flooderRefusals += 1;
      if (status !== 200) await sleep(1_000);
    }
  };
  const ask = async (workspace: Workspace, nth: number): Promise<void> => {
    await sleep((QUIET_EVERY_MS * nth) / quiet.length);
    while (performance.now() < until) {
      const startedAt = performance.now();
      const status = await callOnce(workspace, 0);
      const tookMs = performance.now() - startedAt;
      if (status === 200) waits.push(tookMs);
      else counts.quietFailures += 1;
      await sleep(Math.max(0, QUIET_EVERY_MS - tookMs));
    }
  };
  await Promise.all([...Array.from({ length: FLOOD_LANES }, (_, lane) => flood(lane)), ...quiet.map(ask)]);
  const calls = (await simulator.requests()).filter(({ number }) => number > before);
  waits.sort((one, other) => one - other);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
  return {
    ...setting,
    ...counts,
    refusedByTikTok: calls.filter(({ code }) => code === 40100).length,
    p50: at(0.5),
    p95: at(0.95),
    longest: at(1),
    quietAnswers: waits.length,
    mostInASecond: mostInASecond(calls.map((call) => Date.parse(call.at))),
    ownCalls: countByPath(calls.filter(({ path }) => !path.endsWith('/campaign/get/'))),
  };
}

/** One call of the pass-through. @returns the HTTP status; TikTok's own refusals come as 200 and are counted at its side */
async function callOnce({ id, url, advertiserIds }: Workspace, nth: number): Promise<number> {
  const advertiserId = advertiserIds[nth % advertiserIds.length] ?? '';
  const response = await fetch(`${url}${CALLS}?advertiser_id=${advertiserId}`, { headers: headersOf(id) });
  await response.arrayBuffer();
  return response.status;
}

function headersOf(workspaceId: string): Record<string, string> {
  return { Authorization: `Bearer ${HOST_KEY}`, 'X-Workspace-Id': workspaceId, 'Content-Type': 'application/json' };
}

/** Signs a workspace in and imports an ad account; the flooder's all, so that not the part of one of them holds it back. */
async function joinIn(id: string, url: string, simulator: TestSimulator, isFlooder: boolean): Promise<Workspace> {
  const ask = async (method: string, path: string, json?: object): Promise<Record<string, unknown>> => {
    const body = json === undefined ? null : JSON.stringify(json);
    const response = await fetch(`${url}${path}`, { method, headers: headersOf(id), body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  const started = await ask('POST', '/v1/connections/authorize', { origin: 'https://app.example' });
  const callback = await simulator.consent(String(started['authorizeUrl']));
  await (await fetch(`${url}${callback.pathname}${callback.search}`)).arrayBuffer();
  const attempt = await ask('GET', `/v1/connections/attempts/${String(started['attemptId'])}`);
  const usable = simulator
    .person()
    .advertisers.filter(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE')
    .map(({ advertiserId }) => advertiserId);
  const advertiserIds = isFlooder ? usable : usable.slice(-1);
  await ask('POST', '/v1/ad-accounts', { connectionId: attempt['connectionId'], advertiserIds });
  return { id, url, advertiserIds };
}

function environment(folder: string, simulator: TestSimulator): Record<string, string> {
  const key = (): string => randomBytes(32).toString('base64');
  return {
    ...simulatorEnv(simulator.info),
    PUBLIC_URL: 'http://ads.example',
    PORT: '0',
    DATABASE_URL: `file:${join(folder, 'server.db')}`,
    DATA_DIR: join(folder, 'data'),
    HOST_API_KEYS: HOST_KEY,
    SESSION_SIGNING_KEYS: key(),
    ENCRYPTION_KEYS: key(),
    LOG_LEVEL: 'silent',
    TIKTOK_RATE_TIER: 'basic',
  };
}

function countByPath(calls: readonly { path: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { path } of calls) counts[path] = (counts[path] ?? 0) + 1;
  return counts;
}

function mostInASecond(times: readonly number[]): number {
  let most = 0;
  let start = 0;
  for (const [end, time] of times.entries()) {
    while (time - (times[start] ?? 0) >= 1_000) start += 1;
    most = Math.max(most, end - start + 1);
  }
  return most;
}

/** Lines for people. */
export function describePacing(outcome: PacingOutcome): string {
  const { seconds, workspaces, servers, p50, p95, longest } = outcome;
  return [
    `${isGood(outcome) ? 'ok  ' : 'FAIL'}  ${workspaces} workspaces on ${servers} server(s), one flooding, ${seconds} s: TikTok refused ${outcome.refusedByTikTok} calls with 40100 (at most ${outcome.mostInASecond} arrived within a second)`,
    `      quiet ones: ${outcome.quietAnswers} answers after p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (wanted ${P95_MS} ms), longest ${longest.toFixed(0)} ms; ${outcome.quietFailures} failed`,
    `      flooder: ${(outcome.flooderAnswers / seconds).toFixed(1)} answers a second, ${outcome.flooderRefusals} calls told to come back later`,
    `      the servers' own calls: ${Object.entries(outcome.ownCalls)
      .map(([path, count]) => `${count} × ${path}`)
      .join(', ')}`,
  ].join('\n');
}

export function isGood({ refusedByTikTok, p95, quietFailures }: PacingOutcome): boolean {
  return refusedByTikTok === 0 && p95 < P95_MS && quietFailures === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '120' },
      workspaces: { type: 'string', default: '50' },
      servers: { type: 'string', default: '1' },
    },
  });
  const outcome = await measurePacing({
    seconds: Number(values.seconds),
    workspaces: Number(values.workspaces),
    servers: Number(values.servers),
  });
  console.log(describePacing(outcome));
  if (!isGood(outcome)) process.exitCode = 1;
}
