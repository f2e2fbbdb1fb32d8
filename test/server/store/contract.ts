import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SliceKeyError } from '../../../server/store/slice-key.ts';
import { connection } from './records.ts';
import { adAccountContract } from './contract/ad-accounts.ts';
import { attemptContract } from './contract/attempts.ts';
import { connectionContract } from './contract/connections.ts';
import { exportContract } from './contract/exports.ts';
import { hostDataContract } from './contract/host-data.ts';
import { jobContract } from './contract/jobs.ts';
import type { Database, Opened } from './contract/opened.ts';

/** What every driver of the Store must do. `fresh` gives an empty database. */
export function storeContract(driver: string, fresh: () => Promise<Database>): void {
  describe(`the store on ${driver}`, () => {
    // Filled before each test.
    const its = {} as Opened;

    beforeEach(async () => {
      const database = await fresh();
      const store = await database.open();
      const other = await database.open();
      Object.assign(its, { database, store, other, mine: store.workspace('mine'), theirs: store.workspace('theirs') });
    });
    afterEach(async () => {
      await its.store.close();
      await its.other.close();
      await its.database.remove();
    });

    it('answers a ping, and no longer once closed', async () => {
      await its.store.ping();
      const third = await its.database.open();
      await third.close();
      await expect(third.ping()).rejects.toThrow();
    });

    it('keeps what was written when it is opened again', async () => {
      await its.mine.connections.create(connection());
      expect(await its.other.workspace('mine').connections.get('con_00000001')).toEqual(connection());
    });

    attemptContract(its);
    connectionContract(its);
    adAccountContract(its);
    hostDataContract(its);
    exportContract(its);
    jobContract(its);

    it('reseals every token once, in every workspace, and counts what changed', async () => {
      await its.mine.connections.create(connection({ id: 'con_00000001', sealedToken: 'old-1' }));
      await its.mine.connections.create(connection({ id: 'con_00000002', sealedToken: null }));
      await its.theirs.connections.create(connection({ id: 'con_00000003', sealedToken: 'old-3' }));
      await its.theirs.connections.create(connection({ id: 'con_00000004', sealedToken: 'new-4' }));
      const seen: string[] = [];
      const changed = await its.store.resealSecrets((sealed, owner) => {
        seen.push(`${owner.workspaceId}/${owner.id}/${sealed}`);
        return sealed.replace('old', 'new');
      });
      expect(changed).toBe(2);
      expect(seen.sort()).toEqual([
        'mine/con_00000001/old-1',
        'theirs/con_00000003/old-3',
        'theirs/con_00000004/new-4',
      ]);
      expect(await its.mine.connections.get('con_00000001')).toMatchObject({ sealedToken: 'new-1' });
      expect(await its.theirs.connections.get('con_00000003')).toMatchObject({ sealedToken: 'new-3' });
    });

    it.each(['', '{}', '[]', '[1,2,3]', '["a"]', 'x'])('refuses %j as a place in a list', async (after) => {
      const query = { after, limit: 10 };
      await expect(its.mine.connections.list(query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.connections.listAdvertisers('con_00000001', query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.adAccounts.list(query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.properties.list(query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.segments.list(query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.exports.list({ ...query, advertiserId: null })).rejects.toThrow(SliceKeyError);
    });
  });
}
