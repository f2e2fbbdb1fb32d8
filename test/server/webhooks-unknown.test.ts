import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createSealer } from '../../server/crypto/index.ts';
import { createInboxWorker } from '../../server/webhooks/index.ts';
import type { SimulatedAd } from '../support/simulator.ts';
import { adEntry, notice, type NoticeWorld, startNotices } from './webhooks-process-support.ts';

const HOUR = 3_600_000;

let world: NoticeWorld;
afterEach(() => world.stop());

async function start(): Promise<{ advertiserId: string; other: string; ad: SimulatedAd }> {
  world = await startNotices();
  const [advertiserId = '', other = ''] = world.advertiserIds;
  const [ad] = await world.simulator.ads(advertiserId);
  return { advertiserId, other, ad: ad as SimulatedAd };
}

const counted = async (outcome: string): Promise<number> => {
  const { text } = await world.server.call('GET', '/metrics');
  const line = text
    .split('\n')
    .find((each) => each.startsWith(`tiktok_ads_connect_notice_entries_total{outcome="${outcome}"}`));
  return Number(line?.split(' ')[1] ?? 0);
};

describe('a notice of a kind nobody knows', () => {
  it('is shown to each workspace whose ad account it names, and nothing of the others’', async () => {
    const { advertiserId, other } = await start();
    await world.workspace('workspace-1', [advertiserId]);
    await world.workspace('workspace-2', [other]);
    const change = {
      data_level: 'AUCTION_ADVERTISER',
      changed_metrics_values: { [advertiserId]: { spend: '1.20' }, [other]: { spend: '3' } },
    };
    await world.deliver(notice(11, [change]));
    await world.deliver(notice(11, [change]));
    await world.work();
    expect(await world.events('workspace-1')).toMatchObject([
      {
        type: 'tiktok.unknown',
        advertiserId,
        subject: { kind: 'notice' },
        data: {
          entity: 'REPORT_DATA_CHANGE',
          object: 11,
          payload: { data_level: 'AUCTION_ADVERTISER', changed_metrics_values: { [advertiserId]: { spend: '1.20' } } },
        },
      },
    ]);
    expect(JSON.stringify(await world.events('workspace-1'))).not.toContain(other);
    expect(await world.told('workspace-2')).toEqual(['tiktok.unknown']);
    expect(await counted('unknown_kind')).toBe(4);
  });

  it('leaves nothing of a lead’s person in an event, in the database’s notice or in the log', async () => {
    const { advertiserId } = await start();
    await world.workspace('workspace-1', [advertiserId]);
    const changes = [
      { field: 'name', value: 'Zoë Zylinder' },
      { field: 'phone', value: '4915112345678' },
    ];
    await world.deliver({
      object: 1,
      time: 1_773_331_872,
      entry: [{ id: '7126000000000000641', advertiser_id: advertiserId, changes }],
    });
    await world.work();
    const [event] = await world.events();
    expect(event?.data).toEqual({
      entity: 'LEAD',
      object: 1,
      payload: { id: '7126000000000000641', advertiser_id: advertiserId },
    });
    expect(world.log()).not.toMatch(/Zylinder|4915112345678/);
    expect(await world.pending()).toBe(0);
  });

  it('is counted when it names nobody', async () => {
    await start();
    await world.deliver(notice(14, [{ incident_id: '7', incident_title: 'Slow' }]));
    await world.deliver({ anything: true });
    await world.work();
    expect([await counted('nobody'), await world.pending()]).toEqual([2, 0]);
  });
});

describe('a notice that cannot be looked into', () => {
  it('waits for its key, holds up nobody, and is given up after a day', async () => {
    const { advertiserId, ad } = await start();
    await world.workspace('workspace-1', [advertiserId]);
    await world.decide(ad.adId, 'reject');
    const { deps } = world.server;
    const foreign = createSealer([randomBytes(32)]);
    const hash = randomBytes(32);
    const sealedBody = foreign.seal('{"secret":"content"}', { workspaceId: '', purpose: 'x' });
    await deps.store.webhookInbox.add([
      { hash, receivedAt: deps.clock.now(), scheme: 'X-Open-Signature', appId: '7', sealedBody },
    ]);
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
    await world.work();
    expect([await world.told(), await world.pending()]).toEqual([['ad.disapproved'], 1]);
    for (let hours = 0; hours <= 25; hours += 1) {
      world.advance(HOUR);
      await world.work();
    }
    expect([await world.pending(), await counted('sealed')]).toEqual([0, 1]);
    expect(world.log().match(/cannot be opened/g)).toHaveLength(2);
    expect(world.log()).not.toContain('content');
  });

  it('is looked into alone, again and again, and then kept as of an unknown kind', async () => {
    const { advertiserId, ad, other } = await start();
    await world.workspace('workspace-1', [advertiserId, other]);
    await world.decide(ad.adId, 'reject');
    const { deps } = world.server;
    // One ad account breaks whatever looks into it.
    const broken: typeof deps = {
      ...deps,
      tiktok: {
        ...deps.tiktok,
        request: (wanted) =>
          wanted.query?.['advertiser_id'] === other
            ? Promise.reject(new RangeError('a bug'))
            : deps.tiktok.request(wanted),
      },
    };
    await world.deliver(notice(3, [adEntry(other, ad, 'no')]));
    await world.deliver(notice(3, [adEntry(advertiserId, ad, 'no')]));
    for (let tries = 0; tries < 12; tries += 1) {
      await createInboxWorker(broken).runDue();
      if (tries === 0) expect(await world.told()).toEqual(['ad.disapproved']);
      world.advance(HOUR);
    }
    expect(await world.events()).toMatchObject([
      { type: 'ad.disapproved', advertiserId },
      { type: 'tiktok.unknown', advertiserId: other, data: { entity: 'AD', payload: { ad_id: ad.adId } } },
    ]);
    expect(await world.pending()).toBe(0);
  });
});
