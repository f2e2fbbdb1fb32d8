import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../../server/store/events.ts';
import type { NewNotice, NoticeOutcome, ReviewNote } from '../../../../server/store/webhooks.ts';
import { adAccount, connection } from '../records.ts';
import type { Opened } from './opened.ts';

const ADVERTISER = '7100000000000000001';

function incoming(body: string, receivedAt = 1000): NewNotice {
  const hash = new Uint8Array(createHash('sha256').update(body).digest());
  return { hash, receivedAt, scheme: 'X-Open-Signature', appId: '7', sealedBody: `sealed ${body}` };
}

function outcome(change: Partial<NoticeOutcome>): NoticeOutcome {
  return { at: 2000, done: [], later: [], events: [], reviews: [], toHost: false, ...change };
}

let count = 0;
function told(key: string, workspaceId = 'mine'): { workspaceId: string; event: NewEvent } {
  count += 1;
  return {
    workspaceId,
    event: {
      id: `evt_inbox${String(count).padStart(6, '0')}`,
      type: 'account.access_lost',
      key,
      advertiserId: ADVERTISER,
      accountName: null,
      connectionId: null,
      subject: { kind: 'account', id: ADVERTISER, name: null },
      data: {},
      occurredAt: 2000,
      createdAt: 2000,
    },
  };
}

const review: ReviewNote = {
  workspaceId: 'mine',
  advertiserId: ADVERTISER,
  kind: 'ad',
  id: '17',
  name: 'Video',
  campaignId: '1',
  adgroupId: '2',
  from: null,
  to: { review: 'one', toldAt: 2000 },
};

