import type { JobHandler } from '../jobs/index.ts';
import { cleanJob } from './clean-job.ts';
import { CLEAN_JOB, type ExportEngine, FOLLOW_JOB, PULL_JOB, UPLOAD_JOB } from './engine.ts';
import { followJob } from './follow-job.ts';
import { pullJob } from './pull-job.ts';
import { SWEEP_JOB, sweepJob } from './sweep-job.ts';
import { uploadJob } from './upload-job.ts';

/** The background work of exports, for the job runner. */
export function createExportJobs(engine: ExportEngine): Readonly<Record<string, JobHandler>> {
  return {
    [PULL_JOB]: pullJob(engine),
    [UPLOAD_JOB]: uploadJob(engine),
    [FOLLOW_JOB]: followJob(engine),
    [CLEAN_JOB]: cleanJob(engine),
    [SWEEP_JOB]: sweepJob,
  };
}
