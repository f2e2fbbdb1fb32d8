import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const update = (audienceId: string, body: Record<string, unknown>): Promise<{ code: number; message: string }> =>
  harness.post('/dmp/custom_audience/update/', {
    advertiser_id: advertiserId,
    custom_audience_id: audienceId,
    ...body,
  });

describe('creating an audience', () => {
  const create = async (
    override: Record<string, unknown>,
  ): Promise<{ code: number; data: Record<string, unknown> }> => {
    const path = await harness.uploadEmails(advertiserId, 0, 10);
    return harness.post('/dmp/custom_audience/create/', {
      advertiser_id: advertiserId,
      custom_audience_name: 'A',
      file_paths: [path],
      calculate_type: 'EMAIL_SHA256',
      ...override,
    });
  };

  it('answers with an id as text that a JavaScript number could not hold', async () => {
    const id = String((await create({})).data['custom_audience_id']);
    expect(id).toMatch(/^\d{18}$/);
    expect(String(Number(id))).not.toBe(id);
  });

  it.each([
    ['a missing name', { custom_audience_name: undefined }],
    ['a name of 129 characters', { custom_audience_name: 'x'.repeat(129) }],
    ['no file paths', { file_paths: [] }],
    ['file paths as text', { file_paths: '["a"]' }],
    ['more than 500 file paths', { file_paths: Array(501).fill('a') }],
    ['a type meant for uploads only', { calculate_type: 'MAID_SHA256' }],
    ['a retention of 0 days', { retention_in_days: 0 }],
    ['a retention of 366 days', { retention_in_days: 366 }],
    ['a retention in words', { retention_in_days: 'long' }],
    ['an unknown sub type', { audience_sub_type: 'SPECIAL' }],
  ])('refuses %s', async (_, override) => {
    expect((await create(override)).code).toBe(40002);
  });

  it('takes a name of 128 characters outside ASCII and the same name twice', async () => {
    expect((await create({ custom_audience_name: '観'.repeat(127) + '🎉' })).code).toBe(0);
    expect((await create({ custom_audience_name: '観'.repeat(127) + '🎉' })).code).toBe(0);
  });

  it('stops at 400 audiences per ad account', async () => {
    const own = await SimulatorHarness.start();
    await own.connect();
    const target = own.advertiser(0);
    const path = await own.uploadEmails(target, 0, 5);
    const body = {
      advertiser_id: target,
      custom_audience_name: 'A',
      file_paths: [path],
      calculate_type: 'EMAIL_SHA256',
    };
    const codes = await Promise.all(
      Array.from({ length: 403 }, async () => (await own.post('/dmp/custom_audience/create/', body)).code),
    );
    expect(codes.filter((code) => code === 0)).toHaveLength(400);
    expect(codes.filter((code) => code === 40002)).toHaveLength(3);
    const page = await own.get('/dmp/custom_audience/list/', { advertiser_id: target, page: 4, page_size: 100 });
    expect(page.data['page_info']).toEqual({ page: 4, page_size: 100, total_number: 400, total_page: 4 });
    expect((await own.get('/dmp/custom_audience/list/', { advertiser_id: target, page_size: 101 })).code).toBe(40002);
    await own.stop();
  });
});

