import type { JobsOptions } from 'bullmq';
import { UnrecoverableError } from 'bullmq';
import { z } from 'zod';

/** One kind of work: what its payload looks like and how it is carried out. */
export type WorkKind<P> = {
  /** Letters, digits, dots and dashes; the same in every process. */
  name: string;
  /** Ids only, never secrets: payloads lie in the queue's tables and are not sealed. */
  payload: z.ZodType<P>;
  /** Pieces of work that one process carries out at once. */
  concurrency: number;
  /** How often it is tried in all; 3 when not given. */
  attempts?: number;
  /** The signal is raised and the attempt counts as failed after this time; no limit when not given. */
  timeoutMs?: number;
};

export type AddOptions = {
  /** At most one piece with this key waits, and it never runs beside another with the same key. */
  key?: string;
  /** The earliest it may start, from now. */
  delayMs?: number;
};

const defaultAttempts = 3;
/** The second try after 1 s, then 2, 4, 8 … s, each shortened by up to half at random. */
const firstRetryMs = 1_000;

/**
 * How BullMQ is to treat a piece of work. `keepLastIfActive` is what loses no wake-up: an add with a
 * key whose work is running is kept and becomes a new piece when that work ends.
 */
export function jobOptions(
  kind: Pick<WorkKind<unknown>, 'attempts'>,
  options: AddOptions,
): JobsOptions {
  return {
    attempts: kind.attempts ?? defaultAttempts,
    backoff: { type: 'exponential', delay: firstRetryMs, jitter: 0.5 },
    removeOnComplete: true,
    removeOnFail: true,
    // A stack may quote what a customer wrote; it goes to the log alone.
    stackTraceLimit: 0,
    ...(options.delayMs ? { delay: Math.ceil(options.delayMs) } : {}),
    ...(options.key ? { deduplication: { id: options.key, keepLastIfActive: true } } : {}),
  };
}

/** @throws Error naming the kind and the field, never the value */
export function checkPayload<P>(kind: WorkKind<P>, payload: unknown): P {
  const parsed = kind.payload.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new Error(`payload of work "${kind.name}" is refused: ${z.prettifyError(parsed.error)}`);
}

/** As `checkPayload`, for work that was added by another version of ours: trying again is no use. */
export function readPayload<P>(kind: WorkKind<P>, payload: unknown): P {
  try {
    return checkPayload(kind, payload);
  } catch (error) {
    throw new UnrecoverableError(error instanceof Error ? error.message : String(error));
  }
}
