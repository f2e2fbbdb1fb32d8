export { begin } from './begin.ts';
export { type CallHead, createFormDigest, fingerprintOf, type FormDigest } from './fingerprint.ts';
export { IDEMPOTENCY_HEADER, readIdempotencyKey } from './idempotency-key.ts';
export { createCallJobs, planCallJobs } from './jobs.ts';
export { refuseWaiting } from './refuse-waiting.ts';
export { callLogRoutes } from './routes.ts';
