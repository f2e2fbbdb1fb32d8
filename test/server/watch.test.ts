import { afterEach, describe, expect, test } from 'vitest';
import { WATCH_JOB, watchSubject } from '../../server/watch/watch-job.ts';
import { planWatching } from '../../server/watch/index.ts';
import { adsOf, createAds, HOUR_MS, MINUTE_MS, startWatching, type Watching, WORKSPACE } from './watch-support.ts';

/** More than a quarter of an hour with all its jitter. */
const LOOK_MS = 20 * MINUTE_MS;

let it: Watching;
afterEach(() => it.together.stop());

const advertiserId = (): string => it.importable[0] ?? '';
const control = (path: string, body: object) => it.together.simulator.control(path, body);
/** Imported, and looked at once. */
async function watched(count = 1): Promise<void> {
  it = await startWatching();
  await it.import(it.importable.slice(0, count));
  await it.settle();
}
const watchedIds = async (kind: 'campaign' | 'adgroup' | 'ad' | 'audience') => {
  const { watched: things } = it.together.server.deps.store.workspace(WORKSPACE);
  return (await things.list(advertiserId(), kind, null, 5000)).map(({ id }) => id);
};
/** No notice of TikTok arrives. */
async function withoutWebhooks(): Promise<void> {
  await it.together.simulator.addFault({ path: '/subscription/subscribe/', kind: 'code', code: 40118, rate: 1 });
}

