import { describe, expect, it } from 'vitest';
import { ledgerRecord } from '../records.ts';
import type { Opened } from './opened.ts';

/** What every driver does with ledgers: which generation of an audience's members counts. */
export function ledgerContract(its: Opened): void {
  describe('ledgers', () => {
    const { id, advertiserId } = ledgerRecord();
    const audience = '7200000000000000001';

    it('keeps one as it was created, and finds it by its audience, for its workspace alone', async () => {
      const record = ledgerRecord({ customAudienceId: audience });
      expect(await its.mine.ledgers.create(record)).toBe(true);
      expect(await its.mine.ledgers.get(id)).toEqual(record);
      expect(await its.mine.ledgers.find(advertiserId, audience)).toEqual(record);
      expect(await its.mine.ledgers.find('9', audience)).toBeNull();
      expect(await its.theirs.ledgers.get(id)).toBeNull();
      expect(await its.theirs.ledgers.find(advertiserId, audience)).toBeNull();
      expect(await its.theirs.ledgers.update(id, 0, { settled: true, updatedAt: 5 })).toBeNull();
      await its.theirs.ledgers.remove(id);
      expect(await its.mine.ledgers.get(id)).toEqual(record);
    });

    it('has one of an audience in a workspace, and any number of audiences that are being made', async () => {
      const record = ledgerRecord({ customAudienceId: audience });
      expect(await its.mine.ledgers.create(record)).toBe(true);
      expect(await its.mine.ledgers.create({ ...record, id: 'led_00000002' })).toBe(false);
      expect(await its.theirs.ledgers.create({ ...record, id: 'led_00000003' })).toBe(true);
      for (const other of ['led_00000004', 'led_00000005'])
        expect(await its.mine.ledgers.create(ledgerRecord({ id: other }))).toBe(true);
      expect(await its.mine.ledgers.create(ledgerRecord())).toBe(false);
      const named = { customAudienceId: audience, updatedAt: 2000 };
      expect(await its.mine.ledgers.update('led_00000004', 0, named)).toBeNull();
      expect(await its.mine.ledgers.update(id, 0, named)).toMatchObject(named);
      await its.mine.ledgers.remove(id);
      expect(await its.mine.ledgers.update('led_00000004', 0, named)).toMatchObject(named);
    });

    it('switches from a generation to the next once, whoever tries', async () => {
      await its.mine.ledgers.create(ledgerRecord());
      const writes = await Promise.all(
        ['exp_1', 'exp_2', 'exp_3', 'exp_4'].map((exportId, index) =>
          (index % 2 === 0 ? its.store : its.other)
            .workspace('mine')
            .ledgers.update(id, 0, { generation: 1, settled: false, exportId, identifiers: 7, updatedAt: 2000 }),
        ),
      );
      const won = writes.filter((write) => write !== null);
      expect(won).toHaveLength(1);
      expect(await its.mine.ledgers.get(id)).toEqual(won[0]);
      expect(await its.mine.ledgers.update(id, 1, { settled: true, updatedAt: 3000 })).toMatchObject({
        generation: 1,
        settled: true,
        identifiers: 7,
      });
    });

    it('says whose folder it is, in whatever workspace, until it is removed', async () => {
      await its.theirs.ledgers.create(ledgerRecord());
      expect(await its.store.folderOwners.ledgerExists(id)).toBe(true);
      await its.theirs.ledgers.remove(id);
      await its.theirs.ledgers.remove(id);
      expect(await its.store.folderOwners.ledgerExists(id)).toBe(false);
    });
  });
}
