export { oauthRoutes as oauthCallbackRoutes } from './routes.ts';
