import { describe, expect, it } from 'vitest';
import { attempt, connection, ledgerRecord, REVIEW, revocation, tiktokApp } from '../records.ts';
import { callRecord } from './calls.ts';
import type { Opened } from './opened.ts';

/** What every driver does when every stored secret is sealed anew. */
export function resealContract(its: Opened): void {
  describe('sealing anew', () => {
    it('reaches every secret once, of every kind and workspace, and counts what changed', async () => {
      await its.mine.connections.create(connection({ id: 'con_00000001', sealedToken: 'old-1' }));
      await its.mine.connections.create(connection({ id: 'con_00000002', sealedToken: null }));
      await its.theirs.connections.create(connection({ id: 'con_00000003', sealedToken: 'old-3' }));
      await its.theirs.connections.create(connection({ id: 'con_00000004', sealedToken: 'new-4' }));
      for (const [id, workspace] of [
        ['att_00000001', its.mine],
        ['att_00000002', its.theirs],
      ] as const) {
        await workspace.attempts.create(attempt({ id, stateHash: id }));
        await workspace.attempts.hold(id, { review: REVIEW, sealedGrant: `old-${id}`, expiresAt: 9000 });
      }
      await its.mine.attempts.create(attempt({ id: 'att_00000003', stateHash: 'nothing held' }));
      await its.mine.revocations.add(revocation({ sealedToken: 'old-rev' }));
      await its.mine.tiktokApps.put(tiktokApp({ sealedSecret: 'old-app-mine' }));
      await its.theirs.tiktokApps.put(tiktokApp({ sealedSecret: 'old-app-theirs' }));
      await its.mine.ledgers.create(ledgerRecord({ sealedKey: 'old-ledger' }));

      await its.mine.calls.begin(
        callRecord(),
        { owner: 'me', until: 2000 },
        { key: 'key-1', fingerprint: 'f', expiresAt: 9 },
      );
      const answer = {
        httpStatus: 200,
        contentType: null,
        tiktokRequestId: null,
        sealedAnswer: 'old-answer',
      };
      await its.mine.calls.finish('call_00000001', 'me', {
        status: 'succeeded',
        finishedAt: 2000,
        attempts: [],
        entityIds: [],
        error: null,
        approvalId: null,
        key: { kind: 'answered', answer, fingerprint: null },
        leases: [],
      });

      const hash = new Uint8Array(32).fill(1);
      const notice = {
        hash,
        receivedAt: 1000,
        scheme: 'X-Open-Signature' as const,
        appId: '71',
        sealedBody: 'old-notice',
      };
      await its.store.webhookInbox.add([notice]);

      const seen: string[] = [];
      const changed = await its.store.resealSecrets((sealed, { workspaceId, kind, id }) => {
        seen.push(`${workspaceId}/${kind}/${id}/${sealed}`);
        return sealed.replace('old', 'new');
      });
      expect(seen.toSorted()).toEqual([
        `/notice/${'01'.repeat(32)}/old-notice`,
        'mine/app-secret/71/old-app-mine',
        'mine/attempt-grant/att_00000001/old-att_00000001',
        'mine/call-answer/key-1/old-answer',
        'mine/connection-token/con_00000001/old-1',
        'mine/ledger-key/led_00000001/old-ledger',
        'mine/revocation/rev_00000001/old-rev',
        'theirs/app-secret/71/old-app-theirs',
        'theirs/attempt-grant/att_00000002/old-att_00000002',
        'theirs/connection-token/con_00000003/old-3',
        'theirs/connection-token/con_00000004/new-4',
      ]);
      expect(changed).toBe(10);
      expect(await its.store.webhookInbox.claim('o', 2000, 3000, 1)).toMatchObject([{ sealedBody: 'new-notice' }]);
      expect(await its.mine.connections.get('con_00000001')).toEqual(connection({ sealedToken: 'new-1' }));
      expect(await its.theirs.connections.get('con_00000003')).toMatchObject({ sealedToken: 'new-3' });
      expect(await its.mine.attempts.get('att_00000001')).toMatchObject({ sealedGrant: 'new-att_00000001' });
      expect(await its.mine.revocations.get('rev_00000001')).toMatchObject({ sealedToken: 'new-rev' });
      expect(await its.mine.tiktokApps.get('71')).toMatchObject({ sealedSecret: 'new-app-mine', updatedAt: 1000 });
      expect(await its.theirs.tiktokApps.get('71')).toMatchObject({ sealedSecret: 'new-app-theirs' });
    });

    it('does not undo a new token that another process writes meanwhile: that one is sealed anew', async () => {
      await its.mine.connections.create(connection({ sealedToken: 'old-1' }));
      let isFirst = true;
      const changed = await its.store.resealSecrets((sealed) => {
        if (isFirst)
          void its.other
            .workspace('mine')
            .connections.update('con_00000001', { sealedToken: 'old-2', tokenVersion: 2 });
        isFirst = false;
        return sealed.replace('old', 'new');
      });
      expect(changed).toBe(1);
      expect(await its.mine.connections.get('con_00000001')).toMatchObject({ sealedToken: 'new-2', tokenVersion: 2 });
    });

    it('passes over a secret that is wiped meanwhile', async () => {
      await its.mine.revocations.add(revocation({ sealedToken: 'old' }));
      const changed = await its.store.resealSecrets(() => {
        void its.other.workspace('mine').revocations.remove('rev_00000001');
        return 'new';
      });
      expect(changed).toBe(0);
      expect(await its.mine.revocations.get('rev_00000001')).toBeNull();
    });
  });
}
