import { describe, expect, it } from 'vitest';
import { adAccount, connection, granted } from '../records.ts';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

/** What every driver does with connections. */
export function connectionContract(its: Opened): void {
  describe('connections', () => {
    it('lists them oldest first, leaves revoked ones out and counts their ad accounts', async () => {
      await its.mine.connections.create(connection({ id: 'con_00000002', createdAt: 2000 }));
      await its.mine.connections.create(connection({ id: 'con_00000001', createdAt: 1000 }));
      await its.mine.connections.create(
        connection({ id: 'con_00000003', createdAt: 500, state: 'revoked', sealedToken: null }),
      );
      await its.mine.connections.setAdvertisers(
        'con_00000001',
        [granted(), granted({ advertiserId: '2', name: 'Other' })],
        3000,
      );
      await its.mine.adAccounts.import([adAccount()]);
      const { items, nextAfter } = await its.mine.connections.list({ after: null, limit: 10 });
      expect(items).toEqual([
        { ...connection(), advertiserCount: 2, importedCount: 1 },
        { ...connection({ id: 'con_00000002', createdAt: 2000 }), advertiserCount: 0, importedCount: 0 },
      ]);
      expect(nextAfter).toBeNull();
      expect(await its.mine.connections.counts('con_00000001')).toEqual({ advertiserCount: 2, importedCount: 1 });
      expect(await its.mine.connections.get('con_00000003')).toMatchObject({ state: 'revoked', sealedToken: null });
    });

    it('finds the one connection of a TikTok user in an environment, of this workspace only', async () => {
      const mine = connection({ coreUserId: 'kim' });
      await its.mine.connections.create(connection({ id: 'con_00000008', coreUserId: 'kim', state: 'revoked' }));
      await its.mine.connections.create(mine);
      await its.mine.connections.create(
        connection({ id: 'con_00000002', coreUserId: 'kim', environment: 'sandbox', createdAt: 2000 }),
      );
      expect(await its.mine.connections.findByUser('production', 'kim')).toEqual(mine);
      expect(await its.mine.connections.findByUser('sandbox', 'kim')).toMatchObject({ id: 'con_00000002' });
      expect(await its.mine.connections.findByUser('production', 'lee')).toBeNull();
      expect(await its.theirs.connections.findByUser('production', 'kim')).toBeNull();
    });

    it('pages through them without a gap or a repeat, also where many were made in one instant', async () => {
      const ids = Array.from({ length: 7 }, (_, index) => `con_0000000${index}`);
      for (const id of ids) await its.mine.connections.create(connection({ id, createdAt: 1000 }));
      expect((await allOf((query) => its.mine.connections.list(query), 3)).map(({ id }) => id)).toEqual(ids);
    });

    it('writes only the fields given, and only from an expected state', async () => {
      await its.mine.connections.create(connection());
      const reason = { code: 'connection_disconnected', message: 'refused', tiktokRequestId: '7' } as const;
      expect(
        await its.mine.connections.update(
          'con_00000001',
          { state: 'disconnected', stateReason: reason, updatedAt: 9 },
          ['active'],
        ),
      ).toBe(true);
      expect(await its.mine.connections.update('con_00000001', { state: 'active' }, ['active', 'expiring'])).toBe(
        false,
      );
      expect(await its.mine.connections.update('con_00000009', { state: 'active' })).toBe(false);
      expect(await its.mine.connections.update('con_00000001', {})).toBe(true);
      expect(await its.mine.connections.get('con_00000001')).toEqual(
        connection({ state: 'disconnected', stateReason: reason, updatedAt: 9 }),
      );
    });

    it('lets one of several racing changes of state win', async () => {
      await its.mine.connections.create(connection());
      const won = await Promise.all(
        [its.store, its.other, its.store, its.other].map((process) =>
          process.workspace('mine').connections.update('con_00000001', { state: 'revoked' }, ['active']),
        ),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
    });

    it('writes for the token that was judged, and for no other', async () => {
      await its.mine.connections.create(connection());
      const update: typeof its.mine.connections.update = (...given) => its.mine.connections.update(...given);
      const renewed = { sealedToken: 'sealed-2', tokenVersion: 2, tokenExpiresAt: 9000, refreshExpiresAt: 90_000 };
      const won = await Promise.all(
        [its.store, its.other, its.store].map((process) =>
          process.workspace('mine').connections.update('con_00000001', renewed, ['active'], 1),
        ),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await update('con_00000001', { state: 'disconnected' }, ['active'], 1)).toBe(false);
      expect(await update('con_00000001', {}, ['active'], 1)).toBe(false);
      expect(await update('con_00000001', {}, ['active'], 2)).toBe(true);
      expect(await its.mine.connections.get('con_00000001')).toEqual(connection(renewed));
    });

    it('keeps what a connection of the short-lived kind needs to be known', async () => {
      const record = connection({
        kind: 'tiktok_account',
        tokenVersion: 7,
        tokenExpiresAt: 86_400_000,
        refreshExpiresAt: 31_536_000_000,
        renewalTroubleSince: 5000,
        tokenLast4: 'a1B2',
        businessCenterCount: 3,
        advertiserChange: {
          at: 4000,
          gainedCount: 1,
          lostCount: 200,
          gained: [{ advertiserId: '7999999999999999999', name: 'Straße' }],
          lost: [],
        },
      });
      await its.mine.connections.create(record);
      expect(await its.other.workspace('mine').connections.get(record.id)).toEqual(record);
    });

    describe('the right to renew a token', () => {
      const lock = (owner: string, now: number, until: number, process = its.store) =>
        process.workspace('mine').connections.lockRenewal('con_00000001', owner, now, until);

      it('is one process’s at a time, until it is given back', async () => {
        await its.mine.connections.create(connection());
        const won = await Promise.all([
          lock('a', 1000, 2000),
          lock('b', 1000, 2000, its.other),
          lock('c', 1000, 2000, its.other),
        ]);
        expect(won).toEqual([true, false, false]);
        await its.mine.connections.unlockRenewal('con_00000001', 'b');
        expect(await lock('b', 1500, 3000)).toBe(false);
        expect(await lock('a', 1500, 3000)).toBe(true);
        expect(await lock('b', 2500, 4000)).toBe(false);
        await its.mine.connections.unlockRenewal('con_00000001', 'a');
        expect(await lock('b', 2500, 4000)).toBe(true);
      });

      it('ends with its time, as after a crash', async () => {
        await its.mine.connections.create(connection());
        await lock('a', 1000, 2000);
        expect(await lock('b', 1999, 3000)).toBe(false);
        expect(await lock('b', 2000, 3000)).toBe(true);
        await its.mine.connections.unlockRenewal('con_00000001', 'a');
        expect(await lock('a', 2500, 4000)).toBe(false);
      });

      it('shows nowhere in the record and is of no connection that is not there, nor another workspace’s', async () => {
        await its.mine.connections.create(connection());
        expect(await its.theirs.connections.lockRenewal('con_00000001', 'thief', 1, 9)).toBe(false);
        await lock('a', 1000, 2000);
        await its.theirs.connections.unlockRenewal('con_00000001', 'a');
        expect(await lock('b', 1500, 2500)).toBe(false);
        expect(await its.mine.connections.get('con_00000001')).toEqual(connection());
        expect(await its.mine.connections.lockRenewal('con_00000009', 'a', 1, 9)).toBe(false);
      });
    });

    it('gives one TikTok user one connection an environment, also when several are made at once', async () => {
      const kim = { coreUserId: '7000000000000000002' };
      const made = await Promise.all(
        [its.store, its.other, its.store, its.other].map((process, index) =>
          process.workspace('mine').connections.create(connection({ ...kim, id: `con_0000000${index}` })),
        ),
      );
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(
        await its.mine.connections.create(connection({ ...kim, id: 'con_00000011', environment: 'sandbox' })),
      ).toBe(true);
      expect(await its.theirs.connections.create(connection({ ...kim, id: 'con_00000012' }))).toBe(true);
      const unknown = { coreUserId: null };
      expect(await its.mine.connections.create(connection({ ...unknown, id: 'con_00000013' }))).toBe(true);
      expect(await its.mine.connections.create(connection({ ...unknown, id: 'con_00000014' }))).toBe(true);
    });

    it('lets a revoked connection stand in nobody’s way', async () => {
      const kim = { coreUserId: '7000000000000000002' };
      await its.mine.connections.create(connection(kim));
      await its.mine.connections.update('con_00000001', { state: 'revoked' });
      expect(await its.mine.connections.create(connection({ ...kim, id: 'con_00000002' }))).toBe(true);
    });

    it('does not let a connection become one of a TikTok user who has another', async () => {
      const kim = { coreUserId: '7000000000000000002' };
      await its.mine.connections.create(connection(kim));
      await its.mine.connections.create(connection({ id: 'con_00000002', coreUserId: null }));
      expect(await its.mine.connections.update('con_00000002', { ...kim, displayName: 'Kim' })).toBe(false);
      expect(await its.mine.connections.get('con_00000002')).toMatchObject({ coreUserId: null });
      expect(await its.mine.connections.update('con_00000001', { ...kim, displayName: 'Kim' })).toBe(true);
      await its.mine.connections.update('con_00000001', { state: 'revoked', coreUserId: null });
      expect(await its.mine.connections.update('con_00000002', kim)).toBe(true);
    });

    it('replaces what a grant can see, and lists it by name whatever its case', async () => {
      await its.mine.connections.create(connection());
      expect(await its.mine.connections.listAdvertisers('con_00000001', { after: null, limit: 10 })).toEqual({
        items: [],
        nextAfter: null,
        at: null,
      });
      await its.mine.connections.setAdvertisers('con_00000001', [granted({ advertiserId: '9', name: 'Gone' })], 2000);
      const list = [
        granted({ advertiserId: '3', name: 'beta' }),
        granted({
          advertiserId: '2',
          name: 'Alpha',
          role: null,
          status: null,
          currency: null,
          timezone: null,
          country: null,
        }),
        granted({ advertiserId: '1', name: 'beta' }),
        granted({ advertiserId: '4', name: 'Émile' }),
      ];
      await its.mine.connections.setAdvertisers('con_00000001', list, 3000);
      const first = await its.mine.connections.listAdvertisers('con_00000001', { after: null, limit: 2 });
      expect(first.at).toBe(3000);
      const all = await allOf((query) => its.mine.connections.listAdvertisers('con_00000001', query), 1);
      expect(all).toEqual([list[1], list[2], list[0], list[3]]);
      expect(await its.mine.connections.getAdvertisers('con_00000001', ['4', '1', '77'])).toEqual(
        expect.arrayContaining([list[3], list[2]]),
      );
      expect(await its.mine.connections.getAdvertisers('con_00000001', ['77'])).toEqual([]);
    });

    it('takes a grant of thousands of ad accounts', async () => {
      await its.mine.connections.create(connection());
      const list = Array.from({ length: 5000 }, (_, index) =>
        granted({ advertiserId: `71${String(index).padStart(17, '0')}`, name: `Account ${index}` }),
      );
      await its.mine.connections.setAdvertisers('con_00000001', list, 2000);
      await its.mine.adAccounts.import(list.map(({ advertiserId, name }) => adAccount({ advertiserId, name })));
      expect(await its.mine.connections.counts('con_00000001')).toEqual({ advertiserCount: 5000, importedCount: 5000 });
      expect(
        await its.mine.connections.getAdvertisers(
          'con_00000001',
          list.map(({ advertiserId }) => advertiserId),
        ),
      ).toHaveLength(5000);
    });

    it('keeps connections of another workspace apart', async () => {
      await its.mine.connections.create(connection());
      await its.mine.connections.setAdvertisers('con_00000001', [granted()], 2000);
      await its.mine.adAccounts.import([adAccount()]);
      expect(await its.theirs.connections.get('con_00000001')).toBeNull();
      expect((await its.theirs.connections.list({ after: null, limit: 10 })).items).toEqual([]);
      expect(await its.theirs.connections.counts('con_00000001')).toEqual({ advertiserCount: 0, importedCount: 0 });
      expect(await its.theirs.connections.update('con_00000001', { state: 'revoked', sealedToken: null })).toBe(false);
      await its.theirs.connections.setAdvertisers('con_00000001', [], 9000);
      expect(await its.theirs.connections.listAdvertisers('con_00000001', { after: null, limit: 10 })).toEqual({
        items: [],
        nextAfter: null,
        at: null,
      });
      expect(await its.theirs.connections.getAdvertisers('con_00000001', ['7100000000000000001'])).toEqual([]);
      expect(await its.mine.connections.get('con_00000001')).toEqual(connection());
      expect((await its.mine.connections.listAdvertisers('con_00000001', { after: null, limit: 10 })).items).toEqual([
        granted(),
      ]);
    });
  });
}
