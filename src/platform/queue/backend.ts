import type { BackendFactory, IQueueBackend, Job, JobProgress, Queue, Worker } from 'bullmq';

export type BullQueue = Queue<unknown, void, string, unknown, void, string, IQueueBackend, object>;
export type BullWorker = Worker<unknown, void, string, IQueueBackend, JobProgress, object>;
export type BullWork = Job<unknown, void>;

/** Which server carries the queue. */
export type QueueBackend =
  | {
      kind: 'postgres';
      /** As the role that owns the schema; a pooler must be in session mode. */
      url: string;
      schema: string;
    }
  | {
      kind: 'redis';
      url: string;
      /** Before every key; 'switchyard' when not given. */
      prefix?: string;
    };

/** A connected server: what BullMQ's classes are made from. */
export type OpenBackend = {
  factory: BackendFactory<IQueueBackend, object>;
  /** Before every key in Redis; Postgres has the schema for that. */
  prefix: string;
  close(): Promise<void>;
};

/** Waits for `work`, but no longer than `ms`; a rejection counts as done. Whether it was done. */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = work.then(
    () => true,
    () => true,
  );
  const first = await Promise.race([done, late]);
  clearTimeout(timer);
  return first;
}
