import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { SimulatorInfo } from '../../demo/simulator/index.ts';
import type { ActorKind } from '../../shared/control-kinds.ts';
import { PERMISSIONS, type Permission } from '../../shared/sessions.ts';
import { loadConfig } from '../../server/config.ts';
import { createServer, type Server, type ServerParts } from '../../server/create-server.ts';
import type { Clock } from '../../server/deps.ts';
import { requestListener } from '../../server/http/listener.ts';
import type { ExportLimits } from '../../server/exports/index.ts';
import { simulatorEnv } from './simulator-env.ts';

export interface TestServerOptions {
  /** A running simulator: its app, secret and hosts are taken from `GET {url}/_simulator/info`. */
  simulator?: { url: string };
  /** The server's clock; real time by default. */
  clock?: Clock;
  /** Environment variables on top of the test's own. */
  env?: Readonly<Record<string, string>>;
  log?: Logger;
  /** Sizes and waits of exports, where a test needs smaller ones. */
  exportLimits?: Partial<ExportLimits>;
  /** Sizes and waits of event streams, where a test needs smaller ones. */
  liveLimits?: NonNullable<ServerParts['liveLimits']>;
  /** How long the host may take to answer an event, where a test needs less. */
  hostWebhook?: NonNullable<ServerParts['hostWebhook']>;
  /** How pauses between calls of TikTok are slept; really by default. */
  tiktokPace?: NonNullable<ServerParts['tiktokPace']>;
  /** How long lost answers are looked for, where a test needs less. */
  reconcile?: NonNullable<ServerParts['reconcile']>;
  /** Where a build of the script tag is; the package's own by default. */
  embedFolder?: string;
  /** `manual`: no job runs until the test calls `jobs.runDue()`. Default: jobs run by themselves. */
  jobs?: 'running' | 'manual';
}

export interface SessionFor {
  workspaceId: string;
  userId?: string;
  permissions?: readonly Permission[];
  origin?: string;
  ttlSeconds?: number;
  actorKind?: ActorKind;
}

export interface TestServer {
  /** Origin, also the server's PUBLIC_URL; stays the same over a restart. */
  readonly url: string;
  readonly app: Server['app'];
  readonly listener: Server['listener'];
  readonly deps: Server['deps'];
  readonly jobs: Server['jobs'];
  readonly hostKey: string;
  readonly dataDir: string;
  /** A session token, made over HTTP with the host key. Every permission unless said otherwise. */
  mintSession(session: SessionFor): Promise<string>;
  /** Calls the server with JSON in and out. `as` is a session token; a host key needs `workspaceId`. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  stop(): Promise<void>;
  /**
   * Cuts every connection, stops the process's parts and starts them again on the same files and address.
   *
   * @param changes environment variables that are others from now on
   */
  restart(changes?: Readonly<Record<string, string>>): Promise<void>;
}

export interface CallOptions {
  as?: string;
  workspaceId?: string;
  json?: unknown;
  body?: Exclude<RequestInit['body'], undefined>;
  headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, undefined when it is not JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads the shape it expects, and fails when it is another
  json: any;
}

/** A real server on 127.0.0.1 with a SQLite file of its own. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-'));
  const hostKey = `host-key-${randomBytes(16).toString('hex')}`;
  let current: Server | null = null;
  // The address comes first, since the configuration holds it; the app behind it may change.
  const http = createHttpServer(
    requestListener(
      (request, env) => current?.app.fetch(request, env) ?? new Response('restarting', { status: 503 }),
      (incoming, outgoing) => current?.straight(incoming, outgoing) ?? false,
    ),
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const key = () => randomBytes(32).toString('base64');
  const env: Record<string, string> = {
    PUBLIC_URL: url,
    DATABASE_URL: `file:${join(directory, 'server.db')}`,
    DATA_DIR: join(directory, 'data'),
    HOST_API_KEYS: hostKey,
    SESSION_SIGNING_KEYS: key(),
    ENCRYPTION_KEYS: key(),
    LOG_LEVEL: 'silent',
    SEGMENT_SOURCE_ALLOW_PRIVATE: 'true',
    ...(options.simulator === undefined ? UNREACHABLE_TIKTOK : simulatorEnv(await readInfo(options.simulator.url))),
    ...options.env,
  };

  const start = async () => {
    current = await createServer(loadConfig(env), {
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      ...(options.log === undefined ? {} : { log: options.log }),
      ...(options.embedFolder === undefined ? {} : { embedFolder: options.embedFolder }),
      ...(options.exportLimits === undefined ? {} : { exportLimits: options.exportLimits }),
      ...(options.liveLimits === undefined ? {} : { liveLimits: options.liveLimits }),
      ...(options.hostWebhook === undefined ? {} : { hostWebhook: options.hostWebhook }),
      ...(options.tiktokPace === undefined ? {} : { tiktokPace: options.tiktokPace }),
      ...(options.reconcile === undefined ? {} : { reconcile: options.reconcile }),
    });
    if (options.jobs !== 'manual') current.jobs.start();
  };
  const halt = async () => {
    const halted = current;
    current = null;
    http.closeAllConnections();
    await halted?.close();
  };
  const running = () => {
    if (current === null) throw new Error('The test server is stopped.');
    return current;
  };
  await start();

  const call = async (method: string, path: string, wanted: CallOptions = {}): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(wanted.as === undefined ? {} : { Authorization: `Bearer ${wanted.as}` }),
        ...(wanted.workspaceId === undefined ? {} : { 'X-Workspace-Id': wanted.workspaceId }),
        ...(wanted.json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...wanted.headers,
      },
      body: wanted.json === undefined ? (wanted.body ?? null) : JSON.stringify(wanted.json),
    });
    const text = await response.text();
    // The answer to a HEAD says what it would be and is empty.
    const isJson = text !== '' && /json/.test(response.headers.get('Content-Type') ?? '');
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };

  return {
    url,
    get app() {
      return running().app;
    },
    get listener() {
      return running().listener;
    },
    get deps() {
      return running().deps;
    },
    get jobs() {
      return running().jobs;
    },
    hostKey,
    dataDir: join(directory, 'data'),
    async mintSession(session) {
      const answer = await call('POST', '/v1/sessions', {
        as: hostKey,
        json: { userId: 'user-1', permissions: PERMISSIONS, ...session },
      });
      if (answer.status !== 201) throw new Error(`No session: ${answer.text}`);
      return answer.json.token;
    },
    call,
    async stop() {
      await halt();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
      await rm(directory, { recursive: true, force: true });
    },
    async restart(changes = {}) {
      await halt();
      Object.assign(env, changes);
      await start();
      await answering(url);
    },
  };
}

/** After a cut, this process's own connection pool may still offer connections that are gone. */
async function answering(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await (await fetch(`${url}/healthz`)).text();
      return;
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

/** Without a simulator nothing may reach the real TikTok: port 9 is discard, and nobody listens there. */
const UNREACHABLE_TIKTOK = {
  TIKTOK_API_URL: 'http://127.0.0.1:9',
  TIKTOK_SANDBOX_API_URL: 'http://127.0.0.1:9',
  TIKTOK_AUTH_URL: 'http://127.0.0.1:9',
  TIKTOK_ACCOUNT_AUTH_URL: 'http://127.0.0.1:9',
};

async function readInfo(simulatorUrl: string): Promise<SimulatorInfo> {
  return (await (await fetch(`${simulatorUrl}/_simulator/info`)).json()) as SimulatorInfo;
}
