import type { Delta, DeltaBatch, SubscribeReply } from '../../contracts/realtime.ts';

/** What a client has applied in one room, through lost connections. */
export type DeltaLog = {
  /** The cursor to subscribe with. From now on, until the reply, batches are held back. */
  ask(): string;
  /** The deltas to apply now that the reply has come: what was missed, then what was held back. */
  answered(reply: Joined): Delta[];
  /** The deltas to apply now, in this order: none twice, none older than one applied before. */
  accept(batch: DeltaBatch): Delta[];
};

type Joined = Extract<SubscribeReply, { ok: true }>;

/**
 * Subjects whose last change is remembered. Only what a catch-up repeats is looked up (5,000 at
 * most), so those of long ago can be forgotten.
 */
const mostSubjects = 20_000;

/** Begins with the cursor that came with the screen's data; a reload begins a new one. */
export function createDeltaLog(startCursor: string): DeltaLog {
  const lastApplied = new Map<string, number>();
  let cursor = startCursor;
  let held: DeltaBatch[] | null = [];

  function isNew({ subjectId, id }: Delta): boolean {
    if (id <= (lastApplied.get(subjectId) ?? 0)) return false;
    // Set anew, so that the map stays in the order of the last change.
    lastApplied.delete(subjectId);
    lastApplied.set(subjectId, id);
    return true;
  }

  function apply(batch: DeltaBatch): Delta[] {
    cursor = batch.cursor;
    const accepted = batch.deltas.toSorted((one, other) => one.id - other.id).filter(isNew);
    for (const subjectId of lastApplied.keys()) {
      if (lastApplied.size <= mostSubjects) break;
      lastApplied.delete(subjectId);
    }
    return accepted;
  }

  return {
    ask() {
      held = [];
      return cursor;
    },
    answered({ cursor: reached, missed }) {
      // A promise of the reply resolves after a batch behind it in the same packet was handed over:
      // applied first, that batch would make everything missed look old.
      const batches = [{ cursor: reached, deltas: missed }, ...(held ?? [])];
      held = null;
      return batches.flatMap(apply);
    },
    accept(batch) {
      if (!held) return apply(batch);
      held.push(batch);
      return [];
    },
  };
}

/**
 * The row after a change: with its new values, or undefined once deleted. A row that is not known
 * yet (a card that enters the board) stays unknown unless the delta made it: fetch it.
 */
export function applyDelta<Row extends object>(
  row: Row | undefined,
  delta: Delta,
): Row | Record<string, unknown> | undefined {
  if (delta.type.endsWith('.deleted')) return undefined;
  const created = delta.type.endsWith('.created');
  if (!row && !created) return undefined;
  const values = Object.entries(delta.changes).map(([field, [, value]]) => [field, value]);
  return { ...row, ...Object.fromEntries(values), ...(created ? { id: delta.subjectId } : {}) };
}
