import { describe, expect, it } from 'vitest';
import type { WorkspaceStore } from '../../../../server/store/store.ts';
import { exportRecord } from '../records.ts';
import type { Opened } from './opened.ts';

const KEY = '100/200';

/** What every driver does with turns: of all exports that stand in line for an audience one has it. */
export function turnContract(its: Opened): void {
  describe('turns at an audience', () => {
    const add = (id: string, of: WorkspaceStore = its.mine, state: 'uploading' | 'ready' = 'uploading') =>
      of.exports.create(exportRecord({ id, state }));

    it('go to one export at a time, in the order they asked', async () => {
      for (const id of ['exp_a', 'exp_b', 'exp_c']) await add(id);
      expect(await its.mine.exports.takeTurn('exp_a', KEY, 1000)).toBe(true);
      expect(await its.mine.exports.takeTurn('exp_c', KEY, 1001)).toBe(false);
      expect(await its.mine.exports.takeTurn('exp_b', KEY, 1002)).toBe(false);
      expect(await its.mine.exports.takeTurn('exp_a', KEY, 1003)).toBe(true);
      expect(await its.mine.exports.placeInLine('exp_a')).toBeNull();
      expect(await its.mine.exports.placeInLine('exp_c')).toEqual({ position: 1, behind: 'exp_a' });
      expect(await its.mine.exports.placeInLine('exp_b')).toEqual({ position: 2, behind: 'exp_a' });

      await its.mine.exports.update('exp_a', ['uploading'], { state: 'processing', updatedAt: 2000 });
      expect(await its.mine.exports.takeTurn('exp_b', KEY, 2001)).toBe(false);
      expect(await its.mine.exports.takeTurn('exp_c', KEY, 2002)).toBe(true);
      await its.mine.exports.leaveLine('exp_c');
      expect(await its.mine.exports.takeTurn('exp_b', KEY, 2003)).toBe(true);
      expect(await its.mine.exports.takeTurn('exp_c', KEY, 2004)).toBe(false);
    });

    it('hold between workspaces and processes, which learn how many go before and no more', async () => {
      await add('exp_a');
      await add('exp_b', its.theirs);
      const theirs = its.other.workspace('theirs');
      expect(await its.mine.exports.takeTurn('exp_a', KEY, 1000)).toBe(true);
      expect(await theirs.exports.takeTurn('exp_b', KEY, 1001)).toBe(false);
      expect(await theirs.exports.placeInLine('exp_b')).toEqual({ position: 1, behind: null });
      expect(await theirs.exports.takeTurn('exp_a', KEY, 1002)).toBe(false);
      await theirs.exports.leaveLine('exp_a');
      expect(await theirs.exports.takeTurn('exp_b', KEY, 1003)).toBe(false);
    });

    it('pass over those who are paused or wait, unless it is theirs already', async () => {
      for (const id of ['exp_a', 'exp_b', 'exp_c']) await add(id);
      expect(await its.mine.exports.takeTurn('exp_a', KEY, 1000)).toBe(true);
      expect(await its.mine.exports.takeTurn('exp_b', KEY, 1001)).toBe(false);
      expect(await its.mine.exports.takeTurn('exp_c', KEY, 1002)).toBe(false);
      await its.mine.exports.update('exp_a', ['uploading'], { pausedAt: 1003, updatedAt: 1003 });
      const reason = { code: 'connection_disconnected', message: 'Sign in again.' } as const;
      await its.mine.exports.update('exp_b', ['uploading'], { waiting: { since: 1004, reason }, updatedAt: 1004 });
      expect(await its.mine.exports.takeTurn('exp_c', KEY, 1005)).toBe(false);
      expect(await its.mine.exports.placeInLine('exp_c')).toEqual({ position: 1, behind: 'exp_a' });
      await its.mine.exports.leaveLine('exp_a');
      expect(await its.mine.exports.takeTurn('exp_c', KEY, 1006)).toBe(true);
    });

    it('are left for another audience by asking for that one', async () => {
      await add('exp_a');
      await add('exp_b');
      expect(await its.mine.exports.takeTurn('exp_a', '100/new/Buyers', 1000)).toBe(true);
      expect(await its.mine.exports.takeTurn('exp_b', KEY, 1001)).toBe(true);
      expect(await its.mine.exports.takeTurn('exp_a', KEY, 1002)).toBe(false);
      expect(await its.mine.exports.takeTurn('exp_b', '100/new/Buyers', 1003)).toBe(true);
      expect(await its.mine.exports.takeTurn('exp_a', KEY, 1004)).toBe(true);
    });

    it('are for exports that are sending', async () => {
      await add('exp_a', its.mine, 'ready');
      expect(await its.mine.exports.takeTurn('exp_a', KEY, 1000)).toBe(false);
      expect(await its.mine.exports.placeInLine('exp_a')).toBeNull();
      expect(await its.mine.exports.takeTurn('exp_none', KEY, 1000)).toBe(false);
    });

    it('are one for two who ask in the same moment', async () => {
      for (let round = 0; round < 20; round++) {
        const ids = [`exp_x${round}`, `exp_y${round}`];
        for (const id of ids) await add(id);
        const key = `100/${round}`;
        const other = its.other.workspace('mine');
        const turns = await Promise.all([
          its.mine.exports.takeTurn(ids[0] as string, key, 1000),
          other.exports.takeTurn(ids[1] as string, key, 1000),
        ]);
        expect(turns.filter(Boolean)).toHaveLength(1);
      }
    });
  });
}
