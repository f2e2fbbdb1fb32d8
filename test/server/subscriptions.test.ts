import { afterEach, describe, expect, test } from 'vitest';
import { SYNC_JOB } from '../../server/subscriptions/sync-soon.ts';
import { RECONCILE_JOB } from '../../server/subscriptions/reconcile-job.ts';
import {
  adsOf,
  createAds,
  DAY_MS,
  HOUR_MS,
  type HeldSubscription,
  MINUTE_MS,
  startWatching,
  type Watching,
  WORKSPACE,
} from './watch-support.ts';

const SUBSCRIBE = '/subscription/subscribe/';
const UNSUBSCRIBE = '/subscription/unsubscribe/';
const LIST = '/subscription/get/';

let it: Watching;
afterEach(() => it.together.stop());

const url = () => `${it.together.server.url}/v1/webhooks/tiktok`;
const store = () => it.together.server.deps.store;
const records = (connectionId = it.connectionId, workspaceId = WORKSPACE) =>
  store().workspace(workspaceId).subscriptions.listByConnection(connectionId, null, 1000);
const objects = (held: readonly HeldSubscription[]) =>
  held.flatMap(({ detail }) => detail.ad_id ?? detail.adgroup_id ?? []).sort();
const revoke = () => it.together.simulator.control('tokens/revoke', { advertiserId: it.importable[0] });
const [first, second, third] = [0, 1, 2] as const;
const account = (index: number): string => it.importable[index] ?? '';

