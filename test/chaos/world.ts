import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ExportLimits } from '../../server/exports/index.ts';
import { compiledChild } from '../support/compiled-child.ts';
import { simulatorEnv } from '../support/simulator-env.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import type { FromServer, ToServer } from './protocol.ts';
import { startSource, type Source } from './source.ts';
import { startWire, type Wire } from './wire.ts';

/** Longer than any lease that a killed process leaves behind. */
const LEASES_MS = 120_000;

/** The server's process ended while something was asked of it. */
export class ServerDied extends Error {
  override readonly name = 'ServerDied';
}

export interface Answer {
  status: number;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads the shape it expects, and fails when it is another
  json: any;
}

/** A server process that can be killed, a simulator it reaches over a wire that can be watched, and a host's segments. */
export class World {
  readonly simulator: TestSimulator;
  readonly wire: Wire;
  readonly source: Source;
  readonly advertiserId: string;
  /** Where the process killed itself the last time, as it said. */
  diedAt: string | null = null;
  kills = 0;
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #limits: Partial<ExportLimits>;
  readonly #jobs: 'running' | 'manual';
  readonly #keepsSpare: boolean;
  readonly #program: string;
  #connectionId = '';
  #child: Child | null = null;
  #spare: Child | null = null;
  #url = '';
  #offsetMs = 0;
  #hostKey = `host-key-${randomBytes(16).toString('hex')}`;

