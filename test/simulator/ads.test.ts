import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatorHarness, type Answer } from './harness.ts';

let harness: SimulatorHarness;
beforeAll(async () => {
  harness = await SimulatorHarness.start();
  await harness.connect();
});
afterAll(() => harness.stop());

type Row = Record<string, unknown>;
const rows = (answer: Answer): Row[] => answer.data['list'] as Row[];

const get = (path: string, advertiserId: string, query: Record<string, unknown> = {}): Promise<Answer> =>
  harness.get(path, { advertiser_id: advertiserId, ...query });

const statuses = async (path: string, advertiserId: string): Promise<unknown[]> =>
  rows(await get(path, advertiserId, { filtering: { primary_status: 'STATUS_ALL' } })).map(
    (row) => row['secondary_status'],
  );

describe('campaigns, ad groups and ads', () => {
  it('are a few in every ad account, the same for the same seed and after a reset', async () => {
    const advertiserId = harness.advertiser(0);
    const [campaigns, adgroups, ads] = await Promise.all([
      get('/campaign/get/', advertiserId),
      get('/adgroup/get/', advertiserId),
      get('/ad/get/', advertiserId),
    ]);
    expect([rows(campaigns).length, rows(adgroups).length, rows(ads).length]).toEqual([2, 3, 5]);
    expect(rows(campaigns).map((row) => row['secondary_status'])).toEqual([
      'CAMPAIGN_STATUS_DISABLE',
      'CAMPAIGN_STATUS_ENABLE',
    ]);
    expect(rows(ads).map((row) => row['secondary_status'])).toEqual([
      'AD_STATUS_CAMPAIGN_DISABLE',
      'AD_STATUS_AUDIT',
      'AD_STATUS_DELIVERY_OK',
      'AD_STATUS_DELIVERY_OK',
      'AD_STATUS_DELIVERY_OK',
    ]);
    const [ad] = rows(ads);
    expect(ad).toMatchObject({
      advertiser_id: advertiserId,
      ad_id: expect.stringMatching(/^17\d{17}$/),
      adgroup_id: expect.stringMatching(/^\d{19}$/),
      campaign_id: rows(campaigns)[0]?.['campaign_id'],
      create_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      tracking_pixel_id: 0,
    });
    const other = await SimulatorHarness.start();
    await other.control('/reset', {});
    await other.connect();
    expect((await other.get('/ad/get/', { advertiser_id: advertiserId })).data).toEqual(ads.data);
    await other.stop();
  });

  it('show the fields asked for, and no empty ones when told so', async () => {
    const advertiserId = harness.advertiser(0);
    const fields = ['campaign_id', 'campaign_name', 'app_promotion_type'];
    expect(Object.keys(rows(await get('/campaign/get/', advertiserId, { fields }))[0] ?? {})).toEqual(fields);
    const excluded = { fields, exclude_field_types_in_response: ['NULL_FIELD'] };
    expect(Object.keys(rows(await get('/campaign/get/', advertiserId, excluded))[0] ?? {})).toEqual(fields.slice(0, 2));
    expect((await get('/campaign/get/', advertiserId, { fields: ['nope'] })).code).toBe(40002);
  });

  it('come in pages of up to 1,000, and an empty page says so', async () => {
    const advertiserId = harness.advertiser(1);
    const page = await get('/ad/get/', advertiserId, { page: '2', page_size: '2' });
    expect(rows(page)).toHaveLength(2);
    expect(page.data['page_info']).toEqual({ page: 2, page_size: 2, total_number: 5, total_page: 3 });
    expect((await get('/ad/get/', advertiserId, { page_size: '1001' })).code).toBe(40002);
    expect((await get('/ad/get/', advertiserId, { filtering: { ad_ids: ['1'] } })).data).toEqual({
      list: [],
      page_info: { page: 1, page_size: 10, total_number: 0, total_page: 0 },
    });
  });

  it('are found by ids, at most 100 of them, by parent, status and change', async () => {
    const advertiserId = harness.advertiser(2);
    const ads = rows(await get('/ad/get/', advertiserId));
    const adIds = ads.slice(1, 3).map((row) => row['ad_id']);
    const find = async (filtering: object): Promise<unknown[]> =>
      rows(await get('/ad/get/', advertiserId, { filtering })).map((row) => row['ad_id']);
    expect(await find({ ad_ids: adIds })).toEqual(adIds);
    expect(await find({ adgroup_ids: [ads[0]?.['adgroup_id']] })).toEqual([ads[0]?.['ad_id']]);
    expect(await find({ campaign_ids: [ads[1]?.['campaign_id']] })).toHaveLength(4);
    expect(await find({ primary_status: 'STATUS_DELIVERY_OK' })).toHaveLength(3);
    expect(await find({ primary_status: 'STATUS_NOT_DELIVERY' })).toEqual([ads[1]?.['ad_id']]);
    expect(await find({ secondary_status: 'AD_STATUS_AUDIT' })).toEqual([ads[1]?.['ad_id']]);
    expect(await find({ modified_after: '2031-01-01 00:00:00' })).toEqual([]);
    expect(await find({ creation_filter_end_time: '2000-01-01 00:00:00' })).toEqual([]);
    expect(await find({ buying_types: ['RESERVATION_TOP_VIEW'] })).toEqual([]);
    const many = { filtering: { ad_ids: Array(101).fill('1') } };
    expect((await get('/ad/get/', advertiserId, many)).code).toBe(40011);
    expect((await get('/campaign/get/', advertiserId, { filtering: { ad_ids: adIds } })).code).toBe(40002);
    expect((await get('/ad/get/', advertiserId, { filtering: { primary_status: 'NOPE' } })).code).toBe(40002);
  });

  it('are out of reach for those whom the ad account is out of reach for', async () => {
    expect((await get('/ad/get/', harness.advertiser(0, 1))).code).toBe(40001);
    expect((await harness.get('/ad/get/', { advertiser_id: harness.advertiser(0) }, 'nobody')).code).toBe(40105);
  });

  it('have no delivery status in the sandbox', async () => {
    const { sandboxAccessToken, sandboxAdvertiserId } = harness.simulator.info();
    const query = { advertiser_id: sandboxAdvertiserId, fields: ['campaign_id', 'secondary_status'] };
    const answer = await harness.get('/campaign/get/', query, sandboxAccessToken, harness.running.sandboxUrl);
    expect(answer).toMatchObject({ code: 0, data: { page_info: { total_number: 2 } } });
    expect(Object.keys(rows(answer)[0] ?? {})).toEqual(['campaign_id']);
    // Each world takes its own token only.
    expect((await get('/campaign/get/', sandboxAdvertiserId)).code).toBe(40001);
  });

  it('are more in an agency, some of them rejected', async () => {
    const agency = await SimulatorHarness.start({ profile: 'agency', advertisers: 40 });
    await agency.connect();
    const found = new Set<unknown>();
    for (const advertiserId of agency.advertiserIds()) {
      const answer = await agency.get('/ad/get/', { advertiser_id: advertiserId, page_size: '1000' });
      for (const row of rows(answer)) found.add(row['secondary_status']);
    }
    expect([...found]).toEqual(
      expect.arrayContaining(['AD_STATUS_DELIVERY_OK', 'AD_STATUS_AUDIT', 'AD_STATUS_AUDIT_DENY']),
    );
    await agency.stop();
  });
});

