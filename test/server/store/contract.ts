import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SliceKeyError } from '../../../server/store/slice-key.ts';
import { connection } from './records.ts';
import { approvalContract } from './contract/approvals.ts';
import { auditContract } from './contract/audit.ts';
import { adAccountContract } from './contract/ad-accounts.ts';
import { attemptContract } from './contract/attempts.ts';
import { callContract } from './contract/calls.ts';
import { callTargetContract } from './contract/call-targets.ts';
import { connectionContract } from './contract/connections.ts';
import { controlContract } from './contract/controls.ts';
import { deliveryContract } from './contract/deliveries.ts';
import { disconnectContract } from './contract/disconnect.ts';
import { eventContract } from './contract/events.ts';
import { exportContract } from './contract/exports.ts';
import { heldContract } from './contract/held.ts';
import { hostDataContract } from './contract/host-data.ts';
import { inboxContract } from './contract/inbox.ts';
import { jobContract } from './contract/jobs.ts';
import { resealContract } from './contract/reseal.ts';
import { ledgerContract } from './contract/ledgers.ts';
import { mirrorContract } from './contract/mirrors.ts';
import { revocationContract } from './contract/revocations.ts';
import { spendCapContract } from './contract/spend-caps.ts';
import { tiktokAppContract } from './contract/tiktok-apps.ts';
import { turnContract } from './contract/turns.ts';
import { watchedContract } from './contract/watched.ts';
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
    heldContract(its);
    connectionContract(its);
    disconnectContract(its);
    adAccountContract(its);
    callTargetContract(its);
    hostDataContract(its);
    exportContract(its);
    turnContract(its);
    jobContract(its);
    deliveryContract(its);
    tiktokAppContract(its);
    revocationContract(its);
    mirrorContract(its);
    ledgerContract(its);
    auditContract(its);
    eventContract(its);
    inboxContract(its);
    callContract(its);
    resealContract(its);
    watchedContract(its);
    spendCapContract(its);
    controlContract(its);
    approvalContract(its);

    it.each(['', '{}', '[]', '[1,2,3]', '["a"]', 'x'])('refuses %j as a place in a list', async (after) => {
      const query = { after, limit: 10 };
      await expect(its.mine.connections.list(query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.connections.listAdvertisers('con_00000001', query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.adAccounts.list(query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.properties.list(query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.segments.list(query)).rejects.toThrow(SliceKeyError);
      await expect(its.mine.exports.list({ ...query, advertiserId: null })).rejects.toThrow(SliceKeyError);
      await expect(its.mine.approvals.list({ ...query, status: null, advertiserId: null })).rejects.toThrow(
        SliceKeyError,
      );
      await expect(its.mine.audit.list({ ...query, action: null, subjectId: null })).rejects.toThrow(SliceKeyError);
      const calls = { ...query, advertiserId: null, status: null, idempotencyKey: null };
      await expect(its.mine.calls.list(calls)).rejects.toThrow(SliceKeyError);
    });
  });
}
