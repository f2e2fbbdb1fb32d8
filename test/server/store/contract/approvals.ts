import { describe, expect, it } from 'vitest';
import { approvalRecord } from '../records.ts';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

/** What every driver does with calls that wait for a person. */
export function approvalContract(its: Opened): void {
  describe('approvals', () => {
    const all = { status: null, advertiserId: null } as const;

    it('keeps one as it was asked for, for its workspace alone', async () => {
      const record = approvalRecord();
      expect(await its.mine.approvals.request(record, 10)).toEqual({ kind: 'requested', record });
      expect(await its.other.workspace('mine').approvals.get(record.id)).toEqual(record);
      expect(await its.theirs.approvals.get(record.id)).toBeNull();
      expect(await its.theirs.approvals.findOpen(record.digest)).toBeNull();
      expect(await its.theirs.approvals.change(record.id, ['pending'], { updatedAt: 5 })).toBeNull();
      expect(await its.theirs.approvals.countPending()).toBe(0);
      expect((await its.theirs.approvals.list({ ...all, after: null, limit: 10 })).items).toEqual([]);
    });

    it('gives back the open one for the same call, however many ask at once, and a new one when it has ended', async () => {
      const asked = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? its.store : its.other)
            .workspace('mine')
            .approvals.request(approvalRecord({ id: `apr_0000000${index}`, digest: 'same' }), 10),
        ),
      );
      expect(asked.filter((one) => one?.kind === 'requested')).toHaveLength(1);
      const first = asked[0]?.record;
      expect(new Set(asked.map((one) => one?.record.id)).size).toBe(1);
      const again = (id: string) => its.mine.approvals.request(approvalRecord({ id, digest: 'same' }), 10);
      for (const status of ['approved', 'running'] as const) {
        await its.mine.approvals.change(first?.id ?? '', ['pending', 'approved'], { status, updatedAt: 2000 });
        expect(await again('apr_00000098')).toMatchObject({ kind: 'open', record: { id: first?.id, status } });
        expect(await its.mine.approvals.findOpen('same')).toMatchObject({ status });
      }
      await its.mine.approvals.change(first?.id ?? '', ['running'], {
        status: 'failed',
        endedAt: 3000,
        updatedAt: 3000,
      });
      expect(await its.mine.approvals.findOpen('same')).toBeNull();
      expect(await again('apr_00000099')).toMatchObject({ kind: 'requested' });
    });

    it('takes no more than so many pending ones, also of many at once', async () => {
      const asked = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? its.store : its.other)
            .workspace('mine')
            .approvals.request(approvalRecord({ id: `apr_0000000${index}` }), 3),
        ),
      );
      expect(asked.filter((one) => one !== null)).toHaveLength(3);
      expect(await its.mine.approvals.countPending()).toBe(3);
      const [one] = asked.filter((each) => each !== null);
      await its.mine.approvals.change(one?.record.id ?? '', ['pending'], { status: 'denied', updatedAt: 2000 });
      expect(await its.mine.approvals.request(approvalRecord({ id: 'apr_00000010' }), 3)).not.toBeNull();
      expect(await its.theirs.approvals.request(approvalRecord(), 3)).not.toBeNull();
    });

    it('of all who decide at once one wins', async () => {
      await its.mine.approvals.request(approvalRecord(), 10);
      const decided = await Promise.all(
        (['approved', 'denied', 'withdrawn', 'expired', 'denied', 'approved'] as const).map((status, index) =>
          (index % 2 === 0 ? its.store : its.other)
            .workspace('mine')
            .approvals.change('apr_00000001', ['pending'], { status, decidedBy: `user-${index}`, updatedAt: 2000 }),
        ),
      );
      const won = decided.filter((one) => one !== null);
      expect(won).toHaveLength(1);
      expect(await its.mine.approvals.get('apr_00000001')).toEqual(won[0]);
    });

    it('a decision in time and an end by the clock never both happen', async () => {
      await its.mine.approvals.request(approvalRecord({ expiresAt: 5000 }), 10);
      const { approvals } = its.mine;
      const yes = { status: 'approved', updatedAt: 4999 } as const;
      const over = { status: 'expired', updatedAt: 5000 } as const;
      expect(await approvals.change('apr_00000001', ['pending'], over, { until: 4999 })).toBeNull();
      expect(await approvals.change('apr_00000001', ['pending'], yes, { after: 5000 })).toBeNull();
      expect(await approvals.change('apr_00000001', ['pending'], yes, { after: 4999 })).toMatchObject(yes);
      expect(await approvals.change('apr_00000001', ['pending'], over, { until: 5000 })).toBeNull();
      expect(await approvals.change('apr_00000001', ['approved'], over, { until: 5000 })).toMatchObject(over);
    });

    it('lists what waits first, then the rest, each newest first, in pages, narrowed by status and ad account', async () => {
      const other = '7100000000000000002';
      const rows = [
        approvalRecord({ id: 'apr_00000001', requestedAt: 1000, status: 'denied', endedAt: 2000 }),
        approvalRecord({ id: 'apr_00000002', requestedAt: 1000 }),
        approvalRecord({ id: 'apr_00000003', requestedAt: 3000, status: 'succeeded', endedAt: 2000 }),
        approvalRecord({ id: 'apr_00000004', requestedAt: 3000, advertiserId: other }),
        approvalRecord({ id: 'apr_00000005', requestedAt: 3000 }),
        approvalRecord({ id: 'apr_00000006', requestedAt: 500, status: 'running' }),
      ];
      for (const row of rows) await its.mine.approvals.request(row, 10);
      const ids = async (limit: number, query: Partial<Parameters<typeof its.mine.approvals.list>[0]> = {}) =>
        (await allOf((slice) => its.mine.approvals.list({ ...all, ...query, ...slice }), limit)).map(({ id }) =>
          id.slice(-1),
        );
      for (const limit of [1, 2, 3, 4, 10]) {
        expect(await ids(limit)).toEqual(['5', '4', '2', '3', '1', '6']);
        expect(await ids(limit, { status: 'pending' })).toEqual(['5', '4', '2']);
        expect(await ids(limit, { status: 'denied' })).toEqual(['1']);
        expect(await ids(limit, { advertiserId: other })).toEqual(['4']);
        expect(await ids(limit, { advertiserId: other, status: 'running' })).toEqual([]);
      }
    });

    it('finds what is overdue and what runs, in every workspace, and when the next one runs out', async () => {
      expect(await its.store.approvals.nextExpiry()).toBeNull();
      await its.mine.approvals.request(approvalRecord({ id: 'apr_00000001', expiresAt: 6000 }), 10);
      await its.theirs.approvals.request(approvalRecord({ id: 'apr_00000002', expiresAt: 4000 }), 10);
      await its.mine.approvals.request(approvalRecord({ id: 'apr_00000003', status: 'approved', expiresAt: 5000 }), 10);
      await its.mine.approvals.request(approvalRecord({ id: 'apr_00000004', status: 'running', expiresAt: 1 }), 10);
      await its.theirs.approvals.request(approvalRecord({ id: 'apr_00000005', status: 'running' }), 10);
      await its.mine.approvals.request(approvalRecord({ id: 'apr_00000006', status: 'denied', expiresAt: 1 }), 10);
      expect(await its.store.approvals.nextExpiry()).toBe(4000);
      expect(await its.store.approvals.listOverdue(5000, 10)).toEqual([
        { workspaceId: 'theirs', id: 'apr_00000002' },
        { workspaceId: 'mine', id: 'apr_00000003' },
      ]);
      expect(await its.store.approvals.listOverdue(9000, 1)).toHaveLength(1);
      const [first] = await its.store.approvals.listRunning(null, 1);
      expect(first).toMatchObject({ workspaceId: 'mine', record: { id: 'apr_00000004' } });
      expect(await its.store.approvals.listRunning('apr_00000004', 10)).toMatchObject([
        { workspaceId: 'theirs', record: { id: 'apr_00000005' } },
      ]);
    });

    it('forgets what ended long ago, and nothing else', async () => {
      await its.mine.approvals.request(approvalRecord({ id: 'apr_00000001', status: 'denied', endedAt: 1000 }), 10);
      await its.theirs.approvals.request(approvalRecord({ id: 'apr_00000002', status: 'failed', endedAt: 1500 }), 10);
      await its.mine.approvals.request(approvalRecord({ id: 'apr_00000003', status: 'denied', endedAt: 2000 }), 10);
      await its.mine.approvals.request(approvalRecord({ id: 'apr_00000004' }), 10);
      expect(await its.store.approvals.removeEnded(2000, 1)).toBe(1);
      expect(await its.store.approvals.removeEnded(2000, 10)).toBe(1);
      expect(await its.store.approvals.removeEnded(2000, 10)).toBe(0);
      const left = await its.mine.approvals.list({ ...all, after: null, limit: 10 });
      expect(left.items.map(({ id }) => id)).toEqual(['apr_00000004', 'apr_00000003']);
    });

    it('tells what was written lately', async () => {
      await its.mine.approvals.request(approvalRecord({ id: 'apr_00000001', updatedAt: 1000 }), 10);
      await its.theirs.approvals.request(approvalRecord({ id: 'apr_00000002', updatedAt: 2000 }), 10);
      const found = await allOf((slice) => its.store.changes.approvals({ since: 1000, ...slice }), 1);
      expect(found.map(({ workspaceId, record }) => [workspaceId, record.id])).toEqual([
        ['mine', 'apr_00000001'],
        ['theirs', 'apr_00000002'],
      ]);
      expect((await its.store.changes.approvals({ since: 1001, after: null, limit: 10 })).items).toHaveLength(1);
    });
  });
}
