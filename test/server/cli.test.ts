import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../server/cli/index.ts';
import { createSealer, secretContext } from '../../server/crypto/index.ts';
import { connectionOwner } from '../../server/tokens/index.ts';
import { systemRandom } from '../../server/random.ts';
import { openStore } from '../../server/store/index.ts';
import { noticeContext } from '../../server/webhooks/notice-context.ts';
import { connection } from './store/records.ts';
import { compiledChild } from '../support/compiled-child.ts';

const PROGRAM = await compiledChild('server/main.ts');

let folder: string;
let env: Record<string, string>;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-cli-'));
  env = {
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1:8787',
    DATABASE_URL: `file:${join(folder, 'server.db')}`,
    DATA_DIR: join(folder, 'data'),
    HOST_API_KEYS: 'a-host-key-of-some-length',
    SESSION_SIGNING_KEYS: randomBytes(32).toString('base64'),
    ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
    TIKTOK_API_URL: 'http://127.0.0.1:9',
    TIKTOK_SANDBOX_API_URL: 'http://127.0.0.1:9',
  };
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }
  await rm(folder, { recursive: true, force: true });
});

function start(args: readonly string[], environment: Record<string, string> = env) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output.stdout);
        if (found !== null) resolve(found);
      };
      child.stdout.on('data', look);
      look();
      ended.then((end) => reject(new Error(`It ended first: ${JSON.stringify(end)}`)), reject);
    });
  return { child, ended, says };
}

/** The same in this process, without the second that starting one takes. */
async function run(args: readonly string[], environment: Record<string, string> = env) {
  const output = { stdout: '', stderr: '' };
  const code = await runCli(args, {
    env: environment,
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    stopRequested: () => Promise.resolve(),
    simulate: () => Promise.reject(new Error('not here')),
  });
  return { code, ...output };
}