describe('watching', () => {
  test('the first look remembers and tells nothing', async () => {
    it = await startWatching();
    const { adIds } = await createAds(it, advertiserId(), 2);
    await control('ads/review', { adId: adIds[0], decision: 'reject' });
    await control('ads/review', { adId: adIds[1], decision: 'approve' });
    await it.import([advertiserId()]);
    await it.settle();
    const ads = await adsOf(it, advertiserId());
    const alive = ads.filter(({ secondaryStatus }) => !secondaryStatus.endsWith('_DELETE')).map(({ adId }) => adId);
    expect(await watchedIds('ad')).toEqual(alive.sort());
    await it.pass(LOOK_MS);
    expect((await it.told()).filter(({ subject }) => subject.kind !== 'connection')).toEqual([]);
  });

  test('a campaign’s new status is told once, with the one before', async () => {
    await watched();
    const [campaignId = ''] = await watchedIds('campaign');
    await control('campaigns/status', { campaignId, status: 'DISABLE' });
    await it.pass(LOOK_MS);
    await it.pass(LOOK_MS);
    expect(await it.told('campaign.status_changed')).toMatchObject([
      {
        advertiserId: advertiserId(),
        subject: { kind: 'campaign', id: campaignId },
        data: { from: 'CAMPAIGN_STATUS_ENABLE', to: 'CAMPAIGN_STATUS_DISABLE' },
      },
    ]);
    await control('campaigns/status', { campaignId, status: 'ENABLE' });
    await it.pass(LOOK_MS);
    expect((await it.told('campaign.status_changed')).map(({ data }) => data)).toMatchObject([
      { to: 'CAMPAIGN_STATUS_DISABLE' },
      { to: 'CAMPAIGN_STATUS_ENABLE' },
    ]);
  });

  test('a campaign that is deleted is forgotten with its ads', async () => {
    await watched();
    const { campaignId, adIds } = await createAds(it, advertiserId(), 3);
    await it.pass(LOOK_MS);
    expect(await watchedIds('ad')).toEqual(expect.arrayContaining(adIds));
    await control('campaigns/status', { campaignId, status: 'DELETE' });
    await it.pass(LOOK_MS);
    expect(await watchedIds('campaign')).not.toContain(campaignId);
    for (const id of adIds) expect(await watchedIds('ad')).not.toContain(id);
    await it.settle();
    const held = (await it.held('AD')).map(({ detail }) => detail.ad_id);
    for (const id of adIds) expect(held).not.toContain(id);
  });

  test('without any notice of TikTok a look finds a disapproval, once, and the approval after it', async () => {
    it = await startWatching();
    await withoutWebhooks();
    await it.import([advertiserId()]);
    await it.settle();
    const { adIds } = await createAds(it, advertiserId(), 2);
    await it.pass(LOOK_MS);
    expect(await it.told('ad.disapproved')).toEqual([]);
    const [adId = ''] = adIds;
    await control('ads/review', { adId, decision: 'reject', reason: 'Misleading claim' });
    await it.pass(LOOK_MS);
    await it.pass(LOOK_MS);
    expect(await it.told('ad.disapproved')).toMatchObject([
      {
        advertiserId: advertiserId(),
        subject: { kind: 'ad', id: adId },
        data: { reasons: ['Misleading claim'], confirmed: true },
      },
    ]);
    await control('ads/review', { adId, decision: 'approve' });
    await it.pass(LOOK_MS);
    await it.pass(LOOK_MS);
    expect((await it.told('ad.approved')).map(({ subject }) => subject.id)).toEqual([adId]);
    expect((await it.told('ad.disapproved'))[0]?.resolvedAt).not.toBeNull();
  });

  test('one made and refused between two looks is told', async () => {
    await watched();
    const { adIds } = await createAds(it, advertiserId(), 1);
    await control('ads/review', { adId: adIds[0], decision: 'reject' });
    await it.pass(LOOK_MS);
    expect((await it.told('ad.disapproved')).map(({ subject }) => subject.id)).toEqual(adIds);
  });

  test('notice and look together tell a disapproval once', async () => {
    await watched();
    const { adIds } = await createAds(it, advertiserId(), 1);
    await it.pass(LOOK_MS);
    await it.settle();
    expect((await it.held('AD')).map(({ detail }) => detail.ad_id)).toContain(adIds[0]);
    expect(await control('ads/review', { adId: adIds[0], decision: 'reject' })).toMatchObject({ notified: 1 });
    await delivered();
    await it.pass(1000);
    expect((await it.told('ad.disapproved')).map(({ subject }) => subject.id)).toEqual(adIds);
    await it.pass(LOOK_MS);
    await it.pass(LOOK_MS);
    expect(await it.told('ad.disapproved')).toHaveLength(1);
  });

  test('a look that comes before the notice tells it, and the notice nothing more', async () => {
    await watched();
    const { adIds } = await createAds(it, advertiserId(), 1);
    await it.pass(LOOK_MS);
    await it.settle();
    await control('ads/review', { adId: adIds[0], decision: 'reject' });
    await delivered();
    expect(await it.together.server.deps.store.webhookInbox.countPending()).toBe(1);
    // Looks have their turn before the inbox when the test runs what is due.
    await it.pass(LOOK_MS);
    await it.pass(MINUTE_MS);
    expect(await it.together.server.deps.store.webhookInbox.countPending()).toBe(0);
    expect(await it.told('ad.disapproved')).toHaveLength(1);
  });

  test('a suspension without a notice is seen within a quarter of an hour, and its end', async () => {
    it = await startWatching();
    await withoutWebhooks();
    await it.import(it.importable.slice(0, 2));
    await it.settle();
    await control('advertisers/status', {
      advertiserId: advertiserId(),
      status: 'STATUS_LIMIT',
      reason: 'Unpaid bills',
    });
    await it.pass(LOOK_MS);
    await it.pass(LOOK_MS);
    expect(await it.told('account.suspended')).toMatchObject([
      { advertiserId: advertiserId(), data: { reason: 'Unpaid bills', confirmed: true } },
    ]);
    const listed = await it.together.server.call('GET', '/v1/ad-accounts', { as: await it.together.session() });
    const account = listed.json.items.find((each: { advertiserId: string }) => each.advertiserId === advertiserId());
    expect(account.status).toBe('suspended');
    await control('advertisers/status', { advertiserId: advertiserId(), status: 'STATUS_ENABLE' });
    await it.pass(LOOK_MS);
    await it.pass(LOOK_MS);
    expect(await it.told('account.restored')).toHaveLength(1);
    expect((await it.told('account.suspended'))[0]?.resolvedAt).not.toBeNull();
  });

  test('notice, look and probe together tell a suspension once', async () => {
    await watched();
    await control('advertisers/status', { advertiserId: advertiserId(), status: 'STATUS_LIMIT' });
    await delivered();
    await it.pass(1000);
    expect(await it.told('account.suspended')).toHaveLength(1);
    await it.pass(LOOK_MS);
    await it.together.server.call('POST', `/v1/connections/${it.connectionId}/check`, { as: it.token });
    await it.pass(8 * HOUR_MS);
    expect(await it.told('account.suspended')).toHaveLength(1);
    expect(await it.told('account.restored')).toEqual([]);
  });

  test('an ad account out of the sign-in’s reach is told, and when it is back', async () => {
    await watched(2);
    await control('roles', { advertiserId: advertiserId(), role: null });
    await it.pass(LOOK_MS);
    await it.pass(LOOK_MS);
    expect(await it.told('account.access_lost')).toMatchObject([{ advertiserId: advertiserId() }]);
    expect(await it.covered()).not.toContain(advertiserId());
    const { email } = it.together.simulator.person();
    await control('roles', { advertiserId: advertiserId(), role: 'ADMIN', email });
    const token = await it.together.session();
    await it.together.server.call('POST', `/v1/connections/${it.connectionId}/check`, { as: token });
    await it.settle();
    expect(await it.told('account.access_restored')).toHaveLength(1);
    expect((await it.told('account.access_lost'))[0]?.resolvedAt).not.toBeNull();
    expect(await it.covered()).toContain(advertiserId());
  });

  test('a look that TikTok refuses for the token makes the connection disconnected, and nothing looks until it is back', async () => {
    await watched();
    await control('tokens/revoke', { advertiserId: advertiserId() });
    await it.pass(LOOK_MS);
    const { connections } = it.together.server.deps.store.workspace(WORKSPACE);
    expect((await connections.get(it.connectionId))?.state).toBe('disconnected');
    expect(await it.told('connection.disconnected')).toHaveLength(1);
    const calls = await it.calls('/campaign/get/');
    await it.pass(2 * HOUR_MS);
    expect(await it.calls('/campaign/get/')).toBe(calls);
    await it.together.connect(await it.together.session(), { connectionId: it.connectionId });
    await it.settle();
    expect(await it.calls('/campaign/get/')).toBeGreaterThan(calls);
  });

  test('an ad account that is removed is not looked at any more, and nothing of it is remembered', async () => {
    await watched();
    expect(await watchedIds('ad')).not.toEqual([]);
    await it.remove(advertiserId());
    await it.pass(LOOK_MS);
    expect(await watchedIds('ad')).toEqual([]);
    expect(await watchedIds('campaign')).toEqual([]);
    const calls = await it.calls('/ad/get/');
    await it.pass(LOOK_MS);
    expect(await it.calls('/ad/get/')).toBe(calls);
  });

  test('while TikTok limits the app nothing looks', async () => {
    await watched();
    await it.together.simulator.addFault({
      path: '/campaign/get/',
      kind: 'code',
      code: 40100,
      message: 'Requests from App are temporarily restricted.',
      times: 1,
    });
    await it.pass(LOOK_MS);
    const calls = (await it.together.simulator.requests()).length;
    await it.pass(4 * MINUTE_MS);
    expect((await it.together.simulator.requests()).length).toBe(calls);
    await it.pass(LOOK_MS + 10 * MINUTE_MS);
    expect((await it.together.simulator.requests()).length).toBeGreaterThan(calls);
  });

  test('a crash between telling and writing down tells it once', async () => {
    await watched();
    const { adIds } = await createAds(it, advertiserId(), 1);
    await it.pass(LOOK_MS);
    await control('ads/review', { adId: adIds[0], decision: 'reject' });
    const { watched: things } = it.together.server.deps.store.workspace(WORKSPACE);
    const [before] = await things.getMany(advertiserId(), 'ad', adIds);
    await it.pass(LOOK_MS);
    if (before === undefined) throw new Error('the ad is not watched');
    const { review: _review, toldAt: _toldAt, ...sighting } = before;
    await things.see([sighting]);
    await it.pass(LOOK_MS);
    expect(await it.told('ad.disapproved')).toHaveLength(1);
  });

  test('whoever updates from a release that did not watch is watched from the next start', async () => {
    await watched();
    const { jobs } = it.together.server.deps.store;
    await jobs.remove(WATCH_JOB, watchSubject(WORKSPACE, advertiserId()));
    const calls = await it.calls('/ad/get/');
    await it.pass(LOOK_MS);
    expect(await it.calls('/ad/get/')).toBe(calls);
    await planWatching(it.together.server.deps);
    await it.pass(0);
    await it.pass(LOOK_MS);
    expect(await it.calls('/ad/get/')).toBeGreaterThan(calls);
  });

  test('an ad account’s quiet day costs three calls a look', async () => {
    await watched();
    const calls = (await it.together.simulator.requests()).length;
    const looks = await it.calls('/campaign/get/');
    for (let look = 0; look < 12; look += 1) await it.pass(LOOK_MS);
    const made = (await it.together.simulator.requests()).length - calls;
    const looked = (await it.calls('/campaign/get/')) - looks;
    expect(looked).toBe(12);
    // Campaigns, ad groups, ads, and the status of all ad accounts of the connection; the probe besides, once.
    expect(made).toBeLessThanOrEqual(12 * 4 + 10);
  });
});

/** Waits until the simulator has delivered what it has. */
async function delivered(): Promise<void> {
  const url = `${it.together.simulator.url}/_simulator/webhooks`;
  await expect
    .poll(async () => {
      const { counts } = (await (await fetch(url)).json()) as { counts: Record<string, number> };
      return [
        counts['queued'],
        counts['sending'],
        counts['gathering'],
        counts['waiting'],
        (counts['delivered'] ?? 0) > 0,
      ];
    })
    .toEqual([0, 0, 0, 0, true]);
}