describe('a status', () => {
  it('of a campaign reaches what is below, and a deletion hides it all and is final', async () => {
    const advertiserId = harness.advertiser(3);
    const [, campaign] = rows(await get('/campaign/get/', advertiserId));
    const campaignId = campaign?.['campaign_id'];
    await harness.control('/campaigns/status', { campaignId, status: 'DISABLE' });
    expect(await statuses('/campaign/get/', advertiserId)).toEqual(Array(2).fill('CAMPAIGN_STATUS_DISABLE'));
    expect(await statuses('/adgroup/get/', advertiserId)).toEqual(Array(3).fill('ADGROUP_STATUS_CAMPAIGN_DISABLE'));
    await harness.control('/campaigns/status', { campaignId, status: 'DELETE' });
    expect(rows(await get('/ad/get/', advertiserId))).toHaveLength(1);
    expect((await statuses('/ad/get/', advertiserId)).slice(1)).toEqual(Array(4).fill('AD_STATUS_CAMPAIGN_DELETE'));
    expect(
      rows(await get('/campaign/get/', advertiserId, { filtering: { primary_status: 'STATUS_DELETE' } })),
    ).toHaveLength(1);
    const revived = await harness.control('/campaigns/status', { campaignId, status: 'ENABLE' });
    expect(revived).toEqual({ status: 400, body: { error: 'the campaign is deleted, which is final' } });
    expect((await harness.control('/campaigns/status', { campaignId: '1', status: 'ENABLE' })).status).toBe(404);
    expect((await harness.control('/campaigns/status', { campaignId, status: 'GONE' })).status).toBe(400);
  });

  it('of a suspended ad account stops what runs in it', async () => {
    const advertiserId = harness.advertiser(4);
    await harness.control('/advertisers/status', { advertiserId, status: 'STATUS_LIMIT' });
    expect(await statuses('/campaign/get/', advertiserId)).toEqual([
      'CAMPAIGN_STATUS_DISABLE',
      'ADVERTISER_ACCOUNT_PUNISH',
    ]);
    await harness.control('/advertisers/status', { advertiserId, status: 'STATUS_PENDING_CONFIRM' });
    expect((await statuses('/ad/get/', advertiserId))[1]).toBe('AD_STATUS_ADVERTISER_AUDIT');
    await harness.control('/advertisers/status', { advertiserId, status: 'STATUS_CONFIRM_FAIL' });
    expect((await statuses('/adgroup/get/', advertiserId))[1]).toBe('ADGROUP_STATUS_ADVERTISER_AUDIT_DENY');
  });
});

