import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect as connectAccount } from './account-flow.ts';
import { SimulatorHarness, type Answer } from './harness.ts';
import { eventually, openSignature, Receiver } from './receiver.ts';

const APP_ID = '7012345678901234561';
const SECRET = 'synthetic-app-secret';

let harness: SimulatorHarness;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await Receiver.start();
});
afterAll(() => receiver.close());
beforeEach(async () => {
  harness = await SimulatorHarness.start({ appId: APP_ID, appSecret: SECRET, webhooks: { batchWindowMs: 5 } });
  await harness.connect();
  receiver.received.length = 0;
  receiver.answer = () => 200;
});
afterEach(() => harness.stop());

const subscribe = (entity: string, detail: object, more: object = {}): Promise<Answer> =>
  harness.post(
    '/subscription/subscribe/',
    {
      app_id: APP_ID,
      secret: SECRET,
      subscribe_entity: entity,
      callback_url: receiver.url,
      subscription_detail: { access_token: harness.accessToken, ...detail },
      ...more,
    },
    null,
  );

const list = (entity: string, query: object = {}): Promise<Answer> =>
  harness.get('/subscription/get/', { app_id: APP_ID, secret: SECRET, subscribe_entity: entity, ...query }, null);

interface SimulatedAd {
  adId: string;
  adgroupId: string;
  campaignId: string;
  secondaryStatus: string;
}

const ads = async (advertiserId: string): Promise<SimulatedAd[]> =>
  (await harness.control(`/ads?advertiserId=${advertiserId}`)).body['ads'] as SimulatedAd[];

const allDelivered = (): Promise<Record<string, number>> =>
  eventually(
    async () => (await harness.control('/webhooks')).body['counts'] as Record<string, number>,
    (counts) => counts['gathering'] === 0 && counts['delivered'] === counts['total'],
  );

