export { eventSourceJobs, planCatchUp } from './catch-up.ts';
