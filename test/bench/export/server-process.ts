import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PERMISSIONS } from '../../../shared/sessions.ts';
import { simulatorEnv } from '../../support/simulator-env.ts';
import { startSimulator, type TestSimulator } from '../../support/simulator.ts';
import { compile } from './child.ts';
import { CSV_MAPPING, type Digests } from './people.ts';
import type { FromServer } from './server-child.ts';

const WORKSPACE = 'bench';
const LOOK_EVERY_MS = 20;

/** What is read of an export. */
export interface Shown {
  readonly id: string;
  readonly state: string;
  readonly customAudienceId: string | null;
  readonly error: unknown;
  readonly counts: { readonly toAdd: number; readonly toRemove: number };
}

/** A compiled server and a simulated TikTok: signed in, an ad account imported, properties mapped. */
export interface ServerProcess {
  readonly url: string;
  readonly simulator: TestSimulator;
  readonly advertiserId: string;
  /** What the server's process has used so far. */
  used(): Promise<Extract<FromServer, { kind: 'used' }>>;
  /** Calls the server as the host. @throws any answer but one of success */
  call<Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  /** Sends a body of records. */
  put<Answer>(path: string, body: AsyncIterable<Uint8Array>): Promise<Answer>;
  /** Waits until TikTok has taken all of an export. @throws it failed */
  untilAccepted(exportId: string): Promise<Shown>;
  /** Whether the audience at TikTok holds these members and no other. */
  holds(customAudienceId: string | null, expected: Digests): Promise<boolean>;
  stop(): Promise<void>;
}

/** Compiles the server with its database migrations beside it. @returns the program's path */
export async function compileServer(): Promise<string> {
  const program = await compile('server-child');
  const migrations = join(import.meta.dirname, '../../../server/store/sqlite/migrations');
  await cp(migrations, join(dirname(program), 'migrations'), { recursive: true });
  return program;
}

export async function startServerProcess(program: string): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'export-bench-server-'));
  const simulator = await startSimulator();
  const hostKey = randomBytes(24).toString('hex');
  const key = (): string => randomBytes(32).toString('base64');
  const port = await freePort();
  const child = fork(program, {
    execArgv: [],
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: `file:${join(folder, 'server.db')}`,
      DATA_DIR: join(folder, 'data'),
      HOST_API_KEYS: hostKey,
      SESSION_SIGNING_KEYS: key(),
      ENCRYPTION_KEYS: key(),
      LOG_LEVEL: 'error',
      SEGMENT_SOURCE_ALLOW_PRIVATE: 'true',
      ...simulatorEnv(simulator.info),
    },
  });
  const { url } = await answer(child, 'listening');

  const send = async <Answer>(method: string, path: string, given: RequestInit): Promise<Answer> => {
    const asHost = { authorization: `Bearer ${hostKey}`, 'x-workspace-id': WORKSPACE };
    const headers = { ...asHost, ...(given.headers as Record<string, string>) };
    const response = await fetch(`${url}${path}`, { ...given, method, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 400)}`);
    return (text === '' ? null : JSON.parse(text)) as Answer;
  };
  const call: ServerProcess['call'] = (method, path, body, headers = {}) =>
    send(
      method,
      path,
      body === undefined
        ? { headers }
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } },
    );

  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.send('end');
      await exited;
    }
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const advertiserId = await setUp(call, simulator);
    return {
      url,
      simulator,
      advertiserId,
      call,
      put: (path, body) => {
        const streamed = {
          body: body as unknown as ReadableStream,
          duplex: 'half',
          headers: { 'content-type': 'text/csv' },
        };
        return send('PUT', path, streamed as RequestInit);
      },
      async used() {
        const told = answer(child, 'used');
        child.send('used');
        return told;
      },
      async untilAccepted(exportId) {
        for (;;) {
          const shown = await call<Shown>('GET', `/v1/exports/${exportId}`);
          if (shown.state === 'failed') throw new Error(`the export failed: ${JSON.stringify(shown.error)}`);
          if (shown.state === 'processing' || shown.state === 'completed') return shown;
          await sleep(LOOK_EVERY_MS);
        }
      },
      async holds(customAudienceId, expected) {
        if (customAudienceId === null) return false;
        const held = await simulator.membersSummary(customAudienceId);
        return (['email', 'phone', 'maid'] as const).every(
          (kind) => held[kind].count === expected.people && held[kind].digest === expected[kind],
        );
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Signs in, imports an ad account and maps the properties of the file. @returns the ad account's id */
async function setUp(call: ServerProcess['call'], simulator: TestSimulator): Promise<string> {
  const origin = 'https://app.example';
  const { token } = await call<{ token: string }>('POST', '/v1/sessions', {
    workspaceId: WORKSPACE,
    userId: 'bench',
    permissions: PERMISSIONS,
    origin,
  });
  const started = await call<{ authorizeUrl: string; attemptId: string }>(
    'POST',
    '/v1/connections/authorize',
    { origin },
    { authorization: `Bearer ${token}`, origin },
  );
  await simulator.authorize(started.authorizeUrl);
  const { connectionId } = await call<{ connectionId: string }>('GET', `/v1/connections/attempts/${started.attemptId}`);
  const account = simulator
    .person()
    .advertisers.find(({ role, status }) => role !== 'ANALYST' && status === 'STATUS_ENABLE');
  if (account === undefined) throw new Error('the simulated person has no usable ad account');
  const { advertiserId } = account;
  await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [advertiserId] });
  const properties = Object.values(CSV_MAPPING).map((name) => ({ name, label: name, type: 'string', kind: 'system' }));
  await call('PUT', '/v1/properties', properties);
  await call('PUT', '/v1/mapping', { attributes: CSV_MAPPING });
  return advertiserId;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The next message of a kind. @throws when the process ends first */
function answer<Kind extends FromServer['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromServer, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      child.off('message', read);
      child.off('exit', ended);
    };
    const read = (message: FromServer): void => {
      if (message.kind !== kind) return;
      settle();
      resolve(message as Extract<FromServer, { kind: Kind }>);
    };
    const ended = (): void => {
      settle();
      reject(new Error(`The server's process ended before it said "${kind}".`));
    };
    child.on('message', read);
    child.on('exit', ended);
  });
}
