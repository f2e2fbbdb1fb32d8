import { beforeEach, describe, expect, it } from 'vitest';
import type { EventQuery, NewEvent } from '../../../../server/store/events.ts';
import { adAccount, connection } from '../records.ts';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

const EVERYTHING: Omit<EventQuery, 'after' | 'limit'> = {
  group: null,
  type: null,
  advertiserId: null,
  needsYou: false,
  unreadBy: null,
};
const FIRST: EventQuery = { after: null, limit: 100, ...EVERYTHING };
/** Somebody to whom everything is news. */
const ANN = { userId: 'ann', newSince: 0 };

let count = 0;
/** An event by itself, or what is given of it. */
function event(given: Partial<Omit<NewEvent, 'type' | 'data'>> & { type?: NewEvent['type'] } = {}): NewEvent {
  count += 1;
  return {
    id: `evt_${String(count).padStart(8, '0')}`,
    type: 'account.suspended',
    key: `key-${count}`,
    advertiserId: '7100000000000000001',
    accountName: 'Shop',
    connectionId: null,
    subject: { kind: 'account', id: `subject-${count}`, name: null },
    data: { reason: null, confirmed: true },
    occurredAt: 500,
    createdAt: 1000,
    ...given,
  } as NewEvent;
}

/** What every driver does with events. */
export function eventContract(its: Opened): void {
  const listed = async (query: Partial<EventQuery> = {}) =>
    (await its.mine.events.list({ ...FIRST, ...query }, ANN)).items.map(({ id }) => id);

  /** What is told of an ad account that nobody imported needs nobody. */
  const importAccounts = async (): Promise<void> => {
    const owners = [
      [its.mine, 'con_00000001'],
      [its.theirs, 'con_00000003'],
    ] as const;
    for (const [workspace, connectionId] of owners) {
      await workspace.connections.create(connection({ id: connectionId }));
      const ids = ['7100000000000000001', '1', '2', '3'];
      await workspace.adAccounts.import(ids.map((advertiserId) => adAccount({ advertiserId, connectionId })));
    }
  };

  describe('events', () => {
    beforeEach(importAccounts);

    it('are given back as they were written, with their place', async () => {
      const fresh = event();
      const [written] = await its.mine.events.append([fresh], false);
      expect(written).toMatchObject({ ...fresh, resolvedAt: null, isListed: true });
      expect(await its.other.workspace('mine').events.get(fresh.id)).toEqual(written);
      expect(await its.mine.events.listAfter(0, 10)).toEqual([written]);
      expect(await its.mine.events.seqOf(fresh.id)).toBe(written?.seq);
      expect(await its.mine.events.latestSeq()).toBe(written?.seq);
    });

    it('are written once for a key, whoever tells it again', async () => {
      const fresh = event({ key: 'same' });
      await its.mine.events.append([fresh], true);
      const again = await Promise.all(
        [its.store, its.other].map((store) => store.workspace('mine').events.append([event({ key: 'same' })], true)),
      );
      expect(again).toEqual([[], []]);
      expect(await its.mine.events.append([event({ key: 'two' }), event({ key: 'two' })], false)).toHaveLength(1);
      expect(await its.theirs.events.append([event({ key: 'same' })], false)).toHaveLength(1);
      expect((await its.mine.events.counts(ANN)).all).toBe(2);
    });

    it('are written all or none', async () => {
      const { id } = event();
      await its.mine.events.append([event({ id })], false);
      await expect(its.mine.events.append([event(), event({ id })], false)).rejects.toThrow();
      expect(await its.mine.events.listAfter(0, 10)).toHaveLength(1);
    });

    it('resolve what is open about their topic, and nothing of another topic, type, workspace or time', async () => {
      const about = (id: string) => ({ kind: 'account' as const, id, name: null });
      const trouble = event({ subject: about('a') });
      const other = event({ subject: about('b') });
      const lost = event({ type: 'account.access_lost', subject: about('a') });
      const shared = event({ subject: about('c'), topic: 'a' });
      const theirs = event({ subject: about('a') });
      await its.theirs.events.append([theirs], false);
      await its.mine.events.append([trouble, other, lost], false);
      await its.mine.events.append([shared], false);
      await its.mine.events.append([event({ type: 'account.restored', subject: about('a'), createdAt: 2000 })], false);
      const resolvedAt = async ({ id }: NewEvent, store = its.mine) => (await store.events.get(id))?.resolvedAt;
      expect(await resolvedAt(trouble)).toBe(1000);
      expect(await resolvedAt(shared)).toBe(2000);
      for (const open of [other, lost]) expect(await resolvedAt(open)).toBeNull();
      expect(await resolvedAt(theirs, its.theirs)).toBeNull();
      expect((await its.mine.events.counts(ANN)).needsYou).toBe(2);
    });

    it('need nobody any more once their ad account leaves the workspace, alone or with its sign-in', async () => {
      for (const workspace of [its.mine, its.theirs]) {
        const about = ['1', '2', '3', null].map((advertiserId) => event({ advertiserId }));
        await workspace.events.append(about, false);
      }
      const open = async () => {
        const { items } = await its.mine.events.list({ ...FIRST, needsYou: true }, ANN);
        return items.map(({ advertiserId }) => advertiserId);
      };
      await its.mine.adAccounts.remove('2', 5000);
      expect(await open()).toEqual([null, '3', '1']);
      const end = {
        at: 6000,
        tokenVersion: 1,
        revocation: null,
        heldEnd: { code: 'oauth_review_over', message: '' },
      } as const;
      expect(await its.mine.connections.disconnect('con_00000001', end)).toBe(true);
      expect(await open()).toEqual([null]);
      expect((await its.mine.events.listAfter(0, 10)).map(({ resolvedAt }) => resolvedAt)).toEqual([
        6000,
        5000,
        6000,
        null,
      ]);
      expect((await its.theirs.events.counts(ANN)).needsYou).toBe(4);
    });

    it('are read on from a place, oldest first, and are found by workspace', async () => {
      const fresh = Array.from({ length: 5 }, () => event());
      await its.mine.events.append(fresh, false);
      const [theirs] = await its.theirs.events.append([event()], false);
      const first = await its.mine.events.listAfter(0, 3);
      const rest = await its.mine.events.listAfter(first[2]?.seq ?? 0, 3);
      expect([...first, ...rest].map(({ id }) => id)).toEqual(fresh.map(({ id }) => id));
      expect(await its.mine.events.seqOf(theirs?.id ?? '')).toBeNull();
      expect(await its.mine.events.get(theirs?.id ?? '')).toBeNull();
      expect(await its.store.events.latestSeq()).toBe(theirs?.seq);
      expect((await its.store.events.workspacesAfter(0)).sort()).toEqual(['mine', 'theirs']);
      expect(await its.store.events.workspacesAfter(rest[1]?.seq ?? 0)).toEqual(['theirs']);
      expect(await its.store.events.workspacesAfter(theirs?.seq ?? 0)).toEqual([]);
    });

    it('are found by when they were written', async () => {
      const [early, late] = await its.mine.events.append(
        [event({ createdAt: 1000 }), event({ createdAt: 2000 })],
        false,
      );
      expect(await its.mine.events.seqBefore(1000)).toBe(0);
      expect(await its.mine.events.seqBefore(1001)).toBe(early?.seq);
      expect(await its.mine.events.seqBefore(9000)).toBe(late?.seq);
      expect(await its.theirs.events.seqBefore(9000)).toBe(0);
    });

    it('need nobody once their ad account is removed or disconnected, nor do those that still come', async () => {
      const [removed, kept] = [event({ advertiserId: '1' }), event({ advertiserId: '2' })];
      const foreign = event({ advertiserId: '1' });
      await its.mine.events.append([removed, kept], false);
      await its.theirs.events.append([foreign], false);
      const resolvedAt = async ({ id }: NewEvent, of = its.mine) => (await of.events.get(id))?.resolvedAt;

      expect(await its.mine.adAccounts.remove('1', 3000)).toBe(true);
      expect([await resolvedAt(removed), await resolvedAt(kept)]).toEqual([3000, null]);
      const late = event({ advertiserId: '1', createdAt: 3500 });
      await its.mine.events.append([late], false);
      expect(await resolvedAt(late)).toBe(3500);

      const heldEnd = { code: 'oauth_review_over', message: 'gone' } as const;
      const how = { at: 4000, tokenVersion: 1, revocation: null, heldEnd };
      expect(await its.mine.connections.disconnect('con_00000001', how)).toBe(true);
      expect([await resolvedAt(removed), await resolvedAt(kept)]).toEqual([3000, 4000]);
      expect(await resolvedAt(foreign, its.theirs)).toBeNull();
    });

    it('come in pages that narrow, newest first', async () => {
      const fresh = Array.from({ length: 9 }, (_, index) =>
        event({
          type: index % 3 === 0 ? 'ad.approved' : 'account.suspended',
          advertiserId: index % 2 === 0 ? '1' : '2',
          ...(index === 8 ? { isListed: false } : {}),
        }),
      );
      await its.mine.events.append(fresh, false);
      const ids = (...indices: number[]) => indices.map((index) => fresh[index]?.id);
      const all = await allOf((query) => its.mine.events.list({ ...query, ...EVERYTHING }, ANN), 3);
      expect(all.map(({ id }) => id)).toEqual(ids(7, 6, 5, 4, 3, 2, 1, 0));
      expect(await listed({ group: 'ads' })).toEqual(ids(6, 3, 0));
      expect(await listed({ type: 'account.suspended' })).toEqual(ids(7, 5, 4, 2, 1));
      expect(await listed({ advertiserId: '2', group: 'ads' })).toEqual(ids(3));
      expect(await listed({ advertiserId: '1', type: 'account.suspended', needsYou: true })).toEqual(ids(4, 2));
      expect(await its.theirs.events.list(FIRST, ANN)).toEqual({ items: [], nextAfter: null });
    });
  });

  describe('what is read of events', () => {
    beforeEach(importAccounts);

    const unread = () => listed({ unreadBy: ANN });

    it('is counted as if each event were looked at, through marks in any order', async () => {
      const fresh = Array.from({ length: 12 }, (_, index) =>
        event({ type: index % 4 === 0 ? 'ad.approved' : 'account.suspended', isListed: index % 5 !== 4 }),
      );
      for (const each of fresh) await its.mine.events.append([each], false);
      await its.theirs.events.append([event()], false);
      for (const index of [0, 1, 7, 3, 4, 2, 9, 11, 5, 6]) {
        await its.mine.events.markRead(ANN, [fresh[index]?.id ?? '', 'evt_unknown0']);
        const { items } = await its.mine.events.list(FIRST, ANN);
        const counts = await its.mine.events.counts(ANN);
        expect(counts.unread).toBe(items.filter(({ isRead }) => !isRead).length);
        expect(await unread()).toEqual(items.filter(({ isRead }) => !isRead).map(({ id }) => id));
        expect(counts.groups).toEqual({ ads: 2, accounts: 8, audiences: 0, other: 0 });
      }
      expect(await unread()).toEqual([fresh[10]?.id, fresh[8]?.id]);
      await its.mine.events.markReadUpTo(ANN, (await its.mine.events.latestSeq()) - 3);
      expect(await unread()).toEqual([fresh[10]?.id]);
      expect((await its.mine.events.counts(ANN)).unread).toBe(1);
      expect((await its.mine.events.counts({ ...ANN, userId: 'bob' })).unread).toBe(10);
      expect((await its.mine.events.counts(null)).unread).toBe(10);
    });

    it('begins where the reader’s news begin, and stays there with the first mark', async () => {
      const fresh = [1000, 2000, 3000, 4000].map((createdAt) => event({ createdAt }));
      await its.mine.events.append(fresh, false);
      const at = (newSince: number) => ({ userId: 'new', newSince });
      expect((await its.mine.events.counts(at(2500))).unread).toBe(2);
      expect((await its.mine.events.counts(at(3500))).unread).toBe(1);
      await its.mine.events.markRead(at(2500), [fresh[3]?.id ?? '']);
      expect((await its.mine.events.counts(at(9000))).unread).toBe(1);
      await its.mine.events.markReadUpTo(at(9000), 1);
      expect((await its.mine.events.counts(at(9000))).unread).toBe(1);
    });

    it('never becomes unread again, not even when the first mark names what was no news', async () => {
      const written = await its.mine.events.append(
        [1000, 2000, 3000, 4000].map((createdAt) => event({ createdAt })),
        false,
      );
      const reader = { userId: 'new', newSince: 3500 };
      await its.mine.events.markReadUpTo(reader, written[0]?.seq ?? 0);
      expect((await its.mine.events.counts(reader)).unread).toBe(1);
      await its.mine.events.markReadUpTo(reader, written[3]?.seq ?? 0);
      expect((await its.mine.events.counts(reader)).unread).toBe(0);
    });

    it('is marked by two processes at once without a loss', async () => {
      const fresh = Array.from({ length: 20 }, () => event());
      await its.mine.events.append(fresh, false);
      await Promise.all(
        fresh.map(({ id }, index) =>
          (index % 2 === 0 ? its.store : its.other).workspace('mine').events.markRead(ANN, [id]),
        ),
      );
      expect((await its.mine.events.counts(ANN)).unread).toBe(0);
    });
  });

  describe('the removal of old events', () => {
    beforeEach(importAccounts);

    it('takes the oldest in portions, with marks and deliveries, and leaves the counts right', async () => {
      const fresh = [1, 2, 3, 4, 5, 6].map((createdAt) =>
        event({ createdAt, type: createdAt % 2 === 0 ? 'ad.approved' : 'account.suspended' }),
      );
      await its.mine.events.append(fresh, true);
      await its.mine.events.markRead(ANN, [fresh[1]?.id ?? '', fresh[4]?.id ?? '']);
      expect(await its.store.events.removeBefore(4, 2)).toBe(2);
      expect(await its.store.events.removeBefore(4, 2)).toBe(1);
      expect(await its.store.events.removeBefore(4, 2)).toBe(0);
      expect((await its.mine.events.listAfter(0, 10)).map(({ createdAt }) => createdAt)).toEqual([4, 5, 6]);
      const { items } = await its.mine.eventDeliveries.list({ after: null, limit: 10, state: null });
      expect(items).toHaveLength(3);
      const left = { all: 3, unread: 2, needsYou: 1, groups: { ads: 2, accounts: 1, audiences: 0, other: 0 } };
      expect(await its.mine.events.counts(ANN)).toEqual(left);
      await its.mine.events.append([event({ createdAt: 7 })], false);
      expect(await its.mine.events.counts(ANN)).toMatchObject({ all: 4, unread: 3 });
      expect(await its.store.events.removeBefore(100, 10)).toBe(4);
      expect(await its.mine.events.counts(ANN)).toMatchObject({ all: 0, unread: 0, needsYou: 0 });
      const seq = (await its.mine.events.append([event({ createdAt: 8 })], false))[0]?.seq;
      expect(seq).toBeGreaterThan(7);
      expect(await its.mine.events.counts(ANN)).toMatchObject({ all: 1, unread: 1 });
    });
  });
}
