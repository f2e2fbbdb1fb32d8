import { createHash, randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../server/log.ts';
import { type Answer, type CallOptions, startTestServer, type TestServer } from '../support/server.ts';
import { skippedPauses } from '../support/skipped-pauses.ts';
import type { TestSimulator } from '../support/simulator.ts';
import { Secrets, sha256, type Stage, startStage, type Written, writtenBy } from './secrets-support.ts';

// As secrets.test.ts, of the calls that go through to TikTok: what callers say and what TikTok answers is between those two.

const API = '/v1/tiktok/open_api/v1.3';
const WORKSPACE = 'workspace-1';
const HOUR = 3_600_000;
const PEOPLE = ['annegret.sehrgeheim@example.com', 'bo.sehrgeheim@example.org'];
/** What only stands in bodies and queries, and in answers: in no place that people are shown. */
const SAID = {
  query: 'asked-sehrgeheim-4711',
  landing: 'voucher-sehrgeheim-4712',
  text: 'Unannounced: the sehrgeheim collection',
  fileName: 'list-of-sehrgeheim-people.csv',
  rest: 'behind-the-file-sehrgeheim-4713',
};

let stage: Stage;
let secrets: Secrets;
let simulator: TestSimulator;
beforeEach(async () => {
  stage = await startStage();
  ({ secrets, simulator } = stage);
  secrets.add('email', ...PEOPLE);
  secrets.add('hash of an email', ...PEOPLE.map(sha256));
  secrets.add('text of a call', ...Object.values(SAID));
});
afterEach(() => stage.stop());

describe('no secret, no person and no text of a call', () => {
  let server: TestServer;
  let person: string;
  let agent: string;
  let manager: string;
  let advertiserId: string;
  let offsetMs = 0;
  const lines: string[] = [];
  const answers: Written[] = [];

  beforeEach(async () => {
    offsetMs = 0;
    lines.length = 0;
    answers.length = 0;
    const newKey = () => randomBytes(32).toString('base64');
    const env = { ...(await stage.wiredEnv()), ENCRYPTION_KEYS: newKey(), SESSION_SIGNING_KEYS: newKey() };
    secrets.add('encryption key', env.ENCRYPTION_KEYS);
    secrets.add('signing key', env.SESSION_SIGNING_KEYS);
    const destination = new Writable({
      write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()),
    });
    server = await startTestServer({
      simulator,
      env,
      clock: { now: () => Date.now() + offsetMs },
      log: createLog({ logLevel: 'trace' }, destination),
      jobs: 'manual',
      tiktokPace: skippedPauses(),
      reconcile: { sleep: () => Promise.resolve() },
    });
    stage.ends.push(() => server.stop());
    secrets.add('host key', server.hostKey);
    await signIn();
    const authorizing = await server.call('POST', '/v1/connections/authorize', {
      as: person,
      json: { origin: 'https://app.example' },
    });
    secrets.add('state', new URL(authorizing.json.authorizeUrl).searchParams.get('state'));
    const { callbackUrl } = await simulator.authorize(authorizing.json.authorizeUrl);
    secrets.add('auth code', callbackUrl.searchParams.get('auth_code'));
    const path = `/v1/connections/attempts/${authorizing.json.attemptId}`;
    const { connectionId } = (await server.call('GET', path, { as: person })).json;
    const [usable] = simulator
      .person()
      .advertisers.filter(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE');
    advertiserId = usable?.advertiserId ?? '';
    const imported = await server.call('POST', '/v1/ad-accounts', {
      as: person,
      json: { connectionId, advertiserIds: [advertiserId] },
    });
    expect(imported.status, imported.text).toBe(201);
  });

  /** A session lasts an hour at most. */
  async function signIn(): Promise<void> {
    const mint = (userId: string, actorKind: 'person' | 'agent') =>
      server.mintSession({ workspaceId: WORKSPACE, userId, actorKind });
    [person, agent, manager] = [
      await mint('user-1', 'person'),
      await mint('agent-1', 'agent'),
      await mint('m-1', 'person'),
    ];
    secrets.add('session token', person, agent, manager);
  }

  /** Calls one of this server's own endpoints, and keeps the answer for the search. */
  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const answer = await server.call(method, path, { as: manager, ...options });
    keep(`answer of ${method} ${path.split('?')[0]}`, answer);
    return answer;
  }

  function keep(where: string, { headers, text }: Answer, isTold = (_text: string) => ''): void {
    answers.push({ where, bytes: Buffer.from(`${JSON.stringify([...headers])}\n${isTold(text) || text}`) });
  }

  /** Calls TikTok. What it answers is for the caller: only what the server says itself is looked through. */
  async function pass(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const answer = await server.call(method, `${API}${path}`, { as: person, ...options });
    const isOwn = answer.headers.get('Content-Type') === 'application/problem+json' || answer.status === 202;
    keep(`answer of ${method} ${path.split('?')[0]}`, answer, () => (isOwn ? '' : '(TikTok’s)'));
    return answer;
  }

  const campaign = (name: string, more: object = {}) => ({
    json: {
      advertiser_id: advertiserId,
      campaign_name: name,
      objective_type: 'TRAFFIC',
      budget_mode: 'BUDGET_MODE_DAY',
      budget: 80,
      // Of no use to TikTok here; of an approval it is cut where it may let somebody in.
      landing_page_url: `https://shop.example/?code=${SAID.landing}`,
      ...more,
    },
  });
  const upload = (more: (form: FormData) => void = () => {}) => {
    const bytes = `${PEOPLE.map(sha256).join('\n')}\n`;
    const form = new FormData();
    form.set('advertiser_id', advertiserId);
    form.set('file_signature', createHash('md5').update(bytes).digest('hex'));
    form.set('calculate_type', 'EMAIL_SHA256');
    form.set('file', new Blob([bytes]), SAID.fileName);
    more(form);
    return { body: form };
  };
  const key = (name: string) => ({ headers: { 'Idempotency-Key': name } });
  const members = () => ({
    json: { advertiser_ids: [advertiserId], action: 'add', batch_data: PEOPLE.map((id) => [{ id: sha256(id) }]) },
  });

  /** Everything that may be read of what was called. */
  async function readEverything(): Promise<void> {
    const calls = await call('GET', '/v1/tiktok-calls?limit=100');
    for (const { id } of calls.json.items) expect((await call('GET', `/v1/tiktok-calls/${id}`)).status).toBe(200);
    const approvals = await call('GET', '/v1/approvals?limit=100');
    for (const { id } of approvals.json.items) expect((await call('GET', `/v1/approvals/${id}`)).status).toBe(200);
    for (const path of [
      '/v1/controls',
      `/v1/spend-caps?advertiserId=${advertiserId}`,
      '/v1/audit-log?limit=200',
      '/v1/activity',
      '/metrics',
    ])
      expect((await call('GET', path)).status, path).toBe(200);
  }

  async function passTime(ms: number): Promise<void> {
    offsetMs += ms;
    simulator.simulator.advance(ms / 1000);
    await signIn();
    await server.jobs.runDue();
  }

  async function expectNothingLeaked(): Promise<void> {
    await readEverything();
    expect(secrets.findIn([...answers, ...(await writtenBy(server, lines))])).toEqual([]);
  }

  test('is anywhere in what the server writes while calls go well', async () => {
    const filtering = encodeURIComponent(JSON.stringify({ campaign_name: SAID.query }));
    const reading = `/campaign/get/?advertiser_id=${advertiserId}&filtering=${filtering}`;
    expect((await pass('GET', reading)).json.code).toBe(0);
    // As TikTok's SDKs call, and as the host's back end does.
    const asSdk = { headers: { 'Access-Token': person } };
    expect((await server.call('GET', `${API}${reading}`, asSdk)).json.code).toBe(0);
    expect((await pass('GET', reading, { as: server.hostKey, workspaceId: WORKSPACE })).json.code).toBe(0);

    for (const _ of ['sent', 'replayed']) {
      expect((await pass('POST', '/campaign/create/', { ...campaign('Known'), ...key('c-1') })).json.code).toBe(0);
      expect((await pass('POST', '/dmp/custom_audience/file/upload/', { ...upload(), ...key('u-1') })).json.code).toBe(
        0,
      );
      await pass('POST', '/segment/mapping/', { ...members(), ...key('m-1') });
    }
    const asked = await pass('POST', '/campaign/create/', { as: agent, ...campaign('Asked for', { text: SAID.text }) });
    expect(asked.status, asked.text).toBe(202);
    expect((await pass('POST', '/segment/mapping/', { as: agent, ...members() })).status).toBe(202);
    expect((await pass('POST', '/dmp/custom_audience/file/upload/', { as: agent, ...upload() })).status).toBe(202);
    // While it is kept, and once it has been sent.
    const told = await call('GET', `/v1/approvals/${asked.json.approvalId}`);
    // A person has to see what the call says, so this is the one text that is written down.
    expect(told.text).toContain(SAID.text);
    secrets.forget(SAID.text);
    await expectNothingLeaked();
    expect((await call('POST', `/v1/approvals/${asked.json.approvalId}/approve`, { json: {} })).status).toBe(200);
    await server.jobs.runDue();
    expect((await call('GET', `/v1/approvals/${asked.json.approvalId}`)).json.status).toBe('succeeded');
    await passTime(80 * HOUR);
    await server.restart();
    await expectNothingLeaked();
    for (const kind of ['access token', 'session token', 'host key'])
      expect(secrets.count(kind), kind).toBeGreaterThan(0);
  }, 60_000);

  test('is anywhere in what the server writes while calls go wrong', async () => {
    const stolen = 'stolen-token-sehrgeheim-0123456789';
    secrets.add('access token', stolen);
    secrets.forget(SAID.text);
    // TikTok's own secrets, where they do not belong.
    for (const [path, json] of [
      ['/oauth2/access_token/', { app_id: '1', secret: stolen, auth_code: stolen }],
      ['/campaign/create/', { advertiser_id: advertiserId, nested: [{ access_token: stolen }] }],
    ] as const)
      expect((await pass('POST', path, { json })).status).toBe(403);
    expect((await pass('GET', `/campaign/get/?advertiser_id=${advertiserId}&access_token=${stolen}`)).status).toBe(403);
    // What cannot be read, or not be let in.
    const json = { 'Content-Type': 'application/json' };
    for (const options of [
      { body: `{"advertiser_id":"${stolen}"`, headers: json },
      { body: stolen, headers: { 'Content-Type': 'text/plain' } },
      { body: stolen, headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
      { json: { advertiser_id: stolen } },
      { ...campaign('x'), headers: { 'X-Tiktok-Connection': stolen } },
      { ...campaign('x'), headers: { 'X-Approval-Id': stolen } },
      { ...campaign('x'), as: `${person}x` },
      { ...campaign('x'), as: `${server.hostKey}x`, workspaceId: WORKSPACE },
      upload((form) => form.set('access_token', stolen)),
      upload((form) => form.set('advertiser_id', SAID.rest)),
    ]) {
      const { status } = await pass('POST', '/campaign/create/', options);
      expect(status).toBeGreaterThanOrEqual(400);
    }
    for (const path of [`/campaign/${stolen}/`, `/campaign/get/%00${stolen}`, `/campaign/get/?x=${stolen}&x=${stolen}`])
      await pass('GET', path);
    await expectNothingLeaked();

    // TikTok repeats in its message whatever it was sent, which whoever looks after the calls may read but for secrets and people.
    for (const text of Object.values(SAID)) secrets.forget(text);
    stage.repeatInErrors(1);
    const asked = await pass('POST', '/campaign/create/', { as: agent, ...campaign('Echoed', { to: PEOPLE[0] }) });
    expect(asked.status, asked.text).toBe(202);
    await call('POST', `/v1/approvals/${asked.json.approvalId}/approve`, { json: {} });
    await server.jobs.runDue();
    const ended = await call('GET', `/v1/approvals/${asked.json.approvalId}`);
    expect(ended.json.status).toBe('failed');
    expect(ended.json.result.tiktokMessage).toContain('[hidden]');
    await pass('POST', '/campaign/create/', { ...campaign('Refused'), ...key('c-2') });
    await pass('POST', '/dmp/custom_audience/file/upload/', { ...upload(), ...key('u-2') });
    await pass('POST', '/segment/mapping/', members());
    await pass('GET', `/campaign/get/?advertiser_id=${advertiserId}&filtering=${SAID.query}`);
    await pass('GET', `/bc/get/?bc_id=1&filtering=${SAID.query}`);
    stage.repeatInErrors(0);

    // Answers that never come, and answers that are none.
    for (const kind of ['reset', 'html'] as const) {
      await simulator.addFault({ kind, status: 502, times: 20 });
      await pass('POST', '/campaign/create/', { ...campaign(`Lost in ${kind}`), ...key(`l-${kind}`) });
      await pass('POST', '/dmp/custom_audience/file/upload/', upload());
      await pass('POST', '/segment/mapping/', members());
      await simulator.clearFaults();
    }
    await passTime(HOUR);

    // A database that fails under our hands: its errors carry the values of the query.
    const raw = new Sqlite(join(dirname(server.dataDir), 'server.db'));
    for (const [table, when] of [
      ['tiktok_calls', 'update'],
      ['idempotency_keys', 'insert'],
      ['approvals', 'insert'],
    ])
      raw.exec(`create trigger broken_${table} before ${when} on ${table} begin select raise(abort, 'broken'); end`);
    expect((await pass('POST', '/campaign/create/', { ...campaign('Broken'), ...key('b-1') })).status).toBe(500);
    expect((await pass('POST', '/campaign/create/', campaign('Broken, too'))).status).toBeGreaterThanOrEqual(200);
    expect((await pass('POST', '/campaign/create/', { as: agent, ...campaign('Broken as well') })).status).toBe(500);
    expect((await pass('POST', '/dmp/custom_audience/file/upload/', { ...upload(), ...key('b-2') })).status).toBe(500);
    await passTime(HOUR);
    for (const table of ['tiktok_calls', 'idempotency_keys', 'approvals']) raw.exec(`drop trigger broken_${table}`);
    raw.close();
    expect(lines.join('')).toContain('broken');
    await expectNothingLeaked();
  }, 60_000);

  test('would be overlooked: the search finds what is there on purpose', async () => {
    await pass('POST', '/campaign/create/', { ...campaign('Known'), ...key('the-key-of-a-call') });
    await pass('POST', '/campaign/create/', { as: agent, ...campaign('The name of a campaign') });
    await readEverything();
    const known = new Secrets();
    known.add('key', 'the-key-of-a-call');
    known.add('name', 'The name of a campaign');
    known.add('path', '/campaign/create/');
    const found = known.findIn([...answers, ...(await writtenBy(server, lines))]);
    for (const each of [
      'answer of GET /v1/approvals: name',
      'answer of GET /v1/tiktok-calls: key',
      'database rows: key',
      'database rows: name',
      'log line "request": path',
    ])
      expect(found).toContain(each);
  }, 30_000);
});
