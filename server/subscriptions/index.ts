import type { JobHandler } from '../jobs/index.ts';
import { RECONCILE_JOB, reconcileJob } from './reconcile-job.ts';
import { syncJob } from './sync-job.ts';
import { SYNC_JOB } from './sync-soon.ts';

export { callbackUrl, canBeCalled } from './callback.ts';
export { objectsPerAccount } from './choose-objects.ts';
export { syncSoon } from './sync-soon.ts';
export { isUnanswered } from './unanswered.ts';

/** For the job runner. */
export const subscriptionJobs: Readonly<Record<string, JobHandler>> = {
  [SYNC_JOB]: syncJob,
  [RECONCILE_JOB]: reconcileJob,
};
