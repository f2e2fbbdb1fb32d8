import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';
import { createLog } from '../../server/log.ts';
import { compiledChild } from '../support/compiled-child.ts';
import type { TestSimulator } from '../support/simulator.ts';
import { filesBelow, OWN_APP, type Secrets, type Stage, startStage } from './secrets-support.ts';

// As secrets.test.ts, of a server in a process of its own: what it prints when it crashes, and while its keys change.

const ORIGIN = 'https://app.example';
const PROGRAM = await compiledChild('server/main.ts');

const newKey = () => randomBytes(32).toString('base64');
let stage: Stage;
let secrets: Secrets;
let simulator: TestSimulator;
let ends: Stage['ends'];
beforeEach(async () => {
  stage = await startStage();
  ({ secrets, simulator, ends } = stage);
});
afterEach(() => stage.stop());

describe('a process of its own', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-secrets-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const { appId, appSecret } = simulator.info;
    env = {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      PUBLIC_URL: 'http://127.0.0.1:8787',
      DATABASE_URL: `file:${join(folder, 'server.db')}`,
      DATA_DIR: join(folder, 'data'),
      HOST_API_KEYS: `host-key-${randomBytes(16).toString('hex')}`,
      SESSION_SIGNING_KEYS: newKey(),
      ENCRYPTION_KEYS: newKey(),
      TIKTOK_APP_ID: appId,
      TIKTOK_APP_SECRET: appSecret,
      ...(await stage.wiredEnv()),
      LOG_LEVEL: 'trace',
    };
    secrets.add('host key', env['HOST_API_KEYS']);
    secrets.add('signing key', env['SESSION_SIGNING_KEYS']);
    secrets.add('encryption key', env['ENCRYPTION_KEYS']);
  });

  function run(args: readonly string[], more: Record<string, string> = {}) {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { text: '' };
    let heard = (): void => undefined;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output.text += chunk.toString();
        heard();
      });
    }
    const ended = once(child, 'close').then(([code]) => code as number | null);
    ends.push(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    const url = () =>
      new Promise<string>((resolve, reject) => {
        heard = () => {
          const found = /listening on (http:\S+),/.exec(output.text)?.[1];
          if (found !== undefined) resolve(found);
        };
        heard();
        void ended.then(() => reject(new Error(`It ended first: ${output.text}`)));
      });
    return { child, output, ended, url };
  }

  const call = async (url: string, method: string, path: string, json?: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${env['HOST_API_KEYS']}`,
        'X-Workspace-Id': 'workspace-1',
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    return { status: response.status, json: text === '' ? null : JSON.parse(text) };
  };
  const sandbox = () => {
    const { sandboxAccessToken, sandboxAdvertiserId } = simulator.info;
    return { environment: 'sandbox', accessToken: sandboxAccessToken, advertiserIds: [sandboxAdvertiserId] };
  };

  test('writes no secret when it crashes', async () => {
    // An error like a database's: its properties hold what it was about to write.
    const crash = `process.once('SIGUSR2', () => {
      const error = Object.assign(new Error('boom\\nparams: ' + Object.values(process.env).join()), { params: Object.values(process.env) });
      throw Object.assign(new Error('it broke', { cause: error }), { env: { ...process.env } });
    });`;
    const server = run(['serve'], { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}` });
    const url = await server.url();
    expect((await call(url, 'POST', '/v1/connections/token', sandbox())).status).toBe(201);
    expect((await call(url, 'PUT', '/v1/tiktok-app', OWN_APP)).status).toBe(200);
    server.child.kill('SIGUSR2');
    expect(await server.ended).toBe(1);
    expect(server.output.text).toMatch(/it broke/);
    const written = [{ where: 'output', bytes: Buffer.from(server.output.text) }, ...(await filesBelow(folder))];
    expect(secrets.findIn(written)).toEqual([]);
  }, 30_000);

  test('serves on while its secrets are sealed with another key, and with that key alone afterwards', async () => {
    const oldKey = env['ENCRYPTION_KEYS'] ?? '';
    const freshKey = newKey();
    secrets.add('encryption key', freshKey);
    const lines: string[] = [];
    const destination = new Writable({
      write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()),
    });
    const serve = async (keys: string) => {
      const config = loadConfig({ ...env, ENCRYPTION_KEYS: keys });
      const server = await createServer(config, { log: createLog({ logLevel: 'trace' }, destination) });
      ends.push(() => server.close());
      const { url } = await server.listen();
      return { url, close: () => server.close() };
    };

    const first = await serve(oldKey);
    const connected = await call(first.url, 'POST', '/v1/connections/token', sandbox());
    await call(first.url, 'PUT', '/v1/tiktok-app', OWN_APP);
    await first.close();

    const both = `${freshKey},${oldKey}`;
    const serving = await serve(both);
    const rotation = run(['rotate-keys'], { ENCRYPTION_KEYS: both });
    const rotating = { isDone: false };
    const rotated = rotation.ended.finally(() => (rotating.isDone = true));
    const statuses = new Set<number>();
    const load = [1, 2, 3].map(async (caller) => {
      while (!rotating.isDone) {
        const answers = [
          await call(serving.url, 'GET', `/v1/connections/${connected.json.id}`),
          caller === 1
            ? await call(serving.url, 'POST', '/v1/connections/token', sandbox())
            : await call(serving.url, 'POST', '/v1/connections/authorize', { origin: ORIGIN }),
        ];
        for (const { status } of answers) statuses.add(status);
      }
    });
    expect(await rotated, rotation.output.text).toBe(0);
    await Promise.all(load);
    expect([...statuses].toSorted()).toEqual([200, 201]);
    await serving.close();

    const last = await serve(freshKey);
    expect((await call(last.url, 'POST', `/v1/connections/${connected.json.id}/check`)).json.state).toBe('active');
    const started = await call(last.url, 'POST', '/v1/connections/authorize', { origin: ORIGIN });
    expect(new URL(started.json.authorizeUrl).searchParams.get('app_id')).toBe(OWN_APP.appId);
    await last.close();
    const written = [
      { where: 'log', bytes: Buffer.from(lines.join('')) },
      { where: 'output', bytes: Buffer.from(rotation.output.text) },
      ...(await filesBelow(folder)),
    ];
    expect(secrets.findIn(written)).toEqual([]);
  }, 60_000);
});
