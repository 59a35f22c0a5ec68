import { WaitingError, Worker } from 'bullmq';
import type { Logger } from '../logging/logger.ts';
import {
  type BullQueue,
  type BullWork,
  type BullWorker,
  type OpenBackend,
  within,
} from './backend.ts';
import { isDead, type Look } from './liveness.rules.ts';
import { readPayload, type WorkKind } from './work.ts';

export type WorkContext = {
  /** Raised when the time is up, the process stops, or another process may have taken over. */
  signal: AbortSignal;
  /** 1 at the first try. */
  attempt: number;
};

/** Must be idempotent: a lost connection or a blocked process makes work run twice. */
export type WorkHandler<P> = (payload: P, context: WorkContext) => Promise<void>;

/** Carries out one kind of work in this process. */
export type KindWorker = {
  /** Replaces the connection to the queue when it is dead; to be called every now and then. */
  look(): Promise<void>;
  /** Waits for running work up to `waitMs`, then raises its signals and gives it back. */
  close(waitMs: number): Promise<void>;
};

type Parts<P> = {
  kind: WorkKind<P>;
  handler: WorkHandler<P>;
  backend: OpenBackend;
  /** Counts what waits. */
  queue: BullQueue;
  log: Logger;
  lockMs: number;
};

const stopped = new Error('the process is stopping');
/** How long handlers have to notice that the process stops. */
const graceMs = 1_000;
/** Work that its process did not survive this often is given up. */
const survivals = 3;
const logEveryMs = 10_000;

export function startWorker<P>(parts: Parts<P>): KindWorker {
  const { kind, log } = parts;
  const running = new Map<string, AbortController>();
  const retired = new Set<BullWorker>();
  /** Work that replaced workers still carry out. */
  let ofRetired = new Set<string>();
  let started = 0;
  let before: Look | undefined;
  let lastLog = 0;

  async function carryOut(job: BullWork, token?: string): Promise<void> {
    const controller = new AbortController();
    const id = job.id ?? '';
    running.set(id, controller);
    started += 1;
    try {
      await inTime(kind, controller, job.attemptsMade + 1, parts.handler, job.data);
    } catch (error) {
      if (controller.signal.reason !== stopped) throw error;
      // Back to the queue at once and without losing an attempt, for whoever is still there.
      await job.moveToWait(token);
      throw new WaitingError();
    } finally {
      if (running.get(id) === controller) running.delete(id);
      if (ofRetired.delete(id)) worker.concurrency = hands();
    }
  }

  function open(): BullWorker {
    const worker: BullWorker = new Worker(
      kind.name,
      (job, token) => carryOut(job, token),
      {
        connection: {},
        ...(parts.backend.prefix ? { prefix: parts.backend.prefix } : {}),
        concurrency: hands(),
        lockDuration: parts.lockMs,
        stalledInterval: parts.lockMs / 2,
        maxStalledCount: survivals,
        drainDelay: 10,
        runRetryDelay: 2_000,
      },
      parts.backend.factory,
    );
    worker.on('failed', (job, error) => logFailure(log, kind, job, error));
    worker.on('stalled', () => log.warn({ work: kind.name }, 'work of a lost process is taken up'));
    worker.on('lockRenewalFailed', (ids) => {
      for (const id of ids)
        running.get(id)?.abort(new Error('another process may have taken over'));
    });
    worker.on('error', (error) => {
      if (Date.now() - lastLog < logEveryMs) return;
      lastLog = Date.now();
      log.warn({ work: kind.name, error: error.message }, 'the queue has a problem');
    });
    return worker;
  }

  function replace(): void {
    const old = worker;
    retired.add(old);
    void old.close().then(() => retired.delete(old));
    ofRetired = new Set(running.keys());
    worker = open();
    log.warn({ work: kind.name }, 'a dead worker was replaced');
  }

  /** The hands that are not busy with work of a replaced worker. */
  const hands = (): number => Math.max(1, kind.concurrency - ofRetired.size);

  let worker = open();
  return {
    async look() {
      const waiting = await parts.queue.getWaitingCount();
      const now = { waiting, running: running.size, started };
      const dead = isDead(before, now, kind.concurrency);
      before = dead ? undefined : now;
      if (dead) replace();
    },
    async close(waitMs) {
      const all = [worker, ...retired];
      const closed = Promise.all(all.map((one) => one.close()));
      if (await within(waitMs, closed)) return;
      log.warn({ work: kind.name, running: running.size }, 'work did not end in time');
      for (const controller of running.values()) controller.abort(stopped);
      if (await within(graceMs, closed)) return;
      await within(graceMs, Promise.all(all.map((one) => one.getBackend().disconnect())));
    },
  };
}

/** Runs the handler; when the time is up its slot is free again, even if it ignores the signal. */
async function inTime<P>(
  kind: WorkKind<P>,
  controller: AbortController,
  attempt: number,
  handler: WorkHandler<P>,
  data: unknown,
): Promise<void> {
  const { signal } = controller;
  const work = handler(readPayload(kind, data), { signal, attempt });
  if (kind.timeoutMs === undefined) return work;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new Error(`timed out after ${kind.timeoutMs} ms`);
    controller.abort(error);
    reject(error);
  }, kind.timeoutMs);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function logFailure(
  log: Logger,
  kind: { name: string },
  job: BullWork | undefined,
  error: Error,
): void {
  const attempts = job?.opts.attempts ?? 1;
  const attempt = job?.attemptsMade ?? attempts;
  const facts = {
    work: kind.name,
    workKey: job?.deduplicationId,
    attempt,
    attempts,
    error: error.message,
    stack: error.stack,
  };
  if (attempt < attempts && error.name !== 'UnrecoverableError') {
    log.warn(facts, 'work failed and is tried again');
  } else {
    log.error(facts, 'work failed for good');
  }
}
