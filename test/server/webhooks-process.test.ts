import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInboxWorker } from '../../server/webhooks/index.ts';
import { tellReviews } from '../../server/reviews/index.ts';
import type { SimulatedAd } from '../support/simulator.ts';
import { adEntry, notice, type NoticeWorld, startNotices, suspension } from './webhooks-process-support.ts';

const MINUTE = 60_000;

let world: NoticeWorld;
let advertiserId: string;
let other: string;
let ad: SimulatedAd;
let ads: SimulatedAd[];

beforeEach(async () => {
  world = await startNotices();
  [advertiserId = '', other = ''] = world.advertiserIds;
  ads = await world.simulator.ads(advertiserId);
  ad = ads[0] as SimulatedAd;
});
afterEach(() => world.stop());

const reviewCalls = async () => (await world.simulator.requests('/ad/review_info/')).length;

describe('the review of an ad', () => {
  beforeEach(async () => {
    await world.workspace('workspace-1', [advertiserId]);
  });

  it('is told as TikTok’s review says when it is asked, with the reasons it gives', async () => {
    await world.decide(ad.adId, 'reject', 'The video has no sound.');
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'whatever')]));
    expect(await world.work()).toBe(1);
    const [event, ...more] = await world.events();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: 'ad.disapproved',
      advertiserId,
      subject: { kind: 'ad', id: ad.adId, name: ad.name },
      data: {
        reasons: ['The video has no sound.'],
        suggestion: 'Change what the reason names and submit the ad again.',
        confirmed: true,
        campaignId: ad.campaignId,
        campaignName: ad.campaignName,
        adgroupId: ad.adgroupId,
        adgroupName: ad.adgroupName,
      },
    });
    expect(event?.accountName).toBe(
      world.simulator.person().advertisers.find((each) => each.advertiserId === advertiserId)?.name,
    );
    expect(await world.pending()).toBe(0);
  });

  it('is told once, however often and in whatever order its notices come', async () => {
    await world.decide(ad.adId, 'reject');
    const first = adEntry(advertiserId, ad, 'no');
    await world.deliver(notice(3, [first]));
    await world.work();
    await world.decide(ad.adId, 'approve');
    const second = adEntry(advertiserId, ad);
    await world.deliver(notice(3, [second]));
    await world.deliver(notice(3, [first]));
    await world.work();
    const calls = await reviewCalls();
    await world.deliver(notice(3, [second, first]));
    await world.deliver(notice(3, [first, second]));
    await world.work();
    expect(await world.told()).toEqual(['ad.disapproved', 'ad.approved']);
    expect((await world.events())[0]?.resolvedAt).not.toBeNull();
    // Repeats cost no call.
    expect(await reviewCalls()).toBe(calls);
  });

  it('is what TikTok says when the notice is behind: the refusal that was lifted meanwhile is not told', async () => {
    const refusal = notice(3, [adEntry(advertiserId, ad, 'no')], Date.now() - 5 * MINUTE);
    await world.decide(ad.adId, 'approve');
    await world.deliver(refusal);
    await world.work();
    expect(await world.told()).toEqual(['ad.approved']);
    expect(await world.pending()).toBe(0);
  });

  it('is asked about again when TikTok may not know yet what its notice says', async () => {
    const unseen = ads.find(({ decision }) => decision === 'review') as SimulatedAd;
    await world.deliver(notice(3, [adEntry(advertiserId, unseen, 'no')]));
    await world.work();
    expect([await world.told(), await world.pending()]).toEqual([[], 1]);
    await world.decide(unseen.adId, 'reject');
    world.advance(6_000);
    await world.work();
    expect([await world.told(), await world.pending()]).toEqual([['ad.disapproved'], 0]);
  });

  it('is told unconfirmed when TikTok goes on to say neither this nor that', async () => {
    const unseen = ads.find(({ decision }) => decision === 'review') as SimulatedAd;
    await world.deliver(notice(3, [adEntry(advertiserId, unseen, 'no')]));
    for (const pause of [0, 6_000, 31_000, 31_000]) {
      world.advance(pause);
      await world.work();
    }
    expect(await world.events()).toMatchObject([{ type: 'ad.disapproved', data: { confirmed: false } }]);
    expect(await world.pending()).toBe(0);
  });

  it('is told as the notice says, unconfirmed, for an ad that TikTok no longer knows', async () => {
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'The ad is gone.', { ad_id: '1790000000000999999' })]));
    await world.work();
    expect(await world.events()).toMatchObject([
      { type: 'ad.disapproved', data: { reasons: ['The ad is gone.'], confirmed: false } },
    ]);
  });

  it('is told of 1,000 ads in one notice, with their ids to the last digit, in eleven calls', async () => {
    const made = (await world.simulator.control('ads/create', { advertiserId, count: 1000 })) as { adIds: string[] };
    const all = new Map((await world.simulator.ads(advertiserId)).map((each) => [each.adId, each]));
    await world.simulator.control('ads/review', { advertiserId, decision: 'reject' });
    const entries = made.adIds.map((id) => adEntry(advertiserId, all.get(id) as SimulatedAd, 'no'));
    await world.deliver(notice(3, entries));
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no'), ...entries.slice(0, 10)]));
    await world.work();
    const told = await world.events();
    expect(told.map(({ subject }) => subject.id).sort()).toEqual([...made.adIds, ad.adId].sort());
    expect(await reviewCalls()).toBe(11);
  });

  it('is told of ad groups, too', async () => {
    await world.simulator.control('ads/review', {
      adgroupId: ad.adgroupId,
      decision: 'reject',
      reason: 'Wrong audience.',
    });
    const { ad_id: _id, ad_name: _name, ...entry } = adEntry(advertiserId, ad, 'no') as Record<string, string>;
    await world.deliver(notice(2, [entry]));
    await world.work();
    expect(await world.events()).toMatchObject([
      {
        type: 'adgroup.disapproved',
        subject: { kind: 'adgroup', id: ad.adgroupId, name: ad.adgroupName },
        data: { reasons: ['Wrong audience.'], adgroupId: ad.adgroupId, confirmed: true },
      },
    ]);
  });

  it('is told once when a look of our own and a notice see it at the same time', async () => {
    const { watched } = world.server.deps.store.workspace('workspace-1');
    const { adId: id, name, campaignId, adgroupId } = ad;
    await watched.see([
      { advertiserId, kind: 'ad', id, name, status: null, campaignId, adgroupId, seenAt: Date.now() },
    ]);
    await tellReviews(world.server.deps, 'workspace-1', advertiserId, 'ad', [id]);
    expect(await world.told()).toEqual([]);
    await world.decide(id, 'reject');
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
    await Promise.all([
      world.work(),
      tellReviews(world.server.deps, 'workspace-1', advertiserId, 'ad', [id]),
      tellReviews(world.server.deps, 'workspace-1', advertiserId, 'ad', [id]),
    ]);
    expect(await world.told()).toEqual(['ad.disapproved']);
  });

  it('is nobody’s business for an ad account that nobody imported', async () => {
    await world.deliver(notice(3, [adEntry(other, ad, 'no')]));
    await world.work();
    expect([await world.told(), await world.pending(), await reviewCalls()]).toEqual([[], 0, 0]);
  });
});