describe('subscriptions', () => {
  test('imported ad accounts are subscribed to, and their ads and ad groups once they are known', async () => {
    it = await startWatching();
    await it.import([account(first), account(second)]);
    expect(await it.held()).toEqual([]);
    await it.settle();
    expect(await it.covered()).toEqual([account(first), account(second)].sort());
    const held = await it.held();
    expect(new Set(held.map(({ callbackUrl }) => callbackUrl))).toEqual(new Set([url()]));
    const ads = [...(await adsOf(it, account(first))), ...(await adsOf(it, account(second)))];
    const alive = ads.filter(({ secondaryStatus }) => !secondaryStatus.endsWith('_DELETE'));
    expect(alive.length).toBeGreaterThan(0);
    expect(objects(await it.held('AD'))).toEqual(alive.map(({ adId }) => adId).sort());
    expect(objects(await it.held('AD_GROUP'))).toEqual([...new Set(alive.map(({ adgroupId }) => adgroupId))].sort());
    // Written down as TikTok has them, and nothing is asked again.
    expect((await records()).map(({ subscriptionId }) => subscriptionId).sort()).toEqual(
      held.map(({ subscriptionId }) => subscriptionId).sort(),
    );
    const calls = await it.calls(SUBSCRIBE);
    await it.pass(HOUR_MS);
    expect(await it.calls(SUBSCRIBE)).toBe(calls);
  });

  test('the app’s pair stands in the body, there is no Access-Token header, and no secret reaches the log', async () => {
    it = await startWatching();
    await it.import([account(first)]);
    await it.together.simulator.addFault({
      path: SUBSCRIBE,
      kind: 'code',
      code: 40002,
      message: `secret ${it.together.simulator.info.appSecret} is odd`,
    });
    await it.settle();
    await it.pass(DAY_MS + 2 * HOUR_MS);
    expect(await it.calls(LIST)).toBeGreaterThan(0);
    const log = it.together.log();
    expect(log).toContain(SUBSCRIBE);
    expect(log).not.toContain(it.together.simulator.info.appSecret);
    for (const { accessTokenLast4 } of await it.together.simulator.tokens()) expect(accessTokenLast4).toHaveLength(4);
    const grant = await store().workspace(WORKSPACE).connections.get(it.connectionId);
    expect(grant?.sealedToken).not.toBeNull();
  });

  test('one that is removed leaves its group, and its ads are given up; the others are never without', async () => {
    it = await startWatching();
    await it.import([account(first), account(second), account(third)]);
    await it.settle();
    await it.remove(account(second));
    await it.settle();
    expect(await it.covered()).toEqual([account(first), account(third)].sort());
    const advertisers = (await it.held()).flatMap(({ detail }) => detail.advertiser_id ?? []);
    expect(advertisers).not.toContain(account(second));
    const made = (await it.together.simulator.requests(SUBSCRIBE)).at(-1)?.number ?? 0;
    expect(made).toBeLessThan((await it.together.simulator.requests(UNSUBSCRIBE))[0]?.number ?? 0);
    await it.remove(account(first));
    await it.remove(account(third));
    await it.settle();
    expect(await it.held()).toEqual([]);
    expect(await records()).toEqual([]);
  });

  test('250 ad accounts are three groups, and coming and going changes only what it must', async () => {
    it = await startWatching({ simulator: { profile: 'agency', advertisers: 300 } });
    const listed = await store()
      .workspace(WORKSPACE)
      .connections.listAdvertisers(it.connectionId, { after: null, limit: 300 });
    const ids = listed.items
      .filter(({ status, role }) => status === 'STATUS_ENABLE' && role !== 'ANALYST')
      .map(({ advertiserId }) => advertiserId);
    expect(ids.length).toBeGreaterThan(201);
    await it.import(ids.slice(0, 200));
    await it.pass(2100);
    const groups = async () =>
      (await it.held('AD_ACCOUNT_SUSPENSION')).map(({ detail }) => detail.advertiser_ids?.length);
    expect(await groups()).toEqual([100, 100]);
    await it.import(ids.slice(200, 201));
    await it.pass(2100);
    expect(await groups()).toEqual([100, 100, 1]);
    expect(await it.covered()).toEqual(ids.slice(0, 201).sort());
  });

  test('a connection that is disconnected ends all of its own, although the token is gone', async () => {
    it = await startWatching();
    await it.import([account(first), account(second)]);
    await it.settle();
    await it.together.simulator.control('webhooks/settings', { deadSubscriptions: 'listed' });
    const gone = await it.together.server.call('DELETE', `/v1/connections/${it.connectionId}`, { as: it.token });
    expect(gone.status).toBe(204);
    await it.settle();
    const answer = await fetch(`${it.together.simulator.url}/_simulator/webhooks/subscriptions`);
    expect(await answer.json()).toMatchObject({ total: 0 });
    expect(await records()).toEqual([]);
    // And nothing looks any more.
    const calls = (await it.together.simulator.requests()).length;
    await it.pass(2 * DAY_MS);
    const since = (await it.together.simulator.requests()).slice(calls);
    expect(since.map(({ path }) => path)).toEqual([]);
  });

  test.each(['gone', 'listed'] as const)(
    'a token that TikTok withdrew takes them along (%s), and a new sign-in makes each anew, once',
    async (deadSubscriptions) => {
      it = await startWatching({ simulator: { webhooks: { deadSubscriptions } } });
      await it.import([account(first), account(second)]);
      await it.settle();
      const before = await it.held();
      await revoke();
      await it.together.server.call('POST', `/v1/connections/${it.connectionId}/check`, { as: it.token });
      await it.settle();
      expect(await it.held()).toEqual([]);
      await it.together.connect(it.token, { connectionId: it.connectionId });
      await it.settle();
      const after = await it.held();
      expect(await it.covered()).toEqual([account(first), account(second)].sort());
      expect(objects(after)).toEqual(objects(before));
      expect(after.some(({ subscriptionId }) => before.some((each) => each.subscriptionId === subscriptionId))).toBe(
        false,
      );
      expect((await records()).length).toBe(after.length);
    },
  );

  test('a TikTok account’s token that is renewed takes the subscriptions along', async () => {
    it = await startWatching({ simulator: { accountTokensReachAdAccounts: true } });
    const other = await it.together.session({ workspaceId: 'workspace-2' });
    const connectionId = await it.together.connect(other, { kind: 'tiktok_account' });
    await it.import([account(first)], connectionId, other);
    await it.settle();
    const before = await it.held();
    expect(before.length).toBeGreaterThan(0);
    const versions = async () =>
      new Set((await records(connectionId, 'workspace-2')).map(({ tokenVersion }) => tokenVersion));
    expect(await versions()).toEqual(new Set([1]));
    await it.pass(16 * HOUR_MS);
    const version = async () => (await store().workspace('workspace-2').connections.get(connectionId))?.tokenVersion;
    for (let half = 0; half < 10 && (await version()) === 1; half += 1) await it.pass(30 * MINUTE_MS);
    await it.settle();
    expect(await versions()).toEqual(new Set([2]));
    const after = await it.held();
    expect(await it.covered()).toEqual([account(first)]);
    expect(objects(after)).toEqual(objects(before));
  });

  test('an answer that was lost is looked for before anything is asked again', async () => {
    it = await startWatching();
    await it.together.simulator.addFault({ path: SUBSCRIBE, kind: 'reset', when: 'after', times: 1 });
    await it.import([account(first)]);
    await it.pass(5000);
    expect(await it.calls(SUBSCRIBE)).toBe(1);
    expect((await records()).map(({ subscriptionId }) => subscriptionId.startsWith('unanswered-'))).toEqual([true]);
    await it.pass(10 * MINUTE_MS);
    await it.settle();
    expect(await it.calls(LIST)).toBe(1);
    expect(await it.covered()).toEqual([account(first)]);
    expect((await records()).filter(({ entity }) => entity === 'AD_ACCOUNT_SUSPENSION')).toHaveLength(1);
  });

  test('one that never reached TikTok is asked for again', async () => {
    it = await startWatching();
    await it.together.simulator.addFault({ path: SUBSCRIBE, kind: 'reset', when: 'before', times: 1 });
    await it.import([account(first)]);
    await it.pass(5000);
    await it.pass(10 * MINUTE_MS);
    await it.settle();
    expect(await it.covered()).toEqual([account(first)]);
  });

  test('an ad account that TikTok refuses leaves the rest of its group alone', async () => {
    it = await startWatching();
    await it.import([account(first), account(second), account(third)]);
    await it.together.simulator.control('roles', { advertiserId: account(second), role: null });
    await it.pass(5000);
    expect(await it.covered()).toEqual([account(first), account(third)].sort());
    expect(it.together.log()).toContain('TikTok does not take a subscription');
    await it.settle();
    expect(await it.told('account.access_lost')).toMatchObject([{ advertiserId: account(second) }]);
  });

  test('two workspaces with one app do not touch each other’s, not even those of one ad account', async () => {
    it = await startWatching();
    const other = await it.together.session({ workspaceId: 'workspace-2' });
    const connectionId = await it.together.connect(other);
    await it.import([account(first), account(second)]);
    await it.import([account(first)], connectionId, other);
    await it.settle();
    expect(await it.covered()).toEqual([account(first), account(first), account(second)].sort());
    await it.pass(DAY_MS + 2 * HOUR_MS);
    await it.settle();
    expect(await it.calls(LIST)).toBeGreaterThan(0);
    expect(await it.covered()).toEqual([account(first), account(first), account(second)].sort());
    await it.remove(account(first), await it.together.session());
    await it.settle();
    expect(await it.covered()).toEqual([account(first), account(second)].sort());
  });

  test('the daily comparison brings back what died silently and leaves strangers alone', async () => {
    it = await startWatching();
    await it.import([account(first)]);
    await it.settle();
    const { appId, appSecret, apiUrl } = it.together.simulator.info;
    const ask = async (path: string, body: object) => {
      const answer = await fetch(`${apiUrl}/open_api/v1.3${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ app_id: appId, secret: appSecret, ...body }),
      });
      return (await answer.json()) as { code: number; data: { subscription_id: string } };
    };
    const ours = (await it.held('AD_ACCOUNT_SUSPENSION'))[0]?.subscriptionId;
    await ask(UNSUBSCRIBE, { subscription_id: ours });
    expect(await it.covered()).toEqual([]);
    const listed = await fetch(
      `${apiUrl}/open_api/v1.3${LIST}?app_id=${appId}&secret=${appSecret}&subscribe_entity=AD&page=1&page_size=10`,
    );
    const { data } = (await listed.json()) as {
      data: { subscriptions: { subscription_detail: { access_token: string; ad_id: string } }[] };
    };
    const detail = data.subscriptions[0]?.subscription_detail;
    const stranger = await ask(SUBSCRIBE, {
      subscribe_entity: 'AD_ACCOUNT_SUSPENSION',
      callback_url: 'https://another-server.example/v1/webhooks/tiktok',
      subscription_detail: { access_token: detail?.access_token, advertiser_ids: [account(first)] },
    });
    // With our callback and our token it can only be ours, left over from an answer that nobody heard.
    const double = await ask(SUBSCRIBE, {
      subscribe_entity: 'AD',
      callback_url: url(),
      subscription_detail: { access_token: detail?.access_token, advertiser_id: account(first), ad_id: detail?.ad_id },
    });
    expect([stranger.code, double.code]).toEqual([0, 0]);
    await it.pass(DAY_MS + 2 * HOUR_MS);
    await it.settle();
    const held = await it.held();
    expect(held.map(({ subscriptionId }) => subscriptionId)).toContain(stranger.data.subscription_id);
    const mine = held.filter(({ callbackUrl }) => callbackUrl === url());
    expect(mine.filter(({ entity }) => entity === 'AD_ACCOUNT_SUSPENSION')).toHaveLength(1);
    expect(mine.filter((each) => each.detail.ad_id === detail?.ad_id)).toHaveLength(1);
  });

  test('a workspace’s own app has its own callback, and its secret is kept until the last one has ended', async () => {
    it = await startWatching();
    const own = { appId: '7099999999999999999', appSecret: 'own-app-secret-0123456789' };
    await it.together.simulator.control('apps', own);
    const other = await it.together.session({ workspaceId: 'workspace-2' });
    const put = await it.together.server.call('PUT', '/v1/tiktok-app', { as: other, json: own });
    expect(put.status, put.text).toBe(200);
    const connectionId = await it.together.connect(other);
    await it.import([account(first)], connectionId, other);
    await it.settle();
    const held = await it.held();
    expect(new Set(held.map(({ callbackUrl, appId }) => `${appId} ${callbackUrl}`))).toEqual(
      new Set([`${own.appId} ${url()}?app=${own.appId}`]),
    );
    await it.together.server.call('DELETE', '/v1/tiktok-app', { as: other });
    await it.together.server.call('DELETE', `/v1/connections/${connectionId}`, { as: other });
    await it.settle();
    expect(await it.held()).toEqual([]);
    await it.pass(HOUR_MS);
    expect(await store().workspace('workspace-2').tiktokApps.get(own.appId)).toBeNull();
  });

  test('a sandbox has none', async () => {
    it = await startWatching();
    const { sandboxAccessToken, sandboxAdvertiserId } = it.together.simulator.info;
    const json = { accessToken: sandboxAccessToken, environment: 'sandbox', advertiserIds: [sandboxAdvertiserId] };
    const made = await it.together.server.call('POST', '/v1/connections/token', { as: it.token, json });
    expect(made.status, made.text).toBe(201);
    await it.import([sandboxAdvertiserId], made.json.id);
    await it.settle();
    expect(await it.calls(SUBSCRIBE)).toBe(0);
    expect((await it.told()).filter(({ type }) => !type.startsWith('connection.'))).toEqual([]);
  });

  test('a failure waits and is tried again, and says so', async () => {
    it = await startWatching();
    await it.together.simulator.addFault({
      path: SUBSCRIBE,
      kind: 'code',
      code: 40100,
      message: 'App reaches the QPM limit',
      times: 1,
    });
    await it.import([account(first)]);
    await it.pass(5000);
    expect(await it.covered()).toEqual([]);
    expect(it.together.log()).toContain('could not be brought in line');
    await it.pass(4 * MINUTE_MS);
    expect(await it.calls(SUBSCRIBE)).toBe(1);
    await it.pass(10 * MINUTE_MS);
    await it.settle();
    expect(await it.covered()).toEqual([account(first)]);
  });

  test('an ad account that moves to another connection is subscribed to with that one’s token, and no longer with the first', async () => {
    it = await startWatching();
    const shared = account(first);
    const { world } = it.together.simulator.simulator;
    const jun = world.users.find(({ email }) => email === 'jun.seo@example.com');
    jun?.roles.set(shared, 'ADMIN');
    await it.import([shared]);
    await it.settle();
    const other = await it.together.connect(it.token, { email: 'jun.seo@example.com' });
    await it.import([shared], other);
    await it.settle();
    expect(await it.covered()).toEqual([shared]);
    expect(await records()).toEqual([]);
    expect((await records(other)).length).toBe((await it.held()).length);
  });

  test('an app that TikTok lets subscribe to suspensions alone ends what is over all the same', async () => {
    it = await startWatching();
    await it.import([account(first), account(second)]);
    await it.settle();
    await it.together.simulator.addFault({ path: SUBSCRIBE, kind: 'code', code: 40118, rate: 1 });
    await createAds(it, account(first), 2);
    await it.remove(account(second));
    await it.pass(20 * MINUTE_MS);
    await it.settle();
    expect((await it.held()).flatMap(({ detail }) => detail.advertiser_id ?? [])).not.toContain(account(second));
    expect(it.together.log()).toContain('could not be brought in line');
  });

  test('of 1,000 ads as many are subscribed to as there is room for, those in review first', async () => {
    it = await startWatching();
    const made = await createAds(it, account(first), 1000);
    await it.together.simulator.control('ads/review', {
      advertiserId: account(first),
      decision: 'approve',
      count: 901,
    });
    await it.import([account(first)]);
    for (let minute = 0; minute < 8; minute += 1) await it.pass(MINUTE_MS);
    const held = [...(await it.held('AD')), ...(await it.held('AD_GROUP'))];
    expect(held).toHaveLength(200);
    const inReview = (await adsOf(it, account(first))).filter(({ decision }) => decision === 'review');
    expect(inReview).toHaveLength(100);
    const subscribed = new Set(objects(held));
    expect(inReview.every(({ adId }) => subscribed.has(adId))).toBe(true);
    expect(made.adIds).toHaveLength(1000);
    expect(await it.calls(SUBSCRIBE)).toBe(201);
    // A quarter of the app's 600 a minute, and half a minute's worth at once.
    expect((await it.together.simulator.requests()).length).toBeGreaterThan(200);
    expect(await store().jobs.nextRunAt([SYNC_JOB, RECONCILE_JOB])).not.toBeNull();
  });
});
