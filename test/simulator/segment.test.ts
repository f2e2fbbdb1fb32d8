import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { emails, hashes, SimulatorHarness } from './harness.ts';

let harness: SimulatorHarness;
let advertiserId: string;
const hour = 3_600;

beforeAll(async () => {
  harness = await SimulatorHarness.start();
  await harness.connect();
  advertiserId = harness.advertiser(0);
});
afterAll(() => harness.stop());
afterEach(() => harness.control('/faults', undefined, 'DELETE'));

type Item = { id: string; audience_ids: string[] } | Record<string, never>;

const createSegment = async (name = 'Cart abandoners', on = harness, account = advertiserId): Promise<string> => {
  const body = { advertiser_id: account, action: 'create', custom_audience_name: name };
  const answer = await on.post('/segment/audience/', body);
  if (answer.code !== 0) throw new Error(answer.message);
  return String(answer.data['audience_id']);
};

const map = (body: Record<string, unknown>, on = harness): Promise<{ code: number; message: string; data: unknown }> =>
  on.post('/segment/mapping/', {
    advertiser_ids: [on.advertiser(0)],
    action: 'add',
    id_schema: ['EMAIL_SHA256'],
    ...body,
  });

const rowsOf = (audienceId: string, ids: readonly string[]): Item[][] =>
  ids.map((id) => [{ id, audience_ids: [audienceId] }]);

const md5s = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) =>
    createHash('md5')
      .update(`device${from + index}`)
      .digest('hex'),
  );

describe('an audience segment', () => {
  it('reads back as a partner audience that holds nobody yet, with no history', async () => {
    const id = await createSegment('VIP');
    expect(id).toMatch(/^\d{18}$/);
    const { details, history } = await harness.details(advertiserId, id);
    expect(details).toMatchObject({
      type: 'Partner',
      calculate_type: 'MULTIPLE_TYPES',
      is_valid: false,
      cover_num: 0,
      msg: null,
      name: 'VIP',
      is_creator: true,
      owner_id: advertiserId,
    });
    expect(history).toEqual([]);
    const listed = await harness.get('/dmp/custom_audience/list/', { advertiser_id: advertiserId });
    expect(listed.data['list']).toContainEqual(expect.objectContaining({ audience_id: id, audience_type: 'Partner' }));
  });

  it('is created unless told otherwise, cuts a name over 70 characters, and may share its name', async () => {
    const body = { advertiser_id: advertiserId, custom_audience_name: '観'.repeat(71) };
    const first = String((await harness.post('/segment/audience/', body)).data['audience_id']);
    const second = String((await harness.post('/segment/audience/', body)).data['audience_id']);
    expect(second).not.toBe(first);
    expect((await harness.details(advertiserId, second)).details['name']).toBe(`${'観'.repeat(67)}...`);
    const exact = await createSegment('x'.repeat(70));
    expect((await harness.details(advertiserId, exact)).details['name']).toBe('x'.repeat(70));
  });

  it('can be deleted here or with the audiences; other audiences only there', async () => {
    const remove = async (audienceId: string): Promise<number> =>
      (
        await harness.post('/segment/audience/', {
          advertiser_id: advertiserId,
          action: 'delete',
          delete_audience_id: audienceId,
        })
      ).code;
    const [one, other] = [await createSegment(), await createSegment()];
    expect([await remove(one), await remove(one)]).toEqual([0, 40002]);
    const deleting = { advertiser_id: advertiserId, custom_audience_ids: [other] };
    expect((await harness.post('/dmp/custom_audience/delete/', deleting)).code).toBe(0);
    expect(await remove(await harness.createAudience(advertiserId, 0, 10))).toBe(40002);
    expect(await remove(await createSegment('A', harness, harness.advertiser(1)))).toBe(40002);
  });

  it.each([
    ['no name', {}, 40002],
    ['an unknown action', { action: 'remove', custom_audience_name: 'A' }, 40002],
    ['a deletion of nothing', { action: 'delete' }, 40002],
    ['an unknown ad account', { advertiser_id: '7100000000000000001', custom_audience_name: 'A' }, 40001],
  ])('refuses %s', async (_, body, code) => {
    expect((await harness.post('/segment/audience/', { advertiser_id: advertiserId, ...body })).code).toBe(code);
  });

  it('is refused to an ANALYST and counts to the 400 of the ad account', async () => {
    const own = await SimulatorHarness.start();
    await own.connect();
    await expect(createSegment('A', own, own.advertiser(4))).rejects.toThrow('No permission to operate advertiser');
    await own.createAudience(own.advertiser(0), 0, 5);
    const body = { advertiser_id: own.advertiser(0), custom_audience_name: 'A' };
    const codes = await Promise.all(
      Array.from({ length: 401 }, async () => (await own.post('/segment/audience/', body)).code),
    );
    expect(codes.filter((code) => code === 40002)).toHaveLength(2);
    await own.stop();
  });

  it('takes a new name, but no files', async () => {
    const id = await createSegment();
    const update = { advertiser_id: advertiserId, custom_audience_id: id };
    expect((await harness.post('/dmp/custom_audience/update/', { ...update, custom_audience_name: 'B' })).code).toBe(0);
    const path = await harness.uploadEmails(advertiserId, 0, 1_000);
    const withFile = await harness.post('/dmp/custom_audience/update/', { ...update, file_paths: [path] });
    expect(withFile.code).toBe(40002);
  });
});