describe('TikTok in trouble', () => {
  beforeEach(async () => {
    await world.workspace('workspace-1', [advertiserId]);
    await world.decide(ad.adId, 'reject', 'As TikTok says.');
  });

  it('is asked again until it answers', async () => {
    await world.simulator.addFault({ path: '/ad/review_info/', kind: 'status', status: 502, rate: 1 });
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
    await world.work();
    expect([await world.told(), await world.pending()]).toEqual([[], 1]);
    await world.simulator.clearFaults();
    world.advance(6_000);
    await world.work();
    expect(await world.events()).toMatchObject([{ data: { reasons: ['As TikTok says.'], confirmed: true } }]);
  });

  it('is believed after ten minutes without an answer, and not told again when it comes back', async () => {
    await world.simulator.addFault({ path: '/ad/review_info/', kind: 'status', status: 502, rate: 1 });
    const entry = adEntry(advertiserId, ad, 'As the notice says.');
    await world.deliver(notice(3, [entry]));
    let minutes = 0;
    for (; (await world.told()).length === 0 && minutes < 30; minutes += 1) {
      await world.work();
      world.advance(MINUTE);
    }
    expect(minutes).toBeGreaterThanOrEqual(10);
    expect(minutes).toBeLessThanOrEqual(13);
    expect(await world.events()).toMatchObject([{ data: { reasons: ['As the notice says.'], confirmed: false } }]);
    await world.simulator.clearFaults();
    await world.deliver(notice(3, [entry]));
    await world.work();
    expect([(await world.told()).length, await world.pending()]).toEqual([1, 0]);
  });

  it('that concerns one connection holds up nobody else', async () => {
    await world.workspace('workspace-2', [advertiserId]);
    await world.server.deps.store
      .workspace('workspace-1')
      .connections.update(
        (await world.server.deps.store.workspace('workspace-1').adAccounts.get(advertiserId))?.connectionId ?? '',
        { state: 'disconnected' },
      );
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
    await world.work();
    expect([await world.told('workspace-1'), await world.told('workspace-2')]).toEqual([[], ['ad.disapproved']]);
    for (let minutes = 0; minutes < 13; minutes += 1) {
      world.advance(MINUTE);
      await world.work();
    }
    expect(await world.events('workspace-1')).toMatchObject([{ data: { confirmed: false } }]);
    expect(await world.told('workspace-2')).toEqual(['ad.disapproved']);
  });

  it('with the sign-in is noted with the connection', async () => {
    await world.simulator.control('tokens/revoke', { coreUserId: world.simulator.person().coreUserId });
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
    await world.work();
    const account = await world.server.deps.store.workspace('workspace-1').adAccounts.get(advertiserId);
    expect(account?.connection.state).toBe('disconnected');
    expect(await world.pending()).toBe(1);
  });
});

