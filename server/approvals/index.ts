import type { JobHandler } from '../jobs/index.ts';
import { RUN_JOB, SWEEP_JOB } from './plan-jobs.ts';
import { createRunJob, type RunCall } from './run-job.ts';
import { sweepJob } from './sweep-job.ts';

export { tellApproval } from './approval-events.ts';
export { claimApproval } from './claim-approval.ts';
export { planApprovals } from './plan-jobs.ts';
export { requestApproval } from './request-approval.ts';
export { approvalRoutes } from './routes.ts';
export type { RunCall } from './run-job.ts';

/** For the job runner. @param run sends an approved call, see `RunCall` */
export function createApprovalJobs(run: RunCall): Readonly<Record<string, JobHandler>> {
  return { [RUN_JOB]: createRunJob(run), [SWEEP_JOB]: sweepJob };
}
