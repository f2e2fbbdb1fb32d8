import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compiledChild } from '../support/compiled-child.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import { simulatorEnv } from '../support/simulator-env.ts';

const LOOK_EVERY_MS = 10;
const HOST_KEY = 'a-host-key-of-some-length';
let folder: string;
let simulator: TestSimulator;
const kills: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-crash-'));
  simulator = await startSimulator();
});
afterEach(async () => {
  for (const kill of kills.splice(0)) await kill();
  await simulator.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A server in a process of its own, which can be killed without a warning; always the same keys and database. */
function makeServer() {
  const env = {
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    PUBLIC_URL: 'http://ads.example',
    DATABASE_URL: `file:${join(folder, 'server.db')}`,
    DATA_DIR: join(folder, 'data'),
    HOST_API_KEYS: HOST_KEY,
    SESSION_SIGNING_KEYS: randomBytes(32).toString('base64'),
    ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
    ...simulatorEnv(simulator.info),
    LOG_LEVEL: 'silent',
  };
  return async () => {
    const child = spawn(process.execPath, [await compiledChild('server/main.ts'), 'serve'], { env });
    const exited = once(child, 'exit');
    const kill = async () => {
      child.kill('SIGKILL');
      await exited;
    };
    kills.push(kill);
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
        const found = /listening on (http:\S+),/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.on('exit', () => reject(new Error('It ended first.')));
    });
    const call = async (method: string, path: string, json?: unknown) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${HOST_KEY}`,
          'X-Workspace-Id': 'w',
          ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        body: json === undefined ? null : JSON.stringify(json),
      });
      return (await response.json()) as Record<string, string> & { items: unknown[] };
    };
    /** Opens the callback as the browser would. */
    const open = (callback: URL) => fetch(`${url}${callback.pathname}${callback.search}`);
    return { call, open, kill };
  };
}

test('a server killed after TikTok gave the token connects nothing, uses the link up and lets one sign in anew', async () => {
  const start = makeServer();
  const first = await start();
  const begun = await first.call('POST', '/v1/connections/authorize', { origin: 'https://app.example' });
  const callback = await simulator.consent(begun['authorizeUrl'] ?? '');
  await simulator.addFault({ path: '/user/info/', kind: 'delay', delayMs: 60_000 });
  const broken = first.open(callback).then(
    () => 'answered',
    () => 'cut off',
  );
  while (!(await simulator.requests('/oauth2/access_token/')).some(({ code }) => code === 0))
    await sleep(LOOK_EVERY_MS);
  await first.kill();
  expect(await broken).toBe('cut off');
  await simulator.clearFaults();

  const second = await start();
  const attempt = await second.call('GET', `/v1/connections/attempts/${begun['attemptId']}`);
  expect(attempt).toMatchObject({ status: 'pending' });
  expect((await second.open(callback)).status).toBe(400);
  expect(await simulator.requests('/oauth2/access_token/')).toHaveLength(1);
  expect((await second.call('GET', '/v1/connections')).items).toEqual([]);

  const again = await second.call('POST', '/v1/connections/authorize', { origin: 'https://app.example' });
  expect((await second.open(await simulator.consent(again['authorizeUrl'] ?? ''))).status).toBe(200);
  expect((await second.call('GET', '/v1/connections')).items).toHaveLength(1);
});
