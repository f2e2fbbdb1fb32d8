export type { LiveEvents, LiveHub } from './live-events.ts';
export { createLiveHub } from './live-hub.ts';
export type { LiveLimits } from './live-limits.ts';
export { type EventDraft, recordEvents, toNewEvent } from './record-events.ts';
export { eventJobs, planRetention } from './retention-job.ts';
export { eventRoutes } from './routes.ts';
export { viewEvents } from './view-events.ts';
