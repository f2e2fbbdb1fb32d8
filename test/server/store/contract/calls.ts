import { describe, expect, it } from 'vitest';
import type { CallEnd, CallRecord, StoredAnswer } from '../../../../server/store/calls.ts';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

const EVERYTHING = { advertiserId: null, status: null, idempotencyKey: null };
const ANSWER: StoredAnswer = {
  httpStatus: 200,
  contentType: 'application/json',
  tiktokRequestId: '2026',
  sealedAnswer: 'sealed',
};

export function callRecord(change: Partial<CallRecord> = {}): CallRecord {
  return {
    id: 'call_00000001',
    at: 1000,
    finishedAt: null,
    status: 'running',
    actorKind: 'automation',
    credential: 'host',
    userId: null,
    method: 'POST',
    path: '/campaign/create/',
    family: 'campaign',
    actions: ['create'],
    advertiserId: '7100000000000000001',
    connectionId: 'con_00000001',
    idempotencyKey: null,
    createRequestId: '123',
    lookUp: { level: 'campaign', parentId: null, names: ['Spring'] },
    entityIds: [],
    attempts: [],
    approvalId: null,
    error: null,
    ...change,
  };
}

/** What every driver does with calls, the keys they came with, and leases. */
export function callContract(its: Opened): void {
  const lease = { owner: 'me', until: 5000 };
  const key = (change: Partial<{ key: string; fingerprint: string; expiresAt: number }> = {}) => ({
    key: 'k',
    fingerprint: 'f',
    expiresAt: 9000,
    ...change,
  });
  const end = (change: Partial<CallEnd> = {}): CallEnd => ({
    status: 'succeeded',
    finishedAt: 2000,
    attempts: [],
    entityIds: ['7200000000000000001'],
    error: null,
    approvalId: null,
    key: { kind: 'answered', answer: ANSWER, fingerprint: null },
    leases: [],
    ...change,
  });
  const keyed = callRecord({ idempotencyKey: 'k' });

  describe('calls', () => {
    it('gives a call back as it was written, and as it ended', async () => {
      expect(await its.mine.calls.begin(keyed, lease, key())).toEqual({ kind: 'begun' });
      expect(await its.other.workspace('mine').calls.get(keyed.id)).toEqual(keyed);
      const attempts: CallRecord['attempts'] = [
        {
          at: 1100,
          durationMs: 30,
          purpose: 'send',
          outcome: 'lost',
          httpStatus: null,
          tiktokCode: null,
          tiktokRequestId: null,
          detail: 'connection lost',
        },
      ];
      expect(await its.mine.calls.noteAttempts(keyed.id, 'me', attempts)).toBe(true);
      expect(await its.mine.calls.noteAttempts(keyed.id, 'another', [])).toBe(false);
      expect((await its.mine.calls.get(keyed.id))?.attempts).toEqual(attempts);
      const error = { code: 'tiktok_error', message: 'no' } as const;
      const ended = end({ status: 'failed', attempts, error });
      expect(await its.mine.calls.finish(keyed.id, 'another', ended)).toBe(false);
      expect(await its.mine.calls.finish(keyed.id, 'me', ended)).toBe(true);
      expect(await its.mine.calls.finish(keyed.id, 'me', ended)).toBe(false);
      const { key: _key, leases: _leases, ...written } = ended;
      expect(await its.mine.calls.get(keyed.id)).toEqual({ ...keyed, ...written });
      expect(await its.theirs.calls.get(keyed.id)).toBeNull();
    });

    it('tells who has a key, also in another process, and what was answered', async () => {
      await its.mine.calls.begin(keyed, lease, key());
      const again = callRecord({ id: 'call_00000002', at: 1500, idempotencyKey: 'k' });
      const theKey = { ...key(), callId: keyed.id, createdAt: 1000 };
      const begin = () =>
        its.other.workspace('mine').calls.begin(again, { owner: 'you', until: 6000 }, key({ fingerprint: 'g' }));
      expect(await begin()).toEqual({
        kind: 'held',
        key: { ...theKey, answer: null },
        call: keyed,
        leaseUntil: 5000,
      });
      await its.mine.calls.finish(keyed.id, 'me', end());
      expect(await begin()).toMatchObject({ kind: 'held', key: { ...theKey, answer: ANSWER }, leaseUntil: null });
      expect(await its.mine.calls.get('call_00000002')).toBeNull();
      expect(await its.theirs.calls.begin(again, lease, key())).toEqual({ kind: 'begun' });
    });

    it('lets one of many with the same key begin', async () => {
      const begun = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          (n % 2 === 0 ? its.mine : its.other.workspace('mine')).calls.begin(
            callRecord({ id: `call_0000001${n}`, idempotencyKey: 'k' }),
            { owner: `o${n}`, until: 5000 },
            key(),
          ),
        ),
      );
      expect(begun.filter(({ kind }) => kind === 'begun')).toHaveLength(1);
      expect(begun.filter(({ kind }) => kind === 'held')).toHaveLength(9);
    });

    it('writes down the fingerprint that was only known at the end', async () => {
      await its.mine.calls.begin(keyed, lease, key({ fingerprint: '' }));
      await its.mine.calls.finish(
        keyed.id,
        'me',
        end({ key: { kind: 'answered', answer: ANSWER, fingerprint: 'of the form' } }),
      );
      const again = await its.mine.calls.begin(callRecord({ id: 'call_00000002' }), lease, key());
      expect(again).toMatchObject({ kind: 'held', key: { fingerprint: 'of the form' } });
    });

    it('frees a key whose call did nothing, and one that has run out', async () => {
      await its.mine.calls.begin(keyed, lease, key());
      await its.mine.calls.finish(keyed.id, 'me', end({ status: 'refused', key: { kind: 'free' } }));
      const second = callRecord({ id: 'call_00000002', idempotencyKey: 'k' });
      expect(await its.mine.calls.begin(second, lease, key())).toEqual({ kind: 'begun' });
      await its.mine.calls.finish(second.id, 'me', end());
      const third = callRecord({ id: 'call_00000003', idempotencyKey: 'k', at: 9000 });
      expect(await its.mine.calls.begin(third, { owner: 'me', until: 12_000 }, key({ expiresAt: 20_000 }))).toEqual({
        kind: 'begun',
      });
      expect(await its.mine.calls.begin(callRecord({ id: 'call_00000004', at: 9500 }), lease, key())).toMatchObject({
        kind: 'held',
        key: { callId: 'call_00000003', answer: null },
      });
    });

    it('goes on with a call of a known id and its own key, unless somebody works on it', async () => {
      await its.mine.calls.begin(keyed, lease, key());
      const again = callRecord({ at: 1500, approvalId: 'apr_00000001', idempotencyKey: 'approval:1' });
      const own = key({ key: 'approval:1', fingerprint: 'digest' });
      expect(await its.mine.calls.begin(again, lease, own)).toMatchObject({
        kind: 'held',
        key: null,
        leaseUntil: 5000,
      });
      await its.mine.calls.finish(keyed.id, 'me', end({ status: 'waiting', key: { kind: 'kept' } }));
      expect(await its.mine.calls.begin(again, { owner: 'you', until: 7000 }, own)).toMatchObject({
        kind: 'again',
        call: { id: keyed.id, status: 'waiting', idempotencyKey: 'k', approvalId: 'apr_00000001' },
      });
      expect(await its.mine.calls.get(keyed.id)).toMatchObject({ status: 'running', idempotencyKey: 'k' });
      await its.mine.calls.finish(keyed.id, 'you', end());
      expect(await its.mine.calls.begin(again, lease, own)).toMatchObject({
        kind: 'held',
        key: { key: 'k', answer: ANSWER },
      });
      const later = { ...again, at: 9000 };
      expect(await its.mine.calls.begin(later, { owner: 'me', until: 12_000 }, own)).toMatchObject({
        kind: 'again',
        call: { status: 'succeeded' },
      });
      expect(await its.mine.calls.get(keyed.id)).toMatchObject({ status: 'succeeded', finishedAt: 2000 });
      expect(await its.other.calls.listAbandoned(20_000, 10)).toEqual([]);
    });

    it('lets one take over what nobody works on', async () => {
      await its.mine.calls.begin(keyed, lease, key());
      const next = { owner: 'you', until: 9000 };
      expect(await its.mine.calls.takeOver(keyed.id, 4999, next)).toBeNull();
      expect(await its.mine.calls.renew(keyed.id, { owner: 'me', until: 6000 })).toBe(true);
      expect(await its.mine.calls.takeOver(keyed.id, 5000, next)).toBeNull();
      expect(await its.store.calls.listAbandoned(5999, 10)).toEqual([]);
      expect(await its.store.calls.listAbandoned(6000, 10)).toEqual([{ workspaceId: 'mine', record: keyed }]);
      expect(await its.mine.calls.takeOver(keyed.id, 6000, next)).toEqual(keyed);
      expect(await its.mine.calls.renew(keyed.id, { owner: 'me', until: 9000 })).toBe(false);
      expect(await its.mine.calls.finish(keyed.id, 'me', end())).toBe(false);
      await its.mine.calls.finish(keyed.id, 'you', end({ status: 'unknown', key: { kind: 'kept' } }));
      expect(await its.store.calls.listAbandoned(99_000, 10)).toEqual([]);
      expect(await its.mine.calls.takeOver(keyed.id, 2000, lease, 'waiting')).toBeNull();
      expect(await its.mine.calls.takeOver(keyed.id, 2000, lease, 'unknown')).toEqual({
        ...keyed,
        entityIds: ['7200000000000000001'],
      });
      expect(await its.mine.calls.takeOver('call_missing0', 2000, lease)).toBeNull();
      expect(await its.theirs.calls.takeOver(keyed.id, 99_000, lease)).toBeNull();
    });

    it('lists calls newest first and narrows them', async () => {
      const ids = Array.from({ length: 7 }, (_, n) => `call_0000000${n}`);
      for (const [n, id] of ids.entries()) {
        const advertiserId = n === 3 ? '7100000000000000002' : '7100000000000000001';
        const call = callRecord({ id, at: n < 3 ? 1000 : 2000, advertiserId, idempotencyKey: n === 5 ? 'k' : null });
        await its.mine.calls.begin(call, lease, n === 5 ? key() : null);
      }
      await its.mine.calls.finish('call_00000006', 'me', end());
      const list = (change: Partial<typeof EVERYTHING | { status: CallRecord['status'] }>) =>
        allOf((query) => its.mine.calls.list({ ...query, ...EVERYTHING, ...change }), 3);
      expect((await list({})).map(({ id }) => id)).toEqual(ids.toReversed());
      expect((await list({ status: 'succeeded' })).map(({ id }) => id)).toEqual(['call_00000006']);
      const narrow = { after: null, limit: 10, ...EVERYTHING };
      expect((await its.mine.calls.list({ ...narrow, advertiserId: '7100000000000000002' })).items).toHaveLength(1);
      expect((await its.mine.calls.list({ ...narrow, idempotencyKey: 'k' })).items).toMatchObject([
        { id: 'call_00000005' },
      ]);
      expect((await its.theirs.calls.list(narrow)).items).toEqual([]);
    });

    it('tells which entities other calls to the same endpoint have made, of any workspace', async () => {
      const made = async (id: string, entityIds: string[], change: Partial<CallRecord> = {}) => {
        await its.theirs.calls.begin(callRecord({ id, ...change }), lease, null);
        await its.theirs.calls.finish(id, 'me', end({ entityIds }));
      };
      await made('call_00000001', ['1', '2']);
      await made('call_00000002', ['3'], { path: '/campaign/update/' });
      await made('call_00000003', ['4'], { at: 500 });
      await made('call_00000004', ['5'], { advertiserId: '71' });
      await made('call_00000005', ['6']);
      const query = { advertiserId: '7100000000000000001', path: '/campaign/create/', since: 500 };
      const entityIds = ['2', '3', '4', '5', '6', '7'];
      expect(await its.store.calls.listMade({ ...query, entityIds, exceptCallId: 'call_00000005' })).toEqual(['2']);
    });

    it('forgets keys that have run out and calls that are old, so many at a time', async () => {
      for (let n = 0; n < 5; n += 1) {
        const id = `call_0000000${n}`;
        await its.mine.calls.begin(
          callRecord({ id, at: n * 1000 }),
          lease,
          key({ key: `k${n}`, expiresAt: (n + 1) * 1000 }),
        );
      }
      expect(await its.store.calls.prune({ now: 3000, callsBefore: 2000, limit: 2 })).toBe(4);
      expect(await its.store.calls.prune({ now: 3000, callsBefore: 2000, limit: 2 })).toBe(1);
      expect(await its.store.calls.prune({ now: 3000, callsBefore: 2000, limit: 2 })).toBe(0);
      const left = await its.mine.calls.list({ after: null, limit: 10, ...EVERYTHING });
      expect(left.items.map(({ id }) => id)).toEqual(['call_00000004', 'call_00000003', 'call_00000002']);
    });
  });

  describe('leases', () => {
    it('gives a right to one at a time, until it is over or given back', async () => {
      const { leases } = its.store;
      const others = its.other.leases;
      expect(await leases.take('a', 'me', 1000, 2000)).toBe(true);
      expect(await others.take('a', 'you', 1999, 3000)).toBe(false);
      expect(await others.take('b', 'you', 1999, 3000)).toBe(true);
      expect(await leases.take('a', 'me', 1500, 2500)).toBe(true);
      expect(await leases.renew('a', 'me', 4000)).toBe(true);
      expect(await others.renew('a', 'you', 4000)).toBe(false);
      await others.release('a', 'you');
      expect(await others.take('a', 'you', 3999, 5000)).toBe(false);
      expect(await others.take('a', 'you', 4000, 5000)).toBe(true);
      expect(await leases.renew('a', 'me', 9000)).toBe(false);
      await others.release('a', 'you');
      expect(await leases.take('a', 'me', 4001, 5000)).toBe(true);
    });

    it('ends those of a call with the call', async () => {
      await its.mine.calls.begin(callRecord(), lease, null);
      await its.store.leases.take('a', 'me', 1000, 9000);
      await its.store.leases.take('b', 'you', 1000, 9000);
      await its.mine.calls.finish('call_00000001', 'me', end({ leases: ['a', 'b'] }));
      expect(await its.store.leases.take('a', 'she', 1000, 9000)).toBe(true);
      expect(await its.store.leases.take('b', 'she', 1000, 9000)).toBe(false);
    });

    it('are forgotten when they are over', async () => {
      await its.store.leases.take('a', 'me', 1000, 2000);
      await its.store.leases.take('b', 'me', 1000, 3000);
      expect(await its.store.calls.prune({ now: 2000, callsBefore: 0, limit: 10 })).toBe(1);
      expect(await its.store.leases.renew('a', 'me', 4000)).toBe(false);
      expect(await its.store.leases.renew('b', 'me', 4000)).toBe(true);
    });

    it('lets one of many take a right', async () => {
      const taken = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          (n % 2 === 0 ? its.store : its.other).leases.take('a', `o${n}`, 1000, 2000),
        ),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    });
  });
}
