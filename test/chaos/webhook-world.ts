import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { ActivityEvent, ActivityPage } from '../../shared/events.ts';
import { PERMISSIONS } from '../../shared/sessions.ts';
import { compiledChild } from '../support/compiled-child.ts';
import { keptPort } from '../support/kept-port.ts';
import { simulatorEnv } from '../support/simulator-env.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import type { FromWebhookServer, ToWebhookServer } from './webhook-protocol.ts';

export const WORKSPACE = 'workspace-1';
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';
/** Longer than any lease: a server that starts after a kill finds what the dead one held. */
const LEASES_MS = 61_000;

/** What the host's back end got, which it verifies with the public library. */
export interface Host {
  readonly url: string;
  /** Ids in the order of their first arrival, each with its events' account. */
  readonly first: Map<string, { line: string; body: string }>;
  /** Requests beyond the first for an id. */
  repeats: number;
  /** How far the server's clock is ahead; the host's is as far, or what it gets would seem to come from the future. */
  offsetMs: number;
  /** What was not signed as the standard says, or came with another body under the same id. */
  readonly wrong: string[];
  stop(): Promise<void>;
}

async function startHost(): Promise<Host> {
  const verifier = new Webhook(SECRET);
  const first: Host['first'] = new Map();
  const wrong: string[] = [];
  const http: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const id = String(request.headers['webhook-id']);
      try {
        const headers = request.headers as Record<string, string>;
        const { data } = at(host.offsetMs, () => verifier.verify(body, headers) as { data: ActivityEvent });
        const known = first.get(id);
        if (known === undefined) first.set(id, { line: data.advertiserId ?? data.connectionId ?? '-', body });
        else host.repeats += 1;
        if (data.id !== id) wrong.push(`${id} carries the event ${data.id}`);
      } catch (error) {
        wrong.push(`${id}: ${String(error)}`);
      }
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const host: Host = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/hook`,
    first,
    repeats: 0,
    offsetMs: 0,
    wrong,
    async stop() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return host;
}

/** Runs something, which must be over when it returns, with the clock ahead: the library takes no clock. */
function at<Result>(offsetMs: number, run: () => Result): Result {
  const real = Date.now;
  Date.now = () => real() + offsetMs;
  try {
    return run();
  } finally {
    Date.now = real;
  }
}

/** The whole: a server that is killed and started again at the same address, TikTok, and the host's back end. */
export class WebhookWorld {
  readonly simulator: TestSimulator;
  readonly host: Host;
  readonly url: string;
  readonly #directory: string;
  readonly #env: Record<string, string>;
  readonly #hostKey = `host-key-${randomBytes(16).toString('hex')}`;
  readonly #program: string;
  #child: ChildProcess | null = null;
  #offsetMs = 0;
  kills = 0;

  private constructor(simulator: TestSimulator, host: Host, directory: string, port: number, program: string) {
    this.simulator = simulator;
    this.host = host;
    this.url = `http://127.0.0.1:${port}`;
    this.#directory = directory;
    this.#program = program;
    const key = () => randomBytes(32).toString('base64');
    this.#env = {
      ...simulatorEnv(simulator.info),
      PORT: String(port),
      PUBLIC_URL: this.url,
      DATABASE_URL: `file:${join(directory, 'server.db')}`,
      DATA_DIR: join(directory, 'data'),
      HOST_API_KEYS: this.#hostKey,
      SESSION_SIGNING_KEYS: key(),
      ENCRYPTION_KEYS: key(),
      LOG_LEVEL: 'silent',
      HOST_WEBHOOK_URL: host.url,
      HOST_WEBHOOK_SECRET: SECRET,
    };
  }

  static async start(): Promise<WebhookWorld> {
    const program = await compiledChild('test/chaos/webhook-server.ts');
    const simulator = await startSimulator({ webhooks: { batchSize: 1, retryDelaysSeconds: [0.1, 0.3] } });
    const host = await startHost();
    const directory = await mkdtemp(join(tmpdir(), 'tiktok-ads-connect-kills-'));
    const world = new WebhookWorld(simulator, host, directory, await keptPort(), program);
    await world.up();
    return world;
  }

  async up(): Promise<void> {
    const child = fork(this.#program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
    this.#child = child;
    await this.#ask(child, { do: 'start', env: this.#env, clockOffsetMs: this.#offsetMs }, 'isUp');
  }

  /** As a power cut does it. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    this.kills += 1;
    this.#offsetMs += LEASES_MS;
    this.host.offsetMs = this.#offsetMs;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await gone;
  }

  /** Notices that the server has not done with. */
  async pending(): Promise<number> {
    if (this.#child === null) throw new Error('The server is down.');
    const answer = await this.#ask(this.#child, { do: 'count' }, 'pending');
    return 'pending' in answer ? answer.pending : 0;
  }

  /** Notices that TikTok has its 200 for. */
  async countDelivered(): Promise<number> {
    const response = await fetch(`${this.simulator.url}/_simulator/webhooks?limit=1`);
    const { counts } = (await response.json()) as { counts: { delivered: number } };
    return counts.delivered;
  }

  /** Waits until TikTok has its 200 for so many, at most so long. */
  async untilDelivered(count: number, patienceMs: number): Promise<void> {
    const until = performance.now() + patienceMs;
    while (performance.now() < until && (await this.countDelivered()) < count) await setImmediate();
  }

  headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#hostKey}`, 'x-workspace-id': WORKSPACE };
  }

  /** A person signs in, and these ad accounts are imported. */
  async connect(advertiserIds: readonly string[]): Promise<void> {
    const minted = await this.#call('POST', '/v1/sessions', {
      workspaceId: WORKSPACE,
      userId: 'user-1',
      permissions: PERMISSIONS,
    });
    const as = `Bearer ${minted['token'] as string}`;
    const started = await this.#call('POST', '/v1/connections/authorize', { origin: 'https://app.example' }, as);
    await this.simulator.authorize(started['authorizeUrl'] as string);
    const attempt = await this.#call(
      'GET',
      `/v1/connections/attempts/${started['attemptId'] as string}`,
      undefined,
      as,
    );
    await this.#call('POST', '/v1/ad-accounts', { connectionId: attempt['connectionId'], advertiserIds }, as);
  }

  /** Everything in the feed, newest first. */
  async activity(): Promise<ActivityEvent[]> {
    const events: ActivityEvent[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = (await this.#call('GET', `/v1/activity?limit=1000${query}`)) as unknown as ActivityPage;
      events.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return events;
  }

  async countActivity(): Promise<number> {
    const page = (await this.#call('GET', '/v1/activity?limit=1')) as unknown as ActivityPage;
    return page.counts.all;
  }

  async stop(): Promise<void> {
    await this.kill();
    await this.simulator.stop();
    await this.host.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #call(method: string, path: string, json?: unknown, as?: string): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...(as === undefined ? this.headers() : { authorization: as }), 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }

  #ask(child: ChildProcess, message: ToWebhookServer, answer: string): Promise<FromWebhookServer> {
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        child.off('message', hear);
        child.off('exit', gone);
        end();
      };
      const gone = (): void => settle(() => reject(new Error('The server ended.')));
      const hear = (heard: FromWebhookServer): void => {
        if ('failed' in heard) settle(() => reject(new Error(heard.failed)));
        else if (answer in heard) settle(() => resolve(heard));
      };
      child.on('message', hear);
      child.on('exit', gone);
      child.send(message);
    });
  }
}
