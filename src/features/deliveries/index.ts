export { deliveryRoutes } from './deliveries.routes.ts';
export { handleDeliveries, sweepDeliveries, wakeDeliveries } from './deliveries.work.ts';
export { wakeRun } from './waking.store.ts';
export { presentRequest } from './webhook-request.rules.ts';
