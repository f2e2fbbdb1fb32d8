import { type AddressInfo } from 'node:net';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Deps } from '../../server/deps.ts';
import { connectionOwner, sealTokens } from '../../server/tokens/index.ts';
import type { ConnectionRecord } from '../../server/store/connections.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts';

export const BASE = '/v1/tiktok/open_api/v1.3';
export const ADVERTISER = '7101926934269992520';
export const OTHER_ADVERTISER = '7101926934269992521';
export const WORKSPACE = 'workspace-1';
export const CONNECTION = 'con_AAAAAAAAAAAAAAAAAAAAAA';
export const OK = JSON.stringify({ code: 0, message: 'OK', request_id: '20260312101112ABCDEF0123456789AB', data: {} });

/** A request as it arrived at the far end, byte for byte. */
export interface Arrived {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  rawHeaders: string[];
  body: Buffer;
}

/** A TikTok that says what the test wants, where the simulator says what TikTok would. */
export interface FarEnd {
  readonly url: string;
  readonly arrived: Arrived[];
  /** What the next calls are answered with; the default is OK. */
  answer: (arrived: Arrived, response: ServerResponse) => void;
  /** Takes a request over before its body is read. True: it is taken. */
  take: ((incoming: IncomingMessage, response: ServerResponse) => boolean) | null;
  stop(): Promise<void>;
}

export async function startFarEnd(): Promise<FarEnd> {
  const server = createServer((incoming, response) => {
    incoming.on('error', () => {});
    response.on('error', () => {});
    if (farEnd.take?.(incoming, response) === true) return;
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers, rawHeaders } = incoming;
      const arrived = { method, url, headers, rawHeaders, body: Buffer.concat(chunks) };
      farEnd.arrived.push(arrived);
      farEnd.answer(arrived, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const farEnd: FarEnd = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived: [],
    answer: sayOk,
    take: null,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return farEnd;
}

export function sayOk(_arrived: Arrived, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(OK);
}

export function say(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export interface Setting {
  readonly server: TestServer;
  readonly farEnd: FarEnd;
  /** A session of the workspace that has the ad account. */
  readonly token: string;
  stop(): Promise<void>;
}

/** A server whose TikTok is the test's, and a workspace with one connection and one ad account. */
export async function startSetting(options: Omit<TestServerOptions, 'simulator'> = {}): Promise<Setting> {
  const farEnd = await startFarEnd();
  const server = await startTestServer({
    jobs: 'manual',
    tiktokPace: { speed: 10_000 },
    ...options,
    env: {
      TIKTOK_API_URL: farEnd.url,
      TIKTOK_SANDBOX_API_URL: farEnd.url,
      TIKTOK_APP_ID: '7012345678901234561',
      TIKTOK_APP_SECRET: 'the-secret',
      ...options.env,
    },
  });
  await addConnection(server.deps, WORKSPACE, CONNECTION);
  await addAdAccount(server.deps, WORKSPACE, CONNECTION, ADVERTISER);
  const token = await server.mintSession({ workspaceId: WORKSPACE, userId: 'user-1' });
  return {
    server,
    farEnd,
    token,
    async stop() {
      await server.stop();
      await farEnd.stop();
    },
  };
}

export const tokenOf = (connectionId: string): string => `token-of-${connectionId}`;

export async function addConnection(
  deps: Deps,
  workspaceId: string,
  id: string,
  change: Partial<ConnectionRecord> = {},
): Promise<void> {
  const now = deps.clock.now();
  const created = await deps.store.workspace(workspaceId).connections.create({
    id,
    kind: 'advertiser',
    environment: 'production',
    state: 'active',
    stateReason: null,
    source: 'oauth',
    sealedToken: sealTokens(deps, connectionOwner(workspaceId, id), { accessToken: tokenOf(id), refreshToken: null }),
    tokenVersion: 1,
    tokenExpiresAt: null,
    refreshExpiresAt: null,
    renewalTroubleSince: null,
    tokenLast4: null,
    appId: deps.config.tiktokAppId,
    coreUserId: `user-of-${id}`,
    displayName: 'Somebody',
    email: null,
    scopes: [],
    refusedScopes: [],
    businessCenterCount: null,
    advertiserChange: null,
    createdAt: now,
    updatedAt: now,
    lastCheckedAt: now,
    ...change,
  });
  if (!created) throw new Error('there is such a connection already');
}

export async function addAdAccount(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  advertiserId: string,
): Promise<void> {
  const now = deps.clock.now();
  await deps.store.workspace(workspaceId).adAccounts.import([
    {
      advertiserId,
      connectionId,
      name: 'An ad account',
      currency: 'USD',
      timezone: 'Etc/UTC',
      country: 'US',
      role: 'ADMIN',
      tiktokStatus: 'STATUS_ENABLE',
      accessLostAt: null,
      statusChangedAt: null,
      importedAt: now,
      lastCheckedAt: now,
    },
  ]);
}

export interface RawAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads the shape it expects, and fails when it is another
  json: any;
}

/** Asks with exactly this path, which `fetch` would tidy up first. */
export function ask(
  url: string,
  method: string,
  path: string,
  options: { headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const outgoing = request({ hostname, port, method, path, headers: options.headers ?? {} }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const body = Buffer.concat(chunks);
        const isJson = /json/.test(incoming.headers['content-type'] ?? '') && body.length > 0;
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body,
          json: isJson ? JSON.parse(body.toString()) : undefined,
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}
