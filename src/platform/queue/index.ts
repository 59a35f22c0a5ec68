export type { QueueBackend } from './backend.ts';
export { keepBusy } from './keep-busy.ts';
export { createQueue, type Queue } from './queue.ts';
export { type WakeUp, wakeUp, wakeUpFor } from './wake-up.ts';
export type { WorkKind } from './work.ts';
