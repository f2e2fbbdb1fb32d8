export { findAppSecrets } from './app-secret.ts';
export { findAppById, guessApp, requireCurrentApp } from './find-app.ts';
export { forgetUnneededApps } from './remove-app.ts';
export { tiktokAppRoutes } from './routes.ts';