describe('adding and deleting mappings', () => {
  it('puts rows of every identifier in, {} where one is missing, in any order and letter case', async () => {
    const id = await createSegment();
    const [email = '', other = ''] = emails(0, 2);
    const [phone = ''] = hashes('phone', 0, 1);
    const [idfa = '', aaid = ''] = hashes('device', 0, 2);
    const [idfaMd5 = '', aaidMd5 = ''] = md5s(0, 2);
    const item = (value: string): Item => ({ id: value, audience_ids: [id] });
    const answer = await map({
      id_schema: ['phone_sha256', 'AAID_MD5', 'EMAIL_SHA256', 'idfa_sha256', 'AAID_SHA256', 'IDFA_MD5'],
      batch_data: [
        [item(phone), item(aaidMd5), item(email.toUpperCase()), item(idfa), item(aaid), item(idfaMd5)],
        [{}, {}, item(other), {}, {}, {}],
      ],
    });
    expect([answer.code, answer.data]).toEqual([0, {}]);
    expect(await harness.members(id)).toEqual({
      total: 7,
      email: [email, other].toSorted(),
      phone: [phone],
      maid: [idfa, aaid, idfaMd5, aaidMd5].toSorted(),
    });
  });

  it('takes out what it is told to and does not mind what is not there', async () => {
    const id = await createSegment();
    await map({ batch_data: rowsOf(id, emails(0, 100)) });
    const removed = { action: 'delete', batch_data: rowsOf(id, emails(90, 110)) };
    expect((await map(removed)).code).toBe(0);
    expect((await harness.members(id)).email).toEqual(emails(0, 90).toSorted());
    await map({ batch_data: rowsOf(id, emails(95, 96)) });
    expect((await harness.members(id)).email).toEqual([...emails(0, 90), ...emails(95, 96)].toSorted());
  });

  it('adds unless told otherwise, and one row to several audiences', async () => {
    const [one, two] = [await createSegment(), await createSegment()];
    const [email = ''] = emails(0, 1);
    const both = { id: email, audience_ids: [one, two] };
    expect((await map({ action: undefined, batch_data: [[both]] })).code).toBe(0);
    expect([(await harness.members(one)).email, (await harness.members(two)).email]).toEqual([[email], [email]]);
  });

  it('takes 10,000 rows and not one more', async () => {
    const id = await createSegment();
    const batch = rowsOf(id, emails(0, 10_001));
    expect((await map({ batch_data: batch })).code).toBe(40061);
    expect((await map({ batch_data: batch.slice(1) })).code).toBe(0);
    expect((await harness.members(id)).total).toBe(10_000);
    expect((await map({ batch_data: [] })).code).toBe(40061);
  });

  const [hash = '', next = ''] = emails(0, 2);
  const missing = '100000000000000001';
  it.each<[string, (id: string) => Record<string, unknown>, number]>([
    ['a raw email', (id) => ({ batch_data: rowsOf(id, [hash, 'ada@example.com']) }), 40062],
    ['a hash with something behind it', (id) => ({ batch_data: rowsOf(id, [`${hash}00`]) }), 40062],
    ['64 characters that are not hex', (id) => ({ batch_data: rowsOf(id, ['z'.repeat(64)]) }), 40062],
    ['an MD5 where SHA-256 belongs', (id) => ({ batch_data: rowsOf(id, md5s(0, 1)) }), 40062],
    ['an id that is a number', (id) => ({ batch_data: [[{ id: 5, audience_ids: [id] }]] }), 40062],
    ['SHA-256 where MD5 belongs', (id) => ({ id_schema: ['IDFA_MD5'], batch_data: rowsOf(id, [hash]) }), 40062],
    ['a row that is too long', (id) => ({ batch_data: [...rowsOf(id, [hash]), [{}, {}]] }), 40002],
    ['a row that is too short', (id) => ({ batch_data: [...rowsOf(id, [hash]), []] }), 40002],
    ['a row that is no list', (id) => ({ batch_data: [{ id: hash, audience_ids: [id] }] }), 40002],
    ['an item that is null', () => ({ batch_data: [[null]] }), 40002],
    ['an id without audiences', () => ({ batch_data: [[{ id: hash }]] }), 40002],
    ['audiences without an id', (id) => ({ batch_data: [[{ audience_ids: [id] }]] }), 40002],
    ['an unknown audience', (id) => ({ batch_data: [...rowsOf(id, [hash]), ...rowsOf(missing, [next])] }), 40002],
    ['an unknown action', (id) => ({ action: 'remove', batch_data: rowsOf(id, [hash]) }), 40002],
    ['an action in capitals', (id) => ({ action: 'ADD', batch_data: rowsOf(id, [hash]) }), 40002],
    ['an identifier twice', () => ({ id_schema: ['EMAIL_SHA256', 'email_sha256'], batch_data: [[{}, {}]] }), 40002],
    ['the words of the file API', (id) => ({ id_schema: ['GAID_MD5'], batch_data: rowsOf(id, md5s(0, 1)) }), 40002],
    ['no identifiers at all', () => ({ id_schema: [], batch_data: [[]] }), 40002],
    ['no rows', () => ({}), 40002],
    ['no ad accounts', (id) => ({ advertiser_ids: [], batch_data: rowsOf(id, [hash]) }), 40002],
    ['an unknown ad account', (id) => ({ advertiser_ids: [missing], batch_data: rowsOf(id, [hash]) }), 40001],
  ])('refuses %s, and with it the whole request', async (_, body, code) => {
    const id = await createSegment();
    await map({ batch_data: rowsOf(id, emails(5, 6)) });
    expect((await map(body(id))).code).toBe(code);
    expect((await harness.members(id)).email).toEqual(emails(5, 6));
  });

  it('refuses an ANALYST, an audience of another ad account and one made of files', async () => {
    const analyst = harness.advertiser(4);
    const foreign = await createSegment('A', harness, harness.advertiser(1));
    const ofFile = await harness.createAudience(advertiserId, 0, 10);
    expect((await map({ advertiser_ids: [analyst], batch_data: rowsOf(foreign, [hash]) })).code).toBe(40001);
    expect((await map({ batch_data: rowsOf(foreign, [hash]) })).code).toBe(40002);
    expect((await map({ batch_data: rowsOf(ofFile, [hash]) })).code).toBe(40002);
  });

  it('serves several ad accounts of one Business Center, and no others', async () => {
    const [first, second, outside] = [harness.advertiser(0), harness.advertiser(1), harness.advertiser(7)];
    const own = await createSegment();
    const others = await createSegment('A', harness, second);
    const batch = [...rowsOf(own, [hash]), ...rowsOf(others, [next])];
    expect((await map({ advertiser_ids: [first, second], batch_data: batch })).code).toBe(0);
    expect((await harness.members(others)).email).toEqual([next]);
    expect((await map({ advertiser_ids: [first, outside], batch_data: batch })).code).toBe(40002);
  });

  it('fits two apps on one ad account', async () => {
    const second = { app_id: '7012345678901234561', secret: 'another-app-secret' };
    await harness.control('/apps', { appId: second.app_id, appSecret: second.secret });
    const id = await createSegment();
    await map({ batch_data: rowsOf(id, emails(0, 1)) });
    const form = new URLSearchParams({
      app_id: second.app_id,
      redirect_uri: 'https://client.example/callback',
      email: harness.simulator.world.users[0]?.email ?? '',
      password: harness.simulator.world.users[0]?.password ?? '',
    });
    const consentPage = (await harness.submit('/portal/auth', form)).headers.get('location') ?? '';
    const choice = new URLSearchParams({ action: 'authorize', advertiser_id: advertiserId });
    const location = (await harness.submit(consentPage, choice)).headers.get('location') ?? '';
    const code = new URL(location).searchParams.get('auth_code');
    const answer = await harness.post('/oauth2/access_token/', { ...second, auth_code: code }, null);
    const token = String(answer.data['access_token']);
    const body = {
      advertiser_ids: [advertiserId],
      id_schema: ['EMAIL_SHA256'],
      batch_data: rowsOf(id, emails(1, 2)),
    };
    expect((await harness.post('/segment/mapping/', body, token)).code).toBe(0);
    expect((await harness.members(id)).email).toEqual(emails(0, 2).toSorted());
  });
});

