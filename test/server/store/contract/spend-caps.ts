import { describe, expect, it } from 'vitest';
import type { SpendCapRecord } from '../../../../server/store/spend-caps.ts';
import type { Opened } from './opened.ts';

const ACCOUNT = '7100000000000000001';

function cap(change: Partial<SpendCapRecord> = {}): SpendCapRecord {
  return {
    id: 'cap_00000001',
    advertiserId: ACCOUNT,
    campaignId: null,
    campaignName: null,
    currency: 'USD',
    daily: '100.00',
    lifetime: null,
    createdAt: 1000,
    updatedAt: 1000,
    updatedBy: 'user-1',
    ...change,
  };
}

const MANY = 100;

/** What every driver does with spend caps. */
export function spendCapContract(its: Opened): void {
  describe('spend caps', () => {
    it('are given back as they were put, the ad account’s own first', async () => {
      const [second, first] = ['1700000000000000002', '1700000000000000001'];
      const ofSecond = cap({
        id: 'cap_00000002',
        campaignId: second,
        campaignName: 'Zwei',
        daily: null,
        lifetime: '5.00',
      });
      const ofFirst = cap({ id: 'cap_00000003', campaignId: first, updatedBy: null });
      for (const each of [ofSecond, cap(), ofFirst])
        expect(await its.mine.spendCaps.put(each, MANY)).toEqual({ saved: each, before: null });
      await its.mine.spendCaps.put(cap({ id: 'cap_00000004', advertiserId: '7100000000000000002' }), MANY);
      const there = its.other.workspace('mine').spendCaps;
      expect(await there.list(ACCOUNT)).toEqual([cap(), ofFirst, ofSecond]);
      expect(await there.get('cap_00000002')).toEqual(ofSecond);
    });

    it('are one for each ad account and campaign: another put writes over it and keeps its id and age', async () => {
      await its.mine.spendCaps.put(cap(), MANY);
      const next = { daily: null, lifetime: '7.00', currency: 'EUR', updatedAt: 2000, updatedBy: 'user-2' };
      const put = await its.mine.spendCaps.put(cap({ id: 'cap_00000009', createdAt: 2000, ...next }), MANY);
      expect(put).toEqual({ saved: cap(next), before: cap() });
      expect(await its.mine.spendCaps.list(ACCOUNT)).toEqual([cap(next)]);
    });

    it('are no more for an ad account than was said, and may be written over all the same', async () => {
      await its.mine.spendCaps.put(cap(), 1);
      const ofCampaign = cap({ id: 'cap_00000002', campaignId: '1700000000000000001' });
      expect(await its.mine.spendCaps.put(ofCampaign, 1)).toBeNull();
      expect(await its.mine.spendCaps.put(cap({ daily: '2.00' }), 1)).not.toBeNull();
      const elsewhere = cap({ id: 'cap_00000003', advertiserId: '7100000000000000002' });
      expect(await its.mine.spendCaps.put(elsewhere, 1)).not.toBeNull();
      expect(await its.mine.spendCaps.list(ACCOUNT)).toEqual([cap({ daily: '2.00' })]);
    });

    it('are told to be there or not, of some ad accounts and of any', async () => {
      expect(await its.mine.spendCaps.exists(null)).toBe(false);
      await its.mine.spendCaps.put(cap(), MANY);
      expect(await its.mine.spendCaps.exists(null)).toBe(true);
      expect(await its.mine.spendCaps.exists(['7100000000000000002', ACCOUNT])).toBe(true);
      expect(await its.mine.spendCaps.exists(['7100000000000000002'])).toBe(false);
      expect(await its.mine.spendCaps.exists([])).toBe(false);
    });

    it('are removed once, and told by whoever removed them', async () => {
      await its.mine.spendCaps.put(cap(), MANY);
      expect(await its.mine.spendCaps.remove('cap_00000001')).toEqual(cap());
      expect(await its.mine.spendCaps.remove('cap_00000001')).toBeNull();
      expect(await its.mine.spendCaps.list(ACCOUNT)).toEqual([]);
    });

    it('are out of reach of another workspace, which may have its own of the same ad account', async () => {
      await its.mine.spendCaps.put(cap(), MANY);
      expect(await its.theirs.spendCaps.get('cap_00000001')).toBeNull();
      expect(await its.theirs.spendCaps.exists(null)).toBe(false);
      expect(await its.theirs.spendCaps.remove('cap_00000001')).toBeNull();
      await its.theirs.spendCaps.put(cap({ daily: '1.00' }), MANY);
      expect(await its.mine.spendCaps.list(ACCOUNT)).toEqual([cap()]);
    });
  });
}
