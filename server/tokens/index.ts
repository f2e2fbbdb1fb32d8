export { ANNOUNCE_BEFORE_MS, hasEnded, signInEndsAt } from './rotation-plan.ts';
export { clearRotation, recoverRotations } from './recover-rotations.ts';
export { rotateToken } from './rotate-token.ts';
export { listKeptSeals } from './rotation-journal.ts';
export { retryRotation, ROTATION_JOB, rotationJobs, scheduleRotation } from './rotation-job.ts';
export { connectionOwner, openTokens, sealTokens, type TokenSet } from './token-vault.ts';
