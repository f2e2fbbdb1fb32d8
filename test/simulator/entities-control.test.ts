import { describe, expect, it } from 'vitest';
import { openAdDesk } from './ad-desk.ts';

const desk = openAdDesk();
const { newAccount, createCampaign, campaignId, adgroupId, creative } = desk;

describe('/_simulator/entities', () => {
  it('shows every entity once, whatever became of it', async () => {
    const account = await newAccount('JPY');
    const campaign = await campaignId({ advertiser_id: account, budget: 9_000, campaign_name: '春', request_id: '77' });
    const adgroup = await adgroupId({ advertiser_id: account, budget: 5_000, adgroup_name: '夏' }, campaign);
    await desk.harness.post('/ad/create/', {
      advertiser_id: account,
      adgroup_id: adgroup,
      creatives: [creative({ ad_name: '秋' })],
    });
    await desk.harness.post('/adgroup/status/update/', {
      advertiser_id: account,
      adgroup_ids: [adgroup],
      operation_status: 'DELETE',
    });
    const { body } = await desk.harness.control(`/entities?advertiserId=${account}`);
    expect(body).toMatchObject({
      campaigns: [
        { campaignId: campaign, name: '春', budget: 9_000, requestId: '77', origin: 'api', operationStatus: 'ENABLE' },
      ],
      adgroups: [{ adgroupId: adgroup, campaignId: campaign, name: '夏', operationStatus: 'DELETE', requestId: null }],
      ads: [{ adgroupId: adgroup, name: '秋', decision: 'review', secondaryStatus: 'AD_STATUS_ADGROUP_DELETE' }],
    });
    expect((await desk.harness.control('/entities?advertiserId=1')).status).toBe(404);
  });

  it('tells what is from the seed', async () => {
    const { body } = await desk.harness.control(`/entities?advertiserId=${desk.harness.advertiser(0)}`);
    expect(new Set((body['ads'] as { origin: string }[]).map(({ origin }) => origin))).toEqual(new Set(['seed']));
  });

  it('shares out what an ad account has spent', async () => {
    const account = await newAccount('USD');
    for (let index = 0; index < 3; index += 1) await campaignId({ advertiser_id: account });
    const { body } = await desk.harness.control('/spend', { advertiserId: account, spent: 100 });
    expect(body).toEqual({ advertiserId: account, spent: 100 });
    const entities = (await desk.harness.control(`/entities?advertiserId=${account}`)).body;
    expect((entities['campaigns'] as { spent: number }[]).map(({ spent }) => spent)).toEqual([33.33, 33.34, 33.33]);
    expect((await desk.harness.control('/spend', { advertiserId: '1', spent: 1 })).status).toBe(404);
    expect((await desk.harness.control('/spend', { advertiserId: account, spent: -1 })).status).toBe(400);
  });
});

describe('/_simulator/advertisers/create', () => {
  it('makes an ad account that the person, their consents and its own currency know of', async () => {
    const { status, body } = await desk.harness.control('/advertisers/create', {
      currency: 'IDR',
      name: 'Toko Bunga',
      timezone: 'Asia/Jakarta',
      country: 'ID',
    });
    expect([status, body['grants']]).toEqual([201, 1]);
    const info = await desk.harness.get('/advertiser/info/', { advertiser_ids: [body['advertiserId']] });
    expect(info.data['list']).toMatchObject([{ name: 'Toko Bunga', currency: 'IDR', timezone: 'Asia/Jakarta' }]);
    const listed = await desk.harness.get('/oauth2/advertiser/get/', {
      app_id: desk.harness.simulator.info().appId,
      secret: desk.harness.simulator.info().appSecret,
    });
    expect(listed.data['list']).toContainEqual({ advertiser_id: body['advertiserId'], advertiser_name: 'Toko Bunga' });
    const apart = await desk.harness.control('/advertisers/create', { inGrants: false });
    expect((await createCampaign({ advertiser_id: apart.body['advertiserId'] })).code).toBe(40001);
  });

  it.each([{ currency: 'dollars' }, { timezone: 'Mars/Olympus' }, { role: 'OWNER' }, { bcId: '1' }, { other: 1 }])(
    'refuses what makes no sense: %o',
    async (input) => {
      expect((await desk.harness.control('/advertisers/create', input)).status).toBe(400);
    },
  );
});
