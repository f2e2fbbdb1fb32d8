import { beforeEach, describe, expect, it } from 'vitest';
import { attempt, connection, REVIEW } from '../records.ts';
import type { Opened } from './opened.ts';

const ID = 'att_00000001';
const HELD = { review: REVIEW, sealedGrant: 'sealed-grant', expiresAt: 2000 };
const ACCEPTED = {
  connectionId: 'con_00000001',
  change: { sealedToken: 'sealed-2', tokenVersion: 2 },
  tokenVersion: 1,
  now: 1999,
};

/** What every driver does with new sign-ins that wait for a decision. */
export function heldContract(its: Opened): void {
  describe('held sign-ins', () => {
    beforeEach(async () => {
      await its.mine.connections.create(connection());
      await its.mine.attempts.create(attempt());
      expect(await its.mine.attempts.hold(ID, HELD)).toBe(true);
    });

    it('are kept with what they would take away, until an instant', async () => {
      expect(await its.other.workspace('mine').attempts.get(ID)).toMatchObject({ status: 'pending', ...HELD });
      const other = { ...REVIEW, lostImportedCount: 7 };
      expect(await its.theirs.attempts.replaceReview(ID, other)).toBe(false);
      expect(await its.mine.attempts.replaceReview(ID, other)).toBe(true);
      expect(await its.mine.attempts.get(ID)).toMatchObject({ review: other, sealedGrant: 'sealed-grant' });
    });

    it('are not kept for an attempt that has ended', async () => {
      await its.mine.attempts.finish(ID, { status: 'failed', connectionId: null, error: null });
      expect(await its.mine.attempts.get(ID)).toMatchObject({ status: 'failed', review: null, sealedGrant: null });
      expect(await its.mine.attempts.hold(ID, HELD)).toBe(false);
      expect(await its.mine.attempts.replaceReview(ID, REVIEW)).toBe(false);
      expect(await its.mine.attempts.acceptHeld(ID, ACCEPTED)).toBe('not_held');
    });

    it('are given to the connection once, whoever else wants to, and wiped', async () => {
      const answers = await Promise.all([
        its.mine.attempts.acceptHeld(ID, ACCEPTED),
        its.other.workspace('mine').attempts.acceptHeld(ID, ACCEPTED),
        its.theirs.attempts.acceptHeld(ID, ACCEPTED),
      ]);
      expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'not_held')).toHaveLength(2);
      expect(await its.mine.connections.get('con_00000001')).toMatchObject(ACCEPTED.change);
      expect(await its.mine.attempts.get(ID)).toMatchObject({
        status: 'succeeded',
        connectionId: 'con_00000001',
        review: null,
        sealedGrant: null,
      });
    });

    it('are not given to a connection with another token, one that is gone, or another user’s', async () => {
      await its.mine.connections.create(connection({ id: 'con_00000002', coreUserId: 'taken' }));
      const tries = [
        { ...ACCEPTED, tokenVersion: 2 },
        { ...ACCEPTED, connectionId: 'con_00000009' },
        { ...ACCEPTED, change: { ...ACCEPTED.change, coreUserId: 'taken' } },
      ];
      for (const accepted of tries) expect(await its.mine.attempts.acceptHeld(ID, accepted)).toBe('lost');
      expect(await its.mine.connections.get('con_00000001')).toEqual(connection());
      expect(await its.mine.attempts.get(ID)).toMatchObject({ status: 'pending', sealedGrant: 'sealed-grant' });
    });

    it('run out: they are not given away any more, and wiped on request', async () => {
      expect(await its.mine.attempts.acceptHeld(ID, { ...ACCEPTED, now: 2000 })).toBe('not_held');
      expect(await its.mine.attempts.wipeHeld(2000)).toBe(0);
      expect(await its.theirs.attempts.wipeHeld(2001)).toBe(0);
      expect(await its.mine.attempts.wipeHeld(2001)).toBe(1);
      expect(await its.mine.attempts.wipeHeld(2001)).toBe(0);
      expect(await its.mine.attempts.get(ID)).toMatchObject({ status: 'pending', review: null, sealedGrant: null });
    });
  });
}
