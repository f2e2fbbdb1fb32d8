import { describe, expect, it } from 'vitest';
import { type Fields, NOW, openAdDesk } from './ad-desk.ts';
import type { Answer } from './harness.ts';

const desk = openAdDesk();
const { newAccount, newName, campaignBody, createCampaign, campaignId, createAdgroup, post, setStatus, get } = desk;

describe('a campaign', () => {
  it('is answered whole', async () => {
    const answer = await createCampaign({ campaign_name: 'Spring launch', operation_status: 'DISABLE' });
    expect(answer).toMatchObject({ code: 0, message: 'OK' });
    expect(answer.data).toMatchObject({
      campaign_id: expect.stringMatching(/^\d{19}$/),
      campaign_name: 'Spring launch',
      advertiser_id: desk.advertiserId,
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
    await desk.harness.control('/roles', { advertiserId: desk.advertiserId, role: 'ANALYST' });
    expect((await setStatus('campaign', [id], 'DISABLE')).code).toBe(40001);
    await desk.harness.control('/roles', { advertiserId: desk.advertiserId, role: 'ADMIN' });
  });

  it('changes its four fields and no others', async () => {
    const id = await campaignId();
    desk.realMs += 60_000;
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
    desk.realMs = NOW;
  });

  it('cannot have less than 105 % of what is spent', async () => {
    const id = await campaignId();
    await desk.harness.control('/spend', { campaignId: id, spent: 100 });
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

describe('the sandbox', () => {
  it('makes campaigns too, without a delivery status', async () => {
    const { sandboxAccessToken, sandboxAdvertiserId } = desk.harness.simulator.info();
    const body = campaignBody({ advertiser_id: sandboxAdvertiserId });
    const answer = await desk.harness.post(
      '/campaign/create/',
      body,
      sandboxAccessToken,
      desk.harness.running.sandboxUrl,
    );
    expect(answer.code).toBe(0);
    expect(answer.data).not.toHaveProperty('secondary_status');
  });
});
