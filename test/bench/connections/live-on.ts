// Lets simulated days pass over many connections of both kinds: a simulated TikTok in this process, server processes of their own
// on one SQLite file, a calendar that this process moves step by step, and a TikTok that fails one call in ten. A step ends when no
// job is due any more, so nothing here waits for real time.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FaultInput, startSimulator, type TestSimulator } from '../../support/simulator.ts';
import { HOST_KEY } from './ask.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import type { Outcome, Setting } from './setting.ts';
import { type Held, signInAll } from './sign-in.ts';
import { Watch } from './watch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Nothing is killed here, so that synced writes prove nothing and a file system in memory saves half of the time. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** From the second day on, so many days apart, TikTok lets some tokens end early, and everybody looks at once. */
const RUSH_EVERY_DAYS = 5;
const RUSH_DAY = 2;

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

async function passDays(
  setting: Setting,
  time: { now: number },
  { held, servers }: { held: readonly Held[]; servers: readonly ServerProcess[] },
  watch: Watch,
  startedAt: number,
): Promise<void> {
  const from = time.now;
  const until = from + setting.days * DAY;
  while (time.now < until) {
    const before = time.now;
    // A renewal that failed is tried again within minutes; a step past all of these tries would be an outage of the servers.
    const step = watch.isRenewalWaiting() ? MINUTE : setting.stepMinutes * MINUTE;
    await moveOn(time, Math.min((Math.floor(before / step) + 1) * step, until), servers, watch);
    const hasPassed = (unit: number): boolean =>
      Math.floor((time.now - from) / unit) !== Math.floor((before - from) / unit);
    if (hasPassed(HOUR)) await watch.atTheHour();
    if (!hasPassed(DAY)) continue;
    const day = Math.floor((time.now - from) / DAY);
    await watch.atMidnight();
    if (day % RUSH_EVERY_DAYS === RUSH_DAY)
      await watch.rush(held, (next) => moveOn(time, next, servers, watch), servers);
    setting.progress?.(day, (performance.now() - startedAt) / 1000);
  }
}

/** Everybody's calendar, and then whatever is due by it. */
async function moveOn(
  time: { now: number },
  next: number,
  servers: readonly ServerProcess[],
  watch: Watch,
): Promise<void> {
  await watch.beforeMoving(next);
  time.now = next;
  await Promise.all(servers.map((server) => server.moveTo(next)));
  await watch.untilIdle();
}