  private constructor(parts: {
    simulator: TestSimulator;
    wire: Wire;
    source: Source;
    folder: string;
    limits: Partial<ExportLimits>;
    jobs: 'running' | 'manual';
    keepsSpare: boolean;
    program: string;
  }) {
    const key = () => randomBytes(32).toString('base64');
    this.simulator = parts.simulator;
    this.wire = parts.wire;
    this.source = parts.source;
    this.#folder = parts.folder;
    this.#limits = parts.limits;
    this.#jobs = parts.jobs;
    this.#keepsSpare = parts.keepsSpare;
    this.#program = parts.program;
    const account = this.simulator
      .person()
      .advertisers.find(({ role, status }) => role !== 'ANALYST' && status === 'STATUS_ENABLE');
    this.advertiserId = account?.advertiserId ?? '';
    this.#env = {
      PUBLIC_URL: 'http://127.0.0.1:1',
      DATABASE_URL: `file:${join(parts.folder, 'server.db')}`,
      DATA_DIR: join(parts.folder, 'data'),
      HOST_API_KEYS: this.#hostKey,
      SESSION_SIGNING_KEYS: key(),
      ENCRYPTION_KEYS: key(),
      LOG_LEVEL: process.env['CHAOS_LOG'] ?? 'silent',
      SEGMENT_SOURCE_ALLOW_PRIVATE: 'true',
      DATA_DIR_RESERVE_MB: '0',
      ...simulatorEnv(parts.simulator.info),
      TIKTOK_API_URL: parts.wire.url,
    };
  }

  /** @param options.keepsSpare has the next process loaded while one works: for whoever kills often */
  static async start(
    options: { limits?: Partial<ExportLimits>; jobs?: 'running' | 'manual'; keepsSpare?: boolean } = {},
  ): Promise<World> {
    const simulator = await startSimulator();
    const wire = await startWire(simulator.url);
    const source = await startSource();
    const folder = await mkdtemp(join(tmpdir(), 'exports-world-'));
    const world = new World({
      simulator,
      wire,
      source,
      folder,
      limits: { reconcileDelayMs: 200, ...options.limits },
      jobs: options.jobs ?? 'manual',
      keepsSpare: options.keepsSpare ?? false,
      program: await compiledChild('test/chaos/killable-server.ts'),
    });
    await world.#launch();
    await world.#prepare();
    return world;
  }

  async stop(): Promise<void> {
    await this.kill();
    await this.#spare?.kill();
    await this.wire.stop();
    await this.source.stop();
    await this.simulator.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get isAlive(): boolean {
    return this.#child?.isAlive === true;
  }

  async kill(): Promise<void> {
    await this.#child?.kill();
  }

  /** A new process on the same files, when the last one's leases are over. Kills one that still lives. */
  async restart(): Promise<void> {
    await this.kill();
    this.diedAt = this.#child?.lastWords ?? null;
    this.kills++;
    this.#offsetMs += LEASES_MS;
    await this.#launch();
  }

  /** Whether jobs run by themselves, in real time. */
  get runsByItself(): boolean {
    return this.#jobs === 'running';
  }

  /** Runs what is due, or where jobs run by themselves gives them a moment. @throws {ServerDied} */
  async runDue(): Promise<void> {
    if (!this.runsByItself) return this.#tell((of) => ({ do: 'runDue', of }));
    await setTimeout(20);
    if (!this.isAlive) throw new ServerDied('the server is dead');
  }

  advance(ms: number): Promise<void> {
    this.#offsetMs += ms;
    return this.#tell((of) => ({ do: 'advance', of, ms }));
  }

  /** Has the process kill itself at its n-th change of a file or of the database, of those whose stack fits. */
  dieAt(after: number | null, among: RegExp = /./): Promise<void> {
    return this.#tell((of) => ({ do: 'die', of, after, among: among.source }));
  }

  /** As the host's back end. @throws {ServerDied} */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const child = this.#child;
    const isText = typeof body === 'string' || Buffer.isBuffer(body);
    try {
      const response = await fetch(`${this.#url}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${this.#hostKey}`,
          'X-Workspace-Id': 'workspace-1',
          ...(body === undefined ? {} : { 'Content-Type': isText ? 'text/csv' : 'application/json' }),
          ...headers,
        },
        body: body === undefined ? null : isText ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        text,
        json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null,
      };
    } catch (error) {
      if (child === null || (await child.diesSoon())) throw new ServerDied(`${method} ${path}`, { cause: error });
      throw error;
    }
  }

  /** The same, where nothing but success will do. */
  async must(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer['json']> {
    const answer = await this.call(method, path, body, headers);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  }

  /** Signs in again, as a person does when TikTok has taken the sign-in away. */
  async signIn(): Promise<void> {
    const started = await this.must('POST', '/v1/connections/authorize', {
      origin: 'https://app.example',
      ...(this.#connectionId === '' ? {} : { connectionId: this.#connectionId }),
    });
    const callback = await this.simulator.consent(started.authorizeUrl);
    await (await fetch(`${this.#url}${callback.pathname}${callback.search}`)).text();
    const attempt = await this.must('GET', `/v1/connections/attempts/${started.attemptId}`);
    if (attempt.status !== 'succeeded') throw new Error(`signing in came to ${JSON.stringify(attempt)}`);
    this.#connectionId = attempt.connectionId;
  }

  /** What TikTok has made in this ad account. */
  async audiences(): Promise<{ customAudienceId: string; name: string }[]> {
    const answer = await fetch(`${this.simulator.url}/_simulator/audiences?advertiserId=${this.advertiserId}`);
    return ((await answer.json()) as { audiences: { customAudienceId: string; name: string }[] }).audiences;
  }

  /** The identifiers of an audience as `email:hash`, `phone:hash`, `maid:hash`. */
  async members(customAudienceId: string): Promise<Set<string>> {
    const held = await this.simulator.members(customAudienceId);
    return new Set(
      (['email', 'phone', 'maid'] as const).flatMap((kind) => held[kind].map((hash) => `${kind}:${hash}`)),
    );
  }

  async #prepare(): Promise<void> {
    await this.signIn();
    const { advertiserId } = this;
    await this.must('POST', '/v1/ad-accounts', { connectionId: this.#connectionId, advertiserIds: [advertiserId] });
    const properties = ['Email', 'Phone', 'GAID', 'Consent'];
    await this.must(
      'PUT',
      '/v1/properties',
      properties.map((name) => ({ name, label: name, type: 'string', kind: 'system' })),
    );
    await this.mapConsent(false);
  }

  async mapConsent(isMapped: boolean): Promise<void> {
    const attributes = { email: 'Email', phone: 'Phone', googleAdvertisingId: 'GAID' };
    await this.must('PUT', '/v1/mapping', {
      attributes: isMapped ? { ...attributes, consent: 'Consent' } : attributes,
    });
  }

  async addSegment(segmentId: string): Promise<void> {
    await this.must('PUT', `/v1/segments/${segmentId}`, {
      name: segmentId,
      source: { url: `${this.source.url}/${segmentId}` },
    });
  }

  async #launch(): Promise<void> {
    const child = this.#spare ?? Child.spawn(this.#program);
    this.#spare = this.#keepsSpare ? Child.spawn(this.#program) : null;
    this.#child = child;
    this.#url = await child.start({
      do: 'start',
      env: this.#env,
      clockOffsetMs: this.#offsetMs,
      limits: this.#limits,
      jobs: this.#jobs,
    });
  }

  #tell(message: (of: number) => ToServer): Promise<void> {
    if (this.#child === null) throw new ServerDied('it is not there');
    return this.#child.ask(message);
  }
}

