import { describe, expect, it } from 'vitest';
import { mirrorRecord } from '../records.ts';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

/** What every driver does with mirrors. */
export function mirrorContract(its: Opened): void {
  describe('mirrors', () => {
    const kept = mirrorRecord({ customAudienceId: '7200000000000000001' });

    it('keeps one as it was created, for its workspace alone', async () => {
      const record = mirrorRecord({
        schedule: { every: 'week', on: 'friday', at: '06:30' },
        calculateType: 'EMAIL_SHA256',
      });
      expect(await its.mine.mirrors.create(record)).toBe(true);
      expect(await its.mine.mirrors.get(record.id)).toEqual(record);
      expect(await its.theirs.mirrors.get(record.id)).toBeNull();
      expect(await its.theirs.mirrors.update(record.id, 1, { updatedAt: 5 })).toBeNull();
      await its.theirs.mirrors.remove(record.id);
      expect(await its.mine.mirrors.get(record.id)).toEqual(record);
    });

    it('has one mirror of an audience in a workspace, and any number that have none yet', async () => {
      expect(await its.mine.mirrors.create(kept)).toBe(true);
      expect(await its.mine.mirrors.create({ ...kept, id: 'mir_00000002' })).toBe(false);
      expect(await its.mine.mirrors.create({ ...kept, id: 'mir_00000003', advertiserId: '7100000000000000002' })).toBe(
        true,
      );
      expect(await its.theirs.mirrors.create({ ...kept, id: 'mir_00000004' })).toBe(true);
      for (const id of ['mir_00000005', 'mir_00000006'])
        expect(await its.mine.mirrors.create(mirrorRecord({ id }))).toBe(true);
      const found = await its.mine.mirrors.listByAudiences(kept.advertiserId, ['7200000000000000001', '9']);
      expect(found.map(({ id }) => id)).toEqual(['mir_00000001']);
      const named = { customAudienceId: '7200000000000000001', updatedAt: 2000 };
      expect(await its.mine.mirrors.update('mir_00000005', 1, named)).toBeNull();
      await its.mine.mirrors.remove('mir_00000001');
      expect(await its.mine.mirrors.update('mir_00000005', 1, named)).toMatchObject(named);
    });

    it('takes a write that has seen the latest version, and of many at once exactly one', async () => {
      await its.mine.mirrors.create(mirrorRecord());
      const writes = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? its.store : its.other)
            .workspace('mine')
            .mirrors.update('mir_00000001', 1, { currentExportId: `exp_${index}`, updatedAt: 2000 }),
        ),
      );
      const [won] = writes.filter((write) => write !== null);
      expect(writes.filter((write) => write !== null)).toHaveLength(1);
      expect(won).toMatchObject({ version: 2, updatedAt: 2000, segmentId: 'vip' });
      expect(await its.mine.mirrors.get('mir_00000001')).toEqual(won);
      expect(await its.mine.mirrors.update('mir_00000001', 1, { updatedAt: 3000 })).toBeNull();
      expect(await its.mine.mirrors.update('mir_00000001', 2, { nextRunAt: null, updatedAt: 3000 })).toMatchObject({
        version: 3,
      });
    });

    it('lists the newest first, in pages, narrowed by ad account and audience', async () => {
      for (const [index, customAudienceId] of ['1', '2', '3', '4', '5'].entries())
        await its.mine.mirrors.create(
          mirrorRecord({ id: `mir_0000000${index + 1}`, createdAt: 1000 + Math.floor(index / 2), customAudienceId }),
        );
      const all = await allOf((query) => its.mine.mirrors.list(query), 2);
      expect(all.map(({ id }) => id.at(-1))).toEqual(['5', '4', '3', '2', '1']);
      const narrowed = await its.mine.mirrors.list({ after: null, limit: 9, customAudienceId: '2' });
      expect(narrowed.items.map(({ id }) => id)).toEqual(['mir_00000002']);
      expect((await its.mine.mirrors.list({ after: null, limit: 9, advertiserId: '9' })).items).toEqual([]);
    });

    it('removes one, once more without harm', async () => {
      await its.mine.mirrors.create(kept);
      await its.mine.mirrors.remove(kept.id);
      await its.mine.mirrors.remove(kept.id);
      expect(await its.mine.mirrors.get(kept.id)).toBeNull();
      expect(await its.mine.mirrors.create(kept)).toBe(true);
    });
  });
}
