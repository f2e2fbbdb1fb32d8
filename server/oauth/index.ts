export { oauthJobs } from './held-sign-in.ts';
export { oauthRoutes } from './routes.ts';
