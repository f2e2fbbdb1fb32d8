import type { Deps } from '../deps.ts';
import type { EpochMs } from '../store/store.ts';
import type { JobRecord } from '../store/jobs.ts';

/** What a handler gets besides its job. */
export interface JobRun {
  /** Aborts when the runner stops or the lease is lost: stop working at once and leave the rest to the next run. */
  readonly signal: AbortSignal;
  /** Renews the lease now, on top of the renewals every 20 s. False when it was lost. */
  readonly renew: () => Promise<boolean>;
}

/**
 * One run of a job. Answer `'done'` when nothing is left to do, or when to run again. A throw is a failure: the job runs
 * again after a growing pause. A run may be cut off at any point (a crash, a lost lease), so it must be able to go on
 * from whatever the store and TikTok say.
 */
export type JobHandler = (deps: Deps, job: JobRecord, run: JobRun) => Promise<{ runAt: EpochMs } | 'done'>;
