import { beforeEach, describe, expect, it } from 'vitest';
import { adAccount, connection } from '../records.ts';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

/** What every driver does with ad accounts. */
export function adAccountContract(its: Opened): void {
  describe('ad accounts', () => {
    beforeEach(async () => {
      await its.mine.connections.create(connection());
      await its.mine.connections.create(connection({ id: 'con_00000002', environment: 'sandbox', state: 'read_only' }));
    });

    it('gives an account with what matters of its connection', async () => {
      await its.mine.adAccounts.import([adAccount({ connectionId: 'con_00000002' })]);
      expect(await its.mine.adAccounts.get('7100000000000000001')).toEqual({
        ...adAccount({ connectionId: 'con_00000002' }),
        connection: {
          id: 'con_00000002',
          kind: 'advertiser',
          environment: 'sandbox',
          state: 'read_only',
          stateReason: null,
          appId: '7000000000000000001',
          scopes: ['4', '5'],
          refusedScopes: [],
          updatedAt: 1000,
        },
      });
      expect(await its.mine.adAccounts.get('5')).toBeNull();
    });

    it('moves an account that is imported again to the new connection and keeps when it first came', async () => {
      await its.mine.adAccounts.import([adAccount({ importedAt: 2000 })]);
      await its.mine.adAccounts.import([
        adAccount({ importedAt: 9000, connectionId: 'con_00000002', name: 'New name' }),
      ]);
      expect(await its.mine.adAccounts.get('7100000000000000001')).toMatchObject({
        importedAt: 2000,
        connectionId: 'con_00000002',
        name: 'New name',
      });
      expect(await its.mine.adAccounts.listByConnection('con_00000001')).toEqual([]);
      expect(await its.mine.adAccounts.listByConnection('con_00000002')).toHaveLength(1);
    });

    it('imports all or nothing', async () => {
      const broken = adAccount({ advertiserId: '2', connectionId: 'con_99999999' });
      await expect(its.mine.adAccounts.import([adAccount(), broken])).rejects.toThrow();
      expect((await its.mine.adAccounts.list({ after: null, limit: 10 })).items).toEqual([]);
    });

    it('imports nothing when a connection is in another state than was expected, or is missing', async () => {
      const second = adAccount({ advertiserId: '2', connectionId: 'con_00000002' });
      expect(await its.mine.adAccounts.import([adAccount(), second], ['active'])).toBe(false);
      const missing = adAccount({ connectionId: 'con_99999999' });
      expect(await its.mine.adAccounts.import([missing], ['active', 'read_only'])).toBe(false);
      await its.theirs.connections.create(connection({ id: 'con_00000003' }));
      expect(await its.mine.adAccounts.import([adAccount({ connectionId: 'con_00000003' })], ['active'])).toBe(false);
      expect((await its.mine.adAccounts.list({ after: null, limit: 10 })).items).toEqual([]);
      expect(await its.mine.adAccounts.import([], ['active'])).toBe(true);
      expect(await its.mine.adAccounts.import([adAccount(), second], ['active', 'read_only'])).toBe(true);
      expect((await its.mine.adAccounts.list({ after: null, limit: 10 })).items).toHaveLength(2);
    });

    it('gives many at once, those that exist', async () => {
      const ids = Array.from({ length: 3000 }, (_, index) => `71${String(index).padStart(17, '0')}`);
      await its.mine.adAccounts.import(ids.map((advertiserId) => adAccount({ advertiserId })));
      expect(await its.mine.adAccounts.getMany([])).toEqual([]);
      expect(await its.mine.adAccounts.getMany(['5', ids[7] ?? '', ids[7] ?? ''])).toEqual([
        await its.mine.adAccounts.get(ids[7] ?? ''),
      ]);
      expect(await its.mine.adAccounts.getMany(ids)).toHaveLength(3000);
      expect(await its.theirs.adAccounts.getMany(ids)).toEqual([]);
    });

    it('changes many in one go, passes over those that are missing and writes nothing when one cannot be', async () => {
      await its.mine.adAccounts.import(['1', '2', '3'].map((advertiserId) => adAccount({ advertiserId })));
      await its.mine.adAccounts.updateMany([
        { advertiserId: '1', change: { name: 'Zeta', role: null, lastCheckedAt: 5 } },
        { advertiserId: '2', change: { lastCheckedAt: 5, accessLostAt: 4 } },
        { advertiserId: '9', change: { lastCheckedAt: 5 } },
        { advertiserId: '3', change: {} },
      ]);
      const change = { advertiserId: '3', change: { name: 'Never' } };
      const broken = { advertiserId: '1', change: { connectionId: 'con_99999999' } };
      await expect(its.mine.adAccounts.updateMany([change, broken])).rejects.toThrow();
      await its.theirs.adAccounts.updateMany([change]);
      const { items } = await its.mine.adAccounts.list({ after: null, limit: 10 });
      expect(items.map(({ connection: _connection, ...account }) => account)).toEqual([
        adAccount({ advertiserId: '2', lastCheckedAt: 5, accessLostAt: 4 }),
        adAccount({ advertiserId: '3' }),
        adAccount({ advertiserId: '1', name: 'Zeta', role: null, lastCheckedAt: 5 }),
      ]);
    });

    it('lists by name and pages without a gap or a repeat', async () => {
      const names = ['delta', 'Alpha', 'alpha', 'Charlie', 'bravo'];
      await its.mine.adAccounts.import(names.map((name, index) => adAccount({ advertiserId: String(index), name })));
      const all = await allOf((query) => its.mine.adAccounts.list(query), 2);
      expect(all.map(({ name }) => name)).toEqual(['Alpha', 'alpha', 'bravo', 'Charlie', 'delta']);
    });

    it('changes and removes one', async () => {
      await its.mine.adAccounts.import([adAccount()]);
      expect(
        await its.mine.adAccounts.update('7100000000000000001', {
          tiktokStatus: 'STATUS_LIMIT',
          statusChangedAt: 7,
          name: 'Zeta',
        }),
      ).toBe(true);
      expect(await its.mine.adAccounts.get('7100000000000000001')).toMatchObject({
        tiktokStatus: 'STATUS_LIMIT',
        statusChangedAt: 7,
        name: 'Zeta',
      });
      expect(await its.mine.adAccounts.update('7100000000000000001', {})).toBe(true);
      expect(await its.mine.adAccounts.update('5', { name: 'x' })).toBe(false);
      expect(await its.mine.adAccounts.remove('7100000000000000001', 5000)).toBe(true);
      expect(await its.mine.adAccounts.remove('7100000000000000001', 5000)).toBe(false);
    });

    it('keeps accounts of another workspace apart, also when both import the same one', async () => {
      await its.mine.adAccounts.import([adAccount()]);
      expect(await its.theirs.adAccounts.get('7100000000000000001')).toBeNull();
      expect((await its.theirs.adAccounts.list({ after: null, limit: 10 })).items).toEqual([]);
      expect(await its.theirs.adAccounts.listByConnection('con_00000001')).toEqual([]);
      expect(await its.theirs.adAccounts.update('7100000000000000001', { name: 'stolen' })).toBe(false);
      expect(await its.theirs.adAccounts.remove('7100000000000000001', 5000)).toBe(false);
      await expect(its.theirs.adAccounts.import([adAccount()])).rejects.toThrow();

      await its.theirs.connections.create(connection({ id: 'con_00000003' }));
      await its.theirs.adAccounts.import([adAccount({ connectionId: 'con_00000003', name: 'Theirs' })]);
      expect(await its.theirs.adAccounts.remove('7100000000000000001', 5000)).toBe(true);
      expect(await its.mine.adAccounts.get('7100000000000000001')).toMatchObject({
        name: 'Acme',
        connectionId: 'con_00000001',
      });
    });
  });
}
