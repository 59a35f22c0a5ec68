export type { QueueBackend } from './backend.ts';
export { createQueue, type Queue, type QueueHealth, type QueueOptions } from './queue.ts';
export type { AddOptions, WorkKind } from './work.ts';
export type { WorkContext, WorkHandler } from './worker.ts';
