export { toAudienceError } from './audience-error.ts';
export { audienceRoutes } from './routes.ts';
