import type { Step } from '../../../contracts/automation-definition.ts';
import type { Effect } from '../effects.ts';
import type { AdvanceInput, RunState, WaitReason } from '../run-types.ts';
import type { CompiledStep, Facts, Json } from '../types.ts';

export type StepKinds = { [K in Step['kind']]: Extract<Step, { kind: K }> };

/** What a step sees when it is its turn. */
export type Turn = {
  input: AdvanceInput;
  compiled: CompiledStep;
  /** Those of the input, with what steps gave so far and the time. */
  facts: Facts;
  /** Its row in the log. */
  number: number;
};

/** What a step comes to. */
export type StepResult =
  | {
      kind: 'done';
      /** For later steps. */
      output: Json;
      /** For people, when the log says more than later steps need. */
      logged?: Json;
      input?: Json;
      effects?: readonly Effect[];
      /** The step to go to when it is not the next one. */
      to?: string | null;
      /** Why the run ends here. */
      ends?: 'stop' | 'goal';
    }
  | {
      kind: 'wait';
      reason: WaitReason;
      /** Null: only an event, a delivery or a person ends it. */
      until: Date | null;
      input?: Json;
      output?: Json;
      effects?: readonly Effect[];
    }
  | { kind: 'failed'; code: string; message: string; permanent: boolean; input?: Json }
  /** Its wait is over; it is done now, under the same row of the log. */
  | { kind: 'resume' };

export type Wait = NonNullable<RunState['wait']>;

/** One small executor a step kind. */
export type StepHandler<S extends Step> = {
  enter(step: S, turn: Turn): StepResult;
  /** Looks at why the run was woken while this step waits; null: nothing for it, it waits on. */
  wake?(step: S, turn: Turn, wait: Wait): StepResult | null;
};

/** True when the run is looked at because its time has come; never early, however clocks jump. */
export function isDue({ input }: Turn, wait: Wait): boolean {
  if (input.wake.kind !== 'due' || wait.until === null) return false;
  return input.now.getTime() >= Date.parse(wait.until);
}
