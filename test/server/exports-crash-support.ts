import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach } from 'vitest';
import type { Export } from '../../shared/exports.ts';
import { compiledChild } from '../support/compiled-child.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import { simulatorEnv } from '../support/simulator-env.ts';

/** Longer than any lease that a killed process leaves behind. */
const LEASES_MS = 120_000;

/** A server in a process of its own before each test, which can be killed like a power cut does, and a simulator that lives on. */
export function withKillableServer() {
  let simulator: TestSimulator;
  let folder: string;
  let env: Record<string, string>;
  let child: ChildProcess;
  let url: string;
  let advertiserId: string;
  let connectionId: string;
  let restarts: number;
  const hostKey = `host-key-${randomBytes(16).toString('hex')}`;

  beforeEach(async () => {
    simulator = await startSimulator();
    folder = await mkdtemp(join(tmpdir(), 'exports-crash-'));
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
    restarts = 0;
    await launch();
    advertiserId = await prepare();
  });
  afterEach(async () => {
    await kill();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function launch(): Promise<void> {
    child = spawn(process.execPath, [await compiledChild('test/server/exports-child.ts')], {
      env: { PATH: process.env['PATH'] ?? '', ...env, TEST_CLOCK_OFFSET_MS: String(restarts * LEASES_MS) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    url = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      child.once('exit', () => reject(new Error('the server did not start')));
    });
  }
  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
  async function relaunch(): Promise<void> {
    await kill();
    restarts += 1;
    await launch();
  }

  const headers = { Authorization: `Bearer ${hostKey}`, 'X-Workspace-Id': 'workspace-1' };
  async function call<Result>(
    method: string,
    path: string,
    body?: unknown,
    type = 'application/json',
  ): Promise<Result> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': type }) },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Result;
  }

  async function signIn(reconnectId?: string): Promise<string> {
    const started = await call<{ attemptId: string; authorizeUrl: string }>('POST', '/v1/connections/authorize', {
      origin: 'https://app.example',
      ...(reconnectId === undefined ? {} : { connectionId: reconnectId }),
    });
    const callback = await simulator.consent(started.authorizeUrl);
    await (await fetch(`${url}${callback.pathname}${callback.search}`)).text();
    const attempt = await call<{ connectionId: string }>('GET', `/v1/connections/attempts/${started.attemptId}`);
    return attempt.connectionId;
  }
  async function prepare(): Promise<string> {
    connectionId = await signIn();
    const account = simulator
      .person()
      .advertisers.find(({ role, status }) => role !== 'ANALYST' && status === 'STATUS_ENABLE');
    const advertiser = account?.advertiserId ?? '';
    await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [advertiser] });
    const properties = ['Email', 'Consent'].map((name) => ({ name, label: name, type: 'string', kind: 'system' }));
    await call('PUT', '/v1/properties', properties);
    await call('PUT', '/v1/mapping', { attributes: { email: 'Email' } });
    return advertiser;
  }
  const open = () =>
    call<Export>('POST', '/v1/exports', {
      advertiserId,
      attributes: ['email'],
      audience: { create: { name: 'Crash' } },
    });
  const read = (exportId: string) => call<Export>('GET', `/v1/exports/${exportId}`);
  const emails = (count: number) => Array.from({ length: count }, (_, index) => `person${index}@example.com`);
  const members = async (customAudienceId: string | null) =>
    (
      (await (await fetch(`${simulator.url}/_simulator/audiences/${customAudienceId}/members`)).json()) as {
        email: string[];
      }
    ).email;

  async function until<Value>(read_: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
    for (let attempt = 0; attempt < 1500; attempt++) {
      const value = await read_();
      if (holds(value)) return value;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('it never came to that');
  }
  const seen = async (path: string) => (await simulator.requests(path)).length;
  const audiences = async () =>
    (
      (await (await fetch(`${simulator.url}/_simulator/audiences?advertiserId=${advertiserId}`)).json()) as {
        audiences: { customAudienceId: string }[];
      }
    ).audiences;
  /** A fault leaves the simulator's list when its call has come in. */
  const faults = async () =>
    ((await (await fetch(`${simulator.url}/_simulator/faults`)).json()) as { faults: unknown[] }).faults.length;
  async function startWith(body: string, audience: Record<string, unknown>): Promise<string> {
    const { id } = await call<Export>('POST', '/v1/exports', { advertiserId, attributes: ['email'], audience });
    await call('PUT', `/v1/exports/${id}/records`, body, 'text/csv');
    await call('POST', `/v1/exports/${id}/start`);
    return id;
  }
  const processing = (id: string) =>
    until(
      () => read(id),
      ({ state }) => state === 'processing',
    );

  return {
    get simulator() {
      return simulator;
    },
    get url() {
      return url;
    },
    get folder() {
      return folder;
    },
    get connectionId() {
      return connectionId;
    },
    headers,
    audiences,
    call,
    emails,
    faults,
    members,
    open,
    processing,
    read,
    relaunch,
    seen,
    signIn,
    startWith,
    until,
  };
}
