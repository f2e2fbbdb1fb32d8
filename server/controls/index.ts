export { type ControlSource, type Verdict } from './decide.ts';
export { callDenied, judge } from './judge.ts';
export { requireMayChange } from './require-may-change.ts';
export { controlRoutes } from './routes.ts';
