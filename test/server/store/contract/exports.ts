import { describe, expect, it } from 'vitest';
import type { ExportChange, ExportFilter, ExportRecord } from '../../../../server/store/exports.ts';
import { adAccount, connection, exportRecord } from '../records.ts';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

/** What every driver does with exports. */
export function exportContract(its: Opened): void {
  describe('exports', () => {
    it('gives back an export as it was made, whatever the engine remembers', async () => {
      const record = exportRecord({
        engine: { audience: { id: '7999999999999999999' }, parts: [1, null, 'x'] },
        counts: { ...exportRecord().counts, byReason: { invalid_email: 2 } },
      });
      await its.mine.exports.create(record);
      expect(await its.mine.exports.get(record.id)).toEqual(record);
      expect(await its.mine.exports.get('exp_99999999')).toBeNull();
    });

    it('lists newest first, of one ad account if asked, in pages', async () => {
      for (const n of [1, 2, 3, 4, 5]) {
        await its.mine.exports.create(
          exportRecord({ id: `exp_0000000${n}`, createdAt: n < 4 ? 1000 : 2000, advertiserId: n % 2 ? '1' : '2' }),
        );
      }
      const ids = async (advertiserId: string | null) =>
        (await allOf((query) => its.mine.exports.list({ ...query, advertiserId }), 2)).map(({ id }) => id);
      expect(await ids(null)).toEqual(['exp_00000005', 'exp_00000004', 'exp_00000003', 'exp_00000002', 'exp_00000001']);
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
        await its.mine.exports.create(exportRecord({ id: `exp_0000000${index}`, audienceName, ...change }));
      for (const [index, action] of (['APPEND', 'REMOVE', 'REPLACE'] as const).entries()) {
        const audience = { update: { customAudienceId: '777', action } };
        const request = { ...exportRecord().request, audience };
        await its.mine.exports.create(
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
        (await allOf((query) => its.mine.exports.list({ ...query, advertiserId: null, ...filter }), 2)).map(({ id }) =>
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
      await its.mine.exports.create(exportRecord({ state: 'uploading' }));
      const change = (from: ExportRecord['state'], to: ExportChange) =>
        its.mine.exports.update('exp_00000001', [from], to);
      expect(await change('uploading', { pausedAt: 2000, updatedAt: 2000 })).toMatchObject({ pausedAt: 2000 });
      expect(await change('uploading', { engine: { a: 1 }, updatedAt: 2500 })).toMatchObject({ pausedAt: 2000 });
      expect(await change('uploading', { state: 'uploading', updatedAt: 2600 })).toMatchObject({ pausedAt: 2000 });
      expect(await change('uploading', { pausedAt: null, updatedAt: 3000 })).toMatchObject({ pausedAt: null });
      await change('uploading', { pausedAt: 3500, updatedAt: 3500 });
      expect(await change('uploading', { state: 'failed', updatedAt: 4000 })).toMatchObject({ pausedAt: null });
      expect((await its.mine.exports.get('exp_00000001'))?.timeline.map(({ state }) => state)).toEqual([
        'draft',
        'failed',
      ]);
    });

    it('keeps why it waits for a sign-in until that is over or the state changes', async () => {
      await its.mine.exports.create(exportRecord({ state: 'uploading' }));
      const waiting = {
        since: 2000,
        reason: { code: 'connection_read_only', message: 'sign in', tiktokRequestId: '7' },
      } as const;
      const change = (from: ExportRecord['state'], to: ExportChange) =>
        its.mine.exports.update('exp_00000001', [from], to);
      expect(await change('uploading', { waiting, updatedAt: 2000 })).toMatchObject({ state: 'uploading', waiting });
      expect(await its.mine.exports.get('exp_00000001')).toMatchObject({ waiting });
      expect(await change('uploading', { pausedAt: 2100, updatedAt: 2100 })).toMatchObject({ waiting, pausedAt: 2100 });
      expect(await change('uploading', { state: 'uploading', updatedAt: 2200 })).toMatchObject({ waiting });
      expect(await change('uploading', { waiting: null, updatedAt: 2300 })).toMatchObject({ waiting: null });
      await change('uploading', { waiting, updatedAt: 2400 });
      expect(await change('uploading', { state: 'cancelled', updatedAt: 2500 })).toMatchObject({ waiting: null });
    });

    it('finds those that wait for the connection their ad account hangs on now, or hung on before it went', async () => {
      const waiting = { since: 2000, reason: { code: 'connection_disconnected', message: 'gone' } } as const;
      for (const id of ['con_00000001', 'con_00000002']) {
        await its.mine.connections.create(connection({ id }));
        await its.theirs.connections.create(connection({ id: id.replace('con_', 'con_x') }));
      }
      await its.mine.adAccounts.import([
        adAccount({ advertiserId: '1', connectionId: 'con_00000001' }),
        adAccount({ advertiserId: '2', connectionId: 'con_00000002' }),
      ]);
      const add = (id: string, change: Partial<ExportRecord>) =>
        its.mine.exports.create(
          exportRecord({ id, state: 'uploading', waiting, connectionId: 'con_00000001', ...change }),
        );
      await add('exp_00000001', { advertiserId: '1', createdAt: 3000 });
      await add('exp_00000002', { advertiserId: '1', createdAt: 2000 });
      await add('exp_00000003', { advertiserId: '1', waiting: null });
      await add('exp_00000004', { advertiserId: '2' });
      await add('exp_00000005', { advertiserId: '3' });
      const ids = async (connectionId: string) =>
        (await its.mine.exports.listWaiting(connectionId)).map(({ id }) => id);
      expect(await ids('con_00000001')).toEqual(['exp_00000005', 'exp_00000002', 'exp_00000001']);
      expect(await ids('con_00000002')).toEqual(['exp_00000004']);
      await its.mine.adAccounts.import([adAccount({ advertiserId: '2', connectionId: 'con_00000001' })]);
      expect(await ids('con_00000001')).toEqual(['exp_00000004', 'exp_00000005', 'exp_00000002', 'exp_00000001']);
      expect(await its.mine.exports.listWaiting('con_00000001')).toContainEqual(
        await its.mine.exports.get('exp_00000004'),
      );
      expect(await its.theirs.exports.listWaiting('con_00000001')).toEqual([]);
    });

    it('finds the exports of audiences', async () => {
      await its.mine.exports.create(exportRecord({ id: 'exp_00000001', customAudienceId: '11' }));
      await its.mine.exports.create(exportRecord({ id: 'exp_00000002', customAudienceId: '12' }));
      await its.mine.exports.create(exportRecord({ id: 'exp_00000003', customAudienceId: '11', advertiserId: '2' }));
      await its.mine.exports.create(exportRecord({ id: 'exp_00000004' }));
      expect((await its.mine.exports.listByAudiences('7100000000000000001', ['11', '13'])).map(({ id }) => id)).toEqual(
        ['exp_00000001'],
      );
    });

    it('finds the latest that were ever started for each audience', async () => {
      const started = [
        { state: 'draft', at: 1 },
        { state: 'uploading', at: 2 },
        { state: 'failed', at: 3 },
      ] as const;
      for (let n = 1; n <= 5; n += 1)
        await its.mine.exports.create(
          exportRecord({ id: `exp_0000000${n}`, customAudienceId: '11', createdAt: n, timeline: [...started] }),
        );
      await its.mine.exports.create(exportRecord({ id: 'exp_00000006', customAudienceId: '11', createdAt: 6 }));
      await its.mine.exports.create(
        exportRecord({ id: 'exp_00000007', customAudienceId: '12', createdAt: 1, timeline: [...started] }),
      );
      const found = async (of: typeof its.mine) =>
        (await of.exports.listStarted('7100000000000000001', ['11', '12', '13'], 3)).map(({ id }) => id);
      expect(await found(its.mine)).toEqual(['exp_00000005', 'exp_00000004', 'exp_00000003', 'exp_00000007']);
      expect(await found(its.theirs)).toEqual([]);
      expect(await its.mine.exports.listStarted('2', ['11'], 3)).toEqual([]);
    });

    it('writes a change from an expected state and remembers each new state', async () => {
      await its.mine.exports.create(exportRecord());
      const receiving = await its.mine.exports.update('exp_00000001', ['draft', 'receiving'], {
        state: 'receiving',
        receivedBytes: 10,
        updatedAt: 2000,
      });
      expect(receiving).toMatchObject({ state: 'receiving', receivedBytes: 10, updatedAt: 2000 });
      const again = await its.mine.exports.update('exp_00000001', ['receiving'], {
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
      const failed = await its.mine.exports.update('exp_00000001', ['receiving'], {
        state: 'failed',
        error: failure,
        updatedAt: 4000,
      });
      expect(failed).toEqual(await its.mine.exports.get('exp_00000001'));
      expect(failed?.timeline.at(-1)).toEqual({ state: 'failed', at: 4000 });
      expect(await its.mine.exports.update('exp_00000001', ['failed'], { error: null, updatedAt: 5000 })).toMatchObject(
        {
          error: null,
          engine: { a: 1 },
        },
      );
      expect(
        await its.mine.exports.update('exp_00000001', ['draft'], { state: 'cancelled', updatedAt: 6000 }),
      ).toBeNull();
      expect(await its.mine.exports.update('exp_99999999', ['draft'], { updatedAt: 6000 })).toBeNull();
    });

    it('lets one of several racing changes of state win', async () => {
      await its.mine.exports.create(exportRecord({ state: 'ready' }));
      const won = await Promise.all(
        [its.store, its.other, its.store, its.other].map((process) =>
          process.workspace('mine').exports.update('exp_00000001', ['ready'], { state: 'uploading', updatedAt: 2000 }),
        ),
      );
      expect(won.filter((record) => record !== null)).toHaveLength(1);
      expect((await its.mine.exports.get('exp_00000001'))?.timeline).toHaveLength(2);
    });

    it('leases the intake to one owner at a time', async () => {
      await its.mine.exports.create(exportRecord());
      const won = await Promise.all(
        ['a', 'b', 'c'].map((owner) => its.mine.exports.leaseIntake('exp_00000001', owner, 1000, 2000)),
      );
      expect(won).toEqual([true, false, false]);
      expect(await its.mine.exports.leaseIntake('exp_00000001', 'a', 1500, 3000)).toBe(true);
      expect(await its.mine.exports.leaseIntake('exp_00000001', 'b', 2999, 4000)).toBe(false);
      expect(await its.mine.exports.leaseIntake('exp_00000001', 'b', 3000, 4000)).toBe(true);
      await its.mine.exports.releaseIntake('exp_00000001', 'a');
      expect(await its.mine.exports.leaseIntake('exp_00000001', 'c', 3100, 4100)).toBe(false);
      await its.mine.exports.releaseIntake('exp_00000001', 'b');
      expect(await its.mine.exports.leaseIntake('exp_00000001', 'c', 3100, 4100)).toBe(true);
      expect(await its.mine.exports.leaseIntake('exp_99999999', 'c', 3100, 4100)).toBe(false);
    });

    it('keeps exports of another workspace apart', async () => {
      await its.mine.exports.create(exportRecord({ customAudienceId: '11' }));
      expect(await its.theirs.exports.get('exp_00000001')).toBeNull();
      expect((await its.theirs.exports.list({ after: null, limit: 10, advertiserId: null })).items).toEqual([]);
      expect(
        (await its.theirs.exports.list({ after: null, limit: 10, advertiserId: '7100000000000000001' })).items,
      ).toEqual([]);
      expect(await its.theirs.exports.listByAudiences('7100000000000000001', ['11'])).toEqual([]);
      expect(
        await its.theirs.exports.update('exp_00000001', ['draft'], { state: 'cancelled', updatedAt: 1 }),
      ).toBeNull();
      expect(await its.theirs.exports.leaseIntake('exp_00000001', 'thief', 1, 2)).toBe(false);
      await its.mine.exports.leaseIntake('exp_00000001', 'owner', 1, 100);
      await its.theirs.exports.releaseIntake('exp_00000001', 'owner');
      expect(await its.mine.exports.leaseIntake('exp_00000001', 'other', 2, 100)).toBe(false);
      expect(await its.mine.exports.get('exp_00000001')).toMatchObject({ state: 'draft' });
    });
  });
}
