export { webhookRoutes } from './webhooks.routes.ts';
export { cleanInbox, handleInbox, sweepInbox } from './webhooks.work.ts';
