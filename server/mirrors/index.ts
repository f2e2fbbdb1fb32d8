export { advanceMirror } from './advance-mirror.ts';
export { createMirrorJobs } from './mirror-job.ts';
export { mirrorRoutes } from './routes.ts';
export { LONGEST_SPREAD_MS, nextRun } from './schedule.ts';