describe('what a segment shows', () => {
  it('counts people once 24 to 48 hours are over, and stays usable while it changes', async () => {
    const id = await createSegment();
    const rows = (from: number, to: number): Item[][] =>
      emails(from, to).map((email, index) => [
        { id: email, audience_ids: [id] },
        { id: hashes('phone', from + index, from + index + 1)[0] ?? '', audience_ids: [id] },
      ]);
    const schema = ['EMAIL_SHA256', 'PHONE_SHA256'];
    await map({ id_schema: schema, batch_data: rows(0, 1_000) });
    harness.simulator.advance(23 * hour);
    await map({ id_schema: schema, batch_data: rows(1_000, 1_200) });
    expect((await harness.details(advertiserId, id)).details).toMatchObject({ cover_num: 0, is_valid: false });
    harness.simulator.advance(25 * hour);
    expect((await harness.details(advertiserId, id)).details).toMatchObject({ cover_num: 1_200, is_valid: true });
    await map({ id_schema: schema, action: 'delete', batch_data: rows(300, 1_200) });
    expect((await harness.details(advertiserId, id)).details).toMatchObject({ cover_num: 1_200, is_valid: true });
    harness.simulator.advance(48 * hour);
    const { details, history } = await harness.details(advertiserId, id);
    expect(details).toMatchObject({ cover_num: 300, is_valid: false, msg: expect.stringMatching(/too small/) });
    expect(history).toEqual([]);
  });

  it('expires 365 days after the last change and then takes nothing any more', async () => {
    const own = await SimulatorHarness.start({ clock: () => Date.UTC(2026, 0, 1) });
    await own.connect();
    const target = own.advertiser(0);
    const id = await createSegment('A', own, target);
    own.simulator.advance(31 * 24 * hour);
    expect((await map({ batch_data: rowsOf(id, emails(0, 1)) }, own)).code).toBe(0);
    expect((await own.details(target, id)).details['expired_time']).toBe('2027-02-01 00:00:00');
    own.simulator.advance(365 * 24 * hour);
    expect((await map({ batch_data: rowsOf(id, emails(1, 2)) }, own)).code).toBe(40002);
    await own.stop();
  });
});

