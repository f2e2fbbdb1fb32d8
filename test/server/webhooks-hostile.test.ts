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

  it('of 300,000 entries that name every ad account is told as the few different ones that it has', async () => {
    await start();
    await world.workspace('workspace-1', world.advertiserIds.slice(0, 20));
    const ids = world.advertiserIds.slice(0, 20);
    const s = performance.now();
    await world.deliver(
      `{"advertiser_ids":[${ids.join()}],"entry":[${Array.from({ length: 300_000 }, () => '{}').join()}]}`,
    );
    const d = performance.now();
    await world.work();
    console.log(d - s, performance.now() - d, process.memoryUsage().rss / 1e6);
    expect(await world.pending()).toBe(0);
    expect(await world.told()).toHaveLength(20);
  }, 120000);
});
