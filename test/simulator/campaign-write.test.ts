import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatorHarness, type Answer } from './harness.ts';

const NOW = Date.UTC(2026, 2, 12, 10, 11, 12);
let realMs = NOW;
let harness: SimulatorHarness;
/** An ad account in US dollars that nobody else advertises with. */
let advertiserId = '';
beforeAll(async () => {
  harness = await SimulatorHarness.start({ clock: () => realMs });
  await harness.connect();
  advertiserId = await newAccount('USD');
});
afterAll(() => harness.stop());

type Fields = Record<string, unknown>;

async function newAccount(currency: string, more: Fields = {}): Promise<string> {
  const { body } = await harness.control('/advertisers/create', { currency, name: `Account ${currency}`, ...more });
  return String(body['advertiserId']);
}

let names = 0;
const newName = (): string => `Name ${(names += 1)}`;

const campaignBody = (more: Fields = {}): Fields => ({
  advertiser_id: advertiserId,
  campaign_name: newName(),
  objective_type: 'TRAFFIC',
  budget_mode: 'BUDGET_MODE_DAY',
  budget: 100,
  ...more,
});
const createCampaign = (more?: Fields): Promise<Answer> => harness.post('/campaign/create/', campaignBody(more));
const campaignId = async (more?: Fields): Promise<string> => idOf(await createCampaign(more), 'campaign_id');

const adgroupBody = (campaign: string, more: Fields = {}): Fields => ({
  advertiser_id: advertiserId,
  campaign_id: campaign,
  adgroup_name: newName(),
  promotion_type: 'WEBSITE',
  placement_type: 'PLACEMENT_TYPE_NORMAL',
  placements: ['PLACEMENT_TIKTOK'],
  location_ids: ['2921044'],
  age_groups: ['AGE_25_34', 'AGE_35_44'],
  gender: 'GENDER_UNLIMITED',
  audience_ids: ['198765432101234567'],
  excluded_audience_ids: [],
  budget_mode: 'BUDGET_MODE_DAY',
  budget: 50,
  schedule_type: 'SCHEDULE_START_END',
  schedule_start_time: '2026-03-20 00:00:00',
  schedule_end_time: '2026-04-20 00:00:00',
  optimization_goal: 'CLICK',
  billing_event: 'CPC',
  bid_type: 'BID_TYPE_NO_BID',
  pacing: 'PACING_MODE_SMOOTH',
  ...more,
});
const createAdgroup = async (more: Fields = {}, campaign?: string): Promise<Answer> =>
  harness.post('/adgroup/create/', adgroupBody(campaign ?? (await campaignId()), more));
const adgroupId = async (more?: Fields, campaign?: string): Promise<string> =>
  idOf(await createAdgroup(more, campaign), 'adgroup_id');

const creative = (more: Fields = {}): Fields => ({
  ad_name: newName(),
  ad_format: 'SINGLE_VIDEO',
  ad_text: 'New season, new shoes',
  identity_type: 'CUSTOMIZED_USER',
  identity_id: '7123000000000000129',
  video_id: 'v10033g50000csynthetic0000000001',
  image_ids: ['tos-synthetic-p-0000/0f1e2d3c4b5a69788796a5b4c3d2e1f0'],
  call_to_action: 'SHOP_NOW',
  landing_page_url: 'https://shop.example/spring',
  ...more,
});
const createAds = async (creatives: Fields[], adgroup?: string): Promise<Answer> =>
  harness.post('/ad/create/', {
    advertiser_id: advertiserId,
    adgroup_id: adgroup ?? (await adgroupId()),
    creatives,
  });
const adId = async (adgroup?: string, more?: Fields): Promise<string> =>
  (((await createAds([creative(more)], adgroup)).data['ad_ids'] as string[]) ?? [])[0] ?? '';

function idOf(answer: Answer, field: string): string {
  if (answer.code !== 0) throw new Error(answer.message);
  return String(answer.data[field]);
}

const post = (path: string, body: Fields): Promise<Answer> =>
  harness.post(path, { advertiser_id: advertiserId, ...body });
const setStatus = (
  level: 'campaign' | 'adgroup' | 'ad',
  ids: string[],
  status: string,
  more?: Fields,
): Promise<Answer> => post(`/${level}/status/update/`, { [`${level}_ids`]: ids, operation_status: status, ...more });
const get = async (level: 'campaign' | 'adgroup' | 'ad', filtering: Fields): Promise<Fields[]> =>
  (await harness.get(`/${level}/get/`, { advertiser_id: advertiserId, filtering })).data['list'] as Fields[];

