import type { JobHandler } from '../jobs/index.ts';
import { PROBE_JOB, probeJob } from './probe-job.ts';
import { REFRESH_JOB, refreshJob } from './refresh-job.ts';

/** For the job runner. */
export const connectionJobs: Readonly<Record<string, JobHandler>> = {
  [REFRESH_JOB]: refreshJob,
  [PROBE_JOB]: probeJob,
};
