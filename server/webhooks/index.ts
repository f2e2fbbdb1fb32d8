export { noticeContext } from './notice-context.ts';
export { createWebhookReceiver, isForWebhooks, webhookRoutes } from './routes.ts';
export { createInboxWorker } from './inbox-worker.ts';
