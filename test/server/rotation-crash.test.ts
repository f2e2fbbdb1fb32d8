import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../shared/connections.ts';
import { loadConfig } from '../../server/config.ts';
import { createServer, type Server } from '../../server/create-server.ts';
import { compiledChild } from '../support/compiled-child.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import { simulatorEnv } from '../support/simulator-env.ts';

// The server that dies is a process of its own; those before and after it share its database and folder, not its life.

const REFRESH = '/tt_user/oauth2/refresh_token/';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than any lease that a killed process leaves behind. */
const LEASES_MS = 2.5 * MINUTE;
/** Every renewal is due by then, and with the leases on top the mark of six hours is not past. */
const DUE_MS = 18 * HOUR - 4 * MINUTE;
const PROGRAM = await compiledChild('test/server/rotation-child.ts');
const POINTS = ['before the call', 'after the answer', 'before the write', 'after the write'] as const;

let simulator: TestSimulator;
let folder: string;
let env: Record<string, string>;
let shift = 0;
const children: ChildProcess[] = [];
let server: Server | null = null;
const hostKey = `host-key-${randomBytes(16).toString('hex')}`;
const headers = { Authorization: `Bearer ${hostKey}`, 'X-Workspace-Id': 'workspace-1' };

/** @returns the id of a connection that was just signed in */
async function prepare(refreshTokens: 'keep' | 'rotate'): Promise<string> {
  shift = 0;
  simulator = await startSimulator({ refreshTokens, clock: () => Date.now() + shift });
  folder = await mkdtemp(join(tmpdir(), 'rotation-crash-'));
  const key = () => randomBytes(32).toString('base64');
  env = {
    PUBLIC_URL: 'http://127.0.0.1:1',
    DATABASE_URL: `file:${join(folder, 'server.db')}`,
    DATA_DIR: join(folder, 'data'),
    HOST_API_KEYS: hostKey,
    SESSION_SIGNING_KEYS: key(),
    ENCRYPTION_KEYS: key(),
    LOG_LEVEL: 'silent',
    ...simulatorEnv(simulator.info),
  };
  await startAgain();
  const started = await call<{ attemptId: string; authorizeUrl: string }>('POST', '/v1/connections/authorize', {
    origin: 'https://app.example',
    kind: 'tiktok_account',
  });
  const callback = await simulator.consent(started.authorizeUrl);
  await server?.app.request(`${callback.pathname}${callback.search}`);
  const { connectionId } = await call<{ connectionId: string }>('GET', `/v1/connections/attempts/${started.attemptId}`);
  await stop();
  return connectionId;
}

async function startAgain(): Promise<Server> {
  await stop();
  server = await createServer(loadConfig(env), { clock: { now: () => Date.now() + shift } });
  return server;
}
async function stop(): Promise<void> {
  await server?.close();
  server = null;
}
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
afterEach(async () => {
  await stop();
  for (const child of children.splice(0)) await end(child);
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A process at the time of now. `dieAt` is the point in a renewal where it kills itself. */
function launch(dieAt = 'never'): { url: Promise<string>; died: Promise<string | null> } {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env['PATH'] ?? '', ...env, TEST_CLOCK_OFFSET_MS: String(shift), TEST_DIE_AT: dieAt },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const died = new Promise<string | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  const url = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', resolve);
  });
  return { url, died };
}

async function call<Result>(method: string, path: string, body?: unknown): Promise<Result> {
  const response = await server?.app.request(path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (response?.ok !== true) throw new Error(`${method} ${path}: ${response?.status} ${await response?.text()}`);
  return (await response.json()) as Result;
}
const show = (id: string) => call<Connection>('GET', `/v1/connections/${id}`);
/** TikTok's own word on the token in use. */
const check = (id: string) => call<Connection>('POST', `/v1/connections/${id}/check`);
const left = ({ tokenExpiresAt }: Connection) => Date.parse(tokenExpiresAt ?? '') - (Date.now() + shift);
const kept = async () =>
  (await readdir(join(env['DATA_DIR'] ?? '', 'rotations')).catch((): string[] => [])).filter(
    (name) => !name.endsWith('.part'),
  );

describe.each(['keep', 'rotate'] as const)('a server killed during a renewal (refresh tokens: %s)', (policy) => {
  test.each(POINTS)('%s loses no connection', async (point) => {
    const id = await prepare(policy);
    shift += DUE_MS;
    expect(await launch(point).died).toBe('SIGKILL');
    expect(await kept()).toEqual(point.endsWith('the write') ? [id] : []);

    shift += LEASES_MS;
    const next = await startAgain();
    await next.jobs.runDue();
    const renewed = await show(id);
    expect(left(renewed)).toBeGreaterThan(20 * HOUR);
    expect(renewed).toMatchObject({ state: 'active', stateReason: null });
    expect(await check(id)).toMatchObject({ state: 'active' });
    expect(await kept()).toEqual([]);
    // What was in the journal or the database is not asked for again.
    expect(await simulator.requests(REFRESH)).toHaveLength(point === 'after the answer' ? 2 : 1);

    // And it lives on: the pair that was stored can be renewed too.
    shift += DUE_MS;
    await next.jobs.runDue();
    expect(left(await show(id))).toBeGreaterThan(20 * HOUR);
    expect(await check(id)).toMatchObject({ state: 'active' });
  });
});

test('a pair that was lost before it was on the disk, with the old refresh token over by then, leaves a connection that reads and says so', async () => {
  const id = await prepare('rotate');
  shift += DUE_MS;
  expect(await launch('after the answer').died).toBe('SIGKILL');
  shift += HOUR;
  const next = await startAgain();
  await next.jobs.runDue();
  shift += 10 * MINUTE;
  await next.jobs.runDue();
  const stopped = await show(id);
  expect(stopped).toMatchObject({ state: 'read_only', stateReason: { code: 'connection_read_only' } });
  expect(left(stopped)).toBeGreaterThan(4 * HOUR);
  await call('GET', `/v1/connections/${id}/advertisers`);
});

test('two processes that need the same token in the same moment renew it once', async () => {
  const id = await prepare('rotate');
  shift += 24 * HOUR + 1000;
  const urls = await Promise.all([launch().url, launch().url]);
  const answers = await Promise.all(
    [...urls, ...urls, ...urls].map(async (url) => {
      const response = await fetch(`${url}/v1/connections/${id}/check`, { method: 'POST', headers });
      return ((await response.json()) as Connection).state;
    }),
  );
  expect(new Set(answers)).toEqual(new Set(['active']));
  expect(await simulator.requests(REFRESH)).toHaveLength(1);
  expect(await simulator.tokens()).toMatchObject([{ refreshes: 1, duplicateRefreshes: 0 }]);
});
