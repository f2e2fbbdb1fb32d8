export { hostWebhookRoutes } from './routes.ts';
export { createHostWebhookRunner } from './runner.ts';
export { settleLines } from './settle-lines.ts';