describe('mapping requests in numbers', () => {
  it('have 50 a second for themselves, besides those of the app', async () => {
    const own = await SimulatorHarness.start({
      rateLimits: { qps: 10, qpm: 600, qpd: 1_000 },
      clock: () => 1_800_000_000_000,
    });
    await own.connect();
    const id = await createSegment('A', own, own.advertiser(0));
    const body = { batch_data: rowsOf(id, emails(0, 1)) };
    const answers = await Promise.all(Array.from({ length: 60 }, () => map(body, own)));
    expect(answers.filter(({ code }) => code === 0)).toHaveLength(50);
    expect(answers.find(({ code }) => code !== 0)).toMatchObject({
      code: 40100,
      message: 'App reaches the QPS limit 50',
    });
    expect((await own.get('/user/info/')).code).toBe(0);
    await own.stop();
  });

  it('can be given another pace', async () => {
    const own = await SimulatorHarness.start({
      rateLimits: { qps: 10, qpm: 600, qpd: 1_000 },
      segmentMappingQps: 2,
      clock: () => 1_800_000_000_000,
    });
    await own.connect();
    const id = await createSegment('A', own, own.advertiser(0));
    const body = { batch_data: rowsOf(id, emails(0, 1)) };
    const answers = await Promise.all([map(body, own), map(body, own), map(body, own)]);
    expect(answers.map(({ code }) => code).toSorted()).toEqual([0, 0, 40100]);
    await own.stop();
    await expect(SimulatorHarness.start({ segmentMappingQps: 0 })).rejects.toThrow(RangeError);
  });

  it('are logged by their size, not row by row', async () => {
    const id = await createSegment();
    await map({ batch_data: rowsOf(id, emails(0, 3_000)) });
    await map({ batch_data: rowsOf(id, ['ada@example.com']) });
    const { body } = await harness.control('/requests?path=/segment/mapping/');
    const bodies = (body['requests'] as { body: unknown }[]).slice(-2).map((entry) => entry.body);
    const summary = { advertiser_ids: [advertiserId], action: 'add', id_schema: ['EMAIL_SHA256'] };
    expect(bodies).toEqual([
      { ...summary, rows: 3_000 },
      { ...summary, rows: 1 },
    ]);
    expect(JSON.stringify(body)).not.toContain(emails(0, 1)[0]);
  });
});

