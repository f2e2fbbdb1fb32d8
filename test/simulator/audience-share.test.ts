import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatorHarness, type Answer } from './harness.ts';

let harness: SimulatorHarness;
/** The first two are in one Business Center, and so is the account on which the person is an ANALYST. */
let owner: string;
let receiver: string;
let analyst: string;
let outside: string;

beforeAll(async () => {
  harness = await SimulatorHarness.start();
  await harness.connect();
  [owner, receiver, analyst, outside] = [0, 1, 4, 7].map((index) => harness.advertiser(index)) as [
    string,
    string,
    string,
    string,
  ];
});
afterAll(() => harness.stop());

const share = (audienceIds: readonly unknown[], receivers: readonly unknown[], from = owner): Promise<Answer> =>
  harness.post('/dmp/custom_audience/share/', {
    advertiser_id: from,
    custom_audience_ids: audienceIds,
    shared_advertiser_ids: receivers,
  });

const cancel = (audienceId: string, receiverId: string, from = owner): Promise<Answer> =>
  harness.post('/dmp/custom_audience/share/cancel/', {
    advertiser_id: from,
    custom_audience_id: audienceId,
    shared_advertiser_id: receiverId,
  });

const shareLog = (audienceId: string, by = owner): Promise<Answer> =>
  harness.get('/dmp/custom_audience/share/log/', { advertiser_id: by, custom_audience_id: audienceId });

const listedIds = async (advertiserId: string): Promise<unknown[]> => {
  const answer = await harness.get('/dmp/custom_audience/list/', { advertiser_id: advertiserId, page_size: 100 });
  return (answer.data['list'] as Record<string, unknown>[]).map((row) => row['audience_id']);
};

describe('sharing an audience', () => {
  it('shows it to the receiver, who learns whose it is', async () => {
    const id = await harness.createAudience(owner, 0, 1_000);
    expect((await harness.details(owner, id)).details).toMatchObject({
      shared: false,
      is_creator: true,
      owner_id: owner,
    });
    expect([(await share([id], [receiver])).code, (await share([id], [receiver])).code]).toEqual([0, 0]);
    expect((await harness.details(owner, id)).details).toMatchObject({
      shared: true,
      is_creator: true,
      owner_id: owner,
    });
    expect((await harness.details(receiver, id)).details).toMatchObject({
      shared: true,
      is_creator: false,
      owner_id: owner,
    });
    const listed = await harness.get('/dmp/custom_audience/list/', { advertiser_id: receiver });
    expect(listed.data['list']).toEqual([
      expect.objectContaining({ audience_id: id, shared: true, is_creator: false }),
    ]);
  });

  it('works for several at once, and ends one by one', async () => {
    const ids = [await harness.createAudience(owner, 0, 10), await harness.createAudience(owner, 0, 10)];
    const third = harness.advertiser(2);
    expect((await share(ids, [receiver, third])).code).toBe(0);
    const [first = '', second = ''] = ids;
    expect((await cancel(first, receiver)).code).toBe(0);
    expect(await listedIds(receiver)).not.toContain(first);
    expect(await listedIds(receiver)).toContain(second);
    expect(await listedIds(third)).toEqual(expect.arrayContaining(ids));
    expect((await harness.details(owner, first)).details['shared']).toBe(true);
    expect((await cancel(first, third)).code).toBe(0);
    expect((await harness.details(owner, first)).details['shared']).toBe(false);
    expect((await cancel(first, third)).code).toBe(40002);
    expect((await shareLog(first)).data['list']).toEqual([
      {
        custom_audience_id: first,
        shared_advertiser_id: receiver,
        shared_advertiser_name: "O'Hara Outfitters <US & Canada>",
        status: 'CANCELLED',
      },
      expect.objectContaining({ shared_advertiser_id: third, status: 'CANCELLED' }),
    ]);
    expect((await shareLog(second)).data['list']).toMatchObject([{ status: 'SHARED' }, { status: 'SHARED' }]);
  });

  it('leaves the receiver unable to change, delete or share it on', async () => {
    const id = await harness.createAudience(owner, 0, 1_000);
    await share([id], [receiver]);
    const body = { advertiser_id: receiver, custom_audience_id: id, custom_audience_name: 'Mine' };
    expect((await harness.post('/dmp/custom_audience/update/', body)).code).toBe(40002);
    const deletion = { advertiser_id: receiver, custom_audience_ids: [id] };
    expect((await harness.post('/dmp/custom_audience/delete/', deletion)).code).toBe(40002);
    expect((await share([id], [harness.advertiser(2)], receiver)).code).toBe(40002);
    expect((await shareLog(id, receiver)).code).toBe(40002);
    const removal = { advertiser_id: owner, custom_audience_ids: [id] };
    expect((await harness.post('/dmp/custom_audience/delete/', removal)).code).toBe(0);
    expect(await listedIds(receiver)).not.toContain(id);
  });

  it('is refused outside the Business Center, without a role there, and to itself', async () => {
    const id = await harness.createAudience(owner, 0, 10);
    const lonely = await harness.createAudience(outside, 0, 10);
    expect((await share([id], [outside])).code).toBe(40002);
    expect((await share([lonely], [owner], outside)).code).toBe(40002);
    expect((await share([id], [owner])).code).toBe(40002);
    expect((await share([id], [analyst])).code).toBe(40001);
    expect((await share([id], ['7100000000000000001'])).code).toBe(40001);
    expect((await share([id], [harness.advertiser(0, 1)])).code).toBe(40001);
    expect((await share([id], [receiver], analyst)).code).toBe(40001);
  });

  it('takes 1 to 10 of each, all or none', async () => {
    const id = await harness.createAudience(owner, 0, 10);
    expect((await share([], [receiver])).code).toBe(40002);
    expect((await share([id], [])).code).toBe(40002);
    expect((await share(Array(11).fill(id), [receiver])).code).toBe(40011);
    expect((await share([id], Array(11).fill(receiver))).code).toBe(40011);
    expect((await share([id, '100000000000000001'], [receiver])).code).toBe(40002);
    expect((await share([id], [receiver, outside])).code).toBe(40002);
    expect((await harness.details(owner, id)).details['shared']).toBe(false);
  });
});

