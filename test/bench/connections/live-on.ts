// Lets simulated days pass over many connections of both kinds: a simulated TikTok in this process, server processes of their own
// on one SQLite file, a calendar that this process moves step by step, and a TikTok that fails one call in ten. A step ends when no
// job is due any more, so nothing here waits for real time.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { RefreshTokenPolicy } from '../../../demo/simulator/index.ts';
import type { ConnectionKind } from '../../../shared/connections.ts';
import { type FaultInput, startSimulator, type TestSimulator } from '../../support/simulator.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HOST_KEY = 'host-key-of-the-simulated-days';
const ORIGIN = 'https://app.example';
/** Nothing is killed here, so that synced writes prove nothing and a file system in memory saves half of the time. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** Longer than any step takes; then something is stuck. */
const STEP_LIMIT_MS = 60_000;
/** Sign-ins at the same time. */
const LANES = 4;
/** From the second day on, so many days apart, TikTok lets some tokens end early, and everybody looks at once. */
const RUSH_EVERY_DAYS = 5;
const RUSH_DAY = 2;
const RUSH_TOKENS = 5;
/** One look in four or so fails for good while TikTok fails one call in ten; nobody looks this often in vain. */
const RUSH_LOOKS = 12;

/** One call in ten (each looks at what those before it let pass), in every way a call can fail, with and without having been carried out. */
const FAULTS: readonly FaultInput[] = [
  { kind: 'status', status: 502, when: 'before', rate: 0.021 },
  { kind: 'html', when: 'before', rate: 0.016 },
  { kind: 'reset', when: 'before', rate: 0.016 },
  { kind: 'code', code: 50002, message: 'System timeout.', when: 'before', rate: 0.0105 },
  { kind: 'delay', delayMs: 25, when: 'before', rate: 0.0105 },
  { kind: 'status', status: 504, when: 'after', rate: 0.0105 },
  { kind: 'reset', when: 'after', rate: 0.0155 },
  { kind: 'code', code: 50000, message: 'System error.', when: 'after', rate: 0.005 },
];

export interface Setting {
  /** Half of them of each kind. */
  connections: number;
  days: number;
  servers: number;
  /** How far the calendar moves at a time. */
  stepMinutes: number;
  refreshTokens: RefreshTokenPolicy;
  /** Told once a simulated day. */
  progress?: (day: number, seconds: number) => void;
}

export interface Outcome {
  seconds: number;
  /** Calls that TikTok got, and how many of them it failed on purpose. */
  calls: number;
  faulted: number;
  /** Renewals that arrived. `inAnyWindow` is the largest number in any five minutes. */
  renewals: { total: number; perServer: number[]; inAnyWindow: number; averageInWindow: number };
  /** Refreshes that TikTok was asked for less than an hour after one that had arrived. */
  duplicates: number;
  /** Access tokens that TikTok ended early, and how many of them were renewed as soon as both servers were asked. */
  endedEarly: number;
  renewedAtOnce: number;
  /** Access tokens that ended before they were renewed, and calls that were answered "expired" (40102) although none had been ended early. */
  ended: number;
  expiredAnswers: number;
  /** The shortest life that any access token in use had left at a full hour. */
  shortestLifeMs: number;
  /** The longest time between two looks at a connection whose token lives until it is revoked, to the hour. */
  longestUnprobedMs: number;
  /** How many connections were in another state than `active`, at a full hour, summed up. */
  troubledHours: number;
  /** At the end. */
  states: Record<string, number>;
  /** Connections whose ad accounts could be read at TikTok at the end, with the token the server then held. */
  readable: number;
  /** Jobs that failed with an error nobody expected, over all servers, and the last of them. */
  failedJobs: number;
  lastError: string | null;
}

interface Held {
  workspaceId: string;
  connectionId: string;
  kind: ConnectionKind;
}

