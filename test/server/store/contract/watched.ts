import { describe, expect, it } from 'vitest';
import type { SubscriptionRecord, WatchedRecord } from '../../../../server/store/watched.ts';
import { adAccount, connection, tiktokApp } from '../records.ts';
import type { Opened } from './opened.ts';

const thing = (change: Partial<WatchedRecord> = {}): WatchedRecord => ({
  advertiserId: '7101',
  kind: 'ad',
  id: '17001',
  name: 'Video A',
  status: 'AD_STATUS_AUDIT',
  review: null,
  campaignId: '17003',
  adgroupId: '17002',
  toldAt: null,
  seenAt: 1000,
  ...change,
});

const subscription = (change: Partial<SubscriptionRecord> = {}): SubscriptionRecord => ({
  subscriptionId: '7351',
  appId: '71',
  connectionId: 'con_00000001',
  tokenVersion: 1,
  entity: 'AD_ACCOUNT_SUSPENSION',
  advertiserIds: ['7101', '7102'],
  objectId: null,
  callbackUrl: 'https://ads.example/v1/webhooks/tiktok',
  createdAt: 1000,
  confirmedAt: null,
  endingSince: null,
  ...change,
});

/** What every driver does with things at TikTok that are watched, and with subscriptions. */
export function watchedContract(its: Opened): void {
  describe('watched things', () => {
    it('are of a workspace, an ad account and a kind', async () => {
      await its.mine.watched.put([thing(), thing({ kind: 'adgroup' }), thing({ advertiserId: '7102' })]);
      await its.theirs.watched.put([thing({ name: 'Theirs' })]);
      expect(await its.mine.watched.list('7101', 'ad', null, 10)).toEqual([thing()]);
      expect(await its.theirs.watched.getMany('7101', 'ad', ['17001', '17009'])).toEqual([thing({ name: 'Theirs' })]);
    });

    it('are listed by id, slice by slice', async () => {
      const ids = ['17005', '17001', '17003'];
      await its.mine.watched.put(ids.map((id) => thing({ id })));
      const slice = async (after: string | null) =>
        (await its.mine.watched.list('7101', 'ad', after, 2)).map(({ id }) => id);
      expect([await slice(null), await slice('17003')]).toEqual([['17001', '17003'], ['17005']]);
    });

    it('are listed of several ad accounts where they have reviews', async () => {
      await its.mine.watched.put([
        thing(),
        thing({ kind: 'adgroup', id: '17002', status: null }),
        thing({ kind: 'campaign' }),
        thing({ advertiserId: '7102' }),
        thing({ advertiserId: '7103' }),
      ]);
      await its.theirs.watched.put([thing({ id: '17009' })]);
      const found = await its.mine.watched.listReviewed(['7101', '7102', '7109']);
      expect(found.map(({ advertiserId, kind, id, status }) => [advertiserId, kind, id, status]).sort()).toEqual([
        ['7101', 'ad', '17001', 'AD_STATUS_AUDIT'],
        ['7101', 'adgroup', '17002', null],
        ['7102', 'ad', '17001', 'AD_STATUS_AUDIT'],
      ]);
    });

    it('are seen without touching what the review said', async () => {
      await its.mine.watched.put([thing({ review: 'passed', toldAt: 900 })]);
      const { review: _review, toldAt: _toldAt, ...sighting } = thing({ status: 'AD_STATUS_AUDIT_DENY', seenAt: 2000 });
      await its.mine.watched.see([sighting, { ...sighting, id: '17002' }]);
      expect(await its.mine.watched.list('7101', 'ad', null, 10)).toEqual([
        thing({ status: 'AD_STATUS_AUDIT_DENY', seenAt: 2000, review: 'passed', toldAt: 900 }),
        thing({ id: '17002', status: 'AD_STATUS_AUDIT_DENY', seenAt: 2000 }),
      ]);
    });

    it('are forgotten one by one, or with their ad account', async () => {
      await its.mine.watched.put([thing(), thing({ id: '17002' }), thing({ kind: 'campaign' })]);
      await its.theirs.watched.put([thing()]);
      await its.mine.watched.forget('7101', 'ad', ['17001', '17009']);
      expect((await its.mine.watched.list('7101', 'ad', null, 10)).map(({ id }) => id)).toEqual(['17002']);
      await its.mine.watched.forgetAll('7101');
      expect(await its.mine.watched.list('7101', 'campaign', null, 10)).toEqual([]);
      expect(await its.theirs.watched.list('7101', 'ad', null, 10)).toEqual([thing()]);
    });
  });

  describe('subscriptions', () => {
    it('are listed by connection, slice by slice, and only in their workspace', async () => {
      const ad = subscription({ subscriptionId: '7352', entity: 'AD', objectId: '17001', createdAt: 500 });
      await its.mine.subscriptions.add(subscription());
      await its.mine.subscriptions.add(ad);
      await its.mine.subscriptions.add(subscription({ subscriptionId: '7353', connectionId: 'con_00000002' }));
      const list = (after: string | null, limit: number, of = its.mine) =>
        of.subscriptions.listByConnection('con_00000001', after, limit);
      expect(await list(null, 10)).toEqual([subscription(), ad]);
      expect([await list(null, 1), await list('7351', 1), await list('7352', 1)]).toEqual([[subscription()], [ad], []]);
      expect(await list(null, 10, its.theirs)).toEqual([]);
      expect(await its.theirs.subscriptions.get('7351')).toBeNull();
    });

    it('take the place of what had no answer yet', async () => {
      await its.mine.subscriptions.add(subscription({ subscriptionId: 'unanswered-1' }));
      await its.mine.subscriptions.answered('unanswered-1', subscription());
      expect(await its.mine.subscriptions.listByConnection('con_00000001', null, 10)).toEqual([subscription()]);
    });

    it('are marked to be ended once, and removed', async () => {
      await its.mine.subscriptions.add(subscription());
      await its.theirs.subscriptions.end(['7351'], 1500);
      await its.mine.subscriptions.end(['7351'], 2000);
      await its.mine.subscriptions.end(['7351'], 3000);
      expect(await its.mine.subscriptions.get('7351')).toEqual(subscription({ endingSince: 2000 }));
      expect(await its.store.subscriptions.counts()).toEqual({ held: 1, ending: 1 });
      await its.mine.subscriptions.remove(['7351']);
      expect(await its.store.subscriptions.counts()).toEqual({ held: 0, ending: 0 });
    });

    it('are confirmed across workspaces, and what nobody has is named', async () => {
      await its.mine.subscriptions.add(subscription());
      await its.theirs.subscriptions.add(subscription({ subscriptionId: '7352' }));
      await its.mine.subscriptions.add(subscription({ subscriptionId: '7353', appId: '72' }));
      expect(await its.store.subscriptions.confirm('71', ['7351', '7352', '7353', '7359'], 5000)).toEqual([
        '7353',
        '7359',
      ]);
      expect((await its.theirs.subscriptions.get('7352'))?.confirmedAt).toBe(5000);
      expect((await its.mine.subscriptions.get('7353'))?.confirmedAt).toBeNull();
    });

    it('that were not listed since are found, of one app and callback, but not the new ones nor those to be ended', async () => {
      const { callbackUrl } = subscription();
      await its.mine.subscriptions.add(subscription({ subscriptionId: 'old', confirmedAt: 1500 }));
      await its.theirs.subscriptions.add(subscription({ subscriptionId: 'never' }));
      await its.mine.subscriptions.add(subscription({ subscriptionId: 'listed', confirmedAt: 2000 }));
      await its.mine.subscriptions.add(subscription({ subscriptionId: 'new', createdAt: 2000 }));
      await its.mine.subscriptions.add(subscription({ subscriptionId: 'ending', endingSince: 1200 }));
      await its.mine.subscriptions.add(subscription({ subscriptionId: 'app', appId: '72' }));
      await its.mine.subscriptions.add(
        subscription({ subscriptionId: 'callback', callbackUrl: `${callbackUrl}?app=71` }),
      );
      const found = await its.store.subscriptions.unconfirmed('71', callbackUrl, 2000, 10);
      expect(found.map(({ workspaceId, subscriptionId }) => [workspaceId, subscriptionId])).toEqual([
        ['mine', 'old'],
        ['theirs', 'never'],
      ]);
    });

    it('keep the secret of a retired app until they have ended', async () => {
      await its.mine.tiktokApps.put(tiktokApp());
      await its.mine.subscriptions.add(subscription());
      await its.mine.tiktokApps.retire();
      expect(await its.mine.tiktokApps.get('71')).not.toBeNull();
      await its.mine.subscriptions.remove(['7351']);
      expect(await its.mine.tiktokApps.removeUnneeded()).toBe(1);
    });
  });

  describe('imported ad accounts across workspaces', () => {
    it('are counted by app, and found where a job is missing', async () => {
      await its.mine.connections.create(connection({ appId: '71' }));
      await its.theirs.connections.create(connection({ id: 'con_00000002', appId: '72' }));
      await its.mine.adAccounts.import([adAccount({ advertiserId: '7101' }), adAccount({ advertiserId: '7102' })]);
      await its.theirs.adAccounts.import([adAccount({ advertiserId: '7101', connectionId: 'con_00000002' })]);
      expect(await its.store.advertisers.countByApp('71')).toBe(2);
      expect(await its.store.advertisers.countByApp('73')).toBe(0);
      const job = { kind: 'watch', workspaceId: 'mine', subjectId: 'mine/7101', runAt: 0 };
      await its.store.jobs.enqueue(job);
      const without = await its.store.advertisers.withoutJob('watch', 10);
      expect(without.map(({ workspaceId, advertiserId }) => `${workspaceId}/${advertiserId}`).sort()).toEqual([
        'mine/7102',
        'theirs/7101',
      ]);
      expect(await its.store.advertisers.withoutJob('other', 2)).toHaveLength(2);
    });

    it('change their status once, however many notice it', async () => {
      await its.mine.connections.create(connection());
      await its.mine.adAccounts.import([adAccount({ advertiserId: '7101', tiktokStatus: 'STATUS_ENABLE' })]);
      const both = await Promise.all([
        its.mine.adAccounts.changeStatus('7101', 'STATUS_LIMIT', 5000),
        its.other.workspace('mine').adAccounts.changeStatus('7101', 'STATUS_LIMIT', 5001),
      ]);
      expect(both.filter((each) => each !== null)).toEqual([{ before: 'STATUS_ENABLE' }]);
      expect(await its.mine.adAccounts.get('7101')).toMatchObject({ tiktokStatus: 'STATUS_LIMIT' });
      expect(await its.theirs.adAccounts.changeStatus('7101', 'STATUS_ENABLE', 5000)).toBeNull();
    });
  });
}
