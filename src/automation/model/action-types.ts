import type { Effect } from './effects.ts';
import type { Facts, Happening, Json, JsonObject } from './types.ts';

/** What an action makes of its rendered input; pure. */
export type ActionPlan =
  | {
      ok: true;
      effects: Effect[];
      /** For later steps; `outcome` fields come when the wait ends. */
      output: Json;
      /** The run waits until the delivery or the question is finished. */
      waitFor?: 'delivery' | 'answer';
    }
  | { ok: false; code: string; message: string };

export type ActionContext = {
  workspaceId: string;
  automationId: string;
  automationName: string;
  runId: string;
  stepId: string;
  /** Log number of the step: with the run's id the key of what it sends. */
  number: number;
  contactId: string | null;
  happening: Happening;
  facts: Facts;
  now: Date;
  /** UUIDs that come out the same when the same step is planned again. */
  newId(): string;
};

/** The part of a catalogue action that the model calls. */
export type ActionPlanner = {
  id: string;
  /** Messages to people: held to the sending window. */
  sends: boolean;
  /** First parts of the facts that its effects change: a later step that reads them gives way. */
  touches: readonly string[];
  /** First parts of the facts that `plan` itself looks at, beside the variables of its input. */
  reads?: readonly string[];
  /** What a test run takes for the answer that it does not wait for. */
  sampleOutput?: Json;
  /**
   * Checks and plans. `input` has its variables filled in. @throws never: bad input is a failure
   * with code 'invalid_input'.
   */
  plan(input: JsonObject, context: ActionContext): ActionPlan;
};