describe('subscribing', () => {
  it('needs the app’s pair and no token, and says which subscription it is', async () => {
    const advertiserIds = [harness.advertiser(0), harness.advertiser(1)];
    const answer = await subscribe('AD_ACCOUNT_SUSPENSION', { advertiser_ids: advertiserIds });
    expect(answer).toMatchObject({
      code: 0,
      message: 'OK',
      data: { subscription_id: expect.stringMatching(/^\d{19}$/) },
    });
    const listed = await list('AD_ACCOUNT_SUSPENSION');
    expect(listed.data).toEqual({
      subscriptions: [
        {
          app_id: APP_ID,
          subscription_id: answer.data['subscription_id'],
          subscribe_entity: 'AD_ACCOUNT_SUSPENSION',
          callback_url: receiver.url,
          subscription_detail: { access_token: harness.accessToken, advertiser_ids: advertiserIds },
        },
      ],
      page_info: { page: 1, page_size: 10, total_number: 1, total_page: 1 },
    });
    expect(JSON.stringify((await harness.control('/requests')).body)).not.toContain(harness.accessToken);
  });

  it('refuses a wrong pair, a bad token and what the token does not reach', async () => {
    const own = { advertiser_ids: [harness.advertiser(0)] };
    expect((await subscribe('AD_ACCOUNT_SUSPENSION', own, { secret: 'wrong' })).code).toBe(40101);
    expect((await subscribe('AD_ACCOUNT_SUSPENSION', { ...own, access_token: 'nobody' })).code).toBe(40105);
    expect((await subscribe('AD_ACCOUNT_SUSPENSION', { advertiser_ids: [harness.advertiser(0, 1)] })).code).toBe(40001);
    await harness.control('/apps', { appId: '7000000000000000123', appSecret: 'other' });
    const other = { app_id: '7000000000000000123', secret: 'other' };
    expect((await subscribe('AD_ACCOUNT_SUSPENSION', own, other)).code).toBe(40000);
  });

  it.each([
    ['an unknown entity', 'NOPE', {}, 40002],
    ['no ad account', 'AD_ACCOUNT_SUSPENSION', {}, 40002],
    [
      'too many ad accounts',
      'AD_ACCOUNT_SUSPENSION',
      { advertiser_ids: Array(101).fill('7104856021930123265') },
      40011,
    ],
    ['somebody else’s Business Center', 'AD_ACCOUNT_SUSPENSION', { bc_id: '7098123456789012481' }, 40001],
    ['an entity that takes an allowlist', 'TCM_VIDEOS', {}, 40118],
  ])('refuses %s', async (_, entity, detail, code) => {
    expect((await subscribe(entity, detail)).code).toBe(code);
  });

  it('refuses an ad of another ad account, and a callback that is no address', async () => {
    const [ad] = await ads(harness.advertiser(0));
    expect((await subscribe('AD', { advertiser_id: harness.advertiser(1), ad_id: ad?.adId })).code).toBe(40002);
    expect(
      (await subscribe('AD_GROUP', { advertiser_id: harness.advertiser(1), adgroup_id: ad?.adgroupId })).code,
    ).toBe(40002);
    const good = { advertiser_id: harness.advertiser(0), ad_id: ad?.adId };
    expect((await subscribe('AD', good, { callback_url: 'ftp://shop.example' })).code).toBe(40002);
    expect((await subscribe('AD', good)).code).toBe(0);
  });

  it('is not offered in the sandbox', async () => {
    const body = { app_id: APP_ID, secret: SECRET, subscription_id: '7350000000000000833' };
    expect((await harness.post('/subscription/unsubscribe/', body, null, harness.running.sandboxUrl)).code).toBe(40009);
  });

  it('lists in pages of up to 1,000', async () => {
    const [ad] = await ads(harness.advertiser(0));
    const detail = { advertiser_id: harness.advertiser(0), ad_id: ad?.adId };
    const ids: unknown[] = [];
    for (let index = 0; index < 5; index += 1) ids.push((await subscribe('AD', detail)).data['subscription_id']);
    expect(new Set(ids).size).toBe(5);
    const page = await list('AD', { page: '2', page_size: '2' });
    const found = page.data['subscriptions'] as { subscription_id: string }[];
    expect(found.map((each) => each.subscription_id)).toEqual(ids.slice(2, 4));
    expect(page.data['page_info']).toEqual({ page: 2, page_size: 2, total_number: 5, total_page: 3 });
    expect((await list('AD', { page_size: '1001' })).code).toBe(40002);
    expect((await list('AD_GROUP')).data['subscriptions']).toEqual([]);
  });

  it('ends once, for the app that has it', async () => {
    const answer = await subscribe('AD_ACCOUNT_SUSPENSION', { advertiser_ids: [harness.advertiser(0)] });
    const body = { app_id: APP_ID, secret: SECRET, subscription_id: answer.data['subscription_id'] };
    expect((await harness.post('/subscription/unsubscribe/', body, null)).data).toEqual({
      subscription_id: body.subscription_id,
    });
    expect((await harness.post('/subscription/unsubscribe/', body, null)).code).toBe(40007);
    expect((await list('AD_ACCOUNT_SUSPENSION')).data['subscriptions']).toEqual([]);
  });
});