describe('bad rows', () => {
  it('bring every request down that holds one of them, until the fault is cleared', async () => {
    const id = await createSegment();
    const [bad = '', worse = ''] = emails(7, 9);
    await harness.control('/faults', { kind: 'bad_rows', ids: [bad.toUpperCase(), worse] });
    expect((await map({ batch_data: rowsOf(id, emails(0, 7)) })).code).toBe(0);
    expect((await map({ batch_data: rowsOf(id, emails(0, 8)) })).code).toBe(40002);
    expect((await map({ batch_data: rowsOf(id, [worse]) })).code).toBe(40002);
    const deletion = await map({ action: 'delete', batch_data: rowsOf(id, [emails(0, 1)[0] ?? '', bad]) });
    expect(deletion.code).toBe(40002);
    expect((await harness.members(id)).email).toEqual(emails(0, 7).toSorted());
    const { body } = await harness.control('/requests?path=/segment/mapping/');
    expect((body['requests'] as { fault: unknown }[]).slice(-4).map(({ fault }) => fault)).toEqual([
      null,
      'bad_rows',
      'bad_rows',
      'bad_rows',
    ]);
    await harness.control('/faults', undefined, 'DELETE');
    expect((await map({ batch_data: rowsOf(id, [bad]) })).code).toBe(0);
  });

  it('may have another code and an end', async () => {
    const id = await createSegment();
    const ids = emails(0, 1);
    await harness.control('/faults', { kind: 'bad_rows', path: '/segment/mapping/', ids, code: 40062, times: 1 });
    const body = { batch_data: rowsOf(id, ids) };
    expect([(await map(body)).code, (await map(body)).code]).toEqual([40062, 0]);
  });

  it.each([
    [{ kind: 'bad_rows' }],
    [{ kind: 'bad_rows', ids: [] }],
    [{ kind: 'bad_rows', ids: ['ada@example.com'] }],
    [{ kind: 'bad_rows', ids: emails(0, 1), path: '/user/info/' }],
    [{ kind: 'bad_rows', ids: emails(0, 1), when: 'after' }],
    [{ kind: 'bad_rows', ids: emails(0, 1), every: 2 }],
  ])('must be described well: %o', async (fault) => {
    expect((await harness.control('/faults', fault)).status).toBe(400);
  });

  it('leave room for the other faults, which work on the new calls too', async () => {
    const id = await createSegment();
    await harness.control('/faults', { kind: 'bad_rows', ids: emails(0, 1) });
    await harness.control('/faults', { kind: 'code', path: '/segment/mapping/', code: 40100 });
    await harness.control('/faults', { kind: 'reset', path: '/segment/audience/', when: 'after' });
    expect((await map({ batch_data: rowsOf(id, emails(1, 2)) })).code).toBe(40100);
    expect((await map({ batch_data: rowsOf(id, emails(1, 2)) })).code).toBe(0);
    await expect(createSegment('Lost answer')).rejects.toThrow();
    const listed = await harness.get('/dmp/custom_audience/list/', { advertiser_id: advertiserId });
    expect(listed.data['list']).toContainEqual(expect.objectContaining({ name: 'Lost answer' }));
  });
});
