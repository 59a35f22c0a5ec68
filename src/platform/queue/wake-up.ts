import type { Queue } from './queue.ts';
import type { WorkKind } from './work.ts';

/** Work that reads from tables what is to be done. */
export type WakeUp = Record<string, never>;

/** The shorter, the sooner work of a killed process is taken up; each slice may add one piece. */
const defaultSliceMs = 5_000;

/**
 * Makes a worker look soon at what is due; any number of calls give one piece of work per slice of
 * time. The slice is part of the key because work of a killed process counts as running for up to a
 * minute: with a key that stays the same nobody else would look meanwhile.
 */
export function wakeUp(queue: Queue, kind: WorkKind<WakeUp>): Promise<void> {
  return queue.add(kind, {}, { key: slicedKey(kind.name, defaultSliceMs) });
}

/** As `wakeUp` for one thing: `key` names it, and a slice is as long as a worker's hold on it. */
export function wakeUpFor<P>(
  queue: Queue,
  kind: WorkKind<P>,
  work: { payload: P; key: string; sliceMs: number },
): Promise<void> {
  return queue.add(kind, work.payload, { key: slicedKey(work.key, work.sliceMs) });
}

function slicedKey(key: string, sliceMs: number): string {
  return `${key}:${Math.floor(Date.now() / sliceMs)}`;
}
