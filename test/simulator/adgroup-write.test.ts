import { describe, expect, it } from 'vitest';
import { type Fields, NOW, openAdDesk } from './ad-desk.ts';
import type { Answer } from './harness.ts';

const desk = openAdDesk();
const { newAccount, newName, campaignId, adgroupBody, createAdgroup, adgroupId, adId, post, setStatus, get } = desk;

describe('an ad group', () => {
  it('is answered whole', async () => {
    const campaign = await campaignId({ campaign_name: 'Parent' });
    const body = adgroupBody(campaign, { operation_status: 'DISABLE', adgroup_name: 'DE 25-44' });
    const answer = await desk.harness.post('/adgroup/create/', { ...body, request_id: '1790000000000000002' });
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
    await desk.harness.control('/ads/review', { adId: ad, decision: 'approve' });
    expect(await status()).toBe('ADGROUP_STATUS_NOT_START');
    desk.realMs = Date.UTC(2026, 2, 20, 1);
    expect(await status()).toBe('ADGROUP_STATUS_DELIVERY_OK');
    expect(await get('ad', { ad_ids: [ad] })).toMatchObject([{ secondary_status: 'AD_STATUS_DELIVERY_OK' }]);
    desk.realMs = Date.UTC(2026, 2, 21, 1);
    expect(await status()).toBe('ADGROUP_STATUS_TIME_DONE');
    desk.realMs = NOW;
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
    await desk.harness.control('/spend', { adgroupId: id, spent: 100 });
    expect((await update({ budget: 104 })).code).toBe(40002);
    expect((await update({ budget: 105 })).code).toBe(0);
  });

  it('gets a budget now, or from its next day on', async () => {
    const account = await newAccount('USD', { timezone: 'America/New_York' });
    const campaign = await campaignId({ advertiser_id: account });
    const id = await adgroupId({ advertiser_id: account }, campaign);
    const update = (body: Fields): Promise<Answer> =>
      desk.harness.post('/adgroup/budget/update/', { advertiser_id: account, ...body });
    const budget = async (): Promise<unknown> => {
      const answer = await desk.harness.get('/adgroup/get/', { advertiser_id: account, fields: ['budget'] });
      return (answer.data['list'] as Fields[])[0]?.['budget'];
    };
    expect((await update({ budget: [{ adgroup_id: id, budget: 70 }] })).data).toEqual({ adgroup_ids: [id] });
    expect(await budget()).toBe(70);
    expect((await update({ budget: [{ adgroup_id: id, budget: 70 }] })).code).toBe(40012);
    expect((await update({ schedule_budget: [{ adgroup_id: id, schedule_budget: 90 }] })).code).toBe(0);
    desk.realMs = Date.UTC(2026, 2, 13, 3, 59, 59);
    expect(await budget()).toBe(70);
    desk.realMs = Date.UTC(2026, 2, 13, 4, 0, 0);
    expect(await budget()).toBe(90);
    desk.realMs = NOW;
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
    const { body } = await desk.harness.control('/ads/create', { advertiserId: account, count: 998 * 50 + 1 });
    const create = (): Promise<Answer> => createAdgroup({ advertiser_id: account }, String(body['campaignId']));
    const ids = body['adgroupIds'] as string[];
    expect([ids.length, (await create()).code]).toEqual([999, 40502]);
    await desk.harness.post('/adgroup/status/update/', {
      advertiser_id: account,
      adgroup_ids: ids.slice(0, 1),
      operation_status: 'DELETE',
    });
    expect((await create()).code).toBe(0);
  });
});
