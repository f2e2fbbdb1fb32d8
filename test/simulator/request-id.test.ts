import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatorHarness, type Answer } from './harness.ts';

let realMs = Date.UTC(2026, 2, 12, 10, 11, 12);
let harness: SimulatorHarness;
let advertiserId = '';
beforeEach(async () => {
  harness = await SimulatorHarness.start({ clock: () => realMs });
  await harness.connect();
  const { body } = await harness.control('/advertisers/create', { currency: 'USD' });
  advertiserId = String(body['advertiserId']);
});
afterEach(() => harness.stop());

const createCampaign = (name: string, more: object = {}): Promise<Answer> =>
  harness.post('/campaign/create/', {
    advertiser_id: advertiserId,
    campaign_name: name,
    objective_type: 'TRAFFIC',
    budget_mode: 'BUDGET_MODE_DAY',
    budget: 100,
    ...more,
  });
const createAdgroup = (campaign: string, name: string, more: object = {}): Promise<Answer> =>
  harness.post('/adgroup/create/', {
    advertiser_id: advertiserId,
    campaign_id: campaign,
    adgroup_name: name,
    promotion_type: 'WEBSITE',
    location_ids: ['1'],
    budget_mode: 'BUDGET_MODE_DAY',
    budget: 50,
    schedule_type: 'SCHEDULE_FROM_NOW',
    schedule_start_time: '2026-03-20 00:00:00',
    optimization_goal: 'CLICK',
    billing_event: 'CPC',
    pacing: 'PACING_MODE_SMOOTH',
    ...more,
  });
const codes = (answers: Answer[]): number[] => answers.map(({ code }) => code).toSorted();
const made = async (): Promise<number> => {
  const { body } = await harness.control(`/entities?advertiserId=${advertiserId}`);
  return (body['campaigns'] as unknown[]).length;
};

describe('the request_id of a create', () => {
  it('lets one of several calls succeed, however close together they come', async () => {
    const calls = Array.from({ length: 8 }, () => createCampaign('Once', { request_id: '1790000000000000001' }));
    expect(codes(await Promise.all(calls))).toEqual([0, ...Array(7).fill(40050)]);
    expect(await made()).toBe(1);
  });

  it('protects for ten seconds, after which the name still does', async () => {
    const again = (): Promise<Answer> => createCampaign('Protected', { request_id: '2' });
    expect((await again()).code).toBe(0);
    realMs += 9_999;
    expect((await again()).code).toBe(40050);
    realMs += 1;
    expect((await again()).code).toBe(40002);
    expect((await createCampaign('Another', { request_id: '2' })).code).toBe(0);
    expect(await made()).toBe(2);
  });

  it('lets a second campaign have a name that is taken, when it is another one', async () => {
    expect((await createCampaign('Same', { request_id: '10' })).code).toBe(0);
    const refused = await createCampaign('Same');
    expect([refused.code, refused.message]).toEqual([40002, expect.stringContaining('already exists')]);
    expect((await createCampaign('Same', { request_id: '11' })).code).toBe(0);
    expect(await made()).toBe(2);
  });

  it('is not used up by a call that is refused', async () => {
    expect((await createCampaign('Mistaken', { request_id: '20', budget: 1 })).code).toBe(40002);
    expect((await createCampaign('Mistaken', { request_id: '20' })).code).toBe(0);
  });

  it('is no matter of names that are free again', async () => {
    const { campaign_id: campaignId } = (await createCampaign('Gone')).data;
    const body = { advertiser_id: advertiserId, campaign_ids: [campaignId], operation_status: 'DELETE' };
    await harness.post('/campaign/status/update/', body);
    expect((await createCampaign('Gone')).code).toBe(0);
  });

  it('counts in its ad account and for its level alone', async () => {
    const { body } = await harness.control('/advertisers/create', { currency: 'USD' });
    const elsewhere = { request_id: '30', advertiser_id: body['advertiserId'] };
    const first = await createCampaign('Shared', { request_id: '30' });
    expect(first.code).toBe(0);
    expect((await createCampaign('Shared', elsewhere)).code).toBe(0);
    const campaignId = String(first.data['campaign_id']);
    expect((await createAdgroup(campaignId, 'Shared', { request_id: '30' })).code).toBe(0);
    expect((await createAdgroup(campaignId, 'Shared', { request_id: '30' })).code).toBe(40050);
  });

  it('lets ad groups of different campaigns have the same name', async () => {
    const one = String((await createCampaign('One')).data['campaign_id']);
    const other = String((await createCampaign('Other')).data['campaign_id']);
    expect((await createAdgroup(one, 'Broad')).code).toBe(0);
    expect((await createAdgroup(other, 'Broad')).code).toBe(0);
    expect((await createAdgroup(one, 'Broad')).code).toBe(40002);
    expect((await createAdgroup(one, 'Broad', { request_id: '41' })).code).toBe(0);
  });

  it('holds when the answer to the first call was lost', async () => {
    await harness.control('/faults', { path: '/campaign/create/', kind: 'reset', when: 'after' });
    await expect(createCampaign('Lost', { request_id: '50' })).rejects.toThrow();
    expect((await createCampaign('Lost', { request_id: '50' })).code).toBe(40050);
    realMs += 10_000;
    const query = { advertiser_id: advertiserId, filtering: { campaign_name: 'Lost' } };
    const found = (await harness.get('/campaign/get/', query)).data['list'] as unknown[];
    expect(found).toHaveLength(1);
    expect(await made()).toBe(1);
  });

  it.each([
    ['9223372036854775807', 0],
    [12, 0],
    ['9223372036854775808', 40002],
    ['abc', 40002],
    ['-1', 40002],
    [1.5, 40002],
  ])('is a 64-bit integer: %s', async (requestId, code) => {
    expect((await createCampaign('Integer', { request_id: requestId })).code).toBe(code);
  });

  it('has nothing to do with the request_id of the answer', async () => {
    const answer = await createCampaign('Two ids', { request_id: '60' });
    expect(answer.requestId).toMatch(/^\d{14}[0-9A-F]{18}$/);
    expect(answer.data).not.toHaveProperty('request_id');
  });
});
