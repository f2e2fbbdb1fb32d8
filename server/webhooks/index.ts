export { noticeContext } from './notice-context.ts';
export { createWebhookReceiver, isForWebhooks, type WebhookReceiver } from './receiver.ts';
export { webhookRoutes } from './routes.ts';
export { createInboxWorker, type InboxWorker } from './inbox-worker.ts';
