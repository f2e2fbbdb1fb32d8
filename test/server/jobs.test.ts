import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJobRunner, type JobHandler, type JobRunner, retryDelayMs, sideBySide } from '../../server/jobs/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const clock = { at: 1_000_000, now: () => clock.at };
let server: TestServer;
const runners: JobRunner[] = [];
beforeEach(async () => {
  clock.at = 1_000_000;
  server = await startTestServer({ clock, jobs: 'manual' });
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await server.stop();
});

function runnerOf(
  handlers: Record<string, JobHandler>,
  options?: { concurrency?: number; spare?: number; stayMs?: number },
): JobRunner {
  const runner = createJobRunner(server.deps, handlers, options);
  runners.push(runner);
  return runner;
}
const enqueue = (subjectId: string, runAt = clock.at, kind = 'work') =>
  server.deps.store.jobs.enqueue({ kind, workspaceId: 'w1', subjectId, runAt });

/** A promise and the means to settle it. */
function gate() {
  let open: () => void = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

describe('the pause after failures', () => {
  it('doubles from one second to 15 minutes, spread by a fifth', () => {
    expect([1, 2, 3, 4, 10].map((failures) => retryDelayMs(failures, 0.5))).toEqual([1000, 2000, 4000, 8000, 512_000]);
    expect([11, 12, 100, 5000].map((failures) => retryDelayMs(failures, 0.5))).toEqual([
      900_000, 900_000, 900_000, 900_000,
    ]);
    expect([retryDelayMs(1, 0), retryDelayMs(1, 1)]).toEqual([800, 1200]);
  });
});

describe('the job runner', () => {
  it('runs what is due, oldest first, and only kinds it knows', async () => {
    const ran: string[] = [];
    const runner = runnerOf({
      work: async (_deps, job) => {
        ran.push(job.subjectId);
        return 'done';
      },
    });
    await enqueue('later', clock.at + 1);
    await enqueue('second', clock.at - 1);
    await enqueue('first', clock.at - 2);
    await enqueue('foreign', clock.at, 'unknown');
    await runner.runDue();
    expect(ran).toEqual(['first', 'second']);
    clock.at += 1;
    await runner.runDue();
    expect(ran).toEqual(['first', 'second', 'later']);
    expect(await server.deps.store.jobs.nextRunAt(['work'])).toBeNull();
    expect(await server.deps.store.jobs.nextRunAt(['unknown'])).not.toBeNull();
  });

  it('keeps a place with a workspace for as long as it may, then others have their turn', async () => {
    const ran: string[] = [];
    const all = gate();
    const runner = runnerOf(
      {
        work: async (_deps, { workspaceId }) => {
          ran.push(workspaceId);
          clock.at += 100;
          if (ran.length === 6) all.open();
          return 'done';
        },
      },
      { concurrency: 1, spare: 0, stayMs: 250 },
    );
    for (let index = 0; index < 5; index += 1) await enqueue(`many ${index}`);
    await server.deps.store.jobs.enqueue({ kind: 'work', workspaceId: 'w2', subjectId: 'one', runAt: clock.at });
    runner.start();
    await all.passed;
    expect(ran.slice(0, 4).filter((workspaceId) => workspaceId === 'w1')).toHaveLength(3);
    expect(ran.slice(0, 4)).toContain('w2');
  });

  it('runs a job again when it asks for it, having forgotten its failures', async () => {
    const failures: number[] = [];
    const runner = runnerOf({
      work: async (_deps, job) => {
        failures.push(job.failures);
        if (failures.length === 1) throw new Error('not today');
        return { runAt: clock.at + 5000 };
      },
    });
    await enqueue('a');
    await runner.runDue();
    clock.at += 1200;
    await runner.runDue();
    clock.at += 4999;
    await runner.runDue();
    clock.at += 1;
    await runner.runDue();
    expect(failures).toEqual([0, 1, 0]);
  });

  it('waits longer after each failure', async () => {
    const at: number[] = [];
    const runner = runnerOf({
      work: async () => {
        at.push(clock.at);
        throw new Error('no');
      },
    });
    await enqueue('a');
    for (let count = 0; count < 4; count += 1) {
      await runner.runDue();
      clock.at = (await server.deps.store.jobs.nextRunAt(['work'])) ?? 0;
    }
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    pauses.forEach((pause, index) => {
      expect(pause).toBeGreaterThanOrEqual(800 * 2 ** index);
      expect(pause).toBeLessThanOrEqual(1200 * 2 ** index);
    });
    expect(server.deps.metrics.render()).toContain('tiktok_ads_connect_job_runs_total{kind="work",outcome="failed"} 4');
  });

  it('runs a job again that was wanted while it ran', async () => {
    let runs = 0;
    const runner = runnerOf({
      work: async () => {
        runs += 1;
        if (runs === 1) await enqueue('a');
        return 'done';
      },
    });
    await enqueue('a');
    await runner.runDue();
    expect(runs).toBe(2);
  });

  it('works by itself once started, and when woken', async () => {
    const seen = new Map<string, ReturnType<typeof gate>>([
      ['a', gate()],
      ['b', gate()],
    ]);
    const runner = runnerOf({
      work: async (_deps, job) => {
        seen.get(job.subjectId)?.open();
        return 'done';
      },
    });
    await enqueue('a');
    runner.start();
    await seen.get('a')?.passed;
    await enqueue('b');
    runner.wake();
    await seen.get('b')?.passed;
  });

  it('runs no more at once than allowed', async () => {
    let running = 0;
    let most = 0;
    let left = 6;
    const all = gate();
    const runner = runnerOf(
      {
        work: async (deps) => {
          running += 1;
          most = Math.max(most, running);
          await deps.store.ping();
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          left -= 1;
          if (left === 0) all.open();
          return 'done';
        },
      },
      { concurrency: 2 },
    );
    for (let count = 0; count < 6; count += 1) await enqueue(`job-${count}`);
    runner.start();
    await all.passed;
    expect(most).toBe(2);
  });

  it('has a place left for a workspace with nothing under way while long jobs of another fill all places', async () => {
    const { open, passed } = gate();
    const served = gate();
    const full = gate();
    let longOnes = 0;
    let most = 0;
    const runner = runnerOf(
      {
        work: async (_deps, job) => {
          if (job.workspaceId === 'newcomer') {
            served.open();
            return 'done';
          }
          longOnes += 1;
          most = Math.max(most, longOnes);
          if (longOnes === 2) full.open();
          await passed;
          longOnes -= 1;
          return 'done';
        },
      },
      { concurrency: 2, spare: 1 },
    );
    for (let count = 0; count < 10; count += 1) await enqueue(`long-${count}`);
    runner.start();
    await full.passed;
    await server.deps.store.jobs.enqueue({
      kind: 'work',
      workspaceId: 'newcomer',
      subjectId: 'short',
      runAt: clock.at,
    });
    runner.wake();
    await served.passed;
    expect(most).toBe(2);
    open();
  });

  it('gives every job to one of two processes', async () => {
    const ran: string[] = [];
    const handlers: Record<string, JobHandler> = {
      work: async (_deps, job) => {
        ran.push(job.subjectId);
        return 'done';
      },
    };
    for (let count = 0; count < 20; count += 1) await enqueue(`job-${count}`);
    await Promise.all([runnerOf(handlers).runDue(), runnerOf(handlers).runDue()]);
    expect(ran.sort()).toEqual(Array.from({ length: 20 }, (_, index) => `job-${index}`).sort());
  });

  it('aborts a job when it stops, and leaves it due at once without a failure', async () => {
    const begun = gate();
    const handler: JobHandler = (_deps, _job, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        begun.open();
      });
    const runner = runnerOf({ work: handler });
    await enqueue('a');
    runner.start();
    await begun.passed;
    await runner.stop();
    expect(await server.deps.store.jobs.claim(['work'], 'next', clock.at, clock.at + 1000)).toMatchObject({
      subjectId: 'a',
      failures: 0,
    });
  });

  it('lets the job of a process that died be taken over when its lease ends', async () => {
    await enqueue('a');
    await server.deps.store.jobs.claim(['work'], 'a process that died', clock.at, clock.at + 60_000);
    let runs = 0;
    const runner = runnerOf({
      work: async () => {
        runs += 1;
        return 'done';
      },
    });
    clock.at += 59_999;
    await runner.runDue();
    expect(runs).toBe(0);
    clock.at += 1;
    await runner.runDue();
    expect(runs).toBe(1);
  });

  it('tells a job whose lease was lost to stop, and then writes nothing over the new owner', async () => {
    const runner = runnerOf({
      work: async (deps, job, { signal, renew }) => {
        expect(await renew()).toBe(true);
        clock.at += 60_000;
        await deps.store.jobs.claim(['work'], 'another', clock.at, clock.at + 60_000);
        expect(await renew()).toBe(false);
        expect(signal.aborted).toBe(true);
        expect(job.subjectId).toBe('a');
        return 'done';
      },
    });
    await enqueue('a');
    await runner.runDue();
    expect(await server.deps.store.jobs.nextRunAt(['work'])).toBe(clock.at + 60_000);
  });

  it('stops a job whose lease could not be renewed until it ended', async () => {
    const lost = new Error('the database does not answer');
    const store = { ...server.deps.store, jobs: { ...server.deps.store.jobs, renew: () => Promise.reject(lost) } };
    const aborted: boolean[] = [];
    const runner = createJobRunner(
      { ...server.deps, store },
      {
        work: async (_deps, _job, { signal, renew }) => {
          clock.at += 59_999;
          await expect(renew()).rejects.toBe(lost);
          aborted.push(signal.aborted);
          clock.at += 1;
          await expect(renew()).rejects.toBe(lost);
          aborted.push(signal.aborted);
          await server.deps.store.jobs.claim(['work'], 'another', clock.at, clock.at + 60_000);
          return 'done';
        },
      },
    );
    runners.push(runner);
    await enqueue('a');
    await runner.runDue();
    expect(aborted).toEqual([false, true]);
    expect(await server.deps.store.jobs.nextRunAt(['work'])).toBe(clock.at + 60_000);
  });

  it('keeps its jobs over a restart of the server', async () => {
    await enqueue('a');
    await server.restart();
    let runs = 0;
    await runnerOf({
      work: async () => {
        runs += 1;
        return 'done';
      },
    }).runDue();
    expect(runs).toBe(1);
  });
});

describe('runners side by side', () => {
  it('keep the short jobs of one going while the other is full of long ones', async () => {
    const { open, passed } = gate();
    const { open: arrive, passed: arrived } = gate();
    const both = sideBySide([
      runnerOf(
        {
          long: async () => {
            await passed;
            return 'done';
          },
        },
        { concurrency: 1 },
      ),
      runnerOf({
        short: async () => {
          arrive();
          return 'done';
        },
      }),
    ]);
    await enqueue('a', clock.at, 'long');
    await enqueue('b', clock.at, 'short');
    both.start();
    await arrived;
    open();
    await both.stop();
  });

  it('run what is due until nothing is, also what one puts in line for the other', async () => {
    const ran: string[] = [];
    const both = sideBySide([
      runnerOf({
        second: async () => {
          ran.push('second');
          return 'done';
        },
      }),
      runnerOf({
        first: async () => {
          ran.push('first');
          await enqueue('b', clock.at, 'second');
          return 'done';
        },
      }),
    ]);
    await enqueue('a', clock.at, 'first');
    expect(await both.runDue()).toBe(2);
    expect(ran).toEqual(['first', 'second']);
  });
});
