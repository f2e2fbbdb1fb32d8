import type { JobHandler } from '../jobs/index.ts';
import { PLAN_JOB, planJob } from './follow.ts';
import { WATCH_JOB, watchJob } from './watch-job.ts';

export { followAccounts, planWatching } from './follow.ts';

/** For the job runner. */
export const watchJobs: Readonly<Record<string, JobHandler>> = {
  [WATCH_JOB]: watchJob,
  [PLAN_JOB]: planJob,
};