describe('processing', () => {
  it('shows nothing for 24 to 48 hours, then the people matched', async () => {
    const id = await harness.createAudience(advertiserId, 0, 1_500);
    const fresh = await harness.details(advertiserId, id);
    expect(fresh.details).toMatchObject({
      cover_num: 0,
      is_valid: false,
      is_expiring: false,
      msg: null,
      error_msg: null,
      owner_id: advertiserId,
      type: 'Customer File Audience',
    });
    expect(fresh.history).toMatchObject([{ action: 'create', action_detail: '0', editor: 'open_api', msg: null }]);
    harness.simulator.advance(24 * hour - 60);
    expect((await harness.details(advertiserId, id)).details).toMatchObject({ cover_num: 0, is_valid: false });
    harness.simulator.advance(24 * hour + 60);
    const ready = await harness.details(advertiserId, id);
    expect(ready.details).toMatchObject({ cover_num: 1_500, is_valid: true, msg: null });
    expect(ready.history[0]).toMatchObject({ action_detail: '1500' });
  });

  it('leaves a list below 1,000 people unusable, with a reason', async () => {
    const id = await harness.createAudience(advertiserId, 0, 999);
    harness.simulator.advance(48 * hour);
    const { details } = await harness.details(advertiserId, id);
    expect(details).toMatchObject({ cover_num: 999, is_valid: false });
    expect(details['msg']).toMatch(/too small/);
  });

  it('counts a person once, however many of their identifiers came', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) =>
      [hashes('e', index, index + 1)[0], hashes('p', index, index + 1)[0], hashes('m', index, index + 1)[0]].join(','),
    );
    const upload = await harness.upload({
      advertiserId,
      calculateType: 'MULTIPLE_TYPES',
      content: `email_SHA256,phone_SHA256,MAID_SHA256\n${rows.join('\n')}\n`,
    });
    const created = await harness.post('/dmp/custom_audience/create/', {
      advertiser_id: advertiserId,
      custom_audience_name: 'People',
      file_paths: [upload.data['file_path']],
      calculate_type: 'MULTIPLE_TYPES',
    });
    const id = String(created.data['custom_audience_id']);
    harness.simulator.advance(48 * hour);
    expect((await harness.details(advertiserId, id)).details['cover_num']).toBe(1_000);
    expect((await harness.members(id)).total).toBe(3_000);
  });

  it('matches the configured share of people and takes the same time for the same seed', async () => {
    const readyTimes: unknown[] = [];
    for (let run = 0; run < 2; run += 1) {
      const own = await SimulatorHarness.start({ matchRate: 0.5, seed: 'half', clock: () => 1_800_000_000_000 });
      await own.connect();
      const id = await own.createAudience(own.advertiser(0), 0, 3_001);
      const listed = (await own.control(`/audiences?advertiserId=${own.advertiser(0)}`)).body['audiences'] as Record<
        string,
        unknown
      >[];
      readyTimes.push(listed[0]?.['readyAt']);
      own.simulator.advance(48 * hour);
      expect((await own.details(own.advertiser(0), id)).details['cover_num']).toBe(1_500);
      await own.stop();
    }
    expect(readyTimes[0]).toBe(readyTimes[1]);
  });

  it('follows a faster calendar while codes and paths keep real time', async () => {
    let realMs = 1_800_000_000_000;
    const own = await SimulatorHarness.start({ clock: () => realMs, clockRate: 3_600 });
    await own.connect();
    const id = await own.createAudience(own.advertiser(0), 0, 1_000);
    const path = await own.uploadEmails(own.advertiser(0), 0, 1_000);
    realMs += 48_000;
    expect((await own.details(own.advertiser(0), id)).details['is_valid']).toBe(true);
    const created = await own.post('/dmp/custom_audience/create/', {
      advertiser_id: own.advertiser(0),
      custom_audience_name: 'B',
      file_paths: [path],
      calculate_type: 'EMAIL_SHA256',
    });
    expect(created.code).toBe(0);
    await own.stop();
  });
});

