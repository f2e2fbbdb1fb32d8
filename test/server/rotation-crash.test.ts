import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../shared/connections.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';

const REFRESH = '/tt_user/oauth2/refresh_token/';
const HOUR = 3_600_000;
/** Longer than any lease that a killed process leaves behind. */
const LEASES_MS = 150_000;
/** Every renewal is due, and the mark of six hours is not past. */
const DUE_MS = 18 * HOUR - LEASES_MS * 1.5;
const ENDED_MS = 24 * HOUR + 1000;
const POINTS = ['before the call', 'after the answer', 'before the write', 'after the write'] as const;

let simulator: TestSimulator;
let folder: string;
let env: Record<string, string>;
let shift = 0;
const children: ChildProcess[] = [];
const hostKey = `host-key-${randomBytes(16).toString('hex')}`;

async function prepare(refreshTokens: 'keep' | 'rotate'): Promise<string> {
  shift = 0;
  simulator = await startSimulator({ refreshTokens, clock: () => Date.now() + shift });
  folder = await mkdtemp(join(tmpdir(), 'rotation-crash-'));
  const { info } = simulator;
  const key = () => randomBytes(32).toString('base64');
  env = {
    PUBLIC_URL: 'http://127.0.0.1:1',
    DATABASE_URL: `file:${join(folder, 'server.db')}`,
    DATA_DIR: join(folder, 'data'),
    HOST_API_KEYS: hostKey,
    SESSION_SIGNING_KEYS: key(),
    ENCRYPTION_KEYS: key(),
    LOG_LEVEL: 'silent',
    TIKTOK_APP_ID: info.appId,
    TIKTOK_APP_SECRET: info.appSecret,
    TIKTOK_API_URL: info.apiUrl,
    TIKTOK_SANDBOX_API_URL: info.sandboxApiUrl,
    TIKTOK_AUTH_URL: info.authUrl,
    TIKTOK_ACCOUNT_AUTH_URL: info.accountAuthUrl,
    TIKTOK_RATE_TIER: 'ultimate',
  };
  const server = await launch();
  const id = await signIn(server);
  await server.kill();
  return id;
}
afterEach(async () => {
  for (const child of children.splice(0)) await end(child);
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** A server at the simulator's time. `dieAt` is the point in a renewal where it kills itself. */
async function launch(dieAt = 'never') {
  const script = join(import.meta.dirname, 'rotation-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { PATH: process.env['PATH'] ?? '', ...env, TEST_CLOCK_OFFSET_MS: String(shift), TEST_DIE_AT: dieAt },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const died = new Promise<string | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  const url = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', resolve);
    // It may die as soon as it runs; who waits for its death does not need the address.
    void died.then(() => resolve('http://127.0.0.1:1'));
  });
  return {
    url,
    died,
    kill: () => end(child),
    async call<Result>(method: string, path: string, body?: unknown): Promise<Result> {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${hostKey}`,
          'X-Workspace-Id': 'workspace-1',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return JSON.parse(text) as Result;
    },
  };
}
type Launched = Awaited<ReturnType<typeof launch>>;

async function signIn(server: Launched): Promise<string> {
  const started = await server.call<{ attemptId: string; authorizeUrl: string }>('POST', '/v1/connections/authorize', {
    origin: 'https://app.example',
    kind: 'tiktok_account',
  });
  const callback = await simulator.consent(started.authorizeUrl);
  await (await fetch(`${server.url}${callback.pathname}${callback.search}`)).text();
  const attempt = await server.call<{ connectionId: string }>('GET', `/v1/connections/attempts/${started.attemptId}`);
  return attempt.connectionId;
}

async function until<Value>(look: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const value = await look();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it never came to that');
}
const show = (server: Launched, id: string) => server.call<Connection>('GET', `/v1/connections/${id}`);
/** TikTok's own word on the token in use. */
const check = (server: Launched, id: string) => server.call<Connection>('POST', `/v1/connections/${id}/check`);
const left = ({ tokenExpiresAt }: Connection) => Date.parse(tokenExpiresAt ?? '') - (Date.now() + shift);
const kept = () => readdir(join(env['DATA_DIR'] ?? '', 'rotations')).catch((): string[] => []);

describe.each(['keep', 'rotate'] as const)('a server killed during a renewal (refresh tokens: %s)', (policy) => {
  test.each(POINTS)('%s loses no connection', async (point) => {
    const id = await prepare(policy);
    shift += DUE_MS;
    const dying = await launch(point);
    expect(await dying.died).toBe('SIGKILL');

    shift += LEASES_MS;
    const next = await launch();
    const renewed = await until(
      () => show(next, id),
      (connection) => left(connection) > 20 * HOUR,
    );
    expect(renewed).toMatchObject({ state: 'active', stateReason: null });
    expect(await check(next, id)).toMatchObject({ state: 'active' });
    expect((await kept()).filter((name) => !name.endsWith('.part'))).toEqual([]);
    // What was in the journal or the database is not asked for again.
    const isDurable = point === 'before the write' || point === 'after the write';
    const isAskedTwice = point === 'after the answer';
    expect(await simulator.requests(REFRESH)).toHaveLength(isAskedTwice ? 2 : 1);
    if (isDurable) expect(await simulator.tokens()).toMatchObject([{ refreshes: 1, duplicateRefreshes: 0 }]);

    // And it lives on: the pair that was stored can be renewed too.
    await next.kill();
    shift += 18 * HOUR - LEASES_MS;
    const nextDay = await launch();
    await until(
      () => show(nextDay, id),
      (connection) => left(connection) > 20 * HOUR,
    );
    expect(await check(nextDay, id)).toMatchObject({ state: 'active' });
  });
});

test('a pair lost before it was on the disk, with a refresh token that is over by then, leaves a connection that reads and says so', async () => {
  const id = await prepare('rotate');
  shift += DUE_MS;
  expect(await (await launch('after the answer')).died).toBe('SIGKILL');
  shift += HOUR;
  const next = await launch();
  const stopped = await until(
    () => show(next, id),
    ({ state }) => state !== 'active',
  );
  expect(stopped).toMatchObject({ state: 'read_only', stateReason: { code: 'connection_read_only' } });
  await next.call('GET', `/v1/connections/${id}/advertisers`);
});

test('two servers that need the same token in the same moment renew it once', async () => {
  const id = await prepare('rotate');
  shift += ENDED_MS;
  const servers = await Promise.all([launch(), launch()]);
  const answers = await Promise.all([...servers, ...servers, ...servers].map((server) => check(server, id)));
  expect(answers.map(({ state }) => state)).toEqual(answers.map(() => 'active'));
  expect(await simulator.requests(REFRESH)).toHaveLength(1);
  expect(await simulator.tokens()).toMatchObject([{ refreshes: 1, duplicateRefreshes: 0 }]);
});
