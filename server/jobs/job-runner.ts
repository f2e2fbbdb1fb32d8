import type { Deps } from '../deps.ts';
import type { JobRecord } from '../store/jobs.ts';
import type { EpochMs } from '../store/store.ts';
import type { JobHandler } from './job-handler.ts';
import { createLookLoop, endedWithin, LONGEST_REST_MS, restUntil } from './look-loop.ts';
import { retryDelayMs } from './retry-delay.ts';

// A run holds its job by a lease in the store. Whoever crashes stops renewing, and another process takes the job over
// when the lease ends; whoever loses the lease is told by the signal to stop. That is why two processes never work on a
// job knowingly, and why a handler must bear being cut off anywhere.

const LEASE_MS = 60_000;
const RENEW_EVERY_MS = 20_000;
const STOP_GRACE_MS = 10_000;

/** A job that is ours until then, unless the lease is renewed. */
interface Claimed {
  job: JobRecord;
  until: EpochMs;
}

export interface JobRunner {
  /** Begins to look for due jobs and to run them. */
  start(): void;
  /** Takes no more jobs, aborts those that run and waits for them, at most 10 s. They are due again at once. */
  stop(): Promise<void>;
  /** Looks for due jobs now. */
  wake(): void;
  /**
   * Runs what is due now, one after the other, until nothing is; resolves with how many runs that took. For tests and for
   * tools that run without `start`.
   */
  runDue(): Promise<number>;
}

/**
 * Runs jobs of the kinds that have a handler. Workspaces take turns (`JobStore.claim`), and beyond the places that anybody may have
 * there are spare ones for workspaces with nothing under way: long jobs of one never leave another without a place.
 *
 * @param options.concurrency how many at once, default 4
 * @param options.spare how many more for workspaces with nothing under way, default 2
 * @param options.stayMs a place that is free again takes the same workspace's next job for so long, default 0: for many short jobs,
 * of which choosing the next one fairly costs more than running it
 */
export function createJobRunner(
  deps: Deps,
  handlers: Readonly<Record<string, JobHandler>>,
  options: { concurrency?: number; spare?: number; stayMs?: number } = {},
): JobRunner {
  const { store, clock, log, random } = deps;
  const kinds = Object.keys(handlers);
  const concurrency = options.concurrency ?? 4;
  const spare = options.spare ?? 2;
  const stayMs = options.stayMs ?? 0;
  const owner = Buffer.from(random.bytes(12)).toString('base64url');
  const running = new Map<Promise<void>, AbortController>();
  const loop = createLookLoop(lookAndPause);

  async function claim(): Promise<Claimed | null> {
    if (kinds.length === 0) return null;
    const now = clock.now();
    const job = await store.jobs.claim(kinds, owner, now, now + LEASE_MS, running.size >= concurrency);
    return job === null ? null : { job, until: now + LEASE_MS };
  }

  async function run({ job, until }: Claimed, controller: AbortController): Promise<void> {
    const handler = handlers[job.kind];
    if (handler === undefined) return;
    const line = { job: job.id, kind: job.kind, workspaceId: job.workspaceId, subjectId: job.subjectId };
    let leaseLost = false;
    let leaseUntil = until;
    const lose = () => {
      leaseLost = true;
      controller.abort(new Error('The lease of this job was lost.'));
    };
    const renew = async () => {
      const wanted = clock.now() + LEASE_MS;
      try {
        const kept = await store.jobs.renew(job.id, owner, wanted);
        if (kept) leaseUntil = wanted;
        else lose();
        return kept;
      } catch (error) {
        // A database that does not answer may well have given the job to another process by now.
        if (clock.now() >= leaseUntil) lose();
        throw error;
      }
    };
    const renewals = setInterval(() => {
      renew().catch((error: unknown) => log.warn({ ...line, err: error }, 'the lease of a job could not be renewed'));
    }, RENEW_EVERY_MS);
    try {
      const outcome = await handler(deps, job, { signal: controller.signal, renew });
      if (leaseLost) return;
      await store.jobs.finish(job.id, owner, outcome === 'done' ? null : { runAt: outcome.runAt, failures: 0 });
      deps.metrics.jobRun({ kind: job.kind, outcome: outcome === 'done' ? 'done' : 'again' });
    } catch (error) {
      if (controller.signal.aborted) {
        deps.metrics.jobRun({ kind: job.kind, outcome: 'interrupted' });
        // Stopping is nobody's failure: whoever looks next may go on at once.
        if (!leaseLost) await store.jobs.finish(job.id, owner, { runAt: job.runAt, failures: job.failures });
        return;
      }
      const failures = job.failures + 1;
      const waitMs = retryDelayMs(failures, (random.bytes(1)[0] ?? 0) / 255);
      log.error({ ...line, failures, waitMs, err: error }, 'a job failed and will be tried again');
      deps.metrics.jobRun({ kind: job.kind, outcome: 'failed' });
      await store.jobs.finish(job.id, owner, { runAt: clock.now() + waitMs, failures });
    } finally {
      clearInterval(renewals);
    }
  }

  async function serve(claimed: Claimed, controller: AbortController): Promise<void> {
    const startedAt = clock.now();
    await run(claimed, controller);
    const { workspaceId } = claimed.job;
    for (;;) {
      const now = clock.now();
      if (!loop.isStarted() || controller.signal.aborted || now - startedAt >= stayMs) return;
      const job = await store.jobs.claimOf(workspaceId, kinds, owner, now, now + LEASE_MS);
      if (job === null) return;
      await run({ job, until: now + LEASE_MS }, controller);
    }
  }

  function launch(claimed: Claimed): Promise<void> {
    const { job } = claimed;
    const controller = new AbortController();
    const work: Promise<void> = serve(claimed, controller)
      .catch((error: unknown) =>
        log.error({ job: job.id, kind: job.kind, err: error }, 'the end of a job could not be stored'),
      )
      .finally(() => {
        running.delete(work);
        loop.wake();
      });
    running.set(work, controller);
    return work;
  }

  async function look(): Promise<void> {
    for (;;) {
      if (!loop.isStarted() || running.size >= concurrency + spare) return;
      const claimed = await claim();
      if (claimed === null) return;
      if (!loop.isStarted()) {
        // Stopped while it was being claimed: the next one may have it at once.
        const { job } = claimed;
        await store.jobs.finish(job.id, owner, { runAt: job.runAt, failures: job.failures });
        return;
      }
      void launch(claimed);
    }
  }

  async function pause(): Promise<number> {
    if (running.size >= concurrency) return LONGEST_REST_MS;
    return restUntil(await store.jobs.nextRunAt(kinds), clock.now());
  }

  async function lookAndPause(): Promise<number> {
    try {
      await look();
      return await pause();
    } catch (error) {
      log.error({ err: error }, 'the job runner could not look for work');
      return LONGEST_REST_MS;
    }
  }

  return {
    start: () => loop.start(),
    async stop() {
      const looked = loop.stop();
      for (const controller of running.values()) controller.abort(new Error('The server is stopping.'));
      await looked;
      await endedWithin(running.keys(), STOP_GRACE_MS);
    },
    wake: () => loop.wake(),
    async runDue() {
      let runs = 0;
      for (let claimed = await claim(); claimed !== null; claimed = await claim()) {
        await launch(claimed);
        runs += 1;
      }
      return runs;
    },
  };
}
