export { guard, type GrantRun } from './guard.ts';
export { pausedByDefault } from './prepare.ts';
export { spendCapRoutes } from './routes.ts';
