import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Deps } from '../../server/deps.ts';
import { createInboxWorker } from '../../server/webhooks/index.ts';
import type { SimulatedAd } from '../support/simulator.ts';
import { adEntry, notice, type NoticeWorld, startNotices, suspension } from './webhooks-process-support.ts';

// What others do while a notice is being looked into.

let world: NoticeWorld;
let advertiserId: string;
let other: string;

beforeEach(async () => {
  world = await startNotices();
  [advertiserId = '', other = ''] = world.advertiserIds;
  await world.workspace('workspace-1', [advertiserId, other]);
});
afterEach(() => world.stop());

const workspace = () => world.server.deps.store.workspace('workspace-1');
const toldOf = async () => (await world.events()).map(({ type, subject }) => `${type} ${subject.id}`).sort();

it('a part that could not be written, since another process took a notice of it, is told with the next look', async () => {
  const [mine, late] = (await world.simulator.ads(advertiserId)) as [SimulatedAd, SimulatedAd];
  const [theirs] = (await world.simulator.ads(other)) as [SimulatedAd];
  for (const { adId } of [mine, late, theirs]) await world.decide(adId, 'reject', 'No sound.');
  await world.deliver(notice(3, [adEntry(advertiserId, late, 'No sound.')]));
  await world.deliver(notice(3, [adEntry(advertiserId, mine, 'No sound.'), adEntry(other, theirs, 'No sound.')]));

  const { deps } = world.server;
  const { webhookInbox } = deps.store;
  let isTaken = false;
  const finish: typeof webhookInbox.finish = async (...outcome) => {
    if (!isTaken) {
      isTaken = true;
      // A lease that was not renewed in time: the first of the two notices goes to somebody else.
      world.advance(16_000);
      const now = deps.clock.now();
      expect(await webhookInbox.claim('another', now, now + 15_000, 1)).toHaveLength(1);
    }
    return webhookInbox.finish(...outcome);
  };
  const hindered: Deps = { ...deps, store: { ...deps.store, webhookInbox: { ...webhookInbox, finish } } };
  await createInboxWorker(hindered).runDue();
  expect(await toldOf()).toEqual([`ad.disapproved ${mine.adId}`, `ad.disapproved ${theirs.adId}`].sort());

  world.advance(16_000);
  await world.work();
  expect(await toldOf()).toEqual([mine, late, theirs].map(({ adId }) => `ad.disapproved ${adId}`).sort());
  expect(await world.pending()).toBe(0);
});

it('an ad account that is removed while TikTok is asked about its ads tells nothing, and nothing of it is remembered', async () => {
  const [ad] = (await world.simulator.ads(advertiserId)) as [SimulatedAd];
  await world.decide(ad.adId, 'reject', 'No sound.');
  await world.deliver(notice(3, [adEntry(advertiserId, ad, 'No sound.')]));
  const { deps } = world.server;
  const request: typeof deps.tiktok.request = async (question) => {
    const answer = await deps.tiktok.request(question);
    if (question.path === '/ad/review_info/') await workspace().adAccounts.remove(advertiserId, deps.clock.now());
    return answer;
  };
  await createInboxWorker({ ...deps, tiktok: { ...deps.tiktok, request } }).runDue();
  expect([await world.told(), await world.pending()]).toEqual([[], 0]);
  expect(await workspace().watched.list(advertiserId, 'ad', null, 10)).toEqual([]);
});

it('a suspended ad account that is removed needs nobody, and is told of anew when it is imported again', async () => {
  await world.simulator.control('advertisers/status', { advertiserId, status: 'STATUS_LIMIT' });
  await world.deliver(suspension(advertiserId, 'STATUS_LIMIT', Date.now(), 'Policy.'));
  await world.work();
  const open = async () => (await world.events()).filter(({ resolvedAt }) => resolvedAt === null).length;
  expect([await world.told(), await open()]).toEqual([['account.suspended'], 1]);

  const account = await workspace().adAccounts.get(advertiserId);
  const token = await world.session();
  expect((await world.server.call('DELETE', `/v1/ad-accounts/${advertiserId}`, { as: token })).status).toBe(204);
  expect(await open()).toBe(0);

  if (account === null) throw new Error('It was imported.');
  const { connection: _connection, ...record } = account;
  await workspace().adAccounts.import([record]);
  await world.deliver(suspension(advertiserId, 'STATUS_LIMIT', Date.now(), 'Policy, told again.'));
  await world.work();
  expect([await world.told(), await open()]).toEqual([['account.suspended', 'account.suspended'], 1]);
  await world.deliver(suspension(advertiserId, 'STATUS_LIMIT', Date.now(), 'Policy, told a third time.'));
  await world.work();
  expect(await world.told()).toHaveLength(2);
});
