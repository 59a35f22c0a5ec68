import { Queue as Bull } from 'bullmq';
import type { Logger } from '../logging/logger.ts';
import { type BullQueue, type OpenBackend, type QueueBackend, within } from './backend.ts';
import { openPostgres } from './postgres-backend.ts';
import { openRedis } from './redis-backend.ts';
import { type AddOptions, checkPayload, jobOptions, type WorkKind } from './work.ts';
import { type KindWorker, startWorker, type WorkHandler } from './worker.ts';

/**
 * Makes things happen soon. Never the truth: whatever must happen is a row with a due time, and a
 * sweeper adds again what was lost here.
 */
export type Queue = {
  /** @throws Error when the payload does not fit its kind, or the server cannot be reached */
  add<P>(kind: WorkKind<P>, payload: P, options?: AddOptions): Promise<void>;
  /** As `add`, in few statements. */
  addMany<P>(kind: WorkKind<P>, list: readonly ({ payload: P } & AddOptions)[]): Promise<void>;
  /** Says who carries out a kind of work from `start()` on. */
  handle<P>(kind: WorkKind<P>, handler: WorkHandler<P>): void;
  start(): Promise<void>;
  /** Waits for running work up to `waitMs` (15,000), then stops it and gives it back. */
  close(waitMs?: number): Promise<void>;
  /** Never throws. Counts are over all processes, of the kinds that this one knows. */
  health(): Promise<QueueHealth>;
  /** Forgets all work, running included, of the kinds that this process knows. */
  clear(): Promise<void>;
};

export type QueueHealth = {
  ok: boolean;
  waiting: number;
  /** Waits for its time, or for its next attempt. */
  delayed: number;
  active: number;
  detail: string;
};

export type QueueOptions = {
  backend: QueueBackend;
  log: Logger;
  /**
   * How long work belongs to a process that no longer answers; 30 s. It is taken up by another
   * process within twice this time.
   */
  lockMs?: number;
};

/** Statements stay small enough for one that others wait behind. */
const bulkSize = 1_000;
const healthTimeoutMs = 5_000;

/** Connects to the queue. @throws Error when the server cannot be reached. */
export async function createQueue(options: QueueOptions): Promise<Queue> {
  const { log, lockMs = 30_000 } = options;
  const backend = await openBackend(options.backend, log);
  const queues = new Map<string, BullQueue>();
  const starters = new Map<string, () => KindWorker>();
  let workers: KindWorker[] = [];
  let looking: NodeJS.Timeout | undefined;
  let started = false;

  function queueOf(name: string): BullQueue {
    const known = queues.get(name);
    if (known) return known;
    const fresh = openQueue(name, backend, log);
    queues.set(name, fresh);
    return fresh;
  }

  async function look(): Promise<void> {
    // A server that does not answer is no reason to replace a worker.
    await Promise.allSettled(workers.map((worker) => worker.look()));
    looking?.refresh();
  }

  return {
    async add(kind, payload, addOptions = {}) {
      const checked = checkPayload(kind, payload);
      await queueOf(kind.name).add(kind.name, checked, jobOptions(kind, addOptions));
    },
    async addMany(kind, list) {
      const jobs = list.map(({ payload, ...addOptions }) => ({
        name: kind.name,
        data: checkPayload(kind, payload),
        opts: jobOptions(kind, addOptions),
      }));
      for (let from = 0; from < jobs.length; from += bulkSize) {
        await queueOf(kind.name).addBulk(jobs.slice(from, from + bulkSize));
      }
    },
    handle(kind, handler) {
      if (started) throw new Error(`work "${kind.name}" must be handled before the queue starts`);
      if (starters.has(kind.name)) throw new Error(`work "${kind.name}" already has a handler`);
      const queue = queueOf(kind.name);
      starters.set(kind.name, () => startWorker({ kind, handler, backend, queue, log, lockMs }));
    },
    async start() {
      started = true;
      // A process killed in the middle of `clear` leaves its queue paused.
      await Promise.all([...queues.values()].map((queue) => queue.resume()));
      workers = [...starters.values()].map((startOne) => startOne());
      looking = setTimeout(look, lockMs / 2).unref();
    },
    async close(waitMs = 15_000) {
      clearTimeout(looking);
      looking = undefined;
      await Promise.all(workers.map((worker) => worker.close(waitMs)));
      await within(1_000, Promise.all([...queues.values()].map((queue) => queue.close())));
      await backend.close();
    },
    health: () => readHealth(options.backend.kind, [...queues.values()]),
    async clear() {
      await Promise.all([...queues.values()].map((queue) => queue.obliterate({ force: true })));
    },
  };
}

function openBackend(backend: QueueBackend, log: Logger): Promise<OpenBackend> {
  return backend.kind === 'postgres' ? openPostgres(backend, log) : openRedis(backend, log);
}

function openQueue(name: string, backend: OpenBackend, log: Logger): BullQueue {
  const queue: BullQueue = new Bull(
    name,
    {
      connection: {},
      ...(backend.prefix ? { prefix: backend.prefix } : {}),
      // BullMQ notes every step; nobody reads it.
      streams: { events: { maxLen: 100 } },
    },
    backend.factory,
  );
  queue.on('error', (error) => {
    log.debug({ work: name, error: error.message }, 'the queue has a problem');
  });
  return queue;
}

async function readHealth(kind: string, queues: readonly BullQueue[]): Promise<QueueHealth> {
  const sum = { waiting: 0, delayed: 0, active: 0 };
  const counting = Promise.all(
    queues.map((queue) => queue.getJobCounts('waiting', 'delayed', 'active')),
  );
  let problem: string | undefined;
  counting.catch((error) => {
    problem = String(error);
  });
  if (!(await within(healthTimeoutMs, counting))) problem = 'no answer';
  if (problem !== undefined) return { ok: false, ...sum, detail: `${kind}: ${problem}` };
  for (const counts of await counting) {
    sum.waiting += counts['waiting'] ?? 0;
    sum.delayed += counts['delayed'] ?? 0;
    sum.active += counts['active'] ?? 0;
  }
  return { ok: true, ...sum, detail: `${kind}, kinds of work: ${queues.length}` };
}