describe('a review', () => {
  it('reads as recorded, before and after the decision', async () => {
    const advertiserId = harness.advertiser(5);
    const [ad] = rows(await get('/ad/get/', advertiserId, { filtering: { secondary_status: 'AD_STATUS_AUDIT' } }));
    const adId = String(ad?.['ad_id']);
    const review = async (): Promise<Answer> => get('/ad/review_info/', advertiserId, { ad_ids: [adId], lang: 'en' });
    const before = await review();
    expect(before.text).toContain(`"ad_review_map":{"${adId}":{"ad_id":${adId},`);
    expect(before.data['ad_review_map']).toMatchObject({ [adId]: { is_approved: false, last_audit_time: null } });

    await harness.control('/ads/review', { adId, decision: 'reject', reason: 'Grund: Größe' });
    const forbidden = {
      forbidden_placements: ['PLACEMENT_TIKTOK'],
      forbidden_ages: [],
      forbidden_locations: [],
      forbidden_operation_systems: [],
    };
    expect(((await review()).data['ad_review_map'] as Record<string, unknown>)[adId]).toEqual({
      ad_id: Number(adId),
      is_approved: false,
      review_status: 'UNAVAILABLE',
      appeal_status: null,
      last_audit_time: expect.any(Number),
      ...forbidden,
      reject_info: [
        {
          reasons: ['Grund: Größe'],
          suggestion: expect.any(String),
          ...forbidden,
          content_info: {
            content_type: 'MODE_VIDEO',
            video_content: { video_id: ad?.['video_id'] },
            image_content: null,
            text_content: null,
          },
        },
      ],
    });
    expect((await statuses('/ad/get/', advertiserId))[1]).toBe('AD_STATUS_AUDIT_DENY');
    expect((await statuses('/campaign/get/', advertiserId))[1]).toBe('CAMPAIGN_STATUS_ENABLE');

    await harness.control('/ads/review', { adId, decision: 'approve' });
    expect(((await review()).data['ad_review_map'] as Record<string, unknown>)[adId]).toMatchObject({
      is_approved: true,
      review_status: 'ALL_AVAILABLE',
      forbidden_placements: [],
      reject_info: [],
    });
  });

  it('of an ad group holds its ads, and stops them when it is rejected', async () => {
    const advertiserId = harness.advertiser(5);
    const [, adgroup] = rows(await get('/adgroup/get/', advertiserId));
    const adgroupId = String(adgroup?.['adgroup_id']);
    await harness.control('/ads/review', { adgroupId, decision: 'reject' });
    const answer = await get('/adgroup/review_info/', advertiserId, { adgroup_ids: [adgroupId] });
    const maps = answer.data as Record<string, Record<string, Record<string, unknown>>>;
    expect(maps['ad_group_review_map']?.[adgroupId]).toMatchObject({
      is_approved: false,
      review_status: 'UNAVAILABLE',
    });
    expect(Object.keys(maps['ad_review_map']?.[adgroupId] ?? {})).toHaveLength(2);
    expect(await statuses('/adgroup/get/', advertiserId)).toContain('ADGROUP_STATUS_AUDIT_DENY');
    expect(await statuses('/ad/get/', advertiserId)).toContain('AD_STATUS_ADGROUP_AUDIT_DENY');
  });

  it('is read for 100 ads and 20 ad groups at once, and leaves out strangers', async () => {
    const advertiserId = harness.advertiser(0);
    expect((await get('/ad/review_info/', advertiserId, { ad_ids: Array(101).fill('1') })).code).toBe(40011);
    expect((await get('/ad/review_info/', advertiserId, { ad_ids: [] })).code).toBe(40002);
    expect((await get('/ad/review_info/', advertiserId, { ad_ids: ['1'] })).data).toEqual({ ad_review_map: {} });
    expect((await get('/adgroup/review_info/', advertiserId, { adgroup_ids: Array(21).fill('1') })).code).toBe(40011);
  });
});

