import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Export } from '../../shared/exports.ts';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import { simulatorEnv } from '../support/simulator-env.ts';
import { sha256 } from './exports-support.ts';

const UPLOAD = '/dmp/custom_audience/file/upload/';
const CREATE = '/dmp/custom_audience/create/';
const UPDATE = '/dmp/custom_audience/update/';
const SEGMENT = '/segment/audience/';
const STREAM = '/segment/mapping/';
/** Longer than any lease that a killed process leaves behind. */
const LEASES_MS = 120_000;

describe('an export whose server is killed', () => {
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
    const script = join(import.meta.dirname, 'exports-child.ts');
    child = spawn(process.execPath, ['--import', 'tsx', script], {
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

  test('in the middle of its records goes on from the last checkpoint', async () => {
    const { id } = await open();
    const people = emails(100_000);
    const body = Buffer.from(`Email\n${people.join('\n')}\n`);
    const request = httpRequest(`${url}/v1/exports/${id}/records`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': 'text/csv', 'Upload-Offset': '0' },
    });
    request.on('error', () => {});
    request.write(body.subarray(0, body.length - 100)); // the end never comes
    await until(
      () => read(id),
      ({ receivedBytes }) => receivedBytes > 0,
    );
    await relaunch();
    request.destroy();

    const kept = await read(id);
    expect(kept.state).toBe('receiving');
    expect(body[kept.receivedBytes - 1]).toBe(0x0a);
    expect(kept.counts.rows).toBe(body.subarray(0, kept.receivedBytes).filter((byte) => byte === 0x0a).length - 1);
    const rest = await fetch(`${url}/v1/exports/${id}/records`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': 'text/csv', 'Upload-Offset': String(kept.receivedBytes) },
      body: body.subarray(kept.receivedBytes),
    });
    expect(await rest.json()).toMatchObject({
      state: 'ready',
      receivedBytes: body.length,
      counts: { rows: people.length, ready: people.length, duplicates: 0 },
    });
  });

  test('twice in the middle of records with consent counts every row once, and knows whom to leave out', async () => {
    await call('PUT', '/v1/mapping', { attributes: { email: 'Email', consent: 'Consent' } });
    const { id } = await open();
    const says = ['yes', 'no', '', 'on', 'maybe'];
    const rows = Array.from({ length: 100_000 }, (_, row) => ({
      email: `person${(row * 7) % 30_011}@example.com`,
      isYes: row % 5 === 0 || row % 5 === 3,
      line: `person${(row * 7) % 30_011}@example.com,${says[row % 5]}`,
    }));
    const body = Buffer.from(`Email,Consent\n${rows.map(({ line }) => line).join('\n')}\n`);
    for (let kills = 0; kills < 2; kills++) {
      const { receivedBytes: offset } = await read(id);
      const request = httpRequest(`${url}/v1/exports/${id}/records`, {
        method: 'PUT',
        headers: { ...headers, 'Content-Type': 'text/csv', 'Upload-Offset': String(offset) },
      });
      request.on('error', () => {});
      request.write(body.subarray(offset, kills === 0 ? body.length >> 1 : body.length - 100));
      await until(
        () => read(id),
        ({ receivedBytes }) => receivedBytes > offset,
      );
      await relaunch();
      request.destroy();
    }
    const kept = await read(id);
    const rest = await fetch(`${url}/v1/exports/${id}/records`, {
      method: 'PUT',
      headers: { ...headers, 'Content-Type': 'text/csv', 'Upload-Offset': String(kept.receivedBytes) },
      body: body.subarray(kept.receivedBytes),
    });
    const people = new Set(rows.filter(({ isYes }) => isYes).map(({ email }) => email));
    expect(await rest.json()).toMatchObject({
      state: 'ready',
      counts: {
        rows: 100_000,
        ready: people.size,
        duplicates: 40_000 - people.size,
        withoutConsent: 60_000,
        people: { email: people.size },
        byReason: { no_consent: 40_000, unknown_consent: 20_000 },
      },
    });
    const withdrawn = await readFile(join(folder, 'data', 'exports', id, 'withdrawn'), 'latin1');
    expect(withdrawn.split('\n').slice(0, -1)).toEqual(
      rows.filter(({ isYes }) => !isYes).map(({ email }) => sha256(email)),
    );
  });

  test('in the middle of an upload goes on with the next file', async () => {
    const people = emails(2000);
    const { id } = await open();
    await call('PUT', `/v1/exports/${id}/records`, `Email\n${people.join('\n')}`, 'text/csv');
    await simulator.addFault({ kind: 'delay', delayMs: 0, path: UPLOAD, times: 1 });
    await simulator.addFault({ kind: 'delay', delayMs: 3_600, path: UPLOAD, times: 1 });
    await call('POST', `/v1/exports/${id}/start`);
    await until(
      () => read(id),
      ({ chunks }) => chunks.uploaded === 1,
    );
    await relaunch();

    const done = await until(
      () => read(id),
      ({ state }) => state === 'processing',
    );
    expect(done).toMatchObject({ chunks: { total: 4, uploaded: 4 }, peopleUploaded: 2000 });
    expect(await seen(UPLOAD)).toBeLessThanOrEqual(5);
    expect(await seen(CREATE)).toBe(1);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });

  test('while it waits for a sign-in goes on after one, and sends no file twice', async () => {
    const people = emails(2000);
    const { id } = await open();
    await call('PUT', `/v1/exports/${id}/records`, `Email\n${people.join('\n')}`, 'text/csv');
    await simulator.addFault({ kind: 'delay', delayMs: 0, path: UPLOAD, times: 2 });
    await simulator.addFault({ kind: 'code', code: 40105, path: UPLOAD, times: 1 });
    await call('POST', `/v1/exports/${id}/start`);
    const waits = await until(
      () => read(id),
      ({ waiting }) => waiting !== null,
    );
    expect(waits).toMatchObject({ state: 'uploading', chunks: { total: 4, uploaded: 2 } });
    await relaunch();
    expect(await read(id)).toEqual(waits);

    expect(await signIn(connectionId)).toBe(connectionId);
    const done = await until(
      () => read(id),
      ({ state }) => state === 'processing',
    );
    expect(done).toMatchObject({ waiting: null, peopleUploaded: 2000 });
    expect([await seen(UPLOAD), await seen(CREATE)]).toEqual([5, 1]);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });

  test('between a create and its answer does not make the audience twice', async () => {
    const people = emails(1500);
    const { id } = await open();
    await call('PUT', `/v1/exports/${id}/records`, `Email\n${people.join('\n')}`, 'text/csv');
    await simulator.addFault({ kind: 'delay', delayMs: 60_000, path: CREATE, times: 1, when: 'after' });
    await call('POST', `/v1/exports/${id}/start`);
    const audiences = async () =>
      (
        (await (await fetch(`${simulator.url}/_simulator/audiences?advertiserId=${advertiserId}`)).json()) as {
          audiences: { customAudienceId: string }[];
        }
      ).audiences;
    await until(audiences, (list) => list.length === 1);
    await relaunch();

    const done = await until(
      () => read(id),
      ({ state }) => state === 'processing',
    );
    expect(await audiences()).toMatchObject([{ customAudienceId: done.customAudienceId }]);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });

  const stream = { create: { name: 'Crash', delivery: 'stream' } };
  const audiences = async () =>
    (
      (await (await fetch(`${simulator.url}/_simulator/audiences?advertiserId=${advertiserId}`)).json()) as {
        audiences: { customAudienceId: string }[];
      }
    ).audiences;
  /** A fault leaves the simulator's list when its call has come in. */
  const faults = async () =>
    ((await (await fetch(`${simulator.url}/_simulator/faults`)).json()) as { faults: unknown[] }).faults.length;
  async function started(body: string, audience: Record<string, unknown>): Promise<string> {
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

  test('in the middle of a stream goes on with the batch that was on its way', async () => {
    const people = emails(1000);
    await simulator.addFault({ kind: 'delay', delayMs: 0, path: STREAM, times: 2 });
    await simulator.addFault({ kind: 'delay', delayMs: 60_000, path: STREAM, times: 1, when: 'after' });
    const id = await started(`Email\n${people.join('\n')}`, stream);
    const { customAudienceId } = await until(
      () => read(id),
      ({ chunks }) => chunks.uploaded === 2,
    );
    await until(
      () => members(customAudienceId),
      (list) => list.length === 600,
    );
    await relaunch();
    const done = await processing(id);
    expect(done).toMatchObject({ chunks: { total: 5, uploaded: 5 }, peopleUploaded: 1000 });
    expect(await audiences()).toHaveLength(1);
    expect((await simulator.requests(STREAM)).filter(({ code }) => code === 0).length).toBeLessThanOrEqual(6);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });

  test('between the create of a stream’s audience and its answer does not make it twice', async () => {
    const people = emails(300);
    await simulator.addFault({ kind: 'delay', delayMs: 60_000, path: SEGMENT, times: 1, when: 'after' });
    const id = await started(`Email\n${people.join('\n')}`, stream);
    await until(audiences, (list) => list.length === 1);
    await relaunch();
    const done = await processing(id);
    expect(await audiences()).toMatchObject([{ customAudienceId: done.customAudienceId }]);
    expect(await members(done.customAudienceId)).toEqual(people.map(sha256).sort());
  });

  test('again and again while it looks for bad rows leaves out those alone, each written down once', async () => {
    const people = emails(1000);
    const bad = [0, 199, 333, 334, 999];
    await simulator.addFault({ kind: 'bad_rows', ids: bad.map((index) => sha256(people[index] as string)) });
    const id = await started(`Email\n${people.join('\n')}`, stream);
    for (const calls of [4, 15, 30, 45]) {
      await until(
        () => seen(STREAM),
        (count) => count >= calls,
      );
      await relaunch();
    }
    const done = await processing(id);
    expect(done).toMatchObject({ peopleUploaded: 995, counts: { refused: 5, rejectedValues: 5 } });
    expect(await members(done.customAudienceId)).toEqual(
      people
        .filter((_, index) => !bad.includes(index))
        .map(sha256)
        .sort(),
    );
    const rejects = await (await fetch(`${url}/v1/exports/${id}/rejects.csv`, { headers })).text();
    expect(rejects.split('\n').slice(1, -1)).toEqual(bad.map((index) => `${index + 1},email,refused_by_tiktok`));
  });

  test.each([['file'], ['stream']] as const)(
    'between adding people and removing others, as a %s, does both in the end',
    async (delivery) => {
      await call('PUT', '/v1/mapping', { attributes: { email: 'Email', consent: 'Consent' } });
      const people = emails(2600);
      const rows = (from: number, to: number, consent: string) =>
        people.slice(from, to).map((person) => `${person},${consent}\n`);
      const csv = (...all: string[][]) => `Email,Consent\n${all.flat().join('')}`;
      const first = await started(csv(rows(0, 2000, 'yes')), { create: { name: 'Crash', delivery } });
      const { customAudienceId } = await processing(first);
      const audience = { update: { customAudienceId, action: 'APPEND' } };
      const path = delivery === 'file' ? UPDATE : STREAM;
      // Of the file the adding is one call, of the stream three.
      const adding = delivery === 'file' ? 1 : 3;
      for (const when of ['before', 'after'] as const) {
        await simulator.addFault({ kind: 'delay', delayMs: 0, path, times: adding });
        await simulator.addFault({ kind: 'delay', delayMs: 60_000, path, times: 1, when });
        const [from, to] = when === 'before' ? [0, 150] : [150, 300];
        const id = await started(csv(rows(2000, 2600, 'yes'), rows(from, to, 'no')), audience);
        await until(faults, (count) => count === 0);
        if (when === 'after')
          await until(
            () => members(customAudienceId),
            (list) => list.length === 2600 - to,
          );
        await relaunch();
        const done = await processing(id);
        expect(done.chunks.uploaded).toBe(done.chunks.total);
        expect(await members(customAudienceId)).toEqual(people.slice(to).map(sha256).sort());
      }
    },
  );
});