describe('a campaign', () => {
  it('is answered whole', async () => {
    const answer = await createCampaign({ campaign_name: 'Spring launch', operation_status: 'DISABLE' });
    expect(answer).toMatchObject({ code: 0, message: 'OK' });
    expect(answer.data).toMatchObject({
      campaign_id: expect.stringMatching(/^\d{19}$/),
      campaign_name: 'Spring launch',
      advertiser_id: advertiserId,
      campaign_type: 'REGULAR_CAMPAIGN',
      objective: 'LANDING_PAGE',
      objective_type: 'TRAFFIC',
      budget_mode: 'BUDGET_MODE_DAY',
      budget: 100,
      operation_status: 'DISABLE',
      secondary_status: 'CAMPAIGN_STATUS_DISABLE',
      is_new_structure: true,
      is_smart_performance_campaign: false,
      roas_bid: 0,
      deep_bid_type: null,
      create_time: '2026-03-12 10:11:12',
      modify_time: '2026-03-12 10:11:12',
    });
    expect(await get('campaign', { campaign_ids: [answer.data['campaign_id']] })).toEqual([answer.data]);
  });

  it('starts spending at once unless told otherwise', async () => {
    expect((await createCampaign()).data).toMatchObject({
      operation_status: 'ENABLE',
      secondary_status: 'CAMPAIGN_STATUS_ENABLE',
    });
  });

  it.each<[string, Fields, number]>([
    ['no name', { campaign_name: '' }, 40002],
    ['a name of spaces', { campaign_name: '  ' }, 40002],
    ['512 characters', { campaign_name: 'x'.repeat(512) }, 0],
    ['513 characters', { campaign_name: 'x'.repeat(513) }, 40002],
    ['256 wide characters', { campaign_name: '春'.repeat(256) }, 0],
    ['257 wide characters', { campaign_name: '春'.repeat(257) }, 40002],
    ['accents and dashes', { campaign_name: 'Größe – 30 días ©' }, 0],
    ['an emoji in its name', { campaign_name: 'Sale 🎉' }, 40002],
    ['no objective', { objective_type: undefined }, 40002],
    ['an old objective', { objective_type: 'CONVERSIONS' }, 40002],
    ['no mode', { budget_mode: undefined }, 40002],
    ['no budget', { budget: undefined }, 40002],
    ['no budget where none is needed', { budget_mode: 'BUDGET_MODE_INFINITE', budget: undefined }, 0],
    ['a weekly average', { budget_mode: 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET' }, 0],
    ['a budget as text', { budget: '100.50' }, 0],
    ['a budget in words', { budget: 'plenty' }, 40002],
    ['the least that is to be exceeded', { budget: 50 }, 40002],
    ['a cent more', { budget: 50.01 }, 0],
    ['half a cent', { budget: 100.005 }, 40002],
    ['ten millions', { budget: 10_000_000 }, 40002],
    ['a cent less', { budget: 9_999_999.99 }, 0],
    ['an unknown status', { operation_status: 'DELETE' }, 40002],
    ['an unknown type', { campaign_type: 'SECRET' }, 40002],
    ['an industry', { special_industries: ['HOUSING'] }, 0],
    ['an unknown industry', { special_industries: ['MAGIC'] }, 40002],
    ['its own optimization', { budget_optimize_on: true }, 0],
    ['its own optimization of nothing', { budget_optimize_on: true, budget_mode: 'BUDGET_MODE_INFINITE' }, 40002],
    ['a small budget for a shop', { objective_type: 'PRODUCT_SALES', sales_destination: 'TIKTOK_SHOP', budget: 11 }, 0],
    ['a small budget for a site', { objective_type: 'PRODUCT_SALES', sales_destination: 'WEBSITE', budget: 11 }, 40002],
    ['reach and frequency', { objective_type: 'RF_REACH', budget_mode: undefined, budget: undefined }, 0],
    ['reach and frequency, paused', { objective_type: 'RF_REACH', operation_status: 'DISABLE' }, 40002],
    ['an ad account out of reach', { advertiser_id: '7100000000000000001' }, 40001],
  ])('with %s is taken or refused as it should be', async (_, more, code) => {
    expect((await createCampaign(more)).code).toBe(code);
  });

  it('is not for somebody who may only look', async () => {
    const analyst = await newAccount('USD', { role: 'ANALYST' });
    expect((await createCampaign({ advertiser_id: analyst })).code).toBe(40001);
    const id = await campaignId();
    await harness.control('/roles', { advertiserId, role: 'ANALYST' });
    expect((await setStatus('campaign', [id], 'DISABLE')).code).toBe(40001);
    await harness.control('/roles', { advertiserId, role: 'ADMIN' });
  });

  it('changes its four fields and no others', async () => {
    const id = await campaignId();
    realMs += 60_000;
    const update = (more: Fields): Promise<Answer> => post('/campaign/update/', { campaign_id: id, ...more });
    const changes = { campaign_name: newName(), budget: 200, special_industries: ['CREDIT'], po_number: 'PO 1' };
    expect((await update(changes)).data).toMatchObject({
      campaign_id: id,
      ...changes,
      create_time: '2026-03-12 10:11:12',
      modify_time: '2026-03-12 10:12:12',
    });
    expect((await update(changes)).code).toBe(40012);
    expect((await update({})).code).toBe(40012);
    expect((await update({ budget_mode: 'BUDGET_MODE_TOTAL' })).code).toBe(40002);
    expect((await update({ operation_status: 'DISABLE' })).code).toBe(40002);
    expect((await update({ budget: 50 })).code).toBe(40002);
    expect((await post('/campaign/update/', { campaign_id: '1', budget: 100 })).code).toBe(40002);
    realMs = NOW;
  });

  it('cannot have less than 105 % of what is spent', async () => {
    const id = await campaignId();
    await harness.control('/spend', { campaignId: id, spent: 100 });
    const update = async (budget: number): Promise<number> =>
      (await post('/campaign/update/', { campaign_id: id, budget })).code;
    expect(await update(104.99)).toBe(40002);
    expect(await update(105)).toBe(0);
  });

  it('has no budget to change when it has none', async () => {
    const id = await campaignId({ budget_mode: 'BUDGET_MODE_INFINITE' });
    expect((await post('/campaign/update/', { campaign_id: id, budget: 100 })).code).toBe(40002);
  });

  it('is paused, resumed and deleted, which is final', async () => {
    const ids = [await campaignId(), await campaignId()];
    const paused = await setStatus('campaign', ids, 'DISABLE', { postback_window_mode: 'POSTBACK_WINDOW_MODE1' });
    expect(paused.data).toEqual({
      status: 'DISABLE',
      campaign_ids: ids,
      campaign_list: ids.map((id) => ({
        campaign_id: id,
        status: 'DISABLE',
        postback_window_mode: 'POSTBACK_WINDOW_MODE1',
      })),
    });
    expect((await setStatus('campaign', ids, 'ENABLE')).code).toBe(0);
    const [first = '', second = ''] = ids;
    expect((await setStatus('campaign', [first], 'DELETE')).code).toBe(0);
    expect((await setStatus('campaign', [second, first], 'DISABLE')).code).toBe(40002);
    expect(await get('campaign', { campaign_ids: ids })).toMatchObject([
      { campaign_id: second, operation_status: 'ENABLE' },
    ]);
    expect((await post('/campaign/update/', { campaign_id: first, budget: 300 })).code).toBe(40002);
    expect((await setStatus('campaign', [second], 'FROZEN')).code).toBe(40002);
    expect((await setStatus('campaign', [], 'ENABLE')).code).toBe(40002);
    expect((await setStatus('campaign', Array(21).fill(second) as string[], 'ENABLE')).code).toBe(40011);
  });
});

describe('money', () => {
  it.each([
    ['JPY', 5_000, 5_001, 5_001.5],
    ['KRW', 50_000, 50_001, 50_001.1],
    ['IDR', 500_000, 500_001, 500_001.01],
    ['INR', 5_000, 5_000.01, 5_000.011],
    ['EUR', 50, 50.01, 50.001],
  ])('in %s has its own least amount and precision', async (currency, minimum, enough, crooked) => {
    const account = await newAccount(currency);
    const create = async (budget: number): Promise<number> =>
      (await createCampaign({ advertiser_id: account, budget })).code;
    expect([await create(minimum), await create(enough), await create(crooked)]).toEqual([40002, 0, 40002]);
    const campaign = await campaignId({ advertiser_id: account, budget: minimum * 10 });
    const smallest = (minimum / 50) * 20;
    const adgroup = async (budget: number): Promise<number> =>
      (await createAdgroup({ advertiser_id: account, budget }, campaign)).code;
    expect([await adgroup(smallest), await adgroup(smallest + 1)]).toEqual([40002, 0]);
  });
});

describe('an ad group', () => {
  it('is answered whole', async () => {
    const campaign = await campaignId({ campaign_name: 'Parent' });
    const body = adgroupBody(campaign, { operation_status: 'DISABLE', adgroup_name: 'DE 25-44' });
    const answer = await harness.post('/adgroup/create/', { ...body, request_id: '1790000000000000002' });
    expect(answer.data).toMatchObject({
      ...body,
      adgroup_id: expect.stringMatching(/^\d{19}$/),
      campaign_name: 'Parent',
      secondary_status: 'ADGROUP_STATUS_DISABLE',
      creative_material_mode: 'CUSTOM',
      dayparting: '1'.repeat(336),
      bid_price: 0,
      conversion_bid_price: 0,
      deep_cpa_bid: 0,
      operating_systems: [],
      interest_category_ids: [],
      languages: [],
      frequency: null,
      app_id: null,
      pixel_id: null,
      optimization_event: null,
      is_new_structure: true,
      create_time: '2026-03-12 10:11:12',
      modify_time: '2026-03-12 10:11:12',
    });
    expect(answer.data).not.toHaveProperty('request_id');
    expect(await get('adgroup', { adgroup_name: 'de 25-44' })).toEqual([answer.data]);
  });

  it('reads as made until it has ads, then as not started until its time comes', async () => {
    const id = await adgroupId({ schedule_end_time: '2026-03-21 00:00:00' });
    const status = async (): Promise<unknown> =>
      (await get('adgroup', { adgroup_ids: [id], primary_status: 'STATUS_ALL' }))[0]?.['secondary_status'];
    expect(await status()).toBe('ADGROUP_STATUS_CREATE');
    const ad = await adId(id);
    await harness.control('/ads/review', { adId: ad, decision: 'approve' });
    expect(await status()).toBe('ADGROUP_STATUS_NOT_START');
    realMs = Date.UTC(2026, 2, 20, 1);
    expect(await status()).toBe('ADGROUP_STATUS_DELIVERY_OK');
    expect(await get('ad', { ad_ids: [ad] })).toMatchObject([{ secondary_status: 'AD_STATUS_DELIVERY_OK' }]);
    realMs = Date.UTC(2026, 2, 21, 1);
    expect(await status()).toBe('ADGROUP_STATUS_TIME_DONE');
    realMs = NOW;
  });

  it.each<[string, Fields, number]>([
    ['no name', { adgroup_name: undefined }, 40002],
    ['no campaign of the ad account', { campaign_id: '1' }, 40002],
    ['no billing event', { billing_event: undefined }, 40002],
    ['an unknown billing event', { billing_event: 'CPX' }, 40002],
    ['no goal', { optimization_goal: undefined }, 40002],
    ['no pacing', { pacing: undefined }, 40002],
    ['no schedule', { schedule_type: undefined }, 40002],
    ['no start', { schedule_start_time: undefined }, 40002],
    ['no end', { schedule_end_time: undefined }, 40002],
    ['no end where none is needed', { schedule_type: 'SCHEDULE_FROM_NOW', schedule_end_time: undefined }, 0],
    ['a start 12 hours ago', { schedule_start_time: '2026-03-11 22:11:12' }, 0],
    ['an earlier start', { schedule_start_time: '2026-03-11 22:11:11' }, 40002],
    [
      'a start after 2028-01-01',
      { schedule_start_time: '2028-01-01 00:00:01', schedule_end_time: '2029-01-01 00:00:00' },
      40002,
    ],
    ['an end after 2038-01-01', { schedule_end_time: '2038-01-01 00:00:01' }, 40002],
    ['an end before its start', { schedule_end_time: '2026-03-19 00:00:00' }, 40002],
    ['a time in another form', { schedule_start_time: '2026-03-20T00:00:00Z' }, 40002],
    ['no place', { location_ids: undefined }, 40002],
    ['zip codes', { location_ids: undefined, zipcode_ids: ['1'] }, 0],
    ['3,001 places', { location_ids: Array(2_000).fill('1'), zipcode_ids: Array(1_001).fill('1') }, 40002],
    ['no promotion type', { promotion_type: undefined }, 40002],
    ['a short dayparting', { dayparting: '01' }, 40002],
    ['a dayparting', { dayparting: '01'.repeat(168) }, 0],
    ['an unknown age', { age_groups: ['AGE_0_12'] }, 40002],
    ['a custom bid', { bid_type: 'BID_TYPE_CUSTOM', bid_price: 0.5 }, 0],
    ['a custom bid without a price', { bid_type: 'BID_TYPE_CUSTOM' }, 40002],
    ['a view window of 14 days', { view_attribution_window: 'FOURTEEN_DAYS' }, 40002],
    ['no budget', { budget: undefined }, 40002],
    ['no mode', { budget_mode: undefined }, 40002],
    ['a mode of campaigns', { budget_mode: 'BUDGET_MODE_INFINITE' }, 40002],
    ['the least that is to be exceeded', { budget: 20 }, 40002],
    ['a cent more', { budget: 20.01 }, 0],
    ['a small budget for a shop', { promotion_type: 'VIDEO_SHOPPING', budget: 11 }, 0],
    ['a weekly average', { budget_mode: 'BUDGET_MODE_DYNAMIC_DAILY_BUDGET' }, 0],
    ['a lifetime budget in a daily campaign', { budget_mode: 'BUDGET_MODE_TOTAL', budget: 5_000 }, 40002],
  ])('with %s is taken or refused as it should be', async (_, more, code) => {
    expect((await createAdgroup(more)).code).toBe(code);
  });

  it('may be promoted in one way only when it is for engagement', async () => {
    const campaign = await campaignId({ objective_type: 'ENGAGEMENT' });
    expect((await createAdgroup({}, campaign)).code).toBe(40002);
    expect((await createAdgroup({ promotion_type: 'EXTERNAL_OR_DISPLAY' }, campaign)).code).toBe(0);
    expect((await createAdgroup({ promotion_type: undefined }, campaign)).data['promotion_type']).toBeNull();
  });

  it('has a lifetime budget only with an end, and enough of it for every day', async () => {
    const campaign = await campaignId({ budget_mode: 'BUDGET_MODE_TOTAL', budget: 1_000 });
    const total = (more: Fields): Promise<Answer> =>
      createAdgroup({ budget_mode: 'BUDGET_MODE_TOTAL', ...more }, campaign);
    expect((await total({ budget: 620 })).code).toBe(40002);
    expect((await total({ budget: 620.01 })).code).toBe(0);
    const open = { schedule_type: 'SCHEDULE_FROM_NOW', schedule_end_time: undefined, budget: 9_000_000 };
    expect((await total(open)).code).toBe(40002);
  });

  it('leaves the budget to a campaign that hands it out', async () => {
    const campaign = await campaignId({ budget_optimize_on: true });
    const answer = await createAdgroup({ budget: 1, budget_mode: 'BUDGET_MODE_TOTAL' }, campaign);
    expect(answer.data).toMatchObject({ budget: 0, budget_mode: 'BUDGET_MODE_INFINITE' });
    const body = { adgroup_id: answer.data['adgroup_id'], budget: 100 };
    expect((await post('/adgroup/update/', body)).code).toBe(40002);
    expect((await post('/adgroup/budget/update/', { budget: [body] })).code).toBe(40002);
  });

  it('changes, but not what it is about', async () => {
    const id = await adgroupId();
    const update = (more: Fields): Promise<Answer> => post('/adgroup/update/', { adgroup_id: id, ...more });
    const changes = {
      adgroup_name: newName(),
      budget: 80,
      gender: 'GENDER_FEMALE',
      schedule_end_time: '2026-05-01 00:00:00',
    };
    expect((await update(changes)).data).toMatchObject({ ...changes, age_groups: ['AGE_25_34', 'AGE_35_44'] });
    expect((await update(changes)).code).toBe(40012);
    expect((await update({ budget_mode: 'BUDGET_MODE_DAY', optimization_goal: 'CLICK' })).code).toBe(40012);
    expect((await update({ budget_mode: 'BUDGET_MODE_TOTAL' })).code).toBe(40002);
    expect((await update({ optimization_goal: 'REACH' })).code).toBe(40002);
    expect((await update({ budget: 20 })).code).toBe(40002);
    expect((await update({ schedule_end_time: '2026-03-01 00:00:00' })).code).toBe(40002);
    await harness.control('/spend', { adgroupId: id, spent: 100 });
    expect((await update({ budget: 104 })).code).toBe(40002);
    expect((await update({ budget: 105 })).code).toBe(0);
  });

  it('gets a budget now, or from its next day on', async () => {
    const account = await newAccount('USD', { timezone: 'America/New_York' });
    const campaign = await campaignId({ advertiser_id: account });
    const id = await adgroupId({ advertiser_id: account }, campaign);
    const update = (body: Fields): Promise<Answer> =>
      harness.post('/adgroup/budget/update/', { advertiser_id: account, ...body });
    const budget = async (): Promise<unknown> => {
      const answer = await harness.get('/adgroup/get/', { advertiser_id: account, fields: ['budget'] });
      return (answer.data['list'] as Fields[])[0]?.['budget'];
    };
    expect((await update({ budget: [{ adgroup_id: id, budget: 70 }] })).data).toEqual({ adgroup_ids: [id] });
    expect(await budget()).toBe(70);
    expect((await update({ budget: [{ adgroup_id: id, budget: 70 }] })).code).toBe(40012);
    expect((await update({ schedule_budget: [{ adgroup_id: id, schedule_budget: 90 }] })).code).toBe(0);
    realMs = Date.UTC(2026, 2, 13, 3, 59, 59);
    expect(await budget()).toBe(70);
    realMs = Date.UTC(2026, 2, 13, 4, 0, 0);
    expect(await budget()).toBe(90);
    realMs = NOW;
    expect((await update({ budget: [{ adgroup_id: id, budget: 1 }] })).code).toBe(40002);
    expect((await update({ budget: [{ adgroup_id: id }] })).code).toBe(40002);
    expect((await update({})).code).toBe(40002);
    const many = Array.from({ length: 21 }, () => ({ adgroup_id: id, budget: 99 }));
    expect((await update({ budget: many })).code).toBe(40002);
  });

  it('fails alone when partial success is allowed, and with all others when not', async () => {
    const campaign = await campaignId();
    const [one, other] = [await adgroupId({}, campaign), await adgroupId({}, campaign)];
    await setStatus('adgroup', [other], 'DELETE');
    expect((await setStatus('adgroup', [one, other], 'DISABLE')).code).toBe(40002);
    expect(await get('adgroup', { adgroup_ids: [one] })).toMatchObject([{ operation_status: 'ENABLE' }]);
    const partial = await setStatus('adgroup', [one, other, '5'], 'DISABLE', { allow_partial_success: true });
    expect(partial).toMatchObject({ code: 0 });
    expect(partial.data).toEqual({
      adgroup_ids: [one],
      status: 'DISABLE',
      error_list: [
        { adgroup_id: other, error_message: expect.stringContaining('deleted') },
        { adgroup_id: '5', error_message: expect.stringContaining('does not exist') },
      ],
    });
    expect((await setStatus('adgroup', [one], 'ENABLE')).data).not.toHaveProperty('error_list');
  });
});

describe('a campaign with 999 ad groups', () => {
  it('takes no more', async () => {
    const account = await newAccount('USD');
    const { body } = await harness.control('/ads/create', { advertiserId: account, count: 998 * 50 + 1 });
    const create = (): Promise<Answer> => createAdgroup({ advertiser_id: account }, String(body['campaignId']));
    const ids = body['adgroupIds'] as string[];
    expect([ids.length, (await create()).code]).toEqual([999, 40502]);
    await harness.post('/adgroup/status/update/', {
      advertiser_id: account,
      adgroup_ids: ids.slice(0, 1),
      operation_status: 'DELETE',
    });
    expect((await create()).code).toBe(0);
  });
});

describe('an ad', () => {
  it('is answered whole, with its siblings, and goes into review', async () => {
    const adgroup = await adgroupId({ adgroup_name: 'DE 25-44' });
    const answer = await createAds([creative({ ad_name: 'Video A' }), creative({ ad_name: 'Video B' })], adgroup);
    expect(answer.data).toMatchObject({
      ad_ids: [expect.stringMatching(/^\d{19}$/), expect.stringMatching(/^\d{19}$/)],
      need_audit: true,
      creatives: [
        {
          ...creative({ ad_name: 'Video A' }),
          ad_id: (answer.data['ad_ids'] as string[])[0],
          advertiser_id: advertiserId,
          adgroup_id: adgroup,
          adgroup_name: 'DE 25-44',
          display_name: 'Account USD',
          operation_status: 'ENABLE',
          is_aco: false,
          is_new_structure: true,
          creative_authorized: false,
          tracking_pixel_id: 0,
          deeplink: '',
          deeplink_type: 'NORMAL',
          app_name: '',
          playable_url: '',
          page_id: null,
          card_id: null,
          ad_texts: null,
          landing_page_urls: null,
          create_time: '2026-03-12 10:11:12',
        },
        { ad_name: 'Video B' },
      ],
    });
    expect(await get('ad', { ad_name: 'video a' })).toMatchObject([{ secondary_status: 'AD_STATUS_AUDIT' }]);
  });

  it('may have the name of another', async () => {
    const adgroup = await adgroupId();
    const twice = [creative({ ad_name: 'Twice' }), creative({ ad_name: 'Twice' })];
    expect((await createAds(twice, adgroup)).code).toBe(0);
    expect((await createAds([creative({ ad_name: 'Twice' })], adgroup)).code).toBe(0);
    expect(await get('ad', { adgroup_ids: [adgroup] })).toHaveLength(3);
  });

  it.each<[string, Fields, number]>([
    ['no name', { ad_name: undefined }, 40002],
    ['no format', { ad_format: undefined }, 40002],
    ['an unknown format', { ad_format: 'HOLOGRAM' }, 40002],
    ['an unknown identity', { identity_type: 'NOBODY' }, 40002],
    ['no video', { video_id: undefined }, 40002],
    ['no cover', { image_ids: undefined }, 40002],
    ['a post of TikTok', { video_id: undefined, image_ids: undefined, tiktok_item_id: '7' }, 0],
    ['an image', { ad_format: 'SINGLE_IMAGE', video_id: undefined }, 0],
    ['a carousel of one', { ad_format: 'CAROUSEL_ADS', video_id: undefined }, 40002],
    ['a carousel of two', { ad_format: 'CAROUSEL_ADS', video_id: undefined, image_ids: ['a/1', 'a/2'] }, 0],
    ['an unknown status', { operation_status: 'DELETE' }, 40002],
  ])('with %s is taken or refused as it should be', async (_, more, code) => {
    expect((await createAds([creative(more)])).code).toBe(code);
  });

  it('comes with others or not at all: at most 20 in a call and 50 in an ad group', async () => {
    const adgroup = await adgroupId();
    const several = (count: number): Fields[] => Array.from({ length: count }, () => creative());
    expect((await createAds(several(21), adgroup)).code).toBe(40002);
    expect((await createAds([], adgroup)).code).toBe(40002);
    expect((await createAds([...several(2), creative({ ad_name: '' })], adgroup)).code).toBe(40002);
    for (const count of [20, 20, 10]) expect((await createAds(several(count), adgroup)).code).toBe(0);
    expect((await createAds(several(1), adgroup)).code).toBe(40502);
    expect(await get('ad', { adgroup_ids: [adgroup] })).toHaveLength(10);
  });

  it('takes the place of one that was deleted in a full ad group', async () => {
    const adgroup = await adgroupId();
    const several = (count: number): Fields[] => Array.from({ length: count }, () => creative());
    for (const count of [20, 20, 9]) await createAds(several(count), adgroup);
    const { data } = await createAds(several(1), adgroup);
    const { ad_ids } = data as { ad_ids: string[] };
    expect((await post('/ad/status/update/', { ad_ids, operation_status: 'DELETE' })).code).toBe(0);
    expect((await createAds(several(1), adgroup)).code).toBe(0);
    expect((await createAds(several(1), adgroup)).code).toBe(40502);
  });

  it('is replaced by an update, or changed in part when so asked', async () => {
    const adgroup = await adgroupId();
    const id = await adId(adgroup, { display_name: 'Shoes', ad_name: 'Before' });
    const update = (change: Fields, more: Fields = {}): Promise<Answer> =>
      post('/ad/update/', { adgroup_id: adgroup, creatives: [{ ad_id: id, ...change }], ...more });
    const patched = await update({ ad_text: 'Patched' }, { patch_update: true });
    expect(patched.data).toMatchObject({
      ad_ids: [id],
      need_audit: true,
      creatives: [{ ad_name: 'Before', ad_text: 'Patched', display_name: 'Shoes', call_to_action: 'SHOP_NOW' }],
    });
    expect((await update({ ad_text: 'Patched' }, { patch_update: true })).code).toBe(40012);
    expect((await update({ ad_text: 'Alone' })).code).toBe(40002);
    const replaced = await update(creative({ ad_name: 'After', call_to_action: undefined }));
    expect(replaced.data).toMatchObject({
      creatives: [
        { ad_name: 'After', ad_text: 'New season, new shoes', display_name: 'Account USD', call_to_action: null },
      ],
    });
    expect((await update({ ad_name: 'Renamed' }, { patch_update: true })).data).toMatchObject({ need_audit: false });
    expect((await update(creative(), { adgroup_id: await adgroupId() })).code).toBe(40002);
  });

  it('is looked at again after a change', async () => {
    const adgroup = await adgroupId({ schedule_start_time: '2026-03-12 10:00:00' });
    const id = await adId(adgroup);
    await harness.control('/ads/review', { adId: id, decision: 'approve' });
    const status = async (): Promise<unknown> => (await get('ad', { ad_ids: [id] }))[0]?.['secondary_status'];
    expect(await status()).toBe('AD_STATUS_DELIVERY_OK');
    await post('/ad/update/', {
      adgroup_id: adgroup,
      patch_update: true,
      creatives: [{ ad_id: id, landing_page_url: 'https://shop.example/summer' }],
    });
    expect(await status()).toBe('AD_STATUS_REAUDIT');
  });

  it('has its review told to those who watch it', async () => {
    const id = await adId();
    const { appId, appSecret } = harness.simulator.info();
    const subscribed = await harness.post(
      '/subscription/subscribe/',
      {
        app_id: appId,
        secret: appSecret,
        subscribe_entity: 'AD',
        callback_url: 'http://127.0.0.1:9/hooks',
        subscription_detail: { access_token: harness.accessToken, advertiser_id: advertiserId, ad_id: id },
      },
      null,
    );
    expect(subscribed.code).toBe(0);
    const { body } = await harness.control('/ads/review', { adId: id, decision: 'reject', reason: 'Too loud.' });
    expect(body).toMatchObject({ adIds: [id], notified: 1 });
    const info = await harness.get('/ad/review_info/', { advertiser_id: advertiserId, ad_ids: [id] });
    expect(info.data['ad_review_map']).toMatchObject({ [id]: { is_approved: false } });
  });

  it('is paused and deleted', async () => {
    const id = await adId();
    expect((await setStatus('ad', [id], 'DISABLE')).data).toEqual({ status: 'DISABLE', ad_ids: [id], aco_ad_ids: [] });
    expect((await setStatus('ad', [id], 'DELETE')).code).toBe(0);
    expect((await setStatus('ad', [id], 'ENABLE')).code).toBe(40002);
    expect(await get('ad', { ad_ids: [id] })).toEqual([]);
    expect((await post('/ad/status/update/', { operation_status: 'ENABLE' })).code).toBe(40002);
    expect((await post('/ad/status/update/', { operation_status: 'ENABLE', aco_ad_ids: ['1'] })).code).toBe(40002);
  });
});

describe('what is below a deleted parent', () => {
  it('cannot be made or changed any more', async () => {
    const campaign = await campaignId();
    const adgroup = await adgroupId({}, campaign);
    const ad = await adId(adgroup);
    await setStatus('campaign', [campaign], 'DELETE');
    const answers = await Promise.all([
      createAdgroup({}, campaign),
      createAds([creative()], adgroup),
      post('/adgroup/update/', { adgroup_id: adgroup, budget: 90 }),
      post('/adgroup/budget/update/', { budget: [{ adgroup_id: adgroup, budget: 90 }] }),
      setStatus('adgroup', [adgroup], 'ENABLE'),
      setStatus('ad', [ad], 'DISABLE'),
      post('/ad/update/', { adgroup_id: adgroup, creatives: [creative({ ad_id: ad })] }),
    ]);
    expect(answers.map(({ code }) => code)).toEqual(Array(7).fill(40002));
    expect(answers[0]?.message).toContain('has been deleted');
    expect(await get('ad', { ad_ids: [ad], primary_status: 'STATUS_DELETE' })).toMatchObject([
      { secondary_status: 'AD_STATUS_CAMPAIGN_DELETE' },
    ]);
  });
});

describe('the sandbox', () => {
  it('makes campaigns too, without a delivery status', async () => {
    const { sandboxAccessToken, sandboxAdvertiserId } = harness.simulator.info();
    const body = campaignBody({ advertiser_id: sandboxAdvertiserId });
    const answer = await harness.post('/campaign/create/', body, sandboxAccessToken, harness.running.sandboxUrl);
    expect(answer.code).toBe(0);
    expect(answer.data).not.toHaveProperty('secondary_status');
  });
});

describe('/_simulator/entities', () => {
  it('shows every entity once, whatever became of it', async () => {
    const account = await newAccount('JPY');
    const campaign = await campaignId({ advertiser_id: account, budget: 9_000, campaign_name: '春', request_id: '77' });
    const adgroup = await adgroupId({ advertiser_id: account, budget: 5_000, adgroup_name: '夏' }, campaign);
    await harness.post('/ad/create/', {
      advertiser_id: account,
      adgroup_id: adgroup,
      creatives: [creative({ ad_name: '秋' })],
    });
    await harness.post('/adgroup/status/update/', {
      advertiser_id: account,
      adgroup_ids: [adgroup],
      operation_status: 'DELETE',
    });
    const { body } = await harness.control(`/entities?advertiserId=${account}`);
    expect(body).toMatchObject({
      campaigns: [
        { campaignId: campaign, name: '春', budget: 9_000, requestId: '77', origin: 'api', operationStatus: 'ENABLE' },
      ],
      adgroups: [{ adgroupId: adgroup, campaignId: campaign, name: '夏', operationStatus: 'DELETE', requestId: null }],
      ads: [{ adgroupId: adgroup, name: '秋', decision: 'review', secondaryStatus: 'AD_STATUS_ADGROUP_DELETE' }],
    });
    expect((await harness.control('/entities?advertiserId=1')).status).toBe(404);
  });

  it('tells what is from the seed', async () => {
    const { body } = await harness.control(`/entities?advertiserId=${harness.advertiser(0)}`);
    expect(new Set((body['ads'] as { origin: string }[]).map(({ origin }) => origin))).toEqual(new Set(['seed']));
  });

  it('shares out what an ad account has spent', async () => {
    const account = await newAccount('USD');
    for (let index = 0; index < 3; index += 1) await campaignId({ advertiser_id: account });
    const { body } = await harness.control('/spend', { advertiserId: account, spent: 100 });
    expect(body).toEqual({ advertiserId: account, spent: 100 });
    const entities = (await harness.control(`/entities?advertiserId=${account}`)).body;
    expect((entities['campaigns'] as { spent: number }[]).map(({ spent }) => spent)).toEqual([33.33, 33.34, 33.33]);
    expect((await harness.control('/spend', { advertiserId: '1', spent: 1 })).status).toBe(404);
    expect((await harness.control('/spend', { advertiserId: account, spent: -1 })).status).toBe(400);
  });
});

describe('/_simulator/advertisers/create', () => {
  it('makes an ad account that the person, their consents and its own currency know of', async () => {
    const { status, body } = await harness.control('/advertisers/create', {
      currency: 'IDR',
      name: 'Toko Bunga',
      timezone: 'Asia/Jakarta',
      country: 'ID',
    });
    expect([status, body['grants']]).toEqual([201, 1]);
    const info = await harness.get('/advertiser/info/', { advertiser_ids: [body['advertiserId']] });
    expect(info.data['list']).toMatchObject([{ name: 'Toko Bunga', currency: 'IDR', timezone: 'Asia/Jakarta' }]);
    const listed = await harness.get('/oauth2/advertiser/get/', {
      app_id: harness.simulator.info().appId,
      secret: harness.simulator.info().appSecret,
    });
    expect(listed.data['list']).toContainEqual({ advertiser_id: body['advertiserId'], advertiser_name: 'Toko Bunga' });
    const apart = await harness.control('/advertisers/create', { inGrants: false });
    expect((await createCampaign({ advertiser_id: apart.body['advertiserId'] })).code).toBe(40001);
  });

  it.each([{ currency: 'dollars' }, { timezone: 'Mars/Olympus' }, { role: 'OWNER' }, { bcId: '1' }, { other: 1 }])(
    'refuses what makes no sense: %o',
    async (input) => {
      expect((await harness.control('/advertisers/create', input)).status).toBe(400);
    },
  );
});
