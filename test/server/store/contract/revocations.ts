import { describe, expect, it } from 'vitest';
import { revocation } from '../records.ts';
import type { Opened } from './opened.ts';

/** What every driver does with grants that TikTok has still to be told about. */
export function revocationContract(its: Opened): void {
  describe('grants to be withdrawn', () => {
    it('are given back as they were added, until they are removed', async () => {
      await its.mine.revocations.add(revocation());
      expect(await its.other.workspace('mine').revocations.get('rev_00000001')).toEqual(revocation());
      await its.mine.revocations.remove('rev_00000001');
      expect(await its.mine.revocations.get('rev_00000001')).toBeNull();
      await its.mine.revocations.remove('rev_00000001');
    });

    it('need no connection that is still there, and may be several of one', async () => {
      await its.mine.revocations.add(revocation());
      await its.mine.revocations.add(revocation({ id: 'rev_00000002' }));
      expect(await its.mine.revocations.get('rev_00000002')).toMatchObject({ connectionId: 'con_00000001' });
    });

    it('are out of reach of another workspace', async () => {
      await its.mine.revocations.add(revocation());
      expect(await its.theirs.revocations.get('rev_00000001')).toBeNull();
      await its.theirs.revocations.remove('rev_00000001');
      expect(await its.mine.revocations.get('rev_00000001')).not.toBeNull();
    });
  });
}
