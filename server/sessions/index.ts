export { authenticate, type Credentials } from './authenticate.ts';
export { createSession } from './create-session.ts';
export { requireHost, requirePermission } from './permissions.ts';
export { sessionAuth, sessionRoutes } from './routes.ts';