describe('what subscribers hear', () => {
  it('is the result of an ad’s review, with the ad account as a bare number', async () => {
    const advertiserId = harness.advertiser(2);
    const [ad] = await ads(advertiserId);
    await subscribe('AD', { advertiser_id: advertiserId, ad_id: ad?.adId });
    const reason = 'Die Zielseite paßt nicht – 違います';
    const decided = await harness.control('/ads/review', { adId: ad?.adId, decision: 'reject', reason });
    expect(decided.body).toEqual({ decision: 'reject', adIds: [ad?.adId], adgroupIds: [], notified: 1 });
    await receiver.until(1);
    const [request] = receiver.received;
    expect(request?.body).toContain(`"adv_id":${advertiserId},`);
    expect(request?.headers['x-open-signature']).toBe(openSignature(SECRET, request?.body ?? ''));
    expect(request?.body).toMatch(/^\{"request_id":\d{18},"object":3,"time":\d{10},"entry":\[\{"log_id":"\d{18}",/);
    expect(receiver.entries()[0]).toMatchObject({
      campaign_id: ad?.campaignId,
      adgroup_id: ad?.adgroupId,
      ad_id: ad?.adId,
      reject_reason: reason,
    });

    await harness.control('/ads/review', { adId: ad?.adId, decision: 'approve' });
    await receiver.until(2);
    expect(receiver.entries()[1]).toMatchObject({ ad_id: ad?.adId, reject_reason: '' });
    expect((await harness.control('/ads/review', { adId: ad?.adId, decision: 'review' })).body['notified']).toBe(0);
    expect((await ads(advertiserId))[0]?.secondaryStatus).toBe('AD_STATUS_REAUDIT');
  });

  it('is the result of an ad group’s review for those who watch the ad group', async () => {
    const advertiserId = harness.advertiser(0);
    const [ad] = await ads(advertiserId);
    await subscribe('AD_GROUP', { advertiser_id: advertiserId, adgroup_id: ad?.adgroupId });
    await subscribe('AD', { advertiser_id: advertiserId, ad_id: ad?.adId });
    expect(
      (await harness.control('/ads/review', { adgroupId: ad?.adgroupId, decision: 'reject', reason: 'No.' })).body,
    ).toMatchObject({ notified: 1 });
    await receiver.until(1);
    expect(receiver.bodies()[0]).toMatchObject({
      object: 2,
      entry: [{ adgroup_id: ad?.adgroupId, reject_reason: 'No.' }],
    });
    expect(receiver.entries()[0]).not.toHaveProperty('ad_id');
  });

  it('comes twice from two subscriptions to the same ad', async () => {
    const advertiserId = harness.advertiser(0);
    const [ad] = await ads(advertiserId);
    for (let index = 0; index < 2; index += 1) await subscribe('AD', { advertiser_id: advertiserId, ad_id: ad?.adId });
    await harness.control('/ads/review', { adId: ad?.adId, decision: 'reject' });
    await receiver.until(2);
    const [first, second] = receiver.entries();
    expect(first?.['log_id']).toBe(second?.['log_id']);
    expect(receiver.received[0]?.body).not.toBe(receiver.received[1]?.body);
  });

  it('is a suspension and its end, by ad account or by Business Center, flat and with text ids', async () => {
    const advertiserId = harness.advertiser(1);
    const bcId = harness.simulator.world.advertisers.get(advertiserId)?.ownerBcId ?? '';
    const byAccount = await subscribe('AD_ACCOUNT_SUSPENSION', { advertiser_ids: [advertiserId] });
    const byCenter = await subscribe('AD_ACCOUNT_SUSPENSION', { bc_id: bcId });
    const limited = { advertiserId, status: 'STATUS_LIMIT', reason: 'Verstöße' };
    expect((await harness.control('/advertisers/status', limited)).body).toMatchObject({ notified: 2 });
    expect((await harness.control('/advertisers/status', limited)).body).toMatchObject({ notified: 0 });
    await receiver.until(2);
    expect(receiver.bodies()).toEqual(
      expect.arrayContaining([
        {
          advertiser_id: advertiserId,
          advertiser_name: harness.simulator.world.advertisers.get(advertiserId)?.name,
          owner_bc_id: bcId,
          status: 'STATUS_LIMIT',
          status_change_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
          suspension_reason: 'Verstöße',
          subscription_id: byAccount.data['subscription_id'],
        },
        expect.objectContaining({ subscription_id: byCenter.data['subscription_id'] }),
      ]),
    );
    const info = await harness.get('/advertiser/info/', { advertiser_ids: [advertiserId] });
    expect(info.data['list']).toMatchObject([{ status: 'STATUS_LIMIT', rejection_reason: 'Verstöße' }]);
    await harness.control('/advertisers/status', { advertiserId, status: 'STATUS_ENABLE' });
    await receiver.until(4);
    expect(receiver.bodies()[2]).toMatchObject({ status: 'STATUS_ENABLE' });
    expect(receiver.bodies()[2]).not.toHaveProperty('suspension_reason');
  });

  it('goes together in one request when it is about the same kind of thing', async () => {
    await harness.control('/webhooks/settings', { batchWindowMs: 60_000, batchSize: 4 });
    const advertiserId = harness.advertiser(0);
    const all = await ads(advertiserId);
    for (const ad of all) await subscribe('AD', { advertiser_id: advertiserId, ad_id: ad.adId });
    expect(all).toHaveLength(5);
    await harness.control('/ads/review', { advertiserId, decision: 'reject' });
    await receiver.until(1);
    expect(receiver.entries()).toHaveLength(4);
    expect((await harness.control('/webhooks')).body['counts']).toMatchObject({ gathering: 1 });
    await harness.control('/clock', { advanceSeconds: 60 });
    await receiver.until(2);
    expect(new Set(receiver.entries().map((entry) => entry['ad_id']))).toEqual(new Set(all.map(({ adId }) => adId)));
  });
});

describe('a subscription whose token has ended', () => {
  const subscribed = async (): Promise<{ advertiserId: string; subscriptionId: string; adId: string }> => {
    const advertiserId = harness.advertiser(0);
    const [ad] = await ads(advertiserId);
    const answer = await subscribe('AD', { advertiser_id: advertiserId, ad_id: ad?.adId });
    return { advertiserId, subscriptionId: String(answer.data['subscription_id']), adId: ad?.adId ?? '' };
  };

  it('delivers no more, and nobody is told', async () => {
    const { adId } = await subscribed();
    await harness.control('/tokens/revoke', { accessToken: harness.accessToken });
    const { body } = await harness.control('/ads/review', { adId, decision: 'reject' });
    expect(body['notified']).toBe(0);
    expect((await list('AD')).data['subscriptions']).toEqual([]);
    const seen = (await harness.control('/webhooks/subscriptions')).body['subscriptions'];
    expect(seen).toMatchObject([{ entity: 'AD', isAlive: false, detail: { ad_id: adId } }]);
    expect(JSON.stringify(seen)).not.toContain('access_token');
  });

  it('takes with it what was waiting for another try', async () => {
    receiver.answer = () => 503;
    await harness.control('/webhooks/settings', { retryDelaysSeconds: [60] });
    const { adId } = await subscribed();
    await harness.control('/ads/review', { adId, decision: 'reject' });
    await eventually(
      async () => (await harness.control('/webhooks')).body['counts'] as Record<string, number>,
      (counts) => counts['waiting'] === 1,
    );
    await harness.control('/tokens/revoke', { advertiserId: harness.advertiser(0) });
    await harness.control('/clock', { advanceSeconds: 61 });
    expect((await harness.control('/webhooks')).body['counts']).toMatchObject({ waiting: 0, dropped: 1, attempts: 1 });
  });

  it('is still listed and can be ended when the simulator is told so', async () => {
    const { subscriptionId } = await subscribed();
    await harness.control('/webhooks/settings', { deadSubscriptions: 'listed' });
    await harness.control('/tokens/revoke', { accessToken: harness.accessToken });
    expect((await list('AD')).data['subscriptions']).toMatchObject([{ subscription_id: subscriptionId }]);
    const body = { app_id: APP_ID, secret: SECRET, subscription_id: subscriptionId };
    expect((await harness.post('/subscription/unsubscribe/', body, null)).code).toBe(0);
    expect((await list('AD')).data['subscriptions']).toEqual([]);
  });

  it('is one that nobody can end where dead ones are gone', async () => {
    const { subscriptionId } = await subscribed();
    await harness.control('/tokens/revoke', { accessToken: harness.accessToken });
    const body = { app_id: APP_ID, secret: SECRET, subscription_id: subscriptionId };
    expect((await harness.post('/subscription/unsubscribe/', body, null)).code).toBe(40007);
  });

  it('may be one of 24 hours, or revoked by the app itself', async () => {
    const { adId, advertiserId } = await subscribed();
    const { accessToken } = await connectAccount(harness);
    const detail = { advertiser_id: advertiserId, ad_id: adId };
    expect((await subscribe('AD', { ...detail, access_token: accessToken })).code).toBe(0);
    expect((await list('AD')).data['page_info']).toMatchObject({ total_number: 2 });
    await harness.control('/clock', { advanceSeconds: 86_400 });
    expect((await list('AD')).data['page_info']).toMatchObject({ total_number: 1 });
    expect((await subscribe('AD', { ...detail, access_token: accessToken })).code).toBe(40102);
    const pair = { app_id: APP_ID, secret: SECRET, access_token: harness.accessToken };
    expect((await harness.post('/oauth2/revoke_token/', pair, null)).code).toBe(0);
    expect((await list('AD')).data['page_info']).toMatchObject({ total_number: 0 });
  });

  it('is forgotten by a reset', async () => {
    await subscribed();
    await harness.control('/reset', {});
    expect((await harness.control('/webhooks/subscriptions')).body['total']).toBe(0);
    expect((await allDelivered())['total']).toBe(0);
  });
});