/** What every driver does with TikTok's notices. */
export function inboxContract(its: Opened): void {
  describe('the inbox', () => {
    const claim = (owner: string, now: number, limit = 10) =>
      its.store.webhookInbox.claim(owner, now, now + 100, limit);
    const seqsOf = async (owner: string, now: number, limit = 10) =>
      (await claim(owner, now, limit)).map(({ seq }) => seq);

    it('takes a body once, also from several processes and within one batch', async () => {
      expect(await its.store.webhookInbox.add([incoming('a'), incoming('b'), incoming('a')])).toEqual([
        true,
        true,
        false,
      ]);
      expect(await its.other.webhookInbox.add([incoming('b', 5000), incoming('c')])).toEqual([false, true]);
      expect(await its.store.webhookInbox.countPending()).toBe(3);
      const [first] = await claim('me', 1000, 1);
      expect(first).toMatchObject({
        ...incoming('a'),
        hash: Buffer.from(incoming('a').hash),
        attempts: 0,
        triedSince: null,
      });
    });

    it('gives each notice to one owner, oldest first, until the lease ends', async () => {
      await its.store.webhookInbox.add(['a', 'b', 'c'].map((body) => incoming(body)));
      const mine = await seqsOf('me', 1000, 2);
      expect(mine).toHaveLength(2);
      expect(await its.other.webhookInbox.claim('other', 1000, 1100, 10)).toHaveLength(1);
      expect(await claim('third', 1099)).toEqual([]);
      await its.store.webhookInbox.renew('me', mine, 1500);
      // The other's lease is over, mine was made longer; and nobody renews what is not theirs.
      await its.store.webhookInbox.renew('other', mine, 9000);
      const third = await its.other.webhookInbox.claim('third', 1100, 9999, 10);
      expect(third).toHaveLength(1);
      expect(mine).not.toContain(third[0]?.seq);
      expect(await seqsOf('fourth', 1500)).toEqual(mine);
    });

    it('finishes all or nothing, and only for the owner', async () => {
      await its.store.webhookInbox.add(['a', 'b'].map((body) => incoming(body)));
      const done = await seqsOf('me', 1000);
      const [first = 0, second = 0] = done;
      expect(
        await its.store.webhookInbox.finish(
          'me',
          outcome({
            done: [first],
            later: [{ seq: second, at: 3000, triedSince: 1000 }],
            events: [told('k'), told('k', 'theirs'), told('k')],
          }),
        ),
      ).toEqual(['mine', 'theirs']);
      expect((await its.mine.events.listAfter(0, 10)).map(({ key }) => key)).toEqual(['k']);
      expect(
        await its.store.webhookInbox.finish('me', outcome({ done: [first, second], events: [told('late')] })),
      ).toBe('lost');
      expect(await its.mine.events.listAfter(0, 10)).toHaveLength(1);
      expect([await its.store.webhookInbox.countPending(), await its.store.webhookInbox.nextAt()]).toEqual([1, 3000]);
      expect(await claim('me', 2999)).toEqual([]);
      expect(await claim('me', 3000)).toMatchObject([
        { seq: second, attempts: 1, triedSince: 1000, sealedBody: 'sealed b' },
      ]);
      // What is told already is no news.
      expect(await its.store.webhookInbox.finish('me', outcome({ done: [second], events: [told('k')] }))).toEqual([]);
      expect(await its.store.webhookInbox.nextAt()).toBeNull();
    });

    it('keeps of a notice that is done with only what recognises it, and forgets that in time', async () => {
      await its.store.webhookInbox.add([incoming('a')]);
      const done = await seqsOf('me', 1000);
      await its.store.webhookInbox.finish('me', outcome({ at: 2000, done }));
      expect(await its.store.webhookInbox.add([incoming('a')])).toEqual([false]);
      expect(await its.store.webhookInbox.removeDone(2000, 10)).toBe(0);
      expect(await its.store.webhookInbox.removeDone(2001, 10)).toBe(1);
      expect(await its.store.webhookInbox.add([incoming('a')])).toEqual([true]);
    });

    it('notes what a review said with the events that tell it, unless somebody noted something since', async () => {
      const { webhookInbox } = its.store;
      expect(await webhookInbox.finish('', outcome({ reviews: [review], events: [told('one')] }))).toEqual(['mine']);
      const [watched] = await its.mine.watched.getMany(ADVERTISER, 'ad', ['17']);
      expect(watched).toMatchObject({ name: 'Video', review: 'one', toldAt: 2000, seenAt: 2000, status: null });
      const outdated = { ...review, to: { review: 'two', toldAt: 3000 } };
      expect(await webhookInbox.finish('', outcome({ reviews: [outdated], events: [told('two')] }))).toBe('outdated');
      expect(await its.mine.events.listAfter(0, 10)).toHaveLength(1);
      const next = { ...review, name: 'Another', from: 'one', to: { review: 'two', toldAt: 3000 } };
      expect(await webhookInbox.finish('', outcome({ at: 9000, reviews: [next] }))).toEqual([]);
      // Lists tell names and when a thing was seen; a notice only fills in what is missing.
      expect(await its.mine.watched.getMany(ADVERTISER, 'ad', ['17'])).toMatchObject([
        { name: 'Video', review: 'two', toldAt: 3000, seenAt: 2000 },
      ]);
      expect(await its.theirs.watched.getMany(ADVERTISER, 'ad', ['17'])).toEqual([]);
    });

    it('remembers when a signing key was first seen, whoever sees it again', async () => {
      expect(await its.store.webhookInbox.firstSeen('key', 1000)).toBe(1000);
      expect(await its.other.webhookInbox.firstSeen('key', 9000)).toBe(1000);
      expect(await its.store.webhookInbox.firstSeen('another', 9000)).toBe(9000);
    });

    it('says which workspaces have imported an ad account', async () => {
      for (const workspace of [its.mine, its.theirs]) {
        const id = `con_${workspace.workspaceId}_0001`;
        await workspace.connections.create(connection({ id }));
        await workspace.adAccounts.import([adAccount({ connectionId: id })]);
      }
      const found = await its.store.advertisers.workspacesOf([ADVERTISER, '5']);
      expect(found.sort((one, other) => (one.workspaceId < other.workspaceId ? -1 : 1))).toEqual([
        { advertiserId: ADVERTISER, workspaceId: 'mine' },
        { advertiserId: ADVERTISER, workspaceId: 'theirs' },
      ]);
      expect(await its.store.advertisers.workspacesOf([])).toEqual([]);
    });
  });
}
