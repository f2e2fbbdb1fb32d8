export { createLiveHub, type LiveHub, type LiveLimits } from './live-hub.ts';
export { type EventDraft, recordEvents, toNewEvent } from './record-events.ts';
export { eventJobs, planRetention } from './retention-job.ts';
export { eventRoutes } from './routes.ts';
export { viewEvents } from './view-events.ts';
