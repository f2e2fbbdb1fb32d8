export type { JobHandler, JobRun } from './job-handler.ts';
export { createJobRunner, type JobRunner } from './job-runner.ts';
export { createLookLoop, endedWithin, LONGEST_REST_MS, restUntil } from './look-loop.ts';
export { retryDelayMs } from './retry-delay.ts';
export { sideBySide } from './side-by-side.ts';