describe('updating an audience', () => {
  it('appends, removes and, without an action, replaces', async () => {
    const id = await harness.createAudience(advertiserId, 0, 2_000);
    expect(
      (await update(id, { file_paths: [await harness.uploadEmails(advertiserId, 1_500, 2_500)], action: 'APPEND' }))
        .code,
    ).toBe(0);
    expect((await harness.members(id)).email).toEqual(emails(0, 2_500).toSorted());
    expect(
      (await update(id, { file_paths: [await harness.uploadEmails(advertiserId, 0, 500)], action: 'REMOVE' })).code,
    ).toBe(0);
    expect((await harness.members(id)).email).toEqual(emails(500, 2_500).toSorted());
    expect((await update(id, { file_paths: [await harness.uploadEmails(advertiserId, 5_000, 6_000)] })).code).toBe(0);
    expect((await harness.members(id)).email).toEqual(emails(5_000, 6_000).toSorted());
    const { history } = await harness.details(advertiserId, id);
    expect(history.map((entry) => entry['action'])).toEqual(['replace', 'remove', 'append', 'create']);
  });

  it('is processed again, and shows the old figure until then', async () => {
    const id = await harness.createAudience(advertiserId, 0, 2_000);
    harness.simulator.advance(48 * hour);
    expect((await harness.details(advertiserId, id)).details['is_valid']).toBe(true);
    await update(id, { file_paths: [await harness.uploadEmails(advertiserId, 2_000, 2_500)], action: 'APPEND' });
    expect((await harness.details(advertiserId, id)).details).toMatchObject({ is_valid: false, cover_num: 2_000 });
    harness.simulator.advance(48 * hour);
    expect((await harness.details(advertiserId, id)).details).toMatchObject({ is_valid: true, cover_num: 2_500 });
  });

  it('fails and changes nothing when fewer than 1,000 people would remain', async () => {
    const id = await harness.createAudience(advertiserId, 0, 1_200);
    const answer = await update(id, {
      file_paths: [await harness.uploadEmails(advertiserId, 0, 201)],
      action: 'REMOVE',
    });
    expect([answer.code, answer.message]).toEqual([40002, expect.stringContaining('1,000')]);
    expect(
      (
        await update(id, {
          file_paths: [await harness.uploadEmails(advertiserId, 0, 999)],
          custom_audience_name: 'Other',
        })
      ).code,
    ).toBe(40002);
    const members = await harness.members(id);
    expect(members.total).toBe(1_200);
    expect((await harness.details(advertiserId, id)).details['name']).toBe('Buyers');
    expect(
      (await update(id, { file_paths: [await harness.uploadEmails(advertiserId, 0, 200)], action: 'REMOVE' })).code,
    ).toBe(0);
  });

  it('appends to a small audience, whatever its size is afterwards', async () => {
    const id = await harness.createAudience(advertiserId, 0, 10);
    const path = await harness.uploadEmails(advertiserId, 10, 30);
    expect((await update(id, { file_paths: [path], action: 'APPEND' })).code).toBe(0);
    expect((await harness.members(id)).email).toEqual(emails(0, 30).toSorted());
  });

  it('puts back what a refused removal touched, also after people were linked and removed before', async () => {
    const id = await harness.createAudience(advertiserId, 0, 1_100);
    const remove = async (from: number, to: number): Promise<number> =>
      (
        await update(id, {
          file_paths: [
            await harness.uploadEmails(advertiserId, from, to),
            await harness.uploadEmails(advertiserId, 0, 50),
          ],
          action: 'REMOVE',
        })
      ).code;
    expect(await remove(1_050, 1_100)).toBe(0);
    expect(await remove(40, 1_100)).toBe(40002);
    expect((await harness.members(id)).email).toEqual(emails(50, 1_050).toSorted());
  });

  it('renames without touching the list', async () => {
    const id = await harness.createAudience(advertiserId, 0, 1_000);
    expect((await update(id, { custom_audience_name: 'Käufer', action: 'NONSENSE' })).code).toBe(0);
    expect((await harness.details(advertiserId, id)).details['name']).toBe('Käufer');
    expect((await harness.members(id)).total).toBe(1_000);
  });

  it('turns NORMAL into REACH_FREQUENCY, ignoring other changes, and never back', async () => {
    const id = await harness.createAudience(advertiserId, 0, 1_000);
    expect((await update(id, { audience_sub_type: 'REACH_FREQUENCY', custom_audience_name: 'Ignored' })).code).toBe(0);
    expect((await harness.details(advertiserId, id)).details).toMatchObject({
      audience_sub_type: 'REACH_FREQUENCY',
      name: 'Buyers',
    });
    expect((await update(id, { audience_sub_type: 'NORMAL', custom_audience_name: 'x' })).code).toBe(40002);
  });

  it('refuses nothing to do, an unknown action, another type’s file and another account’s audience', async () => {
    const id = await harness.createAudience(advertiserId, 0, 1_000);
    const path = await harness.uploadEmails(advertiserId, 0, 1_000);
    const phones = await harness.upload({
      advertiserId,
      calculateType: 'PHONE_SHA256',
      content: emails(0, 1_000).join('\n'),
    });
    expect((await update(id, {})).code).toBe(40002);
    expect((await update(id, { file_paths: [path], action: 'append' })).code).toBe(40002);
    expect((await update(id, { file_paths: [phones.data['file_path']] })).code).toBe(40909);
    expect((await update('100000000000000001', { custom_audience_name: 'x' })).code).toBe(40002);
    const foreign = await harness.createAudience(harness.advertiser(1), 0, 1_000);
    expect((await update(foreign, { custom_audience_name: 'x' })).code).toBe(40002);
  });

  it('loses nothing when many updates come at once', async () => {
    const id = await harness.createAudience(advertiserId, 0, 1_000);
    const paths = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        harness.uploadEmails(advertiserId, 1_000 + index * 50, 1_050 + index * 50),
      ),
    );
    await Promise.all(paths.map((path) => update(id, { file_paths: [path], action: 'APPEND' })));
    expect((await harness.members(id)).email).toEqual(emails(0, 2_000).toSorted());
  });
});

