import { beforeEach, describe, expect, it } from 'vitest';
import { adAccount, attempt, connection, granted, REVIEW, revocation } from '../records.ts';
import type { Opened } from './opened.ts';

const ID = 'con_00000001';
const HELD_END = { code: 'oauth_review_over', message: 'gone' } as const;
const DISCONNECTION = { at: 5000, tokenVersion: 1, revocation: revocation(), heldEnd: HELD_END };
const GRANT = { kind: 'advertiser', environment: 'production', appId: '7000000000000000001' } as const;

/** What every driver does when a connection is disconnected for good, and what it says about shared grants. */
export function disconnectContract(its: Opened): void {
  describe('disconnecting', () => {
    beforeEach(async () => {
      await its.mine.connections.create(connection({ coreUserId: 'kim' }));
      await its.mine.connections.create(connection({ id: 'con_00000002', coreUserId: 'lee' }));
      await its.mine.connections.setAdvertisers(ID, [granted()], 1);
      await its.mine.connections.setAdvertisers('con_00000002', [granted({ advertiserId: '2' })], 1);
      await its.mine.adAccounts.import([adAccount(), adAccount({ advertiserId: '2', connectionId: 'con_00000002' })]);
      const review = { ...REVIEW, connectionId: ID };
      for (const id of ['att_00000001', 'att_00000002']) await its.mine.attempts.create(attempt({ id, stateHash: id }));
      await its.mine.attempts.hold('att_00000001', { review, sealedGrant: 'sealed', expiresAt: 9000 });
      for (const subjectId of [ID, 'con_00000002'])
        await its.store.jobs.enqueue({ kind: 'probe', workspaceId: 'mine', subjectId, runAt: 1 });
    });

    it('takes everything of the connection away at once, and nothing of others', async () => {
      expect(await its.mine.connections.disconnect(ID, DISCONNECTION)).toBe(true);
      expect(await its.mine.connections.get(ID)).toMatchObject({
        state: 'revoked',
        sealedToken: null,
        tokenVersion: 2,
        coreUserId: null,
        displayName: null,
        email: null,
        scopes: [],
        updatedAt: 5000,
      });
      expect(await its.mine.connections.counts(ID)).toEqual({ advertiserCount: 0, importedCount: 0 });
      expect(await its.mine.connections.counts('con_00000002')).toEqual({ advertiserCount: 1, importedCount: 1 });
      expect(await its.mine.revocations.get('rev_00000001')).toEqual(revocation());
      expect(await its.mine.attempts.get('att_00000001')).toMatchObject({
        status: 'failed',
        error: HELD_END,
        review: null,
        sealedGrant: null,
      });
      expect(await its.mine.attempts.get('att_00000002')).toMatchObject({ status: 'pending' });
      expect(await its.store.jobs.claim(['probe'], 'me', 10, 20)).toMatchObject({ subjectId: 'con_00000002' });
      expect(await its.store.jobs.claim(['probe'], 'me', 10, 20)).toBeNull();
    });

    it('happens once, and not with another token or from another workspace', async () => {
      const disconnect = (...[id, how]: Parameters<typeof its.mine.connections.disconnect>) =>
        its.mine.connections.disconnect(id, how);
      expect(await its.theirs.connections.disconnect(ID, DISCONNECTION)).toBe(false);
      expect(await disconnect(ID, { ...DISCONNECTION, tokenVersion: 2 })).toBe(false);
      expect(await its.mine.revocations.get('rev_00000001')).toBeNull();
      expect(await its.mine.connections.counts(ID)).toEqual({ advertiserCount: 1, importedCount: 1 });
      const answers = await Promise.all([
        disconnect(ID, { ...DISCONNECTION, revocation: revocation({ id: 'rev_00000001' }) }),
        its.other
          .workspace('mine')
          .connections.disconnect(ID, { ...DISCONNECTION, revocation: revocation({ id: 'rev_00000002' }) }),
      ]);
      expect(answers.filter(Boolean)).toHaveLength(1);
      const kept = await Promise.all(['rev_00000001', 'rev_00000002'].map((id) => its.mine.revocations.get(id)));
      expect(kept.filter((each) => each !== null)).toHaveLength(1);
      expect(await disconnect(ID, { ...DISCONNECTION, tokenVersion: 2, revocation: null })).toBe(false);
    });

    it('is not followed by ad accounts that were still being read', async () => {
      await its.mine.connections.disconnect(ID, DISCONNECTION);
      await its.mine.connections.setAdvertisers(ID, [granted()], 6000);
      expect(await its.mine.connections.counts(ID)).toEqual({ advertiserCount: 0, importedCount: 0 });
      expect(await its.mine.connections.listAdvertisers(ID, { after: null, limit: 10 })).toMatchObject({ items: [] });
    });

    it('leaves no revocation where there is nothing to withdraw', async () => {
      expect(await its.mine.connections.disconnect(ID, { ...DISCONNECTION, revocation: null })).toBe(true);
      expect(await its.mine.revocations.get('rev_00000001')).toBeNull();
    });
  });

  describe('a grant', () => {
    const isShared = (coreUserId: string | null, change: object = {}) =>
      its.store.grants.isShared({ ...GRANT, coreUserId, ...change });

    it('may be shared with a live connection of the same person by the same app, in any workspace', async () => {
      expect(await isShared('kim')).toBe(false);
      await its.theirs.connections.create(connection({ coreUserId: 'kim' }));
      expect(await isShared('kim')).toBe(true);
      expect(await isShared('lee')).toBe(false);
      expect(await isShared('kim', { appId: '7000000000000000002' })).toBe(false);
      expect(await isShared('kim', { environment: 'sandbox' })).toBe(false);
      expect(await isShared('kim', { kind: 'tiktok_account' })).toBe(false);
    });

    it.each(['expiring', 'read_only'] as const)('may be shared with one that is %s', async (state) => {
      await its.theirs.connections.create(connection({ coreUserId: 'kim', state }));
      expect(await isShared('kim')).toBe(true);
    });

    it.each(['disconnected', 'revoked'] as const)('is not shared with one that is %s', async (state) => {
      await its.theirs.connections.create(connection({ coreUserId: 'kim', state }));
      expect(await isShared('kim')).toBe(false);
    });

    it('may be shared where a person or an app is not known', async () => {
      await its.theirs.connections.create(connection({ coreUserId: null }));
      expect(await isShared('kim')).toBe(true);
      await its.theirs.connections.update(ID, { coreUserId: 'lee' });
      expect(await isShared('kim')).toBe(false);
      expect(await isShared(null)).toBe(true);
      await its.theirs.connections.update(ID, { appId: null, source: 'token' });
      expect(await isShared('kim')).toBe(false);
      expect(await isShared('lee')).toBe(true);
      expect(await isShared(null)).toBe(false);
    });
  });
}
