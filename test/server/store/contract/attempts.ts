import { describe, expect, it } from 'vitest';
import { attempt } from '../records.ts';
import type { Opened } from './opened.ts';

/** What every driver does with sign-in attempts. */
export function attemptContract(its: Opened): void {
  describe('attempts', () => {
    it('gives back an attempt as it was made', async () => {
      await its.mine.attempts.create(
        attempt({ error: { code: 'oauth_denied', message: 'no', tiktokRequestId: '2026' } }),
      );
      expect(await its.mine.attempts.get('att_00000001')).toEqual({
        ...attempt({ error: { code: 'oauth_denied', message: 'no', tiktokRequestId: '2026' } }),
        workspaceId: 'mine',
      });
    });

    it('ends a pending attempt once', async () => {
      await its.mine.attempts.create(attempt());
      const end = { status: 'succeeded', connectionId: 'con_00000001', error: null } as const;
      const answers = await Promise.all([
        its.mine.attempts.finish('att_00000001', end),
        its.other.workspace('mine').attempts.finish('att_00000001', end),
      ]);
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await its.mine.attempts.get('att_00000001')).toMatchObject({
        status: 'succeeded',
        connectionId: 'con_00000001',
      });
    });

    it('keeps attempts of another workspace apart', async () => {
      await its.mine.attempts.create(attempt());
      expect(await its.theirs.attempts.get('att_00000001')).toBeNull();
      expect(
        await its.theirs.attempts.finish('att_00000001', { status: 'failed', connectionId: null, error: null }),
      ).toBe(false);
      expect(await its.mine.attempts.get('att_00000001')).toMatchObject({ status: 'pending' });
    });

    it('forgets those of the workspace that ran out before an instant', async () => {
      await its.mine.attempts.create(attempt({ id: 'att_00000001', stateHash: 'hash-1', expiresAt: 999 }));
      await its.mine.attempts.create(attempt({ id: 'att_00000002', stateHash: 'hash-2', expiresAt: 1000 }));
      await its.theirs.attempts.create(attempt({ id: 'att_00000003', stateHash: 'hash-3', expiresAt: 1 }));
      expect(await its.mine.attempts.removeExpired(1000)).toBe(1);
      expect(await its.mine.attempts.get('att_00000001')).toBeNull();
      expect(await its.store.oauthStates.find('hash-1')).toBeNull();
      expect(await its.mine.attempts.get('att_00000002')).not.toBeNull();
      expect(await its.theirs.attempts.get('att_00000003')).not.toBeNull();
    });

    it('finds the workspace of a state and lets exactly one caller consume it', async () => {
      await its.mine.attempts.create(attempt());
      expect(await its.store.oauthStates.find('hash-1')).toMatchObject({
        id: 'att_00000001',
        workspaceId: 'mine',
        usedAt: null,
      });
      expect(await its.store.oauthStates.find('hash-2')).toBeNull();
      const won = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((n) => (n % 2 ? its.store : its.other).oauthStates.consume('hash-1', 5000)),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await its.store.oauthStates.find('hash-1')).toMatchObject({ usedAt: 5000 });
      expect(await its.store.oauthStates.consume('hash-2', 5000)).toBe(false);
    });

    it('refuses a state that exists already, whosever it is', async () => {
      await its.mine.attempts.create(attempt());
      await expect(its.theirs.attempts.create(attempt({ id: 'att_00000002' }))).rejects.toThrow();
    });
  });
}