it('two workspaces that share an ad account hear it both, each asked with its own sign-in', async () => {
  await world.workspace('workspace-1', [advertiserId]);
  await world.workspace('workspace-2', [advertiserId, other]);
  await world.decide(ad.adId, 'reject');
  await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
  await world.work();
  const [[one], [two]] = [await world.events('workspace-1'), await world.events('workspace-2')];
  expect([one?.type, two?.type]).toEqual(['ad.disapproved', 'ad.disapproved']);
  expect(one?.id).not.toBe(two?.id);
  expect(await reviewCalls()).toBe(2);
});

it('what a workspace signs with the secret of the app it brought concerns nobody who does not use that app', async () => {
  const app = { appId: '7200000000000000001', appSecret: 'own-app-secret-0123456789abcdWXYZ' };
  await world.workspace('workspace-1', [advertiserId]);
  await world.simulator.control('apps', app);
  const token = await world.session({ workspaceId: 'workspace-2' });
  const brought = await world.server.call('PUT', '/v1/tiktok-app', { as: token, json: app });
  expect(brought.status, brought.text).toBe(200);
  await world.workspace('workspace-2', [other]);
  const [theirs] = await world.simulator.ads(other);
  await world.decide(theirs?.adId ?? '', 'reject');

  await world.deliver(notice(3, [adEntry(advertiserId, ad, 'Forged.', { ad_id: '17' })]), app);
  await world.deliver(notice(99, [{ advertiser_id: advertiserId }]), app);
  await world.deliver(suspension(advertiserId, 'STATUS_LIMIT', Date.now(), 'Forged.'), app);
  await world.deliver(notice(3, [adEntry(other, theirs as SimulatedAd, 'no')]), app);
  await world.work();
  expect(await world.told('workspace-1')).toEqual([]);
  expect(await world.told('workspace-2')).toEqual(['ad.disapproved']);
  expect([await world.pending(), await reviewCalls()]).toEqual([0, 1]);
});

