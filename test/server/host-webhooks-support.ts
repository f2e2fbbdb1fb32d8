import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts';
import { type EventDraft, recordEvents } from '../../server/events/record-events.ts';
import type { EventDelivery, HostWebhook } from '../../shared/event-deliveries.ts';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';
export const NEXT_SECRET = 'whsec_b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldC1vdGhlcjE=';
export const WORKSPACE = 'workspace-1';

/** One request that the host's back end got. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  webhook: HostWebhook;
  eventId: string;
}

export interface Reply {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** Before it answers. */
  afterMs?: number;
}

/** A host's back end over real HTTP. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Ids of events in the order in which they came, those that were refused too. */
  readonly ids: string[];
  /** What is answered; null: never. Default: 204. */
  reply: (request: Received, index: number) => Reply | null;
  /** Resolves when that many requests have come. */
  count(requests: number): Promise<void>;
  /** Refuses connections from now on. */
  down(): Promise<void>;
  /** Listens again at the same address. */
  up(): Promise<void>;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let waiting: { requests: number; done: () => void }[] = [];
  let http: Server;
  let port = 0;
  const its = {
    reply: (): Reply | null => ({ status: 204 }),
  } as Pick<Receiver, 'reply'>;
  const listen = async () => {
    http = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8');
        const webhook = JSON.parse(body) as HostWebhook;
        const { method = '', url: path = '', headers } = request;
        const one = { method, path, headers, body, webhook, eventId: webhook.data.id };
        received.push(one);
        for (const { requests, done } of waiting) if (received.length >= requests) done();
        waiting = waiting.filter(({ requests }) => received.length < requests);
        const reply = its.reply(one, received.length - 1);
        if (reply === null) return;
        const answer = () => response.writeHead(reply.status, reply.headers).end();
        if (reply.afterMs === undefined) answer();
        else setTimeout(answer, reply.afterMs);
      });
    });
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
    ({ port } = http.address() as AddressInfo);
  };
  const down = async () => {
    http.closeAllConnections();
    await new Promise<void>((resolve) => http.close(() => resolve()));
  };
  await listen();
  return {
    url: `http://127.0.0.1:${port}/tiktok-events`,
    received,
    get ids() {
      return received.map(({ eventId }) => eventId);
    },
    get reply() {
      return its.reply;
    },
    set reply(reply) {
      its.reply = reply;
    },
    count: (requests) =>
      new Promise<void>((done) => {
        if (received.length >= requests) done();
        else waiting.push({ requests, done });
      }),
    down,
    up: listen,
    stop: down,
  };
}

/** Whether the public package takes a request by this secret. It looks at the real clock. */
export function verifies({ body, headers }: Pick<Received, 'body' | 'headers'>, secret = SECRET): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

/** A server that tells a receiver, with a clock the test can move. */
export interface Telling {
  server: TestServer;
  receiver: Receiver;
  advance(ms: number): void;
  /** Writes an event of an ad account. @returns its id */
  tell(advertiserId: string, name: string, workspaceId?: string): Promise<string>;
  deliveries(query?: string, workspaceId?: string): Promise<EventDelivery[]>;
  replay(json: unknown, workspaceId?: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startTelling(
  options: Pick<TestServerOptions, 'env' | 'jobs' | 'hostWebhook' | 'simulator' | 'exportLimits' | 'log'> = {},
): Promise<Telling> {
  const receiver = await startReceiver();
  let offsetMs = 0;
  const server = await startTestServer({
    jobs: 'manual',
    ...options,
    clock: { now: () => Date.now() + offsetMs },
    env: { HOST_WEBHOOK_URL: receiver.url, HOST_WEBHOOK_SECRET: SECRET, ...options.env },
  });
  const asHost = (workspaceId: string) => ({ as: server.hostKey, workspaceId });
  return {
    server,
    receiver,
    advance(ms) {
      offsetMs += ms;
    },
    async tell(advertiserId, name, workspaceId = WORKSPACE) {
      await recordEvents(server.deps, workspaceId, draftOf(advertiserId, name));
      const { items } = await server.deps.store
        .workspace(workspaceId)
        .events.list(
          { after: null, limit: 1, group: null, type: null, advertiserId, needsYou: false, unreadBy: null },
          null,
        );
      return items[0]?.id ?? '';
    },
    async deliveries(query = '', workspaceId = WORKSPACE) {
      return (await server.call('GET', `/v1/event-deliveries${query}`, asHost(workspaceId))).json.items;
    },
    async replay(json, workspaceId = WORKSPACE) {
      const answer = await server.call('POST', '/v1/event-deliveries/replay', { ...asHost(workspaceId), json });
      return answer.json.replayed;
    },
    async stop() {
      await server.stop();
      await receiver.stop();
    },
  };
}

/** A campaign of that name changed its status. */
export function draftOf(advertiserId: string, name: string): EventDraft {
  return {
    type: 'campaign.status_changed',
    key: `${advertiserId}/${name}`,
    subject: { kind: 'campaign', id: '1', name },
    advertiserId,
    data: { from: 'CAMPAIGN_STATUS_ENABLE', to: 'CAMPAIGN_STATUS_DISABLE' },
  };
}
