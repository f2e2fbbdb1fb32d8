export { noticeContext } from './notice-context.ts';
export { createWebhookReceiver, isForWebhooks, webhookRoutes } from './routes.ts';
export { createInboxWorker, type InboxWorker } from './inbox-worker.ts';
