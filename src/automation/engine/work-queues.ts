import type { Wake } from '../model/run-types.ts';
import type { CompiledAutomation, Happening } from '../model/types.ts';
import type { ActiveRun } from './active-run.ts';

/** One piece of a batch's work. */
export type Unit =
  | {
      kind: 'happening';
      workspaceId: string;
      lane: number;
      happening: Happening;
      automations: readonly CompiledAutomation[];
    }
  /** A run that waits to be admitted. */
  | { kind: 'queued'; run: ActiveRun }
  | { kind: 'run'; run: ActiveRun; wake: Wake };

/** Work in order, contact by contact: the heads of all queues may be done side by side. */
export class WorkQueues {
  readonly #queues = new Map<string, Unit[]>();

  get size(): number {
    return this.#queues.size;
  }

  heads(): [string, Unit][] {
    const heads: [string, Unit][] = [];
    for (const [key, units] of this.#queues) {
      const head = units[0];
      if (head) heads.push([key, head]);
    }
    return heads;
  }

  add(key: string, unit: Unit): void {
    const units = this.#queues.get(key);
    if (units) units.push(unit);
    else this.#queues.set(key, [unit]);
  }

  shift(key: string): void {
    const units = this.#queues.get(key);
    units?.shift();
    if (units?.length === 0) this.#queues.delete(key);
  }

  putFirst(key: string, units: readonly Unit[]): void {
    if (units.length > 0) this.#queues.set(key, [...units, ...(this.#queues.get(key) ?? [])]);
  }

  /** Behind the runs at the head: what one happening moves and starts keeps its order. */
  putAfterRuns(key: string, unit: Unit): void {
    const units = this.#queues.get(key) ?? [];
    const place = units.findIndex(({ kind }) => kind !== 'run');
    const at = place === -1 ? units.length : place;
    this.#queues.set(key, units.toSpliced(at, 0, unit));
  }
}
