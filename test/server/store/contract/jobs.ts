import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opened } from './opened.ts';

/** What every driver does with jobs. */
export function jobContract(its: Opened): void {
  describe('jobs', () => {
    const job = (change: Partial<{ kind: string; subjectId: string; runAt: number }> = {}) => ({
      kind: 'export',
      workspaceId: 'mine',
      subjectId: 'exp_00000001',
      runAt: 1000,
      ...change,
    });

    it('claims for a place that stays with a workspace only that one’s jobs, and counts no turn', async () => {
      await its.store.jobs.enqueue(job({ subjectId: 'later', runAt: 900 }));
      await its.store.jobs.enqueue(job({ subjectId: 'sooner', runAt: 800, kind: 'other' }));
      await its.store.jobs.enqueue(job({ subjectId: 'not due', runAt: 2000 }));
      await its.store.jobs.enqueue({ ...job({ subjectId: 'of others', runAt: 1 }), workspaceId: 'theirs' });
      const claimOf = async (...kinds: string[]) =>
        (await its.other.jobs.claimOf('mine', kinds, 'me', 1000, 61_000))?.subjectId ?? null;
      const claimed = [await claimOf('none'), await claimOf('export', 'other'), await claimOf('export', 'other')];
      expect([...claimed, await claimOf('export', 'other')]).toEqual([null, 'sooner', 'later', null]);
      expect((await its.store.jobs.claim(['export'], 'me', 1000, 61_000))?.subjectId).toBe('of others');
    });

    it('claims the due job that waited longest, of the kinds asked for', async () => {
      await its.store.jobs.enqueue(job({ subjectId: 'b', runAt: 900 }));
      await its.store.jobs.enqueue(job({ subjectId: 'a', runAt: 800 }));
      await its.store.jobs.enqueue(job({ subjectId: 'c', runAt: 2000 }));
      await its.store.jobs.enqueue(job({ subjectId: 'd', runAt: 1, kind: 'other' }));
      expect(await its.store.jobs.nextRunAt(['export'])).toBe(800);
      const claimed = [];
      for (let n = 0; n < 3; n += 1)
        claimed.push((await its.store.jobs.claim(['export'], 'me', 1000, 61_000))?.subjectId ?? null);
      expect(claimed).toEqual(['a', 'b', null]);
      expect(await its.store.jobs.nextRunAt(['export'])).toBe(2000);
      expect(await its.store.jobs.nextRunAt(['none'])).toBeNull();
      expect(await its.store.jobs.claim([], 'me', 1000, 61_000)).toBeNull();
    });

    it('puts many in line at once as one by one: each once, at its earlier time', async () => {
      await its.store.jobs.enqueue(job({ subjectId: 'b', runAt: 900 }));
      await its.store.jobs.enqueueAll([
        job({ subjectId: 'a', runAt: 800 }),
        job({ subjectId: 'b', runAt: 2000 }),
        job({ subjectId: 'c', runAt: 2000 }),
      ]);
      await its.store.jobs.enqueueAll([job({ subjectId: 'c', runAt: 950 })]);
      await its.store.jobs.enqueueAll([]);
      expect([await take(), await take(), await take(), await take()]).toEqual(['a', 'b', 'c', null]);
    });

    const take = async (kinds = ['export'], idleOnly = false, now = 1000) =>
      (await its.store.jobs.claim(kinds, 'me', now, now + 60_000, idleOnly))?.subjectId ?? null;

    it('prefers the workspace with the fewest jobs under way, then the job that waited longest', async () => {
      for (let n = 0; n < 4; n += 1)
        await its.store.jobs.enqueue({ ...job({ subjectId: `big-${n}`, runAt: n }), workspaceId: 'big' });
      for (let n = 0; n < 2; n += 1)
        await its.store.jobs.enqueue({ ...job({ subjectId: `small-${n}`, runAt: 900 + n }), workspaceId: 'small' });
      await its.store.jobs.enqueue({ ...job({ subjectId: 'late', runAt: 950 }), workspaceId: 'late' });
      const claimed = [];
      for (let n = 0; n < 7; n += 1) claimed.push(await take());
      expect(claimed).toEqual(['big-0', 'small-0', 'late', 'big-1', 'small-1', 'big-2', 'big-3']);
    });

    it('counts as under way only jobs of the kinds asked for whose lease still runs', async () => {
      for (const [runAt, subjectId] of ['a', 'b'].entries())
        await its.store.jobs.enqueue({ ...job({ subjectId, kind: 'other', runAt }), workspaceId: 'busy' });
      for (const [runAt, subjectId] of ['c', 'd', 'e'].entries())
        await its.store.jobs.enqueue({ ...job({ subjectId, runAt }), workspaceId: 'busy' });
      await its.store.jobs.enqueue({ ...job({ subjectId: 'f', runAt: 20 }), workspaceId: 'calm' });
      expect([await take(['other']), await take(['other'])]).toEqual(['a', 'b']);
      expect(await take()).toBe('c');
      expect(await take(['export'], false, 500_000)).toBe('f');
    });

    it('lets one place go round between workspaces, however many jobs one has and however old they are', async () => {
      for (let n = 0; n < 20; n += 1)
        await its.store.jobs.enqueue({ ...job({ subjectId: `hoard-${n}`, runAt: n }), workspaceId: 'hoard' });
      await its.store.jobs.enqueue({ ...job({ subjectId: 'x', runAt: 990 }), workspaceId: 'x' });
      await its.store.jobs.enqueue({ ...job({ subjectId: 'y', runAt: 991 }), workspaceId: 'y' });
      const claimed = [];
      for (let turn = 0; turn < 6; turn += 1) {
        const claim = await (turn % 2 ? its.store : its.other).jobs.claim(['export'], 'me', 1000 + turn, 61_000);
        claimed.push(claim?.workspaceId);
        // A long job gives its place back; a short one is done.
        const next = claim?.workspaceId === 'hoard' ? null : { runAt: 1000 + turn, failures: 0 };
        await its.other.jobs.finish(claim?.id ?? '', 'me', next);
      }
      expect(claimed).toEqual(['hoard', 'x', 'y', 'hoard', 'x', 'y']);
    });

    it('starves nobody: a workspace with nothing under way has a place after one claim of each other one at most', async () => {
      const names = ['a', 'b', 'c', 'd'];
      const workspace = fc.constantFrom(...names);
      const events = fc.array(
        fc.oneof(
          fc.record({ does: fc.constant('enqueue' as const), workspaceId: workspace, runAt: fc.nat(1000) }),
          fc.record({ does: fc.constant('claim' as const) }),
          fc.record({ does: fc.constant('give back' as const), which: fc.nat(9), isDone: fc.boolean() }),
        ),
        { maxLength: 60 },
      );
      let run = 0;
      await fc.assert(
        fc.asyncProperty(events, workspace, async (before, mine) => {
          const kind = `random-${(run += 1)}`;
          const running: { id: string; workspaceId: string }[] = [];
          let count = 0;
          const enqueue = (workspaceId: string, runAt: number) =>
            its.store.jobs.enqueue({ kind, workspaceId, subjectId: `${kind}-${(count += 1)}`, runAt });
          const claim = async () => {
            const claimed = await its.store.jobs.claim([kind], 'me', 1000, 61_000);
            if (claimed !== null) running.push(claimed);
            return claimed?.workspaceId ?? null;
          };
          const giveBack = async (index: number, isDone: boolean) => {
            const [given] = running.splice(index % Math.max(1, running.length), 1);
            if (given !== undefined)
              await its.store.jobs.finish(given.id, 'me', isDone ? null : { runAt: 1000, failures: 0 });
          };
          for (const event of before) {
            if (event.does === 'enqueue') await enqueue(event.workspaceId, event.runAt);
            else if (event.does === 'claim') await claim();
            else await giveBack(event.which, event.isDone);
          }
          // Whoever holds places gives them back and wants more; the one that waits has nothing under way.
          while (running.some(({ workspaceId }) => workspaceId === mine))
            await giveBack(
              running.findIndex(({ workspaceId }) => workspaceId === mine),
              true,
            );
          await enqueue(mine, 1000);
          let claims = 1;
          while ((await claim()) !== mine) {
            claims += 1;
            for (const other of names) if (other !== mine) await enqueue(other, 0);
            await giveBack(running.length - 1, claims % 2 === 0);
          }
          expect(claims).toBeLessThanOrEqual(names.length);
        }),
        { numRuns: 25 },
      );
    });

    it('keeps to workspaces with nothing under way when asked to', async () => {
      for (const [runAt, subjectId] of ['a', 'b'].entries()) await its.store.jobs.enqueue(job({ subjectId, runAt }));
      expect(await take(['export'], true)).toBe('a');
      expect(await take(['export'], true)).toBeNull();
      await its.store.jobs.enqueue({ ...job({ subjectId: 'c' }), workspaceId: 'other' });
      expect(await take(['export'], true)).toBe('c');
      expect(await take()).toBe('b');
    });

    it('gives each job to exactly one of many claimers in two processes', async () => {
      for (let n = 0; n < 10; n += 1) await its.store.jobs.enqueue(job({ subjectId: `s${n}` }));
      const claims = await Promise.all(
        Array.from({ length: 24 }, (_, n) =>
          (n % 2 ? its.store : its.other).jobs.claim(['export'], `owner-${n}`, 1000, 61_000),
        ),
      );
      const subjects = claims.flatMap((claim) => (claim === null ? [] : [claim.subjectId]));
      expect(subjects.sort()).toEqual(Array.from({ length: 10 }, (_, n) => `s${n}`));
    });

    it('keeps one job of a kind for one subject and runs it at the earlier time', async () => {
      await its.store.jobs.enqueue(job({ runAt: 5000 }));
      await its.store.jobs.enqueue(job({ runAt: 3000 }));
      await its.store.jobs.enqueue(job({ runAt: 4000 }));
      expect(await its.store.jobs.nextRunAt(['export'])).toBe(3000);
      expect(await its.store.jobs.claim(['export'], 'me', 3000, 61_000)).toMatchObject({
        runAt: 3000,
        failures: 0,
        workspaceId: 'mine',
      });
      expect(await its.store.jobs.claim(['export'], 'me', 9000, 61_000)).toBeNull();
    });

    it('hands a job over when its lease ends without renewal', async () => {
      await its.store.jobs.enqueue(job());
      const mineNow = await its.store.jobs.claim(['export'], 'me', 1000, 2000);
      expect(await its.store.jobs.renew(mineNow?.id ?? '', 'me', 3000)).toBe(true);
      expect(await its.other.jobs.claim(['export'], 'you', 2999, 9000)).toBeNull();
      expect(await its.store.jobs.nextRunAt(['export'])).toBe(3000);
      expect(await its.other.jobs.claim(['export'], 'you', 3000, 9000)).toMatchObject({ id: mineNow?.id });
      expect(await its.store.jobs.renew(mineNow?.id ?? '', 'me', 9000)).toBe(false);
      await its.store.jobs.finish(mineNow?.id ?? '', 'me', null);
      expect(await its.store.jobs.nextRunAt(['export'])).toBe(9000);
    });

    it('removes a job that is done, and sets one that is not to its next time', async () => {
      await its.store.jobs.enqueue(job());
      const first = await its.store.jobs.claim(['export'], 'me', 1000, 2000);
      await its.store.jobs.finish(first?.id ?? '', 'me', { runAt: 7000, failures: 2 });
      expect(await its.store.jobs.claim(['export'], 'me', 6999, 9000)).toBeNull();
      expect(await its.store.jobs.claim(['export'], 'me', 7000, 9000)).toMatchObject({ failures: 2, runAt: 7000 });
      await its.store.jobs.finish(first?.id ?? '', 'me', null);
      expect(await its.store.jobs.nextRunAt(['export'])).toBeNull();
    });

    it('keeps a job due that somebody wanted again while it ran', async () => {
      await its.store.jobs.enqueue(job());
      const running = await its.store.jobs.claim(['export'], 'me', 1000, 2000);
      await its.other.jobs.enqueue(job({ runAt: 1500 }));
      expect(await its.other.jobs.claim(['export'], 'you', 1600, 9000)).toBeNull();
      await its.store.jobs.finish(running?.id ?? '', 'me', null);
      expect(await its.store.jobs.nextRunAt(['export'])).toBe(1500);

      const second = await its.store.jobs.claim(['export'], 'me', 2000, 3000);
      await its.other.jobs.enqueue(job({ runAt: 2500 }));
      await its.store.jobs.finish(second?.id ?? '', 'me', { runAt: 60_000, failures: 0 });
      expect(await its.store.jobs.nextRunAt(['export'])).toBe(2500);
    });

    it('removes a job by kind and subject', async () => {
      await its.store.jobs.enqueue(job());
      await its.store.jobs.enqueue(job({ kind: 'other' }));
      await its.store.jobs.remove('export', 'exp_00000001');
      expect(await its.store.jobs.nextRunAt(['export'])).toBeNull();
      expect(await its.store.jobs.nextRunAt(['other'])).toBe(1000);
    });
  });
}
