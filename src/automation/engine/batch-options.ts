import type { Claim, ClaimedEvent, ClaimedTimer } from './claim.ts';
import type { Lane } from './lanes.ts';
import type { Library } from './library.ts';
import type { StoredRun } from './runs.store.ts';

export type BatchOptions = {
  engineId: string;
  library: Library;
  lanes: readonly Lane[];
  leaseMs: number;
  size: number;
  /** Exactly these, when a failed batch is taken apart. */
  only?: Claim['only'];
  /** What is left out, with the error it gave: 'automation:<id>' of an event or timer, 'run:<id>'. */
  faulty?: ReadonlyMap<string, string>;
  failpoint?: Failpoint | undefined;
};

/** Called at named moments of a batch: tests kill and stop engines there. */
export type Failpoint = (
  moment: 'before-claim' | 'after-claim' | 'before-save' | 'after-save' | 'after-commit',
) => Promise<void> | void;

/** What a batch took; filled while it works, so that a failed one can be taken apart. */
export type Taken = {
  events: ClaimedEvent[];
  runs: StoredRun[];
  timers: ClaimedTimer[];
  /** All that had a part in it, named as in `faulty`. */
  suspects: Set<string>;
};

export function nothingTaken(): Taken {
  return { events: [], runs: [], timers: [], suspects: new Set() };
}
