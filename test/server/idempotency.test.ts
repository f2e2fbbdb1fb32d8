import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TikTokCall } from '../../shared/calls.ts';
import type { Page } from '../../shared/page.ts';
import type { Answer, CallOptions } from '../support/server.ts';
import type { Together } from '../support/connected.ts';
import { importedAccount } from './reconcile-account.ts';
import { adgroupJson, adJson, campaignJson } from './reconcile-support.ts';

const BASE = '/v1/tiktok/open_api/v1.3';
const DAY_MS = 24 * 60 * 60_000;

let together: Together;
let token: string;
let advertiserId: string;

beforeAll(async () => {
  ({ together, advertiserId } = await importedAccount(11));
  token = await together.session();
});
afterEach(() => together.simulator.clearFaults());
afterAll(() => together.stop());

const sent = async (path: string) => (await together.simulator.requests(path)).length;
const send = (path: string, json: Record<string, unknown>, key: string | null, options: CallOptions = {}) =>
  together.server.call('POST', `${BASE}${path}`, {
    as: token,
    json: { advertiser_id: advertiserId, ...json },
    ...options,
    headers: { ...(key === null ? {} : { 'Idempotency-Key': key }), ...options.headers },
  });
const create = (name: string, key: string | null, options?: CallOptions) =>
  send('/campaign/create/', campaignJson(name), key, options);
const calls = async (query = ''): Promise<TikTokCall[]> =>
  ((await together.server.call('GET', `/v1/tiktok-calls${query}`, { as: token })).json as Page<TikTokCall>).items;
const callOf = async (answer: Answer): Promise<TikTokCall> =>
  (await together.server.call('GET', `/v1/tiktok-calls/${answer.headers.get('X-Call-Id')}`, { as: token })).json;

it('makes ads and ad groups over HTTP once, although answers are lost', async () => {
  const campaign = await create('Parent', null);
  for (const path of ['/adgroup/create/', '/ad/create/'])
    await together.simulator.addFault({ path, kind: 'html', when: 'after' });
  const adgroup = await send('/adgroup/create/', adgroupJson(campaign.json.data.campaign_id, 'Group'), null);
  expect(adgroup.json).toMatchObject({ code: 0, data: { adgroup_name: 'Group' } });
  const ads = await send('/ad/create/', adJson(adgroup.json.data.adgroup_id, ['One', 'Two']), null);
  expect(ads.json.data.ad_ids).toHaveLength(2);
  expect(ads.headers.get('X-Reconciled')).toBe('true');
  const made = await (await fetch(`${together.simulator.url}/_simulator/entities?advertiserId=${advertiserId}`)).json();
  const { adgroups, ads: allAds } = made as Record<'adgroups' | 'ads', { name: string; origin: string }[]>;
  expect(adgroups.filter(({ name, origin }) => name === 'Group' && origin === 'api')).toHaveLength(1);
  expect(allAds.filter(({ name, origin }) => ['One', 'Two'].includes(name) && origin === 'api')).toHaveLength(2);
});

