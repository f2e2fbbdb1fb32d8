export { noticeContext } from './notice-context.ts';
export { webhookRoutes } from './routes.ts';
export { createInboxWorker } from './inbox-worker.ts';
