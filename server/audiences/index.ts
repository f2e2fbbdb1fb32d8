export { isExpired, requireAlive } from './at-tiktok.ts';
export { toAudienceError } from './audience-error.ts';
export { parseTikTokTime } from './audience-time.ts';
export { deliveryOf } from './audience-view.ts';
export { audienceRoutes } from './routes.ts';
