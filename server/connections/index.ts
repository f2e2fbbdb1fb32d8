export { findConnection } from './find-connection.ts';
export { announceSoon, grantJobs } from './grant-saved.ts';
export { notImportableReason } from './importable.ts';
export { missingScopes } from './notices.ts';
export { AUDIENCE_SCOPE } from './refused-scope.ts';
export { ensureFresh } from './list-advertisers.ts';
export { connectionJobs } from './connection-jobs.ts';
export { confirmGrant } from './confirm-grant.ts';
export { PROBE_JOB, scheduleProbe } from './probe-job.ts';
export { refreshSoon } from './refresh-job.ts';
export { connectionRoutes } from './routes.ts';
export { arrive, findTarget, type NewGrant, type Offered, offerGrant, renewal, reviewGrant } from './save-grant.ts';
export { isCovered } from './sign-in-review.ts';
export { disconnectedMeanwhile } from './remove-connection.ts';
export { verifyToken } from './verify-token.ts';
export {
  type ConnectionGrant,
  noteMissingScope,
  openUsableGrant,
  USABLE_STATES,
  withGrant,
} from './with-grant.ts';