describe('applying an audience to ad groups', () => {
  const apply = (body: Record<string, unknown>): Promise<Answer> =>
    harness.post('/dmp/custom_audience/apply/', { advertiser_id: owner, adgroup_ids: ['1', '2'], ...body });
  const applyLog = (audienceId: string, query: Record<string, unknown> = {}): Promise<Answer> =>
    harness.get('/dmp/custom_audience/apply/log/', {
      advertiser_id: owner,
      custom_audience_ids: [audienceId],
      ...query,
    });

  it('is logged, with the newer use in place of the older one', async () => {
    const id = await harness.createAudience(owner, 0, 1_000);
    const use = { custom_audience_id: id, action_mode: 'Apply', usage_mode: 'Include' };
    expect((await apply(use)).code).toBe(0);
    expect((await apply({ ...use, adgroup_ids: ['2'], usage_mode: 'Exclude' })).code).toBe(0);
    const logged = await applyLog(id, { timezone: 'Asia/Tokyo' });
    expect(logged.data).toMatchObject({
      advertiser_id: owner,
      page_info: { page: 1, page_size: 10, total_number: 2, total_page: 1 },
      list: [
        { audience_id: id, adgroup_id: '2', usage_mode: 'Exclude', editor: 'open_api' },
        { audience_id: id, adgroup_id: '1', usage_mode: 'Include' },
      ],
    });
    const [row] = logged.data['list'] as { action_timestamp: string }[];
    expect(row?.action_timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    const disconnect = { custom_audience_id: id, action_mode: 'Disconnect', adgroup_ids: ['2'] };
    expect((await apply(disconnect)).code).toBe(0);
    expect((await applyLog(id)).data['list']).toMatchObject([{ adgroup_id: '1' }]);
    expect((await applyLog(id, { timezone: 'Moon/Base' })).code).toBe(40002);
  });

  it('is refused when something is missing', async () => {
    const id = await harness.createAudience(owner, 0, 1_000);
    const use = { custom_audience_id: id, action_mode: 'Apply', usage_mode: 'Include' };
    expect((await apply({ ...use, usage_mode: undefined })).code).toBe(40002);
    expect((await apply({ ...use, action_mode: 'apply' })).code).toBe(40002);
    expect((await apply({ ...use, adgroup_ids: [] })).code).toBe(40002);
    expect((await apply({ ...use, custom_audience_id: '100000000000000001' })).code).toBe(40002);
    expect((await apply({ ...use, advertiser_id: analyst })).code).toBe(40001);
  });
});