describe('the suspension of an ad account', () => {
  beforeEach(async () => {
    await world.workspace('workspace-1', [advertiserId, other]);
  });
  const setStatus = (status: string, reason?: string) =>
    world.simulator.control('advertisers/status', {
      advertiserId,
      status,
      ...(reason === undefined ? {} : { reason }),
    });
  const statusShown = async () => {
    const token = await world.session();
    const { json } = await world.server.call('GET', '/v1/ad-accounts', { as: token });
    return json.items.find((each: { advertiserId: string }) => each.advertiserId === advertiserId).status;
  };

  it('is asked for, told once with its reason, and shown in the list of ad accounts', async () => {
    await setStatus('STATUS_LIMIT', 'As TikTok says.');
    const at = Date.now() - 1000;
    await world.deliver(suspension(advertiserId, 'STATUS_LIMIT', at, 'As the notice says.'));
    await world.deliver(suspension(advertiserId, 'STATUS_LIMIT', at, 'As the notice says.'));
    await world.work();
    expect(await world.events()).toMatchObject([
      {
        type: 'account.suspended',
        advertiserId,
        subject: { kind: 'account', id: advertiserId },
        data: { reason: 'As the notice says.', confirmed: true },
        occurredAt: Math.floor(at / 1000) * 1000,
      },
    ]);
    expect(await statusShown()).toBe('suspended');
    await setStatus('STATUS_ENABLE');
    await world.deliver(suspension(advertiserId, 'STATUS_ENABLE', Date.now()));
    await world.deliver(suspension(advertiserId, 'STATUS_LIMIT', at, 'Late, and in another body.'));
    await world.work();
    expect(await world.told()).toEqual(['account.suspended', 'account.restored']);
    expect(await statusShown()).toBe('connected');
  });

  it('is not believed when TikTok denies it, also when asked again', async () => {
    await world.deliver(suspension(advertiserId, 'STATUS_LIMIT', Date.now()));
    for (const pause of [0, 6_000, 31_000, 31_000]) {
      world.advance(pause);
      await world.work();
    }
    expect([await world.told(), await world.pending(), await statusShown()]).toEqual([[], 0, 'connected']);
  });

  it('is believed unconfirmed after ten minutes in which TikTok could not be asked', async () => {
    await world.simulator.addFault({ path: '/advertiser/info/', kind: 'status', status: 502, rate: 1 });
    world.advance(2000);
    await world.deliver(suspension(advertiserId, 'STATUS_LIMIT', Date.now() + 2000, 'Policy.'));
    for (let minutes = 0; minutes < 13; minutes += 1) {
      await world.work();
      world.advance(MINUTE);
    }
    expect(await world.events()).toMatchObject([
      { type: 'account.suspended', data: { reason: 'Policy.', confirmed: false } },
    ]);
    expect(await statusShown()).toBe('suspended');
  });
});

describe('the worker', () => {
  it('takes over, when the lease ends, what another one claimed and did not finish', async () => {
    await world.workspace('workspace-1', [advertiserId]);
    await world.decide(ad.adId, 'reject');
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
    const { webhookInbox } = world.server.deps.store;
    const now = world.server.deps.clock.now();
    expect(await webhookInbox.claim('killed', now, now + 30_000, 10)).toHaveLength(1);
    expect([await world.work(), await world.told()]).toEqual([0, []]);
    world.advance(30_001);
    expect([await world.work(), await world.told()]).toEqual([1, ['ad.disapproved']]);
    // Whoever comes back from the dead writes nothing.
    const late = { at: now, done: [1], later: [], events: [], reviews: [], toHost: false };
    expect(await webhookInbox.finish('killed', late)).toBe('lost');
  });

  it('tells what came in without waiting for its next look, and lets go of what it cannot finish when it stops', async () => {
    await world.workspace('workspace-1', [advertiserId]);
    const { deps } = world.server;
    const published = new Promise<void>((resolve) => {
      const told = { ...deps, live: { ...deps.live, published: () => resolve() } };
      const worker = createInboxWorker(told);
      worker.start();
      void (async () => {
        await world.decide(ad.adId, 'reject');
        await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
        worker.arrived();
      })();
      stop = () => worker.stop();
    });
    await published;
    expect(await world.told()).toEqual(['ad.disapproved']);
    await world.simulator.addFault({ path: '/ad/review_info/', kind: 'delay', delayMs: 60_000, times: 1 });
    await world.deliver(notice(3, [adEntry(advertiserId, ads[1] as SimulatedAd, 'no')]));
    await stop();
    const { webhookInbox } = deps.store;
    expect(await webhookInbox.claim('next', deps.clock.now(), deps.clock.now() + 1, 10)).toHaveLength(1);
  });
});

let stop: () => Promise<void> = () => Promise.resolve();

it('a notice comes out of an open stream, with all the parts of the server running', async () => {
  await world.stop();
  world = await startNotices({ jobs: 'running' });
  await world.workspace('workspace-1', [advertiserId]);
  const token = await world.session();
  const stream = await fetch(`${world.server.url}/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const [first] = await world.simulator.ads(advertiserId);
  await world.decide(first?.adId ?? '', 'reject');
  await world.deliver(notice(3, [adEntry(advertiserId, first as SimulatedAd, 'no')]));
  let text = '';
  while (!text.includes('event: ad.disapproved')) text += (await reader?.read())?.value ?? '';
  expect(text).toContain(first?.adId);
  await reader?.cancel();
});
