import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../server/log.ts';
import { type Answer, type CallOptions, startTestServer, type TestServer } from '../support/server.ts';
import type { ConsentOptions, TestSimulator } from '../support/simulator.ts';
import { OWN_APP, Secrets, sha256, type Stage, startStage, type Written, writtenBy } from './secrets-support.ts';

// Everything the server writes, searched for everything secret that went in or out of it.

const ORIGIN = 'https://app.example';
const HOUR = 3_600_000;
const PEOPLE = {
  emails: ['annegret.sehrgeheim@example.com', 'bo.sehrgeheim@example.org', 'not.an.address.sehrgeheim@'],
  phones: ['+4915199887766', '+14155550987', '99887766x'],
};

const newKey = () => randomBytes(32).toString('base64');
let stage: Stage;
let secrets: Secrets;
let simulator: TestSimulator;
let ends: Stage['ends'];
beforeEach(async () => {
  stage = await startStage();
  ({ secrets, simulator, ends } = stage);
  secrets.add('email', ...PEOPLE.emails);
  secrets.add('phone', ...PEOPLE.phones);
});
afterEach(() => stage.stop());

describe('no secret and no person', () => {
  let server: TestServer;
  let token: string;
  let offsetMs = 0;
  const lines: string[] = [];
  const answers: Written[] = [];

  beforeEach(async () => {
    offsetMs = 0;
    lines.length = 0;
    answers.length = 0;
    const env = {
      ...(await stage.wiredEnv()),
      ENCRYPTION_KEYS: `${newKey()},${newKey()}`,
      SESSION_SIGNING_KEYS: newKey(),
      HOST_WEBHOOK_SECRET: `whsec_${newKey()}`,
    };
    secrets.add('encryption key', ...env.ENCRYPTION_KEYS.split(','));
    secrets.add('signing key', env.SESSION_SIGNING_KEYS);
    secrets.add('webhook secret', env.HOST_WEBHOOK_SECRET, env.HOST_WEBHOOK_SECRET.slice('whsec_'.length));
    const destination = new Writable({
      write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()),
    });
    server = await startTestServer({
      simulator,
      env,
      clock: { now: () => Date.now() + offsetMs },
      log: createLog({ logLevel: 'trace' }, destination),
      jobs: 'manual',
      exportLimits: { followFirstMs: 1 },
    });
    ends.push(() => server.stop());
    secrets.add('host key', server.hostKey);
    token = await server.mintSession({ workspaceId: 'workspace-1', origin: ORIGIN });
    secrets.add('session token', token);
  });

  /** Calls and keeps the answer for the search. `told` is what this very answer is there to tell. */
  async function call(method: string, path: string, options: CallOptions & { told?: string } = {}): Promise<Answer> {
    const { told, ...rest } = options;
    const answer = await server.call(method, path, { as: token, headers: { Origin: ORIGIN }, ...rest });
    const whole = `${JSON.stringify([...answer.headers])}\n${answer.text}`;
    answers.push({ where: `answer of ${method} ${path.split('?')[0]}`, bytes: Buffer.from(whole) });
    if (told !== undefined) expect(whole).toContain(told);
    return answer;
  }

  async function start(json: object = {}): Promise<{ attemptId: string; authorizeUrl: string; state: string }> {
    const answer = await server.call('POST', '/v1/connections/authorize', {
      as: token,
      json: { origin: ORIGIN, ...json },
    });
    expect(answer.status, answer.text).toBe(201);
    const state = new URL(answer.json.authorizeUrl).searchParams.get('state') ?? '';
    secrets.add('state', state);
    // The one answer that tells a state: without it nobody could be sent to TikTok.
    const rest = answer.text.replaceAll(state, '').replaceAll(encodeURIComponent(state), '');
    answers.push({ where: 'answer of POST /v1/connections/authorize', bytes: Buffer.from(rest) });
    return { ...answer.json, state };
  }

  async function signIn(json: object = {}, consent: ConsentOptions = {}): Promise<Answer> {
    const { attemptId, authorizeUrl } = await start(json);
    const page = await simulator.authorize(authorizeUrl, consent);
    for (const name of ['auth_code', 'code']) secrets.add('auth code', page.callbackUrl.searchParams.get(name));
    answers.push({
      where: 'the callback page',
      bytes: Buffer.from(`${JSON.stringify([...page.headers])}\n${page.text}`),
    });
    // Once more, as with the back button.
    const again = await fetch(page.callbackUrl, { redirect: 'manual' });
    answers.push({ where: 'the callback page, again', bytes: Buffer.from(await again.text()) });
    return call('GET', `/v1/connections/attempts/${attemptId}`);
  }

  async function passTime(ms: number): Promise<void> {
    offsetMs += ms;
    simulator.simulator.advance(ms / 1000);
    // A session lasts an hour at most.
    token = await server.mintSession({ workspaceId: 'workspace-1', origin: ORIGIN });
    secrets.add('session token', token);
    await server.jobs.runDue();
  }

  const importable = () =>
    simulator
      .person()
      .advertisers.filter(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE')
      .map(({ advertiserId }) => advertiserId);

  async function exportPeople(advertiserId: string): Promise<string> {
    await call('PUT', '/v1/mapping', { json: { attributes: { email: 'Email', phone: 'Phone' } } });
    const opened = await call('POST', '/v1/exports', {
      json: { advertiserId, attributes: ['email', 'phone'], audience: { create: { name: 'People' } } },
    });
    expect(opened.status, opened.text).toBe(201);
    const path = `/v1/exports/${opened.json.id}`;
    const rows = PEOPLE.emails.map((email, index) => `${email},${PEOPLE.phones[index]}\n`);
    const body = `Email,Phone\n${rows.join('')}`;
    const csv = { 'Content-Type': 'text/csv', Origin: ORIGIN };
    await call('PUT', `${path}/records`, { body: `Email,Nothing\n${rows.join('')}`, headers: csv });
    expect((await call('PUT', `${path}/records`, { body, headers: csv })).json.counts.ready).toBe(2);
    await call('POST', `${path}/start`);
    await server.jobs.runDue();
    for (const each of ['', '/audience.csv', '/rejects.csv']) await call('GET', `${path}${each}`);
    return path;
  }

  const everythingWritten = async (): Promise<Written[]> => [...answers, ...(await writtenBy(server, lines))];

  async function expectNothingLeaked(): Promise<void> {
    const written = await everythingWritten();
    expect(secrets.findIn(written)).toEqual([]);
  }

  test('is anywhere in what the server writes while everything goes well', async () => {
    const attempt = await signIn({}, { advertiserIds: importable() });
    expect(attempt.json).toMatchObject({ status: 'succeeded' });
    const connectionId = attempt.json.connectionId as string;
    const [first = '', second = ''] = importable();
    await call('POST', '/v1/ad-accounts', { json: { connectionId, advertiserIds: [first, second] } });
    await exportPeople(first);
    await expectNothingLeaked();

    const account = await signIn({ kind: 'tiktok_account' });
    expect(account.json, account.text).toMatchObject({ status: 'succeeded' });
    await passTime(19 * HOUR);
    await passTime(19 * HOUR);
    expect((await simulator.tokens()).some(({ refreshes }) => refreshes > 0)).toBe(true);
    await call('POST', `/v1/connections/${account.json.connectionId}/check`);

    const { sandboxAccessToken, sandboxAdvertiserId } = simulator.info;
    const sandbox = { environment: 'sandbox', accessToken: sandboxAccessToken, advertiserIds: [sandboxAdvertiserId] };
    expect((await call('POST', '/v1/connections/token', { json: sandbox })).status).toBe(201);
    expect((await call('PUT', '/v1/tiktok-app', { json: OWN_APP })).status).toBe(200);
    await signIn({ connectionId });
    const fewer = await signIn({ connectionId }, { advertiserIds: [first] });
    // Held until somebody decides: that grant is stored too.
    expect(fewer.json).toMatchObject({ status: 'pending', review: { connectionId } });
    await expectNothingLeaked();
    const accepted = await call('POST', `/v1/connections/attempts/${fewer.json.attemptId}/accept`);
    expect(accepted.json, accepted.text).toMatchObject({ status: 'succeeded' });
    for (const path of [
      '/v1/connections',
      `/v1/connections/${connectionId}`,
      `/v1/connections/${connectionId}/advertisers`,
      '/v1/ad-accounts',
      '/v1/tiktok-app',
      '/v1/audit-log?limit=100',
      '/v1/session',
      '/v1/exports',
      `/v1/audiences?advertiserId=${first}`,
      '/openapi.json',
      '/docs',
      '/metrics',
      '/healthz',
      '/readyz',
    ]) {
      expect((await call('GET', path)).status, path).toBe(200);
    }
    await expectNothingLeaked();

    await call('DELETE', `/v1/ad-accounts/${second}`);
    const all = await call('GET', '/v1/connections');
    for (const { id } of all.json.items) expect((await call('DELETE', `/v1/connections/${id}`)).status).toBe(204);
    await server.jobs.runDue();
    await call('DELETE', '/v1/tiktok-app');
    await server.restart();
    await expectNothingLeaked();

    for (const kind of [
      'access token',
      'refresh token',
      'auth code',
      'app secret',
      'state',
      'host key',
      'encryption key',
    ])
      expect(secrets.count(kind), kind).toBeGreaterThan(0);
  }, 60_000);

  test('is anywhere in what the server writes while everything goes wrong', async () => {
    const attempt = await signIn({}, { advertiserIds: importable() });
    const connectionId = attempt.json.connectionId as string;
    const account = await signIn({ kind: 'tiktok_account' });
    const [first = ''] = importable();
    await call('POST', '/v1/ad-accounts', { json: { connectionId, advertiserIds: [first] } });

    // TikTok repeats in its message whatever it was sent.
    stage.repeatInErrors(2);
    const wrongApp = { ...OWN_APP, appSecret: 'wrong-secret-of-an-app-77aa' };
    secrets.add('app secret', wrongApp.appSecret);
    const wrongToken = 'pasted-token-that-is-wrong-0123456789';
    secrets.add('access token', wrongToken);
    for (let round = 0; round < 2; round += 1) {
      if (round === 1) stage.repeatInErrors(1);
      await call('PUT', '/v1/tiktok-app', { json: wrongApp });
      await call('POST', '/v1/connections/token', { json: { environment: 'production', accessToken: wrongToken } });
      await call('POST', `/v1/connections/${connectionId}/check`);
      await call('GET', `/v1/connections/${connectionId}/advertisers`);
      await signIn();
      await signIn({ kind: 'tiktok_account' });
    }
    await passTime(19 * HOUR);
    await passTime(6 * HOUR);
    stage.repeatInErrors(0);
    expect(lines.join('')).toContain('[hidden]');
    await simulator.addFault({ kind: 'html', status: 502, times: 1 });
    await simulator.addFault({ kind: 'reset', times: 1 });
    await call('POST', `/v1/connections/${account.json.connectionId}/check`);
    await call('PUT', '/v1/tiktok-app', { json: OWN_APP });
    await call('POST', '/v1/connections/token', { json: { environment: 'production', accessToken: wrongToken } });
    await simulator.clearFaults();

    const { state } = await start();
    await fetch(`${server.url}/v1/oauth/callback?state=${state}x&auth_code=made-up-code-123456`);
    await fetch(`${server.url}/v1/oauth/callback?state=${state}&auth_code=made-up-code-123456`);
    secrets.add('auth code', 'made-up-code-123456');
    const bodies = [
      { json: { environment: 'nowhere', accessToken: wrongToken } },
      { json: { environment: 'sandbox', accessToken: `${wrongToken} with spaces`, advertiserIds: [] } },
      { body: `{"accessToken":"${wrongToken}"`, headers: { 'Content-Type': 'application/json', Origin: ORIGIN } },
      { body: wrongToken, headers: { 'Content-Type': 'text/plain', Origin: ORIGIN } },
      { json: [wrongToken] },
      { json: { [wrongToken]: 1 } },
    ];
    for (const body of bodies.slice(0, 5)) await call('POST', '/v1/connections/token', body);
    await call('GET', '/v1/connections', { as: `${token}x` });
    await call('GET', '/v1/connections', { as: `${server.hostKey}x`, workspaceId: 'workspace-1' });
    await call('GET', '/v1/connections', { as: server.hostKey });
    await call('GET', `/v1/nothing?access_token=${wrongToken}`);

    // A database that fails under our hands: its errors carry the values of the query.
    const raw = new Sqlite(join(dirname(server.dataDir), 'server.db'));
    for (const table of ['connections', 'tiktok_apps', 'attempts', 'audit_log'])
      raw.exec(`create trigger broken_${table} before insert on ${table} begin select raise(abort, 'broken'); end`);
    for (const table of ['connections', 'tiktok_apps', 'exports'])
      raw.exec(
        `create trigger broken_update_${table} before update on ${table} begin select raise(abort, 'broken'); end`,
      );
    const { sandboxAccessToken, sandboxAdvertiserId } = simulator.info;
    const sandbox = { environment: 'sandbox', accessToken: sandboxAccessToken, advertiserIds: [sandboxAdvertiserId] };
    expect((await call('POST', '/v1/connections/token', { json: sandbox })).status).toBe(500);
    expect((await call('PUT', '/v1/tiktok-app', { json: OWN_APP })).status).toBe(500);
    await call('POST', `/v1/connections/${connectionId}/check`);
    await call('DELETE', `/v1/connections/${connectionId}`);
    await passTime(6 * HOUR);
    for (const { name } of raw
      .prepare("select name from sqlite_master where type = 'trigger' and name like 'broken%'")
      .all() as {
      name: string;
    }[])
      raw.exec(`drop trigger ${name}`);
    raw.close();

    // TikTok takes no calls while somebody disconnects.
    await simulator.addFault({ kind: 'code', code: 40100, message: 'App reaches the QPM limit 600', rate: 1 });
    await call('DELETE', `/v1/connections/${connectionId}`);
    await passTime(HOUR);
    await expectNothingLeaked();
  }, 60_000);

  test('would be overlooked: the search finds what is there on purpose', async () => {
    await signIn({}, { advertiserIds: importable() });
    const [first = ''] = importable();
    const { items } = (await call('GET', '/v1/connections')).json;
    await call('POST', '/v1/ad-accounts', { json: { connectionId: items[0].id, advertiserIds: [first] } });
    await exportPeople(first);
    const known = new Secrets();
    known.add('hash', sha256(PEOPLE.emails[0] ?? ''));
    known.add('workspace', 'workspace-1');
    const found = known.findIn(await everythingWritten());
    expect(found).toContain('database rows: workspace');
    expect(found).toContain('log line "request": workspace');
    expect(found.some((each) => /^file .*server\.db(-wal)?: workspace$/.test(each))).toBe(true);
    expect(found.some((each) => each.endsWith('audience.csv: hash'))).toBe(true);
  }, 30_000);
});