/** Runs it from the sign-ins to the last day. */
export async function liveOn(setting: Setting): Promise<Outcome> {
  const startedAt = performance.now();
  const folder = await mkdtemp(join(FOLDER, 'living-connections-'));
  const time = { now: Date.UTC(2026, 0, 5, 9) };
  const simulator = await startSimulator({ clock: () => time.now, refreshTokens: setting.refreshTokens });
  const servers: ServerProcess[] = [];
  try {
    const env = environment(folder, simulator, time.now);
    // The first one makes the tables.
    for (let count = 0; count < setting.servers; count += 1) servers.push(await startServerProcess(env));
    const held = await signInAll(setting.connections, simulator, servers);
    for (const fault of FAULTS) await simulator.addFault(fault);
    const watch = new Watch(join(folder, 'server.db'), simulator, time);
    try {
      await watch.skipSoFar();
      await passDays(setting, time, { held, servers }, watch, startedAt);
      return { ...(await watch.sumUp(held, servers)), seconds: (performance.now() - startedAt) / 1000 };
    } finally {
      watch.close();
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function environment(folder: string, simulator: TestSimulator, now: number): Record<string, string> {
  const { appId, appSecret, apiUrl, authUrl, accountAuthUrl, sandboxApiUrl } = simulator.info;
  const key = (): string => randomBytes(32).toString('base64');
  return {
    BENCH_NOW: String(now),
    PUBLIC_URL: 'http://ads.example',
    DATABASE_URL: `file:${join(folder, 'server.db')}`,
    DATA_DIR: join(folder, 'data'),
    HOST_API_KEYS: HOST_KEY,
    SESSION_SIGNING_KEYS: key(),
    ENCRYPTION_KEYS: key(),
    TIKTOK_APP_ID: appId,
    TIKTOK_APP_SECRET: appSecret,
    TIKTOK_API_URL: apiUrl,
    TIKTOK_AUTH_URL: authUrl,
    TIKTOK_ACCOUNT_AUTH_URL: accountAuthUrl,
    TIKTOK_SANDBOX_API_URL: sandboxApiUrl,
    TIKTOK_RATE_TIER: 'ultimate',
  };
}

/** All in the same minute, the worst case for whatever happens a fixed time later. Each is another tenant's. */
async function signInAll(count: number, simulator: TestSimulator, servers: readonly ServerProcess[]): Promise<Held[]> {
  const held: Held[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const server = servers[index % servers.length] as ServerProcess;
      held.push(
        await signIn(`workspace-${index}`, index % 2 === 0 ? 'advertiser' : 'tiktok_account', simulator, server),
      );
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return held;
}

async function signIn(
  workspaceId: string,
  kind: ConnectionKind,
  simulator: TestSimulator,
  server: ServerProcess,
): Promise<Held> {
  const started = await ask(server, workspaceId, 'POST', '/v1/connections/authorize', { origin: ORIGIN, kind });
  const callback = await simulator.consent(String(started['authorizeUrl']));
  const page = await fetch(`${server.url}${callback.pathname}${callback.search}`);
  if (page.status !== 200) throw new Error(`A sign-in failed: ${page.status} ${await page.text()}`);
  await page.body?.cancel();
  const attempt = await ask(server, workspaceId, 'GET', `/v1/connections/attempts/${String(started['attemptId'])}`);
  if (attempt['status'] !== 'succeeded') throw new Error(`A sign-in failed: ${JSON.stringify(attempt)}`);
  return { workspaceId, kind, connectionId: String(attempt['connectionId']) };
}

async function ask(
  server: ServerProcess,
  workspaceId: string,
  method: string,
  path: string,
  json?: object,
): Promise<Record<string, unknown>> {
  const { status, text } = await send(server, workspaceId, method, path, json);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

async function send(
  server: ServerProcess,
  workspaceId: string,
  method: string,
  path: string,
  json?: object,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${HOST_KEY}`, 'X-Workspace-Id': workspaceId, 'Content-Type': 'application/json' },
    body: json === undefined ? null : JSON.stringify(json),
  });
  return { status: response.status, text: await response.text() };
}

async function passDays(
  setting: Setting,
  time: { now: number },
  { held, servers }: { held: readonly Held[]; servers: readonly ServerProcess[] },
  watch: Watch,
  startedAt: number,
): Promise<void> {
  const step = setting.stepMinutes * MINUTE;
  const from = time.now;
  const until = from + setting.days * DAY;
  while (time.now < until) {
    const next = Math.min(time.now + step, until);
    await watch.beforeMoving(next);
    time.now = next;
    await Promise.all(servers.map((server) => server.moveTo(next)));
    await watch.untilIdle();
    if (Math.floor((next - from) / HOUR) !== Math.floor((next - step - from) / HOUR)) await watch.atTheHour();
    const day = Math.floor((next - from) / DAY);
    if (day !== Math.floor((next - step - from) / DAY)) {
      await watch.atMidnight();
      if (day % RUSH_EVERY_DAYS === RUSH_DAY) await watch.rush(held, servers);
      setting.progress?.(day, (performance.now() - startedAt) / 1000);
    }
  }
}

/** Looks on: at TikTok through its control calls, at the servers through their database, which it only reads. */
class Watch {
  readonly #database: Database.Database;
  readonly #simulator: TestSimulator;
  readonly #time: { now: number };
  readonly #due: Database.Statement<[number]>;
  /** No access token ends before this, as of the last look. */
  #nextEnd = 0;
  #ended = 0;
  #shortestLifeMs = Number.POSITIVE_INFINITY;
  #longestUnprobedMs = 0;
  #troubledHours = 0;
  #calls = 0;
  #faulted = 0;
  #lastCall = 0;
  readonly #renewedAt: number[] = [];
  #endedEarly = 0;
  #renewedAtOnce = 0;
  #expiredInRushes = 0;

  constructor(path: string, simulator: TestSimulator, time: { now: number }) {
    this.#database = new Database(path, { readonly: true });
    this.#simulator = simulator;
    this.#time = time;
    this.#due = this.#database.prepare('select count(*) as due from jobs where run_at <= ?');
  }

  close(): void {
    this.#database.close();
  }

  /** A token whose end lies within the step has not been renewed in time, whatever happens when the step is done. */
  async beforeMoving(next: number): Promise<void> {
    if (next < this.#nextEnd) return;
    const ends = await this.#accessTokenEnds();
    this.#ended += ends.filter((end) => end <= next).length;
    this.#nextEnd = Math.min(...ends.filter((end) => end > next), Number.POSITIVE_INFINITY);
  }

  async untilIdle(): Promise<void> {
    const startedAt = performance.now();
    while ((this.#due.get(this.#time.now) as { due: number }).due > 0) {
      if (performance.now() - startedAt > STEP_LIMIT_MS) throw new Error('Jobs stay due: nobody works on them.');
      await sleep(1);
    }
  }

  async atTheHour(): Promise<void> {
    const { now } = this.#time;
    const ends = await this.#accessTokenEnds();
    this.#shortestLifeMs = Math.min(this.#shortestLifeMs, ...ends.map((end) => end - now));
    const rows = this.#database
      .prepare('select kind, state, coalesce(last_checked_at, created_at) as checked from connections')
      .all() as { kind: ConnectionKind; state: string; checked: number }[];
    this.#troubledHours += rows.filter(({ state }) => state !== 'active').length;
    const longLived = rows.filter(({ kind }) => kind === 'advertiser');
    this.#longestUnprobedMs = Math.max(this.#longestUnprobedMs, ...longLived.map(({ checked }) => now - checked));
  }

  /** TikTok remembers a limited number of calls: they are read once a day. */
  async atMidnight(): Promise<void> {
    for (const call of await this.#simulator.requests()) {
      if (call.number <= this.#lastCall) continue;
      this.#lastCall = call.number;
      this.#calls += 1;
      if (call.fault !== null) this.#faulted += 1;
      if (call.path.endsWith('/tt_user/oauth2/refresh_token/') && call.code === 0)
        this.#renewedAt.push(Date.parse(call.at));
    }
  }

  /** The sign-ins are not part of what is counted. */
  async skipSoFar(): Promise<void> {
    this.#lastCall = (await this.#codes()).total;
  }

  /**
   * Ends a few access tokens at TikTok hours before their time, and has every connection of that kind looked at on all servers in
   * the same moment: each of those tokens must be renewed right then, and once.
   */
  async rush(held: readonly Held[], servers: readonly ServerProcess[]): Promise<void> {
    const before = (await this.#codes()).codes['40102'] ?? 0;
    const { now } = this.#time;
    const grants = await this.#simulator.tokens();
    const doomed = grants
      .filter(({ kind, issuedAt }) => kind === 'tiktok_account' && now - Date.parse(issuedAt) > HOUR)
      .slice(0, RUSH_TOKENS)
      .map(({ grantId }) => grantId);
    for (const grantId of doomed) await this.#simulator.control('tokens/expire', { what: 'access', grantId });
    const shortLived = held.filter(({ kind }) => kind === 'tiktok_account');
    let waiting = doomed.length;
    for (let look = 1; look <= RUSH_LOOKS && waiting > 0; look += 1) {
      await Promise.all(
        shortLived.flatMap(({ workspaceId, connectionId }) =>
          servers.map((server) => send(server, workspaceId, 'POST', `/v1/connections/${connectionId}/check`)),
        ),
      );
      const after = await this.#simulator.tokens();
      waiting = after.filter(
        ({ grantId, expiresAt }) => doomed.includes(grantId) && Date.parse(expiresAt ?? '') <= now,
      ).length;
    }
    this.#endedEarly += doomed.length;
    this.#renewedAtOnce += doomed.length - waiting;
    this.#expiredInRushes += ((await this.#codes()).codes['40102'] ?? 0) - before;
    this.#nextEnd = 0;
  }

  async sumUp(held: readonly Held[], servers: readonly ServerProcess[]): Promise<Omit<Outcome, 'seconds'>> {
    await this.atMidnight();
    const grants = await this.#simulator.tokens();
    const { codes } = await this.#codes();
    const reports = await Promise.all(servers.map((server) => server.report()));
    await this.#simulator.clearFaults();
    const states: Record<string, number> = {};
    let readable = 0;
    for (const [index, { workspaceId, connectionId }] of held.entries()) {
      const server = servers[index % servers.length] as ServerProcess;
      const connection = await ask(server, workspaceId, 'GET', `/v1/connections/${connectionId}`);
      const state = String(connection['state']);
      states[state] = (states[state] ?? 0) + 1;
      const listed = await send(server, workspaceId, 'GET', `/v1/connections/${connectionId}/advertisers`);
      if (listed.status === 200 && (JSON.parse(listed.text) as { items: unknown[] }).items.length > 0) readable += 1;
    }
    const first = this.#renewedAt[0] ?? 0;
    const span = (this.#renewedAt.at(-1) ?? 0) - first;
    return {
      calls: this.#calls,
      faulted: this.#faulted,
      renewals: {
        total: this.#renewedAt.length,
        perServer: reports.map(({ told }) => told['sign-in renewed'] ?? 0),
        inAnyWindow: largestWindow(this.#renewedAt, 5 * MINUTE),
        averageInWindow: span === 0 ? 0 : (this.#renewedAt.length * 5 * MINUTE) / span,
      },
      duplicates: grants.reduce((sum, { duplicateRefreshes }) => sum + duplicateRefreshes, 0),
      ended: this.#ended,
      endedEarly: this.#endedEarly,
      renewedAtOnce: this.#renewedAtOnce,
      expiredAnswers: (codes['40102'] ?? 0) - this.#expiredInRushes,
      shortestLifeMs: this.#shortestLifeMs,
      longestUnprobedMs: this.#longestUnprobedMs,
      troubledHours: this.#troubledHours,
      states,
      readable,
      failedJobs: reports.reduce((sum, { told }) => sum + (told['a job failed and will be tried again'] ?? 0), 0),
      lastError: reports.map(({ lastError }) => lastError).find((error) => error !== null) ?? null,
    };
  }

  async #codes(): Promise<{ total: number; codes: Record<string, number> }> {
    const answer = await fetch(`${this.#simulator.url}/_simulator/requests/codes`);
    return (await answer.json()) as { total: number; codes: Record<string, number> };
  }

  async #accessTokenEnds(): Promise<number[]> {
    const grants = await this.#simulator.tokens();
    return grants
      .map(({ expiresAt }) => expiresAt)
      .filter((end) => end !== null)
      .map(Date.parse);
  }
}

/** The most instants that fall into any window of this length. */
function largestWindow(instants: readonly number[], lengthMs: number): number {
  const sorted = instants.toSorted((a, b) => a - b);
  let largest = 0;
  let start = 0;
  for (const [end, instant] of sorted.entries()) {
    while (instant - (sorted[start] ?? instant) >= lengthMs) start += 1;
    largest = Math.max(largest, end - start + 1);
  }
  return largest;
}
