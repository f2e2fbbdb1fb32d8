import { afterEach, describe, expect, it } from 'vitest';
import type { SimulatedAd } from '../support/simulator.ts';
import { adEntry, notice, type NoticeWorld, startNotices } from './webhooks-process-support.ts';

// What somebody may sign who has the secret of an app, such as a workspace with the app it brought.

let world: NoticeWorld;
afterEach(() => world.stop());

async function start(): Promise<{ advertiserId: string; ad: SimulatedAd }> {
  world = await startNotices();
  const [advertiserId = ''] = world.advertiserIds;
  await world.workspace('workspace-1', [advertiserId]);
  const [ad] = await world.simulator.ads(advertiserId);
  return { advertiserId, ad: ad as SimulatedAd };
}

describe('a signed notice', () => {
  it.each([
    ['lists', (depth: number) => '['.repeat(depth) + ']'.repeat(depth)],
    ['objects', (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`],
  ])('of %s nested as deep as a body allows is read, and so is what comes beside it', async (_name, nested) => {
    const { advertiserId, ad } = await start();
    await world.decide(ad.adId, 'reject', 'Prohibited product');
    const good = JSON.stringify(adEntry(advertiserId, ad, 'no'));
    const deep = nested(150_000);
    await world.deliver(`{"object":3,"entry":[{"adv_id":${advertiserId},"x":${deep}},${good}]}`);
    await world.deliver(`{"adv_id":${advertiserId},"x":${deep}}`);
    await world.work();
    expect([await world.pending(), (await world.told()).toSorted()]).toEqual([
      0,
      ['ad.disapproved', 'tiktok.unknown', 'tiktok.unknown'],
    ]);
    expect(world.log()).not.toContain('could not be looked into');
  });

  it('of more entries than TikTok ever sends holds up nobody and is no notice', async () => {
    const { advertiserId, ad } = await start();
    await world.decide(ad.adId, 'reject', 'Prohibited product');
    const entries = Array.from({ length: 300_000 }, () => '{}').join();
    await world.deliver(`{"advertiser_ids":[${world.advertiserIds.join()}],"entry":[${entries}]}`);
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
    await world.work();
    expect([await world.pending(), await world.told()]).toEqual([0, ['ad.disapproved']]);
  });

  it('whose entries each name every ad account is told of a bounded number of them', async () => {
    await start();
    const many = Array.from({ length: 900 }, (_, index) => String(7_900_000_000_000_000_000n + BigInt(index)));
    const [advertiserId] = world.advertiserIds;
    const entries = Array.from({ length: 1000 }, (_, index) => `{"id":${index + 1}}`).join();
    await world.deliver(`{"advertiser_ids":[${[advertiserId, ...many].join()}],"entry":[${entries}]}`);
    await world.work();
    expect([await world.pending(), (await world.told()).length]).toEqual([0, Math.floor(20_000 / 901)]);
  });

  it('of an unknown kind shows neither a text for an id nor a number for a name, and finds ids inside of text to the last digit', async () => {
    const { advertiserId } = await start();
    const content = `{"adv_id":${advertiserId},"status_code":7}`;
    await world.deliver({
      event: 'x.y',
      id: 'zoe_zylinder',
      4915112345678: true,
      inner: { 4915112345678: 1 },
      content,
    });
    await world.work();
    const events = await world.events();
    expect(events).toMatchObject([{ type: 'tiktok.unknown', advertiserId }]);
    expect(JSON.stringify(events)).not.toMatch(/4915112345678|zylinder/);
  });
});
