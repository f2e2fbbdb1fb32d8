import { describe, expect, it } from 'vitest';
import { adAccount, connection } from '../records.ts';
import type { Opened } from './opened.ts';

const target = {
  connectionId: 'con_00000001',
  environment: 'production',
  state: 'active',
  appId: '7000000000000000001',
  tokenVersion: 1,
  tokenExpiresAt: null,
};
const HELD_END = { code: 'oauth_discarded', message: 'gone' } as const;

/** What every driver does to find the connection of a call. */
export function callTargetContract(its: Opened): void {
  describe('the connection of a call', () => {
    it('is found by ad account and by its own id, in its workspace alone', async () => {
      await its.mine.connections.create(connection());
      await its.mine.adAccounts.import([adAccount({ advertiserId: '7101' })]);
      expect(await its.mine.callTargets.ofAdvertiser('7101')).toEqual(target);
      expect(await its.mine.callTargets.ofConnection('con_00000001')).toEqual(target);
      expect(await its.mine.callTargets.ofAdvertiser('7102')).toBeNull();
      expect(await its.theirs.callTargets.ofAdvertiser('7101')).toBeNull();
      expect(await its.theirs.callTargets.ofConnection('con_00000001')).toBeNull();
    });

    it('is as another process has just written it', async () => {
      await its.mine.connections.create(connection());
      await its.mine.adAccounts.import([adAccount({ advertiserId: '7101' })]);
      await its.mine.callTargets.ofAdvertiser('7101');
      const change = { state: 'disconnected', tokenVersion: 2, tokenExpiresAt: 5000 } as const;
      await its.other.workspace('mine').connections.update('con_00000001', change);
      expect(await its.mine.callTargets.ofAdvertiser('7101')).toEqual({ ...target, ...change });
    });

    it('may be the only one that works', async () => {
      await its.mine.connections.create(connection({ id: 'con_00000001', createdAt: 3 }));
      await its.mine.connections.create(connection({ id: 'con_00000002', createdAt: 1, state: 'read_only' }));
      await its.mine.connections.create(connection({ id: 'con_00000003', createdAt: 2, state: 'disconnected' }));
      await its.mine.connections.create(connection({ id: 'con_00000004', createdAt: 4, state: 'expiring' }));
      const ids = async (limit: number) =>
        (await its.mine.callTargets.listUsable(limit)).map(({ connectionId }) => connectionId);
      expect(await ids(10)).toEqual(['con_00000002', 'con_00000001', 'con_00000004']);
      expect(await ids(2)).toEqual(['con_00000002', 'con_00000001']);
      expect(await its.theirs.callTargets.listUsable(10)).toEqual([]);
    });
  });

  describe('Business Centers', () => {
    it('are reached by the usable connections that were last seen to', async () => {
      await its.mine.connections.create(connection({ id: 'con_00000001', createdAt: 2 }));
      await its.mine.connections.create(connection({ id: 'con_00000002', createdAt: 1 }));
      await its.mine.businessCenters.set('con_00000001', ['72', '73', '72'], 1000);
      await its.mine.businessCenters.set('con_00000002', ['72'], 1000);
      expect(await its.mine.businessCenters.connectionsOf('72')).toEqual(['con_00000002', 'con_00000001']);
      expect(await its.mine.businessCenters.connectionsOf('73')).toEqual(['con_00000001']);
      expect(await its.theirs.businessCenters.connectionsOf('72')).toEqual([]);
      await its.mine.businessCenters.set('con_00000002', [], 2000);
      await its.mine.connections.update('con_00000001', { state: 'disconnected' });
      expect(await its.mine.businessCenters.connectionsOf('72')).toEqual([]);
      await its.mine.connections.update('con_00000001', { state: 'active' });
      expect(await its.mine.businessCenters.connectionsOf('72')).toEqual(['con_00000001']);
    });

    it('are forgotten with a connection that is disconnected for good', async () => {
      await its.mine.connections.create(connection());
      await its.mine.businessCenters.set('con_00000001', ['72'], 1000);
      const disconnection = { at: 2000, tokenVersion: 1, revocation: null, heldEnd: HELD_END };
      expect(await its.mine.connections.disconnect('con_00000001', disconnection)).toBe(true);
      // Back in the same row, as no code of ours does: even then nothing is left of it.
      await its.mine.connections.update('con_00000001', { state: 'active', sealedToken: 'sealed-2' });
      expect(await its.mine.businessCenters.connectionsOf('72')).toEqual([]);
    });
  });
}