describe('a write with an Idempotency-Key', () => {
  it('is answered again byte for byte, and sent once', async () => {
    const before = await sent('/campaign/create/');
    const first = await create('Once', 'once-1');
    expect(first.json).toMatchObject({ code: 0 });
    expect(first.headers.get('Idempotency-Replayed')).toBeNull();
    const again = await create('Once', 'once-1');
    expect(again.text).toBe(first.text);
    expect(again.status).toBe(first.status);
    for (const header of ['Content-Type', 'X-Tiktok-Request-Id', 'X-Call-Id'])
      expect(again.headers.get(header), header).toBe(first.headers.get(header));
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    expect(again.headers.get('X-Request-Id')).not.toBe(first.headers.get('X-Request-Id'));
    expect(await sent('/campaign/create/')).toBe(before + 1);
  });

  it('keeps what TikTok refuses for good, too', async () => {
    const before = await sent('/campaign/create/');
    const bad = { ...campaignJson('Bad'), objective_type: 'NONE' };
    const first = await send('/campaign/create/', bad, 'bad-1');
    expect(first.json).toMatchObject({ code: 40002 });
    const again = await send('/campaign/create/', bad, 'bad-1');
    expect(again.text).toBe(first.text);
    expect(await sent('/campaign/create/')).toBe(before + 1);
  });

  it('is sent again when TikTok only wanted a pause', async () => {
    await together.simulator.addFault({ path: '/campaign/create/', kind: 'code', code: 40016, message: 'slow down' });
    const first = await create('Paused', 'paused-1');
    const again = await create('Paused', 'paused-1');
    expect([first.json.code, again.json.code]).toEqual([40016, 0]);
    expect(again.headers.get('Idempotency-Replayed')).toBeNull();
    expect(again.headers.get('X-Call-Id')).not.toBe(first.headers.get('X-Call-Id'));
    expect(await callOf(first)).toMatchObject({ status: 'failed', error: { code: 'tiktok_rate_limited' } });
  });

  it('is the same call whatever the order of its members', async () => {
    const first = await create('Order', 'order-1');
    const json = Object.fromEntries(
      Object.entries({ advertiser_id: advertiserId, ...campaignJson('Order') }).toReversed(),
    );
    const again = await together.server.call('POST', `${BASE}/campaign/create/`, {
      as: token,
      json,
      headers: { 'Idempotency-Key': '"order-1"' },
    });
    expect(again.text).toBe(first.text);
  });

  it('is refused when the key belongs to another call, of whatever kind', async () => {
    await create('Mine', 'mine-1');
    const before = (await together.simulator.requests()).length;
    const other = await create('Another', 'mine-1');
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
    const path = await send('/adgroup/create/', campaignJson('Mine'), 'mine-1');
    expect([path.status, path.json.code]).toEqual([422, 'idempotency_key_reused']);
    expect((await together.simulator.requests()).length).toBe(before);
  });

  it('is sent once when ten come at the same moment', async () => {
    const before = await sent('/campaign/create/');
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('Ten', 'ten-1')));
    expect(await sent('/campaign/create/')).toBe(before + 1);
    const done = answers.filter(({ status }) => status === 200);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const { status, json, headers } of answers.filter((answer) => answer.status !== 200)) {
      expect([status, json.code]).toEqual([409, 'idempotency_in_progress']);
      expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    }
  });

  it('knows nothing of another workspace’s keys', async () => {
    const first = await create('Of one', 'shared-1');
    const theirs = await together.session({ workspaceId: 'workspace-2' });
    const connectionId = await together.connect(theirs);
    await together.server.call('POST', '/v1/ad-accounts', {
      as: theirs,
      json: { connectionId, advertiserIds: [advertiserId] },
    });
    const other = await create('Of two', 'shared-1', { as: theirs });
    expect(other.json).toMatchObject({ code: 0 });
    expect(other.headers.get('Idempotency-Replayed')).toBeNull();
    const id = first.headers.get('X-Call-Id');
    const foreign = await together.server.call('GET', `/v1/tiktok-calls/${id}`, { as: theirs });
    expect([foreign.status, foreign.json.code]).toEqual([404, 'not_found']);
    const list = await together.server.call('GET', '/v1/tiktok-calls', { as: theirs });
    expect(list.json.items).toHaveLength(1);
  });

  it.each([
    ['an empty one', ''],
    ['one that is too long', 'k'.repeat(256)],
    ['one with other characters', 'käy'],
  ])('is refused with %s', async (_what, key) => {
    const refused = await create('Odd', key);
    expect([refused.status, refused.json.code]).toEqual([422, 'invalid_request']);
  });
});

describe('an upload with an Idempotency-Key', () => {
  const upload = (bytes: string, key: string, fileName = 'pixel.png') => {
    const form = new FormData();
    form.set('advertiser_id', advertiserId);
    form.set('upload_type', 'UPLOAD_BY_FILE');
    form.set('file_name', fileName);
    form.set('image_signature', 'd41d8cd98f00b204e9800998ecf8427e');
    form.set('image_file', new Blob([bytes]), fileName);
    return together.server.call('POST', `${BASE}/file/image/ad/upload/`, {
      as: token,
      body: form,
      headers: { 'Idempotency-Key': key },
    });
  };

  it('is compared by what it holds, and answered without being sent again', async () => {
    const before = await sent('/file/image/ad/upload/');
    const first = await upload('a'.repeat(70_000), 'file-1');
    expect(first.json).toMatchObject({ code: 40900 });
    const again = await upload('a'.repeat(70_000), 'file-1');
    expect(again.text).toBe(first.text);
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    const other = await upload(`${'a'.repeat(69_999)}b`, 'file-1');
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
    const renamed = await upload('a'.repeat(70_000), 'file-1', 'other.png');
    expect([renamed.status, renamed.json.code]).toEqual([422, 'idempotency_key_reused']);
    expect(await sent('/file/image/ad/upload/')).toBe(before + 1);
  });

  it('that got lost is not sent again', async () => {
    await together.simulator.addFault({ path: '/file/image/ad/upload/', kind: 'reset', when: 'after' });
    const before = await sent('/file/image/ad/upload/');
    const lost = await upload('lost', 'file-2');
    expect([lost.status, lost.json.code]).toEqual([502, 'call_outcome_unknown']);
    const again = await upload('lost', 'file-2');
    expect([again.status, again.json.code]).toEqual([502, 'call_outcome_unknown']);
    expect(await sent('/file/image/ad/upload/')).toBe(before + 1);
    expect(await callOf(lost)).toMatchObject({ status: 'unknown', family: 'creative' });
  });
});