describe('the command line', () => {
  it('says what it can do', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const command of ['serve', 'simulate', 'migrate', 'rotate-keys', 'doctor'])
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  });

  it.each([[[]], [['fly']], [['constructor']], [['serve', '--port', '80']]])(
    'answers %j with its usage and exit code 2',
    async (args) => {
      const { code, stdout, stderr } = await run(args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('Usage: tiktok-ads-connect <command>');
    },
  );

  it('tells its release', async () => {
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('serve', () => {
  it('starts nothing on a bad configuration: one line a problem, no secret, exit code 1', async () => {
    const { code, stdout, stderr } = await start(['serve'], {
      ...env,
      PORT: 'x',
      HOST_API_KEYS: 'hunter2',
      PUBLIC_URL: '',
    }).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'PUBLIC_URL',
      'HOST_API_KEYS',
      'docs/configuration.md',
      '',
    ]);
    expect(stderr).not.toContain('hunter2');
    expect(existsSync(join(folder, 'server.db'))).toBe(false);
  });

  it('says what to do when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const { code, stdout, stderr } = await start(['serve'], { ...env, PORT: port }).ended;
    other.close();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`Port ${port} on 127.0.0.1 is taken: stop what listens there, or set PORT to another one.\n`);
  });

  it('starts nothing without a folder that it can write uploads to', async () => {
    const { code, stdout, stderr } = await run(['serve'], { ...env, DATA_DIR: '/dev/null/data' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The data folder \/dev\/null\/data cannot be written .* DATA_DIR\.\n$/);
    expect(existsSync(join(folder, 'server.db'))).toBe(false);
  });

  it('says that PostgreSQL has no driver yet', async () => {
    const { code, stderr } = await run(['serve'], { ...env, DATABASE_URL: 'postgres://kim:hunter2@db/ads' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^This release has no PostgreSQL driver yet/);
    expect(stderr).not.toContain('hunter2');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('serves until %s and then ends cleanly', async (signal) => {
    const { child, says, ended } = start(['serve']);
    const [, url] = await says(/listening on (http:\S+),/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('answers what it was asked before it was told to stop', async () => {
    const tiktok = createServer();
    const asked = once(tiktok, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    await once(tiktok.listen(0, '127.0.0.1'), 'listening');
    const apiUrl = `http://127.0.0.1:${(tiktok.address() as AddressInfo).port}`;
    const { child, says, ended } = start(['serve'], { ...env, TIKTOK_API_URL: apiUrl });
    const [, url] = await says(/listening on (http:\S+),/);
    const answer = fetch(`${url}/v1/connections/token`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${env['HOST_API_KEYS']}`,
        'X-Workspace-Id': 'w',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ environment: 'production', accessToken: '0123456789', advertiserIds: ['1'] }),
    });
    const [, response] = await asked;
    child.kill('SIGTERM');
    while (
      await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    );
    response.end(JSON.stringify({ code: 40105, message: 'no', request_id: 'r-1', data: {} }));
    expect(await (await answer).json()).toMatchObject({ code: 'tiktok_token_rejected', tiktokRequestId: 'r-1' });
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    tiktok.close();
  });
});

describe('simulate', () => {
  it('runs the simulator', async () => {
    const { child, says, ended } = start(['simulate', '--port', '0']);
    const [, url] = await says(/listening on (http:\S+)/);
    expect(await (await fetch(`${url}/_simulator/info`)).json()).toMatchObject({ appId: expect.any(String) });
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});

describe('migrate', () => {
  it('makes the database and stops', async () => {
    expect(await run(['migrate'])).toEqual({ code: 0, stdout: 'The database is up to date.\n', stderr: '' });
    expect(existsSync(join(folder, 'server.db'))).toBe(true);
  });
});

describe('rotate-keys', () => {
  it('seals every token anew with the first key, so that the old key can go', async () => {
    const oldKey = randomBytes(32);
    const newKey = randomBytes(32);
    const context = secretContext(connectionOwner('w1', 'con_00000001'));
    const store = await openStore({ databaseUrl: env['DATABASE_URL'] ?? '' }, systemRandom);
    const { connections } = store.workspace('w1');
    await connections.create(connection({ sealedToken: createSealer([oldKey]).seal('access-token', context) }));

    const both = { ...env, ENCRYPTION_KEYS: [newKey, oldKey].map((key) => key.toString('base64')).join() };
    const first = await run(['rotate-keys'], both);
    const second = await run(['rotate-keys'], both);
    const sealed = (await connections.get('con_00000001'))?.sealedToken ?? '';
    await store.close();
    expect([first.code, first.stdout.split('\n')[0]]).toEqual([
      0,
      '1 stored secret was sealed anew with the first key.',
    ]);
    expect([second.code, second.stdout.split('\n')[0]]).toEqual([
      0,
      '0 stored secrets were sealed anew with the first key.',
    ]);
    expect(createSealer([newKey]).open(sealed, context)).toBe('access-token');
  });

  it('warns of a renewed token that a crash left behind under another key', async () => {
    await run(['migrate']);
    const kept = join(folder, 'data', 'rotations');
    await mkdir(kept, { recursive: true });
    const sealed = createSealer([randomBytes(32)]).seal('pair', secretContext(connectionOwner('w1', 'con_00000001')));
    const file = join(kept, 'con_00000001');
    await writeFile(file, JSON.stringify({ workspaceId: 'w1', connectionId: 'con_00000001', sealed }));
    const { code, stderr } = await run(['rotate-keys']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^1 renewed token waits in .* Start the server/)]);
    expect(JSON.parse(await readFile(file, 'utf8')).sealed).toBe(sealed);
  });

  it('says which secrets no key opens, leaves them as they are and seals the others', async () => {
    const store = await openStore({ databaseUrl: env['DATABASE_URL'] ?? '' }, systemRandom);
    const sealed = createSealer([randomBytes(32)]).seal(
      'access-token',
      secretContext(connectionOwner('w1', 'con_00000001')),
    );
    await store.workspace('w1').connections.create(connection({ sealedToken: sealed }));
    const context = secretContext(connectionOwner('w1', 'con_00000002'));
    const old = randomBytes(32);
    const other = createSealer([old]).seal('access-token', context);
    await store.workspace('w1').connections.create(connection({ id: 'con_00000002', sealedToken: other }));
    const keys = `${env['ENCRYPTION_KEYS']},${old.toString('base64')}`;
    const { code, stdout, stderr } = await run(['rotate-keys'], { ...env, ENCRYPTION_KEYS: keys });
    const kept = await store.workspace('w1').connections.get('con_00000001');
    const resealed = await store.workspace('w1').connections.get('con_00000002');
    await store.close();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^1 stored secret was sealed anew/);
    expect(stderr).toMatch(
      /1 stored secret cannot be opened .*\n {2}connection-token con_00000001: .*is not among ENCRYPTION_KEYS/,
    );
    expect(kept?.sealedToken).toBe(sealed);
    const current = createSealer([Buffer.from(env['ENCRYPTION_KEYS'] ?? '', 'base64')]);
    expect(current.open(resealed?.sealedToken ?? '', context)).toBe('access-token');
  });
});

describe('doctor', () => {
  const answering = async (skewMs: number) => {
    const tiktok = createServer((_request, response) => {
      response.setHeader('Date', new Date(Date.now() - skewMs).toUTCString());
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(tiktok, 'listening');
    const url = `http://127.0.0.1:${(tiktok.address() as AddressInfo).port}`;
    return { urls: { TIKTOK_API_URL: url, TIKTOK_SANDBOX_API_URL: url }, close: () => tiktok.close() };
  };

  it('finds nothing to fix where all is well', async () => {
    const { urls, close } = await answering(0);
    const { code, stdout } = await run(['doctor'], {
      ...env,
      ...urls,
      TIKTOK_APP_ID: '7',
      TIKTOK_APP_SECRET: 's3cret',
    });
    close();
    expect(stdout).not.toMatch(/FIX|s3cret/);
    expect(stdout).toContain('http://127.0.0.1:8787/v1/oauth/callback');
    expect(stdout).toMatch(/http:\/\/127\.0\.0\.1:8787\/v1\/webhooks\/tiktok, but TikTok calls https addresses only$/m);
    expect(stdout).toMatch(/^ok {3}Notices of TikTok: none waits$/m);
    expect(code).toBe(0);
  });

  it('says what TikTok’s notices need, and how many wait', async () => {
    const store = await openStore({ databaseUrl: env['DATABASE_URL'] ?? '' }, systemRandom);
    const notice = { receivedAt: 1000, scheme: 'X-Open-Signature' as const, appId: '7' };
    const hash = randomBytes(32);
    const sealer = createSealer([Buffer.from(env['ENCRYPTION_KEYS'] ?? '', 'base64')]);
    await store.webhookInbox.add([{ ...notice, hash, sealedBody: sealer.seal('{}', noticeContext(hash)) }]);
    await store.close();
    const without = await run(['doctor']);
    expect(without.stdout).toMatch(/neither TIKTOK_WEBHOOK_SIGNING_KEY_CURRENT nor TIKTOK_APP_SECRET is set/);
    expect(without.stdout).toMatch(/^ok {3}Notices of TikTok: 1 waits to be looked into\n {5}some are overdue/m);
    expect(without.stdout).toMatch(/^ok {3}Stored secrets: /m);
    const keys = {
      TIKTOK_WEBHOOK_SIGNING_KEY_CURRENT: 'current-key',
      TIKTOK_WEBHOOK_SIGNING_KEY_PREVIOUS: 'earlier-key',
    };
    const withKeys = await run(['doctor'], { ...env, ...keys, PUBLIC_URL: 'https://ads.example.com' });
    expect(withKeys.stdout).toMatch(/notices are taken at https:\/\/ads\.example\.com\/v1\/webhooks\/tiktok$/m);
    expect(withKeys.stdout).toMatch(/TIKTOK_WEBHOOK_SIGNING_KEY_PREVIOUS counts for 7 days/);
    expect(withKeys.stdout).not.toMatch(/current-key|earlier-key/);
    const underPath = await run(['doctor'], { ...env, PUBLIC_URL: 'http://localhost/ads' });
    expect(underPath.stdout).not.toMatch(/PUBLIC_URL is not https/);
  });

  it('says what to do about a TikTok that does not answer and about a data folder it may not use', async () => {
    const { code, stdout } = await run(['doctor'], {
      ...env,
      DATA_DIR: '/dev/null/data',
      DATABASE_URL: 'file:/dev/null/server.db',
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FIX {2}TikTok: .*TIKTOK_API_URL$/m);
    expect(stdout).toMatch(/^FIX {2}Data folder: .*DATA_DIR$/m);
    expect(stdout).toMatch(/^FIX {2}Database: .*cannot be opened/m);
  });

  it('counts stored tokens that no key opens, and changes none', async () => {
    const store = await openStore({ databaseUrl: env['DATABASE_URL'] ?? '' }, systemRandom);
    const { connections } = store.workspace('w1');
    const add = (id: string, key: Uint8Array) =>
      connections.create(
        connection({ id, sealedToken: createSealer([key]).seal('token', secretContext(connectionOwner('w1', id))) }),
      );
    await add('con_00000001', Buffer.from(env['ENCRYPTION_KEYS'] ?? '', 'base64'));
    await add('con_00000002', randomBytes(32));
    const before = await connections.get('con_00000002');
    const { code, stdout } = await run(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FIX {2}Stored secrets: 1 of 2 cannot be opened: .*ENCRYPTION_KEYS/m);
    expect(await connections.get('con_00000002')).toEqual(before);
    await store.close();
  });

  it('notices a clock that is off', async () => {
    const { urls, close } = await answering(10 * 60_000);
    const { code, stdout } = await run(['doctor'], { ...env, ...urls });
    close();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FIX {2}Clock: is \d+ seconds ahead of TikTok’s: synchronise it/m);
  });

  it('lists what is wrong with the configuration', async () => {
    const { code, stdout } = await run(['doctor'], { ...env, ENCRYPTION_KEYS: 'x' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FIX {2}Configuration: ENCRYPTION_KEYS key 1/m);
  });
});

describe('without the SQLite driver', () => {
  it('says which command installs it', async () => {
    const resolve = `export async function resolve(name, context, next) {
      if (name !== 'better-sqlite3') return next(name, context);
      throw Object.assign(new Error("Cannot find package 'better-sqlite3'"), { code: 'ERR_MODULE_NOT_FOUND' });
    }`;
    const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(resolve)}`)});`;
    const hidden = { ...env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(register)}` };
    const { code, stdout, stderr } = await start(['serve'], hidden).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('The SQLite driver is not installed: run `npm install better-sqlite3`.');
  });
});
