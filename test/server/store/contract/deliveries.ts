import { describe, expect, it } from 'vitest';
import { DELIVER_JOB, type DeliveryOutcome, lineSubject, type NewEvent } from '../../../../server/store/events.ts';
import { adAccount, connection, exportRecord } from '../records.ts';
import { allOf } from './all-of.ts';
import type { Opened } from './opened.ts';

/** What every driver does with deliveries to the host, and with the questions about what has changed lately. */
export function deliveryContract(its: Opened): void {
  const event = (name: string, advertiserId: string | null = '701', createdAt = 1000): NewEvent => ({
    id: `evt_${name}`,
    type: 'campaign.status_changed',
    key: name,
    advertiserId,
    accountName: null,
    connectionId: null,
    subject: { kind: 'campaign', id: '1', name },
    data: { from: 'A', to: 'B' },
    occurredAt: createdAt,
    createdAt,
  });
  const outcome = (seq: number, change: Partial<DeliveryOutcome> = {}): DeliveryOutcome => ({
    seq,
    state: 'delivered',
    attempts: 1,
    triedSince: 1000,
    nextAttemptAt: null,
    endedAt: 2000,
    lastStatus: 200,
    lastError: null,
    ...change,
  });
  const failed = {
    state: 'pending',
    endedAt: null,
    lastStatus: 503,
    lastError: 'down',
    nextAttemptAt: 900_000,
  } as const;
  const listAll = async (workspace = its.mine) =>
    (await workspace.eventDeliveries.list({ after: null, limit: 100, state: null })).items;
  const claim = async (now: number) =>
    (await its.store.jobs.claim([DELIVER_JOB], 'me', now, now + 60_000))?.subjectId ?? null;

  describe('deliveries to the host', () => {
    it('are made with their events, where the host is told, one job a line', async () => {
      await its.mine.events.append([event('a'), event('b'), event('c', '702'), event('d', null)], true);
      await its.mine.events.append([event('e')], false);
      expect((await its.mine.eventDeliveries.next('701', 10)).map((each) => each.event.id)).toEqual(['evt_a', 'evt_b']);
      expect(await its.mine.eventDeliveries.next('701', 1)).toMatchObject([
        { delivery: { eventId: 'evt_a', state: 'pending', attempts: 0, triedSince: null, nextAttemptAt: 1000 } },
      ]);
      expect(await its.theirs.eventDeliveries.next('701', 10)).toEqual([]);
      const subjects = [await claim(1000), await claim(1000), await claim(1000)];
      expect(subjects.toSorted()).toEqual(['701', '702', '-'].map((line) => lineSubject('mine', line)).toSorted());
      expect(await claim(1000)).toBeNull();
    });

    it('keep what another process has ended', async () => {
      const [first] = await its.mine.events.append([event('a')], true);
      const seq = first?.seq ?? 0;
      await its.theirs.eventDeliveries.settle([outcome(seq)]);
      expect(await listAll()).toMatchObject([{ state: 'pending' }]);
      await its.mine.eventDeliveries.settle([outcome(seq)]);
      await its.mine.eventDeliveries.settle([outcome(seq, failed)]);
      expect(await listAll()).toMatchObject([{ state: 'delivered', attempts: 1, lastStatus: 200, endedAt: 2000 }]);
    });

    it('begin anew by a replay, those named or those that died since an instant, with their jobs', async () => {
      const written = await its.mine.events.append(
        ['a', 'b', 'c', 'd'].map((name) => event(name)),
        true,
      );
      const [a = 0, b = 0, c = 0] = written.map(({ seq }) => seq);
      await its.theirs.events.append([event('x')], true);
      await its.store.jobs.remove(DELIVER_JOB, lineSubject('mine', '701'));
      const dead = { state: 'dead', lastStatus: 410 } as const;
      await its.mine.eventDeliveries.settle([outcome(a), outcome(b, dead), outcome(c, { ...dead, endedAt: 1999 })]);
      expect(await its.mine.eventDeliveries.replayDead(2000, 0, 10, 5000)).toEqual({ replayed: 1, last: null });
      expect(await its.mine.eventDeliveries.replay(['evt_a', 'evt_d', 'evt_x', 'evt_none'], 6000)).toBe(2);
      expect((await listAll()).map(({ eventId, state, nextAttemptAt }) => [eventId, state, nextAttemptAt])).toEqual([
        ['evt_d', 'pending', 6000],
        ['evt_c', 'dead', null],
        ['evt_b', 'pending', 5000],
        ['evt_a', 'pending', 6000],
      ]);
      expect((await listAll()).at(-1)).toMatchObject({ attempts: 0, triedSince: null, endedAt: null });
      const jobs = [await claim(5000), await claim(5000), await claim(5000)];
      expect(jobs).toContain(lineSubject('mine', '701'));
      expect(await listAll(its.theirs)).toMatchObject([{ eventId: 'evt_x', nextAttemptAt: 1000 }]);
    });

    it('that died begin anew in portions, each once however soon it dies again', async () => {
      const written = await its.mine.events.append(
        ['a', 'b', 'c'].map((name) => event(name)),
        true,
      );
      const seqs = written.map(({ seq }) => seq);
      const die = (seq: number) => its.mine.eventDeliveries.settle([outcome(seq, { state: 'dead', lastStatus: 410 })]);
      for (const seq of seqs) await die(seq);
      expect(await its.theirs.eventDeliveries.replayDead(0, 0, 2, 5000)).toEqual({ replayed: 0, last: null });
      const first = await its.mine.eventDeliveries.replayDead(0, 0, 2, 5000);
      expect(first).toEqual({ replayed: 2, last: seqs[1] });
      for (const seq of seqs.slice(0, 2)) await die(seq);
      const second = await its.mine.eventDeliveries.replayDead(0, first.last ?? 0, 2, 5000);
      expect(second).toEqual({ replayed: 1, last: null });
      expect((await listAll()).map(({ state }) => state)).toEqual(['pending', 'dead', 'dead']);
    });

    it('that begin anew while an attempt is under way are not ended by its failure, and are by its success', async () => {
      const [written] = await its.mine.events.append([event('a')], true);
      const seq = written?.seq ?? 0;
      await its.mine.eventDeliveries.settle([outcome(seq, failed)]);
      expect(await its.mine.eventDeliveries.replay(['evt_a'], 5000)).toBe(1);
      await its.mine.eventDeliveries.settle([outcome(seq, { state: 'dead', attempts: 2, lastStatus: 410 })]);
      expect(await listAll()).toMatchObject([{ state: 'pending', attempts: 0, nextAttemptAt: 5000 }]);
      await its.mine.eventDeliveries.settle([outcome(seq, { attempts: 2 })]);
      expect(await listAll()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
    });

    it('of all states come in one order, page by page', async () => {
      const written = await its.mine.events.append(
        Array.from({ length: 9 }, (_, index) => event(String(index))),
        true,
      );
      for (const [index, { seq }] of written.entries()) {
        if (index % 3 === 1) await its.mine.eventDeliveries.settle([outcome(seq)]);
        if (index % 3 === 2) await its.mine.eventDeliveries.settle([outcome(seq, { state: 'dead', lastStatus: 410 })]);
      }
      const all = await allOf((query) => its.mine.eventDeliveries.list({ ...query, state: null }), 2);
      expect(all.map(({ seq }) => seq)).toEqual(written.map(({ seq }) => seq).toReversed());
    });

    it('that are pending without a job get one, of every workspace', async () => {
      await its.mine.events.append([event('a'), event('b'), event('c', '702')], true);
      await its.theirs.events.append([event('x')], true);
      const lines = [lineSubject('mine', '701'), lineSubject('theirs', '701')];
      for (const line of lines) await its.store.jobs.remove(DELIVER_JOB, line);
      expect(await its.store.deliveries.enqueueLines(3000, 1)).toBe(1);
      expect(await its.store.deliveries.enqueueLines(3000, 10)).toBe(1);
      expect(await its.store.deliveries.enqueueLines(3000, 10)).toBe(0);
      const claimed = [await claim(3000), await claim(3000), await claim(3000)];
      expect(claimed.toSorted()).toEqual([...lines, lineSubject('mine', '702')].toSorted());
    });

    it('that wait because the receiver was down are moved up, and no others', async () => {
      const written = await its.mine.events.append(
        ['a', 'b', 'c', 'd', 'e'].map((name, index) => event(name, String(700 + index))),
        true,
      );
      const [a = 0, b = 0, c = 0, d = 0] = written.map(({ seq }) => seq);
      await its.mine.eventDeliveries.settle([
        outcome(a, failed),
        outcome(b, { ...failed, lastStatus: null }),
        outcome(c, { ...failed, lastStatus: 429 }),
        outcome(d, { ...failed, nextAttemptAt: 50_000 }),
      ]);
      expect(await its.store.deliveries.hurry(10_000, 1)).toBe(1);
      expect(await its.store.deliveries.hurry(10_000, 10)).toBe(1);
      expect(await its.store.deliveries.hurry(10_000, 10)).toBe(0);
      expect((await listAll()).map(({ nextAttemptAt }) => nextAttemptAt).toReversed()).toEqual([
        10_000, 10_000, 900_000, 50_000, 1000,
      ]);
    });

    it('are given up by since when they could be tried', async () => {
      const written = await its.mine.events.append(
        [event('old', '701', 100), event('tried', '701', 100), event('young', '701', 500)],
        true,
      );
      await its.mine.eventDeliveries.settle([outcome(written[1]?.seq ?? 0, { ...failed, triedSince: 400 })]);
      const end = { at: 9000, error: 'too late' };
      expect(await its.store.deliveries.giveUp(300, end, 10)).toBe(1);
      expect(await listAll()).toMatchObject([
        { state: 'pending' },
        { state: 'pending' },
        { eventId: 'evt_old', state: 'dead', endedAt: 9000, lastError: 'too late', nextAttemptAt: null },
      ]);
      expect(await its.store.deliveries.giveUp(600, end, 1)).toBe(1);
      expect(await its.store.deliveries.giveUp(600, end, 10)).toBe(1);
    });
  });

  describe('what has changed lately', () => {
    it('is given for every workspace, the longest ago first, page by page', async () => {
      await its.mine.connections.create(connection({ id: 'con_00000001', updatedAt: 300 }));
      await its.theirs.connections.create(connection({ id: 'con_00000002', updatedAt: 200 }));
      await its.theirs.connections.create(connection({ id: 'con_00000003', updatedAt: 99, coreUserId: 'other' }));
      const first = await its.store.changes.connections({ since: 100, after: null, limit: 1 });
      expect(first.items.map(({ workspaceId, record }) => [workspaceId, record.id])).toEqual([
        ['theirs', 'con_00000002'],
      ]);
      const second = await its.store.changes.connections({ since: 100, after: first.nextAfter, limit: 1 });
      expect(second.items.map(({ record }) => record.id)).toEqual(['con_00000001']);
      expect(second.nextAfter).toBeNull();
      await its.mine.exports.create(exportRecord({ id: 'exp_00000001', updatedAt: 500 }));
      await its.mine.exports.create(exportRecord({ id: 'exp_00000002', updatedAt: 50 }));
      const { items } = await its.store.changes.exports({ since: 100, after: null, limit: 10 });
      expect(items.map(({ workspaceId, record }) => [workspaceId, record.id])).toEqual([['mine', 'exp_00000001']]);
    });
  });

  describe('events of one topic', () => {
    const about = (name: string, type: 'export.failed' | 'export.completed', id: string): NewEvent => ({
      ...event(name),
      type,
      subject: { kind: 'export', id, name: null },
      topic: 'mir_00000001',
      data: {
        exportId: id,
        state: 'failed',
        action: 'MIRROR',
        customAudienceId: null,
        audienceName: null,
        mirrorId: 'mir_00000001',
        peopleSent: 0,
        rejectedRows: 0,
        error: null,
      },
    });
    const needing = async () =>
      (
        await its.mine.events.list(
          { after: null, limit: 10, group: null, type: null, advertiserId: null, needsYou: true, unreadBy: null },
          null,
        )
      ).items.map(({ id }) => id);

    it('resolve each other whatever their subjects, and may be left out of the feed one by one', async () => {
      await its.mine.connections.create(connection());
      await its.mine.adAccounts.import([adAccount({ advertiserId: '701' })]);
      await its.mine.events.append([about('a', 'export.failed', 'exp_1'), about('b', 'export.failed', 'exp_2')], false);
      expect(await needing()).toEqual(['evt_b']);
      const quiet = { ...about('c', 'export.completed', 'exp_3'), isListed: false };
      expect(await its.mine.events.append([quiet], false)).toMatchObject([{ isListed: false, topic: 'mir_00000001' }]);
      expect(await needing()).toEqual([]);
      expect((await its.mine.events.counts(null)).all).toBe(2);
      expect(await its.mine.events.listAfter(0, 10)).toHaveLength(3);
    });

    it('resolve nothing of an export that was made after theirs', async () => {
      await its.mine.connections.create(connection());
      await its.mine.adAccounts.import([adAccount({ advertiserId: '701' })]);
      for (const [id, createdAt] of [
        ['exp_00000001', 1000],
        ['exp_00000002', 2000],
        ['exp_00000003', 3000],
      ] as const)
        await its.mine.exports.create(exportRecord({ id, mirrorId: 'mir_00000001', createdAt }));
      await its.mine.events.append([about('later', 'export.failed', 'exp_00000002')], false);
      await its.mine.events.append([about('done', 'export.completed', 'exp_00000001')], false);
      expect(await needing()).toEqual(['evt_later']);
      // Nor does the earlier one's own trouble take its place.
      await its.mine.events.append([about('earlier', 'export.failed', 'exp_00000001')], false);
      expect(await needing()).toEqual(['evt_earlier', 'evt_later']);
      await its.mine.events.append([about('retried', 'export.completed', 'exp_00000002')], false);
      expect(await needing()).toEqual([]);
      await its.mine.events.append([about('latest', 'export.failed', 'exp_00000003')], false);
      await its.mine.events.append([about('again', 'export.failed', 'exp_00000003')], false);
      expect(await needing()).toEqual(['evt_again']);
    });
  });
}