describe('the list of calls', () => {
  it('tells what was done, by whom, and how often it was tried', async () => {
    await together.simulator.addFault({ path: '/campaign/create/', kind: 'reset', when: 'after' });
    const answer = await create('Told', 'told-1');
    expect(answer.headers.get('X-Reconciled')).toBe('true');
    const call = await callOf(answer);
    expect(call).toMatchObject({
      status: 'succeeded',
      actor: { credential: 'session', userId: 'user-1' },
      method: 'POST',
      path: '/campaign/create/',
      family: 'campaign',
      actions: ['create'],
      advertiserId,
      idempotencyKey: 'told-1',
      entityIds: [answer.json.data.campaign_id],
      error: null,
    });
    expect(call.attempts.map(({ purpose, outcome }) => `${purpose} ${outcome}`)).toEqual([
      'send lost',
      'send answered',
      'look_up found',
    ]);
    expect(JSON.stringify(call)).not.toContain('Told');
    const replay = await create('Told', 'told-1');
    expect(replay.text).toBe(answer.text);
    const audit = await together.server.call('GET', `/v1/audit-log?subjectId=${call.id}`, { as: token });
    expect(audit.json.items).toMatchObject([
      { action: 'tiktok_call.made', detail: { call: 'POST /campaign/create/', status: 'succeeded', advertiserId } },
    ]);
  });

  it('tells a connection that broke from TikTok not answering in time', async () => {
    await together.simulator.addFault({ path: '/campaign/create/', kind: 'delay', delayMs: 600, when: 'after' });
    const late = await callOf(await create('Late', null));
    expect(late.attempts[0]).toMatchObject({ outcome: 'lost', detail: 'no answer in time' });
    await together.simulator.addFault({ path: '/campaign/create/', kind: 'reset', when: 'after' });
    const broken = await callOf(await create('Broken', null));
    expect(broken.attempts[0]).toMatchObject({ outcome: 'lost' });
    expect(broken.attempts[0]?.detail).not.toBe('no answer in time');
  });

  it('is paged and narrowed, and holds no reads', async () => {
    await together.server.call('GET', `${BASE}/campaign/get/?advertiser_id=${advertiserId}`, { as: token });
    const all = await calls('?limit=1000');
    expect(all.every(({ method }) => method === 'POST')).toBe(true);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    const failed = await calls('?status=failed');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(({ status }) => status === 'failed')).toBe(true);
    expect(await calls('?idempotencyKey=told-1')).toHaveLength(1);
    expect(await calls('?advertiserId=1')).toEqual([]);
    const page = await together.server.call('GET', '/v1/tiktok-calls?limit=2', { as: token });
    const next = await calls(`?limit=2&cursor=${page.json.nextCursor}`);
    expect([...page.json.items, ...next].map(({ id }) => id)).toEqual(all.slice(0, 4).map(({ id }) => id));
    const writer = await together.session({ permissions: ['export'] });
    const refused = await together.server.call('GET', '/v1/tiktok-calls', { as: writer });
    expect([refused.status, refused.json.code]).toEqual([403, 'permission_denied']);
  });

  it('forgets the key after a day', async () => {
    await create('Forgotten', 'day-1');
    together.advance(DAY_MS - 60_000);
    token = await together.session();
    expect((await create('Forgotten', 'day-1')).headers.get('Idempotency-Replayed')).toBe('true');
    together.advance(60_000);
    const later = await create('Something else', 'day-1');
    expect(later.json).toMatchObject({ code: 0 });
    expect(later.headers.get('Idempotency-Replayed')).toBeNull();
  });

  it('forgets calls after 90 days, and keys with their answers after one', async () => {
    const { deps, jobs } = together.server;
    await create('Old', 'old-1');
    const before = await calls();
    expect(before.length).toBeGreaterThan(0);
    together.advance(89 * DAY_MS);
    await jobs.runDue();
    token = await together.session();
    expect((await calls('?idempotencyKey=old-1')).length).toBe(1);
    const sealed: string[] = [];
    await deps.store.resealSecrets((value, { kind }) => {
      if (kind === 'call-answer') sealed.push(value);
      return value;
    });
    expect(sealed).toEqual([]);
    together.advance(2 * DAY_MS);
    token = await together.session();
    await jobs.runDue();
    expect(await calls()).toEqual([]);
  });
});
