export { latestSyncs } from './latest-syncs.store.ts';
export { tokenPlace } from './run-sync.ts';
export { startDueSyncs, startSync } from './start-sync.ts';
export { syncRoutes } from './sync.routes.ts';
export { toIncoming, toIncomingMessage } from './sync.rules.ts';
export { findSync, requestCancel } from './sync.store.ts';
export { handleSyncs, sweepSyncs, wakeSync } from './sync.work.ts';
export { listErrors } from './sync-errors.store.ts';
