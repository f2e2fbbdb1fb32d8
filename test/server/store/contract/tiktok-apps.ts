import { describe, expect, it } from 'vitest';
import { attempt, connection, revocation, tiktokApp } from '../records.ts';
import type { Opened } from './opened.ts';

/** What every driver does with the developer apps of workspaces. */
export function tiktokAppContract(its: Opened): void {
  describe('developer apps', () => {
    it('has none, then the one that was put', async () => {
      expect(await its.mine.tiktokApps.getCurrent()).toBeNull();
      await its.mine.tiktokApps.put(tiktokApp());
      expect(await its.mine.tiktokApps.getCurrent()).toEqual({ ...tiktokApp(), isCurrent: true });
      expect(await its.mine.tiktokApps.get('71')).toEqual({ ...tiktokApp(), isCurrent: true });
      expect(await its.mine.tiktokApps.get('72')).toBeNull();
    });

    it('takes a new secret for the same app and remembers since when there is one', async () => {
      await its.mine.tiktokApps.put(tiktokApp());
      const next = { sealedSecret: 'sealed-2', secretLast4: 'xyz9', updatedAt: 5000 };
      await its.mine.tiktokApps.put(tiktokApp({ ...next, createdAt: 5000 }));
      expect(await its.mine.tiktokApps.getCurrent()).toEqual({ ...tiktokApp(next), isCurrent: true });
    });

    it('are found across workspaces by their id, last changed first', async () => {
      await its.mine.tiktokApps.put(tiktokApp({ sealedSecret: 'older', updatedAt: 1000 }));
      await its.theirs.tiktokApps.put(tiktokApp({ sealedSecret: 'newer', updatedAt: 2000 }));
      await its.theirs.tiktokApps.put(tiktokApp({ appId: '72' }));
      expect(await its.store.apps.findAll('71', 10)).toEqual([{ workspaceId: 'mine', sealedSecret: 'older' }]);
      await its.store.workspace('third').tiktokApps.put(tiktokApp({ sealedSecret: 'newer', updatedAt: 2000 }));
      expect(await its.store.apps.findAll('71', 10)).toEqual([
        { workspaceId: 'third', sealedSecret: 'newer' },
        { workspaceId: 'mine', sealedSecret: 'older' },
      ]);
      expect(await its.store.apps.findAll('71', 1)).toHaveLength(1);
      expect(await its.store.apps.findAll('73', 10)).toEqual([]);
    });

    it('has one current app, however many are put at once', async () => {
      await Promise.all(
        ['71', '72', '73', '74'].map((appId, index) =>
          (index % 2 ? its.store : its.other).workspace('mine').tiktokApps.put(tiktokApp({ appId })),
        ),
      );
      const apps = await Promise.all(['71', '72', '73', '74'].map((appId) => its.mine.tiktokApps.get(appId)));
      expect(apps.filter((app) => app !== null)).toHaveLength(1);
      expect(await its.mine.tiktokApps.getCurrent()).not.toBeNull();
    });

    it('keeps a replaced app as long as a connection needs it, and no longer', async () => {
      await its.mine.tiktokApps.put(tiktokApp());
      await its.mine.connections.create(connection({ appId: '71' }));
      await its.mine.tiktokApps.put(tiktokApp({ appId: '72' }));
      expect(await its.mine.tiktokApps.get('71')).toEqual({ ...tiktokApp(), isCurrent: false });
      expect(await its.mine.tiktokApps.getCurrent()).toMatchObject({ appId: '72' });
      expect(await its.mine.tiktokApps.removeUnneeded()).toBe(0);
      await its.mine.connections.update('con_00000001', { state: 'revoked', sealedToken: null });
      expect(await its.mine.tiktokApps.removeUnneeded()).toBe(1);
      expect(await its.mine.tiktokApps.get('71')).toBeNull();
      expect(await its.mine.tiktokApps.removeUnneeded()).toBe(0);
      expect(await its.mine.tiktokApps.getCurrent()).toMatchObject({ appId: '72' });
    });

    it('keeps a retired app for a grant that is to be withdrawn and for a sign-in that is pending', async () => {
      await its.mine.tiktokApps.put(tiktokApp());
      await its.mine.revocations.add(revocation({ appId: '71' }));
      await its.mine.attempts.create(attempt({ appId: '71' }));
      expect(await its.mine.tiktokApps.retire()).toBe('71');
      expect(await its.mine.tiktokApps.get('71')).toMatchObject({ isCurrent: false });
      await its.mine.revocations.remove('rev_00000001');
      expect(await its.mine.tiktokApps.removeUnneeded()).toBe(0);
      await its.mine.attempts.finish('att_00000001', { status: 'failed', connectionId: null, error: null });
      expect(await its.mine.tiktokApps.removeUnneeded()).toBe(1);
    });

    it('retires the current app once', async () => {
      expect(await its.mine.tiktokApps.retire()).toBeNull();
      await its.mine.tiktokApps.put(tiktokApp());
      const retired = await Promise.all([
        its.mine.tiktokApps.retire(),
        its.other.workspace('mine').tiktokApps.retire(),
      ]);
      expect(retired.filter((appId) => appId !== null)).toEqual(['71']);
      expect(await its.mine.tiktokApps.getCurrent()).toBeNull();
      expect(await its.mine.tiktokApps.get('71')).toBeNull();
    });

    it('counts the connections that were made with an app and are not revoked', async () => {
      await its.mine.connections.create(connection({ id: 'con_00000001', appId: '71' }));
      await its.mine.connections.create(connection({ id: 'con_00000002', appId: '71', state: 'disconnected' }));
      await its.mine.connections.create(connection({ id: 'con_00000003', appId: '71', state: 'revoked' }));
      await its.mine.connections.create(connection({ id: 'con_00000004', appId: null }));
      await its.theirs.connections.create(connection({ id: 'con_00000005', appId: '71' }));
      expect(await its.mine.tiktokApps.countConnections('71')).toBe(2);
      expect(await its.mine.tiktokApps.countConnections('72')).toBe(0);
    });

    it('keeps apps of another workspace apart, also those of the same id', async () => {
      await its.mine.tiktokApps.put(tiktokApp());
      expect(await its.theirs.tiktokApps.getCurrent()).toBeNull();
      expect(await its.theirs.tiktokApps.get('71')).toBeNull();
      expect(await its.theirs.tiktokApps.retire()).toBeNull();
      await its.theirs.tiktokApps.put(tiktokApp({ sealedSecret: 'theirs' }));
      await its.theirs.connections.create(connection({ appId: '71' }));
      await its.mine.tiktokApps.retire();
      expect(await its.mine.tiktokApps.get('71')).toBeNull();
      expect(await its.theirs.tiktokApps.getCurrent()).toMatchObject({ sealedSecret: 'theirs' });
    });
  });
}
