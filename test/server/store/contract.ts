import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Slice, SliceQuery, Store, WorkspaceStore } from '../../../server/store/store.ts';
import type { ExportChange, ExportFilter, ExportRecord } from '../../../server/store/exports.ts';
import { SliceKeyError } from '../../../server/store/slice-key.ts';
import { adAccount, attempt, connection, exportRecord, granted } from './records.ts';

/** One fresh database. `open` may be called again: another process on the same database. */
export interface Database {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** What every driver of the Store must do. `fresh` gives an empty database. */
export function storeContract(driver: string, fresh: () => Promise<Database>): void {
  describe(`the store on ${driver}`, () => {
    let database: Database;
    let store: Store;
    let other: Store;
    let mine: WorkspaceStore;
    let theirs: WorkspaceStore;

    beforeEach(async () => {
      database = await fresh();
      store = await database.open();
      other = await database.open();
      mine = store.workspace('mine');
      theirs = store.workspace('theirs');
    });
    afterEach(async () => {
      await store.close();
      await other.close();
      await database.remove();
    });

    it('answers a ping, and no longer once closed', async () => {
      await store.ping();
      const third = await database.open();
      await third.close();
      await expect(third.ping()).rejects.toThrow();
    });

    it('keeps what was written when it is opened again', async () => {
      await mine.connections.create(connection());
      expect(await other.workspace('mine').connections.get('con_00000001')).toEqual(connection());
    });

    describe('attempts', () => {
      it('gives back an attempt as it was made', async () => {
        await mine.attempts.create(
          attempt({ error: { code: 'oauth_denied', message: 'no', tiktokRequestId: '2026' } }),
        );
        expect(await mine.attempts.get('att_00000001')).toEqual({
          ...attempt({ error: { code: 'oauth_denied', message: 'no', tiktokRequestId: '2026' } }),
          workspaceId: 'mine',
        });
      });

      it('ends a pending attempt once', async () => {
        await mine.attempts.create(attempt());
        const end = { status: 'succeeded', connectionId: 'con_00000001', error: null } as const;
        const answers = await Promise.all([
          mine.attempts.finish('att_00000001', end),
          other.workspace('mine').attempts.finish('att_00000001', end),
        ]);
        expect(answers.filter(Boolean)).toHaveLength(1);
        expect(await mine.attempts.get('att_00000001')).toMatchObject({
          status: 'succeeded',
          connectionId: 'con_00000001',
        });
      });

      it('keeps attempts of another workspace apart', async () => {
        await mine.attempts.create(attempt());
        expect(await theirs.attempts.get('att_00000001')).toBeNull();
        expect(
          await theirs.attempts.finish('att_00000001', { status: 'failed', connectionId: null, error: null }),
        ).toBe(false);
        expect(await mine.attempts.get('att_00000001')).toMatchObject({ status: 'pending' });
      });

      it('forgets those of the workspace that ran out before an instant', async () => {
        await mine.attempts.create(attempt({ id: 'att_00000001', stateHash: 'hash-1', expiresAt: 999 }));
        await mine.attempts.create(attempt({ id: 'att_00000002', stateHash: 'hash-2', expiresAt: 1000 }));
        await theirs.attempts.create(attempt({ id: 'att_00000003', stateHash: 'hash-3', expiresAt: 1 }));
        expect(await mine.attempts.removeExpired(1000)).toBe(1);
        expect(await mine.attempts.get('att_00000001')).toBeNull();
        expect(await store.oauthStates.find('hash-1')).toBeNull();
        expect(await mine.attempts.get('att_00000002')).not.toBeNull();
        expect(await theirs.attempts.get('att_00000003')).not.toBeNull();
      });

      it('finds the workspace of a state and lets exactly one caller consume it', async () => {
        await mine.attempts.create(attempt());
        expect(await store.oauthStates.find('hash-1')).toMatchObject({
          id: 'att_00000001',
          workspaceId: 'mine',
          usedAt: null,
        });
        expect(await store.oauthStates.find('hash-2')).toBeNull();
        const won = await Promise.all(
          [1, 2, 3, 4, 5, 6].map((n) => (n % 2 ? store : other).oauthStates.consume('hash-1', 5000)),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
        expect(await store.oauthStates.find('hash-1')).toMatchObject({ usedAt: 5000 });
        expect(await store.oauthStates.consume('hash-2', 5000)).toBe(false);
      });

      it('refuses a state that exists already, whosever it is', async () => {
        await mine.attempts.create(attempt());
        await expect(theirs.attempts.create(attempt({ id: 'att_00000002' }))).rejects.toThrow();
      });
    });

    describe('connections', () => {
      it('lists them oldest first, leaves revoked ones out and counts their ad accounts', async () => {
        await mine.connections.create(connection({ id: 'con_00000002', createdAt: 2000 }));
        await mine.connections.create(connection({ id: 'con_00000001', createdAt: 1000 }));
        await mine.connections.create(
          connection({ id: 'con_00000003', createdAt: 500, state: 'revoked', sealedToken: null }),
        );
        await mine.connections.setAdvertisers(
          'con_00000001',
          [granted(), granted({ advertiserId: '2', name: 'Other' })],
          3000,
        );
        await mine.adAccounts.import([adAccount()]);
        const { items, nextAfter } = await mine.connections.list({ after: null, limit: 10 });
        expect(items).toEqual([
          { ...connection(), advertiserCount: 2, importedCount: 1 },
          { ...connection({ id: 'con_00000002', createdAt: 2000 }), advertiserCount: 0, importedCount: 0 },
        ]);
        expect(nextAfter).toBeNull();
        expect(await mine.connections.counts('con_00000001')).toEqual({ advertiserCount: 2, importedCount: 1 });
        expect(await mine.connections.get('con_00000003')).toMatchObject({ state: 'revoked', sealedToken: null });
      });

      it('pages through them without a gap or a repeat, also where many were made in one instant', async () => {
        const ids = Array.from({ length: 7 }, (_, index) => `con_0000000${index}`);
        for (const id of ids) await mine.connections.create(connection({ id, createdAt: 1000 }));
        expect((await allOf((query) => mine.connections.list(query), 3)).map(({ id }) => id)).toEqual(ids);
      });

      it('writes only the fields given, and only from an expected state', async () => {
        await mine.connections.create(connection());
        const reason = { code: 'connection_disconnected', message: 'refused', tiktokRequestId: '7' } as const;
        expect(
          await mine.connections.update('con_00000001', { state: 'disconnected', stateReason: reason, updatedAt: 9 }, [
            'active',
          ]),
        ).toBe(true);
        expect(await mine.connections.update('con_00000001', { state: 'active' }, ['active', 'expiring'])).toBe(false);
        expect(await mine.connections.update('con_00000009', { state: 'active' })).toBe(false);
        expect(await mine.connections.update('con_00000001', {})).toBe(true);
        expect(await mine.connections.get('con_00000001')).toEqual(
          connection({ state: 'disconnected', stateReason: reason, updatedAt: 9 }),
        );
      });

      it('lets one of several racing changes of state win', async () => {
        await mine.connections.create(connection());
        const won = await Promise.all(
          [store, other, store, other].map((process) =>
            process.workspace('mine').connections.update('con_00000001', { state: 'revoked' }, ['active']),
          ),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
      });

      it('gives one TikTok user one connection an environment, also when several are made at once', async () => {
        const kim = { coreUserId: '7000000000000000002' };
        const made = await Promise.all(
          [store, other, store, other].map((process, index) =>
            process.workspace('mine').connections.create(connection({ ...kim, id: `con_0000000${index}` })),
          ),
        );
        expect(made.filter(Boolean)).toHaveLength(1);
        expect(await mine.connections.create(connection({ ...kim, id: 'con_00000011', environment: 'sandbox' }))).toBe(
          true,
        );
        expect(await theirs.connections.create(connection({ ...kim, id: 'con_00000012' }))).toBe(true);
        const unknown = { coreUserId: null };
        expect(await mine.connections.create(connection({ ...unknown, id: 'con_00000013' }))).toBe(true);
        expect(await mine.connections.create(connection({ ...unknown, id: 'con_00000014' }))).toBe(true);
      });

      it('lets a revoked connection stand in nobody’s way', async () => {
        const kim = { coreUserId: '7000000000000000002' };
        await mine.connections.create(connection(kim));
        await mine.connections.update('con_00000001', { state: 'revoked' });
        expect(await mine.connections.create(connection({ ...kim, id: 'con_00000002' }))).toBe(true);
      });

      it('does not let a connection become one of a TikTok user who has another', async () => {
        const kim = { coreUserId: '7000000000000000002' };
        await mine.connections.create(connection(kim));
        await mine.connections.create(connection({ id: 'con_00000002', coreUserId: null }));
        expect(await mine.connections.update('con_00000002', { ...kim, displayName: 'Kim' })).toBe(false);
        expect(await mine.connections.get('con_00000002')).toMatchObject({ coreUserId: null });
        expect(await mine.connections.update('con_00000001', { ...kim, displayName: 'Kim' })).toBe(true);
        await mine.connections.update('con_00000001', { state: 'revoked', coreUserId: null });
        expect(await mine.connections.update('con_00000002', kim)).toBe(true);
      });

      it('replaces what a grant can see, and lists it by name whatever its case', async () => {
        await mine.connections.create(connection());
        expect(await mine.connections.listAdvertisers('con_00000001', { after: null, limit: 10 })).toEqual({
          items: [],
          nextAfter: null,
          at: null,
        });
        await mine.connections.setAdvertisers('con_00000001', [granted({ advertiserId: '9', name: 'Gone' })], 2000);
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
        await mine.connections.setAdvertisers('con_00000001', list, 3000);
        const first = await mine.connections.listAdvertisers('con_00000001', { after: null, limit: 2 });
        expect(first.at).toBe(3000);
        const all = await allOf((query) => mine.connections.listAdvertisers('con_00000001', query), 1);
        expect(all).toEqual([list[1], list[2], list[0], list[3]]);
        expect(await mine.connections.getAdvertisers('con_00000001', ['4', '1', '77'])).toEqual(
          expect.arrayContaining([list[3], list[2]]),
        );
        expect(await mine.connections.getAdvertisers('con_00000001', ['77'])).toEqual([]);
      });

      it('takes a grant of thousands of ad accounts', async () => {
        await mine.connections.create(connection());
        const list = Array.from({ length: 5000 }, (_, index) =>
          granted({ advertiserId: `71${String(index).padStart(17, '0')}`, name: `Account ${index}` }),
        );
        await mine.connections.setAdvertisers('con_00000001', list, 2000);
        await mine.adAccounts.import(list.map(({ advertiserId, name }) => adAccount({ advertiserId, name })));
        expect(await mine.connections.counts('con_00000001')).toEqual({ advertiserCount: 5000, importedCount: 5000 });
        expect(
          await mine.connections.getAdvertisers(
            'con_00000001',
            list.map(({ advertiserId }) => advertiserId),
          ),
        ).toHaveLength(5000);
      });

      it('keeps connections of another workspace apart', async () => {
        await mine.connections.create(connection());
        await mine.connections.setAdvertisers('con_00000001', [granted()], 2000);
        await mine.adAccounts.import([adAccount()]);
        expect(await theirs.connections.get('con_00000001')).toBeNull();
        expect((await theirs.connections.list({ after: null, limit: 10 })).items).toEqual([]);
        expect(await theirs.connections.counts('con_00000001')).toEqual({ advertiserCount: 0, importedCount: 0 });
        expect(await theirs.connections.update('con_00000001', { state: 'revoked', sealedToken: null })).toBe(false);
        await theirs.connections.setAdvertisers('con_00000001', [], 9000);
        expect(await theirs.connections.listAdvertisers('con_00000001', { after: null, limit: 10 })).toEqual({
          items: [],
          nextAfter: null,
          at: null,
        });
        expect(await theirs.connections.getAdvertisers('con_00000001', ['7100000000000000001'])).toEqual([]);
        expect(await mine.connections.get('con_00000001')).toEqual(connection());
        expect((await mine.connections.listAdvertisers('con_00000001', { after: null, limit: 10 })).items).toEqual([
          granted(),
        ]);
      });
    });

    describe('ad accounts', () => {
      beforeEach(async () => {
        await mine.connections.create(connection());
        await mine.connections.create(connection({ id: 'con_00000002', environment: 'sandbox', state: 'read_only' }));
      });

      it('gives an account with what matters of its connection', async () => {
        await mine.adAccounts.import([adAccount({ connectionId: 'con_00000002' })]);
        expect(await mine.adAccounts.get('7100000000000000001')).toEqual({
          ...adAccount({ connectionId: 'con_00000002' }),
          connection: {
            id: 'con_00000002',
            environment: 'sandbox',
            state: 'read_only',
            stateReason: null,
            updatedAt: 1000,
          },
        });
        expect(await mine.adAccounts.get('5')).toBeNull();
      });

      it('moves an account that is imported again to the new connection and keeps when it first came', async () => {
        await mine.adAccounts.import([adAccount({ importedAt: 2000 })]);
        await mine.adAccounts.import([adAccount({ importedAt: 9000, connectionId: 'con_00000002', name: 'New name' })]);
        expect(await mine.adAccounts.get('7100000000000000001')).toMatchObject({
          importedAt: 2000,
          connectionId: 'con_00000002',
          name: 'New name',
        });
        expect(await mine.adAccounts.listByConnection('con_00000001')).toEqual([]);
        expect(await mine.adAccounts.listByConnection('con_00000002')).toHaveLength(1);
      });

      it('imports all or nothing', async () => {
        const broken = adAccount({ advertiserId: '2', connectionId: 'con_99999999' });
        await expect(mine.adAccounts.import([adAccount(), broken])).rejects.toThrow();
        expect((await mine.adAccounts.list({ after: null, limit: 10 })).items).toEqual([]);
      });

      it('imports nothing when a connection is in another state than was expected, or is missing', async () => {
        const second = adAccount({ advertiserId: '2', connectionId: 'con_00000002' });
        expect(await mine.adAccounts.import([adAccount(), second], ['active'])).toBe(false);
        const missing = adAccount({ connectionId: 'con_99999999' });
        expect(await mine.adAccounts.import([missing], ['active', 'read_only'])).toBe(false);
        await theirs.connections.create(connection({ id: 'con_00000003' }));
        expect(await mine.adAccounts.import([adAccount({ connectionId: 'con_00000003' })], ['active'])).toBe(false);
        expect((await mine.adAccounts.list({ after: null, limit: 10 })).items).toEqual([]);
        expect(await mine.adAccounts.import([], ['active'])).toBe(true);
        expect(await mine.adAccounts.import([adAccount(), second], ['active', 'read_only'])).toBe(true);
        expect((await mine.adAccounts.list({ after: null, limit: 10 })).items).toHaveLength(2);
      });

      it('gives many at once, those that exist', async () => {
        const ids = Array.from({ length: 3000 }, (_, index) => `71${String(index).padStart(17, '0')}`);
        await mine.adAccounts.import(ids.map((advertiserId) => adAccount({ advertiserId })));
        expect(await mine.adAccounts.getMany([])).toEqual([]);
        expect(await mine.adAccounts.getMany(['5', ids[7] ?? '', ids[7] ?? ''])).toEqual([
          await mine.adAccounts.get(ids[7] ?? ''),
        ]);
        expect(await mine.adAccounts.getMany(ids)).toHaveLength(3000);
        expect(await theirs.adAccounts.getMany(ids)).toEqual([]);
      });

      it('changes many in one go, passes over those that are missing and writes nothing when one cannot be', async () => {
        await mine.adAccounts.import(['1', '2', '3'].map((advertiserId) => adAccount({ advertiserId })));
        await mine.adAccounts.updateMany([
          { advertiserId: '1', change: { name: 'Zeta', role: null, lastCheckedAt: 5 } },
          { advertiserId: '2', change: { lastCheckedAt: 5, accessLostAt: 4 } },
          { advertiserId: '9', change: { lastCheckedAt: 5 } },
          { advertiserId: '3', change: {} },
        ]);
        const change = { advertiserId: '3', change: { name: 'Never' } };
        const broken = { advertiserId: '1', change: { connectionId: 'con_99999999' } };
        await expect(mine.adAccounts.updateMany([change, broken])).rejects.toThrow();
        await theirs.adAccounts.updateMany([change]);
        const { items } = await mine.adAccounts.list({ after: null, limit: 10 });
        expect(items.map(({ connection: _connection, ...account }) => account)).toEqual([
          adAccount({ advertiserId: '2', lastCheckedAt: 5, accessLostAt: 4 }),
          adAccount({ advertiserId: '3' }),
          adAccount({ advertiserId: '1', name: 'Zeta', role: null, lastCheckedAt: 5 }),
        ]);
      });

      it('removes those of one connection', async () => {
        await mine.adAccounts.import([
          adAccount({ advertiserId: '1' }),
          adAccount({ advertiserId: '2' }),
          adAccount({ advertiserId: '3', connectionId: 'con_00000002' }),
        ]);
        expect(await theirs.adAccounts.removeByConnection('con_00000001')).toBe(0);
        expect(await mine.adAccounts.removeByConnection('con_00000001')).toBe(2);
        expect(await mine.adAccounts.removeByConnection('con_00000001')).toBe(0);
        expect((await mine.adAccounts.list({ after: null, limit: 10 })).items).toHaveLength(1);
      });

      it('lists by name and pages without a gap or a repeat', async () => {
        const names = ['delta', 'Alpha', 'alpha', 'Charlie', 'bravo'];
        await mine.adAccounts.import(names.map((name, index) => adAccount({ advertiserId: String(index), name })));
        const all = await allOf((query) => mine.adAccounts.list(query), 2);
        expect(all.map(({ name }) => name)).toEqual(['Alpha', 'alpha', 'bravo', 'Charlie', 'delta']);
      });

      it('changes and removes one', async () => {
        await mine.adAccounts.import([adAccount()]);
        expect(
          await mine.adAccounts.update('7100000000000000001', {
            tiktokStatus: 'STATUS_LIMIT',
            statusChangedAt: 7,
            name: 'Zeta',
          }),
        ).toBe(true);
        expect(await mine.adAccounts.get('7100000000000000001')).toMatchObject({
          tiktokStatus: 'STATUS_LIMIT',
          statusChangedAt: 7,
          name: 'Zeta',
        });
        expect(await mine.adAccounts.update('7100000000000000001', {})).toBe(true);
        expect(await mine.adAccounts.update('5', { name: 'x' })).toBe(false);
        expect(await mine.adAccounts.remove('7100000000000000001')).toBe(true);
        expect(await mine.adAccounts.remove('7100000000000000001')).toBe(false);
      });

      it('keeps accounts of another workspace apart, also when both import the same one', async () => {
        await mine.adAccounts.import([adAccount()]);
        expect(await theirs.adAccounts.get('7100000000000000001')).toBeNull();
        expect((await theirs.adAccounts.list({ after: null, limit: 10 })).items).toEqual([]);
        expect(await theirs.adAccounts.listByConnection('con_00000001')).toEqual([]);
        expect(await theirs.adAccounts.update('7100000000000000001', { name: 'stolen' })).toBe(false);
        expect(await theirs.adAccounts.remove('7100000000000000001')).toBe(false);
        await expect(theirs.adAccounts.import([adAccount()])).rejects.toThrow();

        await theirs.connections.create(connection({ id: 'con_00000003' }));
        await theirs.adAccounts.import([adAccount({ connectionId: 'con_00000003', name: 'Theirs' })]);
        expect(await theirs.adAccounts.remove('7100000000000000001')).toBe(true);
        expect(await mine.adAccounts.get('7100000000000000001')).toMatchObject({
          name: 'Acme',
          connectionId: 'con_00000001',
        });
      });
    });

    describe('host data', () => {
      const property = (propertyName: string) =>
        ({ name: propertyName, label: propertyName, type: 'string', kind: 'custom' }) as const;

      it('replaces the properties and lists them in the order given', async () => {
        await mine.properties.replaceAll([property('Old')], 1);
        const list = [{ ...property('Zip'), example: '10115' }, property('Email'), property('Age')];
        await mine.properties.replaceAll(list, 2);
        expect(await allOf((query) => mine.properties.list(query), 2)).toEqual(list);
        expect((await mine.properties.existing(['Age', 'Old', 'Zip'])).sort()).toEqual(['Age', 'Zip']);
        expect(await mine.properties.existing([])).toEqual([]);
      });

      it('leaves the old properties when the new ones cannot all be written', async () => {
        await mine.properties.replaceAll([property('Old')], 1);
        await expect(mine.properties.replaceAll([property('Twice'), property('Twice')], 2)).rejects.toThrow();
        expect((await mine.properties.list({ after: null, limit: 10 })).items).toEqual([property('Old')]);
      });

      it('starts with an empty mapping of version 0 and counts up', async () => {
        expect(await mine.mapping.get()).toEqual({ attributes: {}, version: 0, updatedAt: null, updatedBy: null });
        const change = { attributes: { email: 'Email' }, updatedAt: 5, updatedBy: 'user-1' };
        expect(await mine.mapping.put({ ...change, expectedVersion: null })).toEqual({ ...change, version: 1 });
        expect(
          await mine.mapping.put({ ...change, attributes: {}, updatedBy: null, expectedVersion: null }),
        ).toMatchObject({ version: 2, attributes: {} });
        expect(await mine.mapping.get()).toEqual({ attributes: {}, version: 2, updatedAt: 5, updatedBy: null });
      });

      it.each([0, 3])('lets one of several racing savers of version %i win', async (version) => {
        const change = { attributes: {}, updatedAt: 5, updatedBy: null };
        for (let count = 0; count < version; count += 1) await mine.mapping.put({ ...change, expectedVersion: null });
        const saved = await Promise.all(
          ['a', 'b', 'c', 'd'].map((updatedBy, index) =>
            (index % 2 ? store : other)
              .workspace('mine')
              .mapping.put({ ...change, updatedBy, expectedVersion: version }),
          ),
        );
        expect(saved.filter((record) => record !== null)).toHaveLength(1);
        expect((await mine.mapping.get()).version).toBe(version + 1);
      });

      it('puts, replaces and lists segments by name', async () => {
        const segment = {
          segmentId: 'vip',
          name: 'VIP',
          size: 12,
          filled: { Email: 12, Größe: 0 },
          sourceUrl: 'https://host.example/vip',
          updatedAt: 5,
        };
        await mine.segments.put(segment);
        await mine.segments.put({
          segmentId: 'all',
          name: 'everyone',
          size: null,
          filled: null,
          sourceUrl: null,
          updatedAt: 5,
        });
        await mine.segments.put({ ...segment, name: 'A-list', sourceUrl: null });
        expect((await allOf((query) => mine.segments.list(query), 1)).map(({ segmentId }) => segmentId)).toEqual([
          'vip',
          'all',
        ]);
        expect(await mine.segments.get('vip')).toEqual({ ...segment, name: 'A-list', sourceUrl: null });
        expect(await mine.segments.get('all')).toMatchObject({ filled: null });
        expect(await mine.segments.get('none')).toBeNull();
      });

      it('keeps properties, mapping and segments of another workspace apart', async () => {
        await mine.properties.replaceAll([property('Email')], 1);
        await mine.mapping.put({
          attributes: { email: 'Email' },
          expectedVersion: null,
          updatedAt: 1,
          updatedBy: null,
        });
        await mine.segments.put({
          segmentId: 'vip',
          name: 'VIP',
          size: null,
          filled: null,
          sourceUrl: null,
          updatedAt: 1,
        });

        expect((await theirs.properties.list({ after: null, limit: 10 })).items).toEqual([]);
        expect(await theirs.properties.existing(['Email'])).toEqual([]);
        expect(await theirs.mapping.get()).toMatchObject({ version: 0, attributes: {} });
        expect((await theirs.segments.list({ after: null, limit: 10 })).items).toEqual([]);
        expect(await theirs.segments.get('vip')).toBeNull();

        await theirs.properties.replaceAll([], 2);
        expect(
          await theirs.mapping.put({ attributes: {}, expectedVersion: 1, updatedAt: 2, updatedBy: null }),
        ).toBeNull();
        await theirs.mapping.put({ attributes: {}, expectedVersion: 0, updatedAt: 2, updatedBy: null });
        await theirs.segments.put({
          segmentId: 'vip',
          name: 'Theirs',
          size: null,
          filled: null,
          sourceUrl: null,
          updatedAt: 2,
        });
        expect(await mine.properties.existing(['Email'])).toEqual(['Email']);
        expect(await mine.mapping.get()).toMatchObject({ version: 1, attributes: { email: 'Email' } });
        expect(await mine.segments.get('vip')).toMatchObject({ name: 'VIP' });
      });
    });

    describe('exports', () => {
      it('gives back an export as it was made, whatever the engine remembers', async () => {
        const record = exportRecord({
          engine: { audience: { id: '7999999999999999999' }, parts: [1, null, 'x'] },
          counts: { ...exportRecord().counts, byReason: { invalid_email: 2 } },
        });
        await mine.exports.create(record);
        expect(await mine.exports.get(record.id)).toEqual(record);
        expect(await mine.exports.get('exp_99999999')).toBeNull();
      });

      it('lists newest first, of one ad account if asked, in pages', async () => {
        for (const n of [1, 2, 3, 4, 5]) {
          await mine.exports.create(
            exportRecord({ id: `exp_0000000${n}`, createdAt: n < 4 ? 1000 : 2000, advertiserId: n % 2 ? '1' : '2' }),
          );
        }
        const ids = async (advertiserId: string | null) =>
          (await allOf((query) => mine.exports.list({ ...query, advertiserId }), 2)).map(({ id }) => id);
        expect(await ids(null)).toEqual([
          'exp_00000005',
          'exp_00000004',
          'exp_00000003',
          'exp_00000002',
          'exp_00000001',
        ]);
        expect(await ids('2')).toEqual(['exp_00000004', 'exp_00000002']);
      });

      it('narrows a list by state, change, time and text, page after page', async () => {
        const shown: [name: string, change: Partial<ExportRecord>][] = [
          ['Straße, Köln', { state: 'failed', createdAt: 1000 }],
          ['100 % VIP', { state: 'completed', createdAt: 2000, customAudienceId: '1840012345' }],
          ['ΟΔΟΣ 5', { state: 'failed', createdAt: 3000 }],
          ['VIP_2', { state: 'uploading', createdAt: 3000 }],
          ['วีไอพี', { state: 'draft', createdAt: 4000 }],
        ];
        for (const [index, [audienceName, change]] of shown.entries())
          await mine.exports.create(exportRecord({ id: `exp_0000000${index}`, audienceName, ...change }));
        for (const [index, action] of (['APPEND', 'REMOVE', 'REPLACE'] as const).entries()) {
          const audience = { update: { customAudienceId: '777', action } };
          const request = { ...exportRecord().request, audience };
          await mine.exports.create(
            exportRecord({
              id: `exp_x000000${index}`,
              request,
              audienceName: null,
              customAudienceId: '777',
              createdAt: 5000,
            }),
          );
        }
        const found = async (filter: Partial<ExportFilter>) =>
          (await allOf((query) => mine.exports.list({ ...query, advertiserId: null, ...filter }), 2)).map(({ id }) =>
            id.replace('exp_', '').replaceAll('0', ''),
          );
        expect(await found({ states: ['failed', 'draft'], createdBefore: 5000 })).toEqual(['4', '2', '']);
        expect(await found({ states: ['cancelled'] })).toEqual([]);
        expect(await found({ changes: ['REPLACE', 'APPEND'] })).toEqual(['x2', 'x']);
        expect(await found({ changes: ['CREATE'] })).toEqual(['4', '3', '2', '1', '']);
        expect(await found({ createdFrom: 2000, createdBefore: 4000 })).toEqual(['3', '2', '1']);
        expect(await found({ text: 'STRASSE' })).toEqual(['']);
        expect(await found({ text: 'koln' })).toEqual(['']);
        expect(await found({ text: 'οδός' })).toEqual(['2']);
        expect(await found({ text: 'vip' })).toEqual(['3', '1']);
        expect(await found({ text: '0 %' })).toEqual(['1']);
        expect(await found({ text: '_2' })).toEqual(['3']);
        expect(await found({ text: 'วีไอ' })).toEqual(['4']);
        expect(await found({ text: '8400123' })).toEqual(['1']);
        expect(await found({ text: 'EXP_X' })).toEqual(['x2', 'x1', 'x']);
        expect(await found({ text: '' })).toHaveLength(8);
        expect(await found({ text: 'vip', states: ['uploading'], changes: ['CREATE'], createdFrom: 3000 })).toEqual([
          '3',
        ]);
        expect(await found({ text: 'vip', advertiserId: '1' })).toEqual([]);
      });

      it('keeps a pause until it is taken back or the state changes', async () => {
        await mine.exports.create(exportRecord({ state: 'uploading' }));
        const change = (from: ExportRecord['state'], to: ExportChange) =>
          mine.exports.update('exp_00000001', [from], to);
        expect(await change('uploading', { pausedAt: 2000, updatedAt: 2000 })).toMatchObject({ pausedAt: 2000 });
        expect(await change('uploading', { engine: { a: 1 }, updatedAt: 2500 })).toMatchObject({ pausedAt: 2000 });
        expect(await change('uploading', { state: 'uploading', updatedAt: 2600 })).toMatchObject({ pausedAt: 2000 });
        expect(await change('uploading', { pausedAt: null, updatedAt: 3000 })).toMatchObject({ pausedAt: null });
        await change('uploading', { pausedAt: 3500, updatedAt: 3500 });
        expect(await change('uploading', { state: 'failed', updatedAt: 4000 })).toMatchObject({ pausedAt: null });
        expect((await mine.exports.get('exp_00000001'))?.timeline.map(({ state }) => state)).toEqual([
          'draft',
          'failed',
        ]);
      });

      it('finds the exports of audiences', async () => {
        await mine.exports.create(exportRecord({ id: 'exp_00000001', customAudienceId: '11' }));
        await mine.exports.create(exportRecord({ id: 'exp_00000002', customAudienceId: '12' }));
        await mine.exports.create(exportRecord({ id: 'exp_00000003', customAudienceId: '11', advertiserId: '2' }));
        await mine.exports.create(exportRecord({ id: 'exp_00000004' }));
        expect((await mine.exports.listByAudiences('7100000000000000001', ['11', '13'])).map(({ id }) => id)).toEqual([
          'exp_00000001',
        ]);
      });

      it('writes a change from an expected state and remembers each new state', async () => {
        await mine.exports.create(exportRecord());
        const receiving = await mine.exports.update('exp_00000001', ['draft', 'receiving'], {
          state: 'receiving',
          receivedBytes: 10,
          updatedAt: 2000,
        });
        expect(receiving).toMatchObject({ state: 'receiving', receivedBytes: 10, updatedAt: 2000 });
        const again = await mine.exports.update('exp_00000001', ['receiving'], {
          state: 'receiving',
          receivedBytes: 20,
          engine: { a: 1 },
          updatedAt: 3000,
        });
        expect(again?.timeline).toEqual([
          { state: 'draft', at: 1000 },
          { state: 'receiving', at: 2000 },
        ]);
        const failure = { code: 'tiktok_unavailable', message: 'no answer', tiktokRequestId: '7' } as const;
        const failed = await mine.exports.update('exp_00000001', ['receiving'], {
          state: 'failed',
          error: failure,
          updatedAt: 4000,
        });
        expect(failed).toEqual(await mine.exports.get('exp_00000001'));
        expect(failed?.timeline.at(-1)).toEqual({ state: 'failed', at: 4000 });
        expect(await mine.exports.update('exp_00000001', ['failed'], { error: null, updatedAt: 5000 })).toMatchObject({
          error: null,
          engine: { a: 1 },
        });
        expect(
          await mine.exports.update('exp_00000001', ['draft'], { state: 'cancelled', updatedAt: 6000 }),
        ).toBeNull();
        expect(await mine.exports.update('exp_99999999', ['draft'], { updatedAt: 6000 })).toBeNull();
      });

      it('lets one of several racing changes of state win', async () => {
        await mine.exports.create(exportRecord({ state: 'ready' }));
        const won = await Promise.all(
          [store, other, store, other].map((process) =>
            process
              .workspace('mine')
              .exports.update('exp_00000001', ['ready'], { state: 'uploading', updatedAt: 2000 }),
          ),
        );
        expect(won.filter((record) => record !== null)).toHaveLength(1);
        expect((await mine.exports.get('exp_00000001'))?.timeline).toHaveLength(2);
      });

      it('leases the intake to one owner at a time', async () => {
        await mine.exports.create(exportRecord());
        const won = await Promise.all(
          ['a', 'b', 'c'].map((owner) => mine.exports.leaseIntake('exp_00000001', owner, 1000, 2000)),
        );
        expect(won).toEqual([true, false, false]);
        expect(await mine.exports.leaseIntake('exp_00000001', 'a', 1500, 3000)).toBe(true);
        expect(await mine.exports.leaseIntake('exp_00000001', 'b', 2999, 4000)).toBe(false);
        expect(await mine.exports.leaseIntake('exp_00000001', 'b', 3000, 4000)).toBe(true);
        await mine.exports.releaseIntake('exp_00000001', 'a');
        expect(await mine.exports.leaseIntake('exp_00000001', 'c', 3100, 4100)).toBe(false);
        await mine.exports.releaseIntake('exp_00000001', 'b');
        expect(await mine.exports.leaseIntake('exp_00000001', 'c', 3100, 4100)).toBe(true);
        expect(await mine.exports.leaseIntake('exp_99999999', 'c', 3100, 4100)).toBe(false);
      });

      it('keeps exports of another workspace apart', async () => {
        await mine.exports.create(exportRecord({ customAudienceId: '11' }));
        expect(await theirs.exports.get('exp_00000001')).toBeNull();
        expect((await theirs.exports.list({ after: null, limit: 10, advertiserId: null })).items).toEqual([]);
        expect(
          (await theirs.exports.list({ after: null, limit: 10, advertiserId: '7100000000000000001' })).items,
        ).toEqual([]);
        expect(await theirs.exports.listByAudiences('7100000000000000001', ['11'])).toEqual([]);
        expect(await theirs.exports.update('exp_00000001', ['draft'], { state: 'cancelled', updatedAt: 1 })).toBeNull();
        expect(await theirs.exports.leaseIntake('exp_00000001', 'thief', 1, 2)).toBe(false);
        await mine.exports.leaseIntake('exp_00000001', 'owner', 1, 100);
        await theirs.exports.releaseIntake('exp_00000001', 'owner');
        expect(await mine.exports.leaseIntake('exp_00000001', 'other', 2, 100)).toBe(false);
        expect(await mine.exports.get('exp_00000001')).toMatchObject({ state: 'draft' });
      });
    });

    describe('jobs', () => {
      const job = (change: Partial<{ kind: string; subjectId: string; runAt: number }> = {}) => ({
        kind: 'export',
        workspaceId: 'mine',
        subjectId: 'exp_00000001',
        runAt: 1000,
        ...change,
      });

      it('claims the due job that waited longest, of the kinds asked for', async () => {
        await store.jobs.enqueue(job({ subjectId: 'b', runAt: 900 }));
        await store.jobs.enqueue(job({ subjectId: 'a', runAt: 800 }));
        await store.jobs.enqueue(job({ subjectId: 'c', runAt: 2000 }));
        await store.jobs.enqueue(job({ subjectId: 'd', runAt: 1, kind: 'other' }));
        expect(await store.jobs.nextRunAt(['export'])).toBe(800);
        const claimed = [];
        for (let n = 0; n < 3; n += 1)
          claimed.push((await store.jobs.claim(['export'], 'me', 1000, 61_000))?.subjectId ?? null);
        expect(claimed).toEqual(['a', 'b', null]);
        expect(await store.jobs.nextRunAt(['export'])).toBe(2000);
        expect(await store.jobs.nextRunAt(['none'])).toBeNull();
        expect(await store.jobs.claim([], 'me', 1000, 61_000)).toBeNull();
      });

      it('gives each job to exactly one of many claimers in two processes', async () => {
        for (let n = 0; n < 10; n += 1) await store.jobs.enqueue(job({ subjectId: `s${n}` }));
        const claims = await Promise.all(
          Array.from({ length: 24 }, (_, n) =>
            (n % 2 ? store : other).jobs.claim(['export'], `owner-${n}`, 1000, 61_000),
          ),
        );
        const subjects = claims.flatMap((claim) => (claim === null ? [] : [claim.subjectId]));
        expect(subjects.sort()).toEqual(Array.from({ length: 10 }, (_, n) => `s${n}`));
      });

      it('keeps one job of a kind for one subject and runs it at the earlier time', async () => {
        await store.jobs.enqueue(job({ runAt: 5000 }));
        await store.jobs.enqueue(job({ runAt: 3000 }));
        await store.jobs.enqueue(job({ runAt: 4000 }));
        expect(await store.jobs.nextRunAt(['export'])).toBe(3000);
        expect(await store.jobs.claim(['export'], 'me', 3000, 61_000)).toMatchObject({
          runAt: 3000,
          failures: 0,
          workspaceId: 'mine',
        });
        expect(await store.jobs.claim(['export'], 'me', 9000, 61_000)).toBeNull();
      });

      it('hands a job over when its lease ends without renewal', async () => {
        await store.jobs.enqueue(job());
        const mineNow = await store.jobs.claim(['export'], 'me', 1000, 2000);
        expect(await store.jobs.renew(mineNow?.id ?? '', 'me', 3000)).toBe(true);
        expect(await other.jobs.claim(['export'], 'you', 2999, 9000)).toBeNull();
        expect(await store.jobs.nextRunAt(['export'])).toBe(3000);
        expect(await other.jobs.claim(['export'], 'you', 3000, 9000)).toMatchObject({ id: mineNow?.id });
        expect(await store.jobs.renew(mineNow?.id ?? '', 'me', 9000)).toBe(false);
        await store.jobs.finish(mineNow?.id ?? '', 'me', null);
        expect(await store.jobs.nextRunAt(['export'])).toBe(9000);
      });

      it('removes a job that is done, and sets one that is not to its next time', async () => {
        await store.jobs.enqueue(job());
        const first = await store.jobs.claim(['export'], 'me', 1000, 2000);
        await store.jobs.finish(first?.id ?? '', 'me', { runAt: 7000, failures: 2 });
        expect(await store.jobs.claim(['export'], 'me', 6999, 9000)).toBeNull();
        expect(await store.jobs.claim(['export'], 'me', 7000, 9000)).toMatchObject({ failures: 2, runAt: 7000 });
        await store.jobs.finish(first?.id ?? '', 'me', null);
        expect(await store.jobs.nextRunAt(['export'])).toBeNull();
      });

      it('keeps a job due that somebody wanted again while it ran', async () => {
        await store.jobs.enqueue(job());
        const running = await store.jobs.claim(['export'], 'me', 1000, 2000);
        await other.jobs.enqueue(job({ runAt: 1500 }));
        expect(await other.jobs.claim(['export'], 'you', 1600, 9000)).toBeNull();
        await store.jobs.finish(running?.id ?? '', 'me', null);
        expect(await store.jobs.nextRunAt(['export'])).toBe(1500);

        const second = await store.jobs.claim(['export'], 'me', 2000, 3000);
        await other.jobs.enqueue(job({ runAt: 2500 }));
        await store.jobs.finish(second?.id ?? '', 'me', { runAt: 60_000, failures: 0 });
        expect(await store.jobs.nextRunAt(['export'])).toBe(2500);
      });

      it('removes a job by kind and subject', async () => {
        await store.jobs.enqueue(job());
        await store.jobs.enqueue(job({ kind: 'other' }));
        await store.jobs.remove('export', 'exp_00000001');
        expect(await store.jobs.nextRunAt(['export'])).toBeNull();
        expect(await store.jobs.nextRunAt(['other'])).toBe(1000);
      });
    });

    it('reseals every token once, in every workspace, and counts what changed', async () => {
      await mine.connections.create(connection({ id: 'con_00000001', sealedToken: 'old-1' }));
      await mine.connections.create(connection({ id: 'con_00000002', sealedToken: null }));
      await theirs.connections.create(connection({ id: 'con_00000003', sealedToken: 'old-3' }));
      await theirs.connections.create(connection({ id: 'con_00000004', sealedToken: 'new-4' }));
      const seen: string[] = [];
      const changed = await store.resealSecrets((sealed, owner) => {
        seen.push(`${owner.workspaceId}/${owner.connectionId}/${sealed}`);
        return sealed.replace('old', 'new');
      });
      expect(changed).toBe(2);
      expect(seen.sort()).toEqual([
        'mine/con_00000001/old-1',
        'theirs/con_00000003/old-3',
        'theirs/con_00000004/new-4',
      ]);
      expect(await mine.connections.get('con_00000001')).toMatchObject({ sealedToken: 'new-1' });
      expect(await theirs.connections.get('con_00000003')).toMatchObject({ sealedToken: 'new-3' });
    });

    it.each(['', '{}', '[]', '[1,2,3]', '["a"]', 'x'])('refuses %j as a place in a list', async (after) => {
      const query = { after, limit: 10 };
      await expect(mine.connections.list(query)).rejects.toThrow(SliceKeyError);
      await expect(mine.connections.listAdvertisers('con_00000001', query)).rejects.toThrow(SliceKeyError);
      await expect(mine.adAccounts.list(query)).rejects.toThrow(SliceKeyError);
      await expect(mine.properties.list(query)).rejects.toThrow(SliceKeyError);
      await expect(mine.segments.list(query)).rejects.toThrow(SliceKeyError);
      await expect(mine.exports.list({ ...query, advertiserId: null })).rejects.toThrow(SliceKeyError);
    });
  });
}

/** Every item of a list, read in small pages. */
async function allOf<Item>(list: (query: SliceQuery) => Promise<Slice<Item>>, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const slice: Slice<Item> = await list({ after, limit });
    expect(slice.items.length).toBeLessThanOrEqual(limit);
    items.push(...slice.items);
    after = slice.nextAfter;
  } while (after !== null);
  return items;
}