describe('/_simulator/ads', () => {
  it('makes ads in review, 50 to an ad group, and decides on as many as told, the waiting ones first', async () => {
    const own = await SimulatorHarness.start();
    await own.connect();
    const advertiserId = own.advertiser(0);
    const made = await own.control('/ads/create', { advertiserId, count: 120, name: 'Größe' });
    expect(made.status).toBe(201);
    expect(made.body['adgroupIds']).toHaveLength(3);
    const adIds = made.body['adIds'] as string[];
    expect(new Set(adIds).size).toBe(120);
    const answer = await own.get('/ad/get/', {
      advertiser_id: advertiserId,
      page_size: '1000',
      filtering: { secondary_status: 'AD_STATUS_AUDIT' },
    });
    expect(rows(answer)).toHaveLength(121);
    expect(rows(answer)[0]).toMatchObject({ ad_id: adIds.at(-1), ad_name: 'Größe 120' });
    const decided = await own.control('/ads/review', { advertiserId, decision: 'approve', count: 121 });
    expect(decided.body['adIds']).toHaveLength(121);
    const { ads } = (await own.control(`/ads?advertiserId=${advertiserId}`)).body as { ads: { decision: string }[] };
    expect(ads).toHaveLength(125);
    expect(new Set(ads.map(({ decision }) => decision))).toEqual(new Set(['approve']));
    await own.stop();
  });

  it.each([
    ['/ads/review', { decision: 'maybe' }, 400, 'decision must be one of approve, reject, review'],
    ['/ads/review', { adId: '1', adgroupId: '2', decision: 'reject' }, 400, 'exclude each other'],
    ['/ads/review', { adId: '1', count: 2, decision: 'reject' }, 400, 'count goes with advertiserId alone'],
    ['/ads/review', { adId: '1', decision: 'reject' }, 404, 'no such ad'],
    ['/ads/review', { adgroupId: '1', decision: 'reject' }, 404, 'no such ad group'],
    ['/ads/review', { advertiserId: '1', decision: 'reject' }, 404, 'no such ad account'],
    ['/ads/review', { ad: '1' }, 400, 'unknown field "ad"'],
    ['/ads/create', { advertiserId: '1' }, 404, 'no such ad account'],
    ['/advertisers/status', { advertiserId: '1', status: 'STATUS_LIMIT' }, 404, 'no such ad account'],
    ['/advertisers/status', { status: 'limit' }, 400, "status must be one of TikTok's STATUS_ words"],
  ])('refuses %s with %j', async (path, body, status, sentence) => {
    const answer = await harness.control(path, body);
    expect(answer.status).toBe(status);
    expect(answer.body['error']).toContain(sentence);
  });

  it('refuses more new ads than fit, and to list a stranger’s', async () => {
    const body = { advertiserId: harness.advertiser(0), count: 0 };
    expect((await harness.control('/ads/create', body)).status).toBe(400);
    expect((await harness.control('/ads?advertiserId=1')).status).toBe(404);
  });
});