/** One process. */
class Child {
  readonly #process: ChildProcess;
  readonly #gone: Promise<void>;
  readonly #loaded: Promise<void>;
  #asked = 0;
  #waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  #started: { resolve: (url: string) => void; reject: (error: Error) => void } | null = null;
  /** What it said before it killed itself. */
  lastWords: string | null = null;
  isAlive = true;

  private constructor(spawned: ChildProcess) {
    this.#process = spawned;
    let isLoaded = (): void => {};
    this.#loaded = new Promise((resolve) => {
      isLoaded = resolve;
    });
    this.#gone = new Promise((resolve) => {
      spawned.once('exit', () => {
        this.isAlive = false;
        isLoaded();
        const died = new ServerDied('the server process ended');
        this.#started?.reject(died);
        for (const { reject } of this.#waiting.values()) reject(died);
        resolve();
      });
    });
    spawned.stderr?.on('data', (bytes: Buffer) => {
      const text = bytes.toString();
      const words = /\0(.*)\n/.exec(text)?.[1];
      if (words === undefined) process.stderr.write(text);
      else this.lastWords = words;
    });
    spawned.on('message', (message: FromServer) => {
      if ('isLoaded' in message) isLoaded();
      else if ('url' in message) this.#started?.resolve(message.url);
      else if ('failed' in message) {
        this.#started?.reject(new Error(message.failed));
        for (const { reject } of this.#waiting.values()) reject(new Error(message.failed));
      } else {
        this.#waiting.get(message.of)?.resolve();
        this.#waiting.delete(message.of);
      }
    });
  }

  static spawn(program: string): Child {
    return new Child(
      spawn(process.execPath, [program], {
        env: { PATH: process.env['PATH'] ?? '' },
        stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      }),
    );
  }

  async start(message: ToServer): Promise<string> {
    await this.#loaded;
    return new Promise((resolve, reject) => {
      this.#started = { resolve, reject };
      if (!this.isAlive) reject(new ServerDied('the server did not start'));
      else this.#process.send(message);
    });
  }

  ask(message: (of: number) => ToServer): Promise<void> {
    const of = ++this.#asked;
    return new Promise((resolve, reject) => {
      if (!this.isAlive) return reject(new ServerDied('the server is dead'));
      this.#waiting.set(of, { resolve, reject });
      this.#process.send(message(of));
    });
  }

  /** A connection breaks a moment before the end of its process is told. */
  async diesSoon(): Promise<boolean> {
    for (let look = 0; look < 100 && this.isAlive; look++) await setTimeout(20);
    return !this.isAlive;
  }

  async kill(): Promise<void> {
    if (this.isAlive) this.#process.kill('SIGKILL');
    await this.#gone;
  }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
