import { describe, expect, it } from 'vitest';
import { auditRecord } from '../records.ts';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

const EVERYTHING = { action: null, subjectId: null };

/** What every driver does with the audit log. */
export function auditContract(its: Opened): void {
  describe('the audit log', () => {
    it('gives entries back as they were written, newest first', async () => {
      const first = auditRecord({
        id: 'aud_00000001',
        at: 1000,
        detail: { from: 'active', count: 3, ok: true, code: null },
      });
      const second = auditRecord({ id: 'aud_00000002', at: 2000, actorKind: 'server', userId: null, origin: null });
      await its.mine.audit.append([first, second]);
      await its.mine.audit.append([]);
      const { items, nextAfter } = await its.other
        .workspace('mine')
        .audit.list({ after: null, limit: 10, ...EVERYTHING });
      expect(items).toEqual([second, first]);
      expect(nextAfter).toBeNull();
    });

    it('pages through entries in the order of writing, also of one instant or of clocks that disagree', async () => {
      const ids = Array.from({ length: 7 }, (_, index) => `aud_0000000${index}`);
      await its.mine.audit.append(ids.toReversed().map((id, index) => auditRecord({ id, at: index === 3 ? 1 : 1000 })));
      const all = await allOf((query) => its.mine.audit.list({ ...query, ...EVERYTHING }), 3);
      expect(all.map(({ id }) => id)).toEqual(ids);
    });

    it('narrows by action and by what it is about', async () => {
      await its.mine.audit.append([
        auditRecord({ id: 'aud_00000001', action: 'export.created', subjectId: 'exp_00000001' }),
        auditRecord({ id: 'aud_00000002', action: 'export.started', subjectId: 'exp_00000001' }),
        auditRecord({ id: 'aud_00000003', action: 'export.created', subjectId: 'exp_00000002' }),
      ]);
      const ids = async (filter: Partial<Parameters<typeof its.mine.audit.list>[0]>) =>
        (await its.mine.audit.list({ after: null, limit: 10, ...EVERYTHING, ...filter })).items.map(({ id }) => id);
      expect(await ids({ action: 'export.created' })).toEqual(['aud_00000003', 'aud_00000001']);
      expect(await ids({ subjectId: 'exp_00000001' })).toEqual(['aud_00000002', 'aud_00000001']);
      expect(await ids({ action: 'export.created', subjectId: 'exp_00000001' })).toEqual(['aud_00000001']);
      expect(await ids({ action: 'mapping.saved' })).toEqual([]);
    });

    it('writes all of a call’s entries or none', async () => {
      await its.mine.audit.append([auditRecord({ id: 'aud_00000001' })]);
      await expect(
        its.mine.audit.append([auditRecord({ id: 'aud_00000002' }), auditRecord({ id: 'aud_00000001' })]),
      ).rejects.toThrow();
      expect((await its.mine.audit.list({ after: null, limit: 10, ...EVERYTHING })).items).toHaveLength(1);
    });

    it('is kept per workspace', async () => {
      await its.mine.audit.append([auditRecord()]);
      expect((await its.theirs.audit.list({ after: null, limit: 10, ...EVERYTHING })).items).toEqual([]);
    });
  });
}