describe('reading and deleting', () => {
  it('lists newest first, with the documented fields', async () => {
    const own = await SimulatorHarness.start();
    await own.connect();
    const target = own.advertiser(0);
    await own.createAudience(target, 0, 10, 'First');
    const second = await own.createAudience(target, 0, 10, 'Second');
    const answer = await own.get('/dmp/custom_audience/list/', { advertiser_id: target });
    const rows = answer.data['list'] as Record<string, unknown>[];
    expect(rows.map((row) => row['name'])).toEqual(['Second', 'First']);
    expect(rows[0]).toMatchObject({
      audience_id: second,
      audience_type: 'Customer File Audience',
      calculate_type: 'EMAIL_SHA256',
      cover_num: 0,
      is_valid: false,
      is_creator: true,
      shared: false,
    });
    expect(answer.data['page_info']).toEqual({ page: 1, page_size: 10, total_number: 2, total_page: 1 });
    const empty = await own.get('/dmp/custom_audience/list/', { advertiser_id: own.advertiser(1) });
    expect(empty.data).toEqual({ list: [], page_info: { page: 1, page_size: 10, total_number: 0, total_page: 0 } });
    await own.stop();
  });

  it('bounds ids and history', async () => {
    const id = await harness.createAudience(advertiserId, 0, 1_000);
    for (const name of ['B', 'C', 'D']) await update(id, { custom_audience_name: name });
    const query = { advertiser_id: advertiserId, custom_audience_ids: [id] };
    const short = await harness.get('/dmp/custom_audience/get/', { ...query, history_size: 2 });
    expect((short.data['list'] as { audience_history: unknown[] }[])[0]?.audience_history).toHaveLength(2);
    expect((await harness.get('/dmp/custom_audience/get/', { ...query, history_size: 101 })).code).toBe(40002);
    expect(
      (await harness.get('/dmp/custom_audience/get/', { ...query, custom_audience_ids: Array(101).fill(id) })).code,
    ).toBe(40011);
    expect(
      (await harness.get('/dmp/custom_audience/get/', { ...query, advertiser_id: harness.advertiser(1) })).code,
    ).toBe(40002);
  });

  it('lets an ANALYST read and not write', async () => {
    const analyst = harness.advertiser(4);
    expect((await harness.get('/dmp/custom_audience/list/', { advertiser_id: analyst })).code).toBe(0);
    const answer = await harness.post('/dmp/custom_audience/delete/', {
      advertiser_id: analyst,
      custom_audience_ids: ['1'],
    });
    expect([answer.code, answer.message]).toEqual([40001, `No permission to operate advertiser ${analyst}.`]);
  });

  it('deletes all or none', async () => {
    const ids = [await harness.createAudience(advertiserId, 0, 10), await harness.createAudience(advertiserId, 0, 10)];
    const remove = (custom_audience_ids: string[]): Promise<{ code: number }> =>
      harness.post('/dmp/custom_audience/delete/', { advertiser_id: advertiserId, custom_audience_ids });
    expect((await remove([...ids, '100000000000000001'])).code).toBe(40002);
    expect((await harness.members(ids[0] ?? '')).total).toBe(10);
    expect((await remove(ids)).code).toBe(0);
    expect((await harness.control(`/audiences/${ids[0]}/members`)).status).toBe(404);
    expect((await remove(ids)).code).toBe(40002);
  });
});
