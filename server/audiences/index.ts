export { isExpired, requireAlive } from './at-tiktok.ts';
export { toAudienceError } from './audience-error.ts';
export { audienceRoutes } from './routes.ts';
