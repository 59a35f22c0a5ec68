import type { Condition, Definition, Rule, Step } from '../../contracts/automation-definition.ts';

/** What JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** What happened: a row of `events`, or something of the engine's own (timer, manual, hook). */
export type Happening = {
  /** The same happening never starts an automation twice: 'event:123', 'timer:<key>:<due>' … */
  key: string;
  /** 'contact.updated', 'hook_call.created', 'timer.due', 'manual.start', 'automation.start'. */
  type: string;
  /** ISO time. */
  at: string;
  actor: string;
  subjectId: string;
  contactId: string | null;
  changes: { [field: string]: [Json, Json] };
  /** The run that caused it, and how many runs stand in that chain. */
  cause: string | null;
  depth: number;
  /** Payload of happenings without a table row: a form, a hook's body, a timer's key. */
  data: JsonObject;
};

/**
 * What rules and templates can see, by root: contact (also as `client`), owner, conversation,
 * message, task, appointment, job, note, analysis, company (the workspace), event, webhook, steps,
 * now. A root that there is not for this happening is missing. Times are ISO strings.
 */
export type Facts = JsonObject;

export type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'list' | 'id';

/** A field that rules and templates may use. */
export type Field = {
  /** 'contact.score' */
  path: string;
  label: string;
  type: FieldType;
  /** Closed values, for a dropdown and for the checker. */
  choices?: readonly string[];
  /** What an id points at: 'stage', 'pipeline', 'member' … */
  refersTo?: Reference['kind'];
};

/** Something of the workspace that a definition names and that may be missing. */
export type Reference = {
  kind: 'stage' | 'pipeline' | 'tag' | 'member' | 'custom_field' | 'automation' | 'channel';
  /** Id, or the name of a tag, or the key of a field. */
  id: string;
};

/** What a rule expected and saw: the answer to "why did it not run?". */
export type RuleResult = {
  rule: Rule;
  holds: boolean;
  expected: string;
  actual: Json | undefined;
  /** In words: 'Score is 42, not above 80'. */
  words: string;
};
export type ConditionResult =
  | { kind: 'rule'; holds: boolean; result: RuleResult }
  | { kind: 'all' | 'any' | 'not'; holds: boolean; parts: ConditionResult[] };

/** A condition made ready to be asked many times. */
export type CompiledCondition = {
  source: Condition;
  /** First parts of the fields that it reads: 'contact', 'job' … */
  roots: readonly string[];
  holds(facts: Facts, happening: Happening | null, now: Date): boolean;
  explain(facts: Facts, happening: Happening | null, now: Date): ConditionResult;
};

/** The part of a catalogue trigger that the model calls. */
export type TriggerModel = {
  id: string;
  /** Event types it hears. */
  listens: readonly string[];
  /** Roots of the facts that its runs have. */
  provides: readonly string[];
  keys(params: JsonObject): readonly string[];
  match(
    happening: Happening,
    params: JsonObject,
    facts: Facts,
  ): { ok: true } | { ok: false; why: string };
};

/** A published version, compiled once. */
export type CompiledAutomation = {
  workspaceId: string;
  automationId: string;
  version: number;
  name: string;
  pipelineId: string | null;
  definition: Definition;
  conditions: CompiledCondition | null;
  steps: ReadonlyMap<string, CompiledStep>;
  /** Id of the first step; null for an empty tree. */
  first: string | null;
  /** Event types that it must hear: of its trigger, of its waits and goals, of stop on reply. */
  listens: readonly string[];
  /** Keys under which the engine finds it for an event; see `Trigger.keys`. */
  keys: readonly string[];
};

export type CompiledStep = {
  step: Step;
  /** The step after it in reading order, up through the branches; null ends the run. */
  next: string | null;
  /** First parts of the fields that it reads. */
  roots: readonly string[];
  /** Of its branches in their order; or the one of a goal or of a wait for an event. */
  conditions: readonly CompiledCondition[];
};

/** A change that a run wants: a closed list, each kind with one set-based applier in the engine. */
export type Effect =
  | {
      kind: 'set_contact';
      contactId: string;
      /** Columns by API name: firstName, lastName, email, phone, score, status, ownerId, timeZone. */
      set: JsonObject;
      /** Custom fields; null empties one. */
      fields: JsonObject;
      addTags: string[];
      removeTags: string[];
    }
  | { kind: 'move_contact'; contactId: string; stageId: string | null; reason: string }
  | {
      kind: 'create_task';
      id: string;
      contactId: string | null;
      title: string;
      description: string;
      priority: string;
      assigneeId: string | null;
      dueAt: string | null;
    }
  | { kind: 'update_task'; taskId: string; set: JsonObject }
  /** All open tasks of the contact, or those with this title. */
  | { kind: 'complete_tasks'; contactId: string; title: string | null }
  | {
      kind: 'create_appointment';
      id: string;
      contactId: string;
      title: string;
      startsAt: string;
      durationMinutes: number;
      timeZone: string;
      location: string;
      assigneeId: string | null;
    }
  | { kind: 'update_appointment'; appointmentId: string; set: JsonObject }
  | {
      kind: 'create_job';
      id: string;
      contactId: string;
      title: string;
      description: string;
      address: string;
      amount: number | null;
      scheduledStart: string | null;
      assigneeId: string | null;
    }
  | { kind: 'update_job'; jobId: string; set: JsonObject }
  | { kind: 'add_note'; id: string; contactId: string; text: string }
  | {
      kind: 'notify';
      /** Member ids, or everybody with one of these roles. */
      memberIds: string[];
      roles: string[];
      title: string;
      text: string;
      link: string | null;
      contactId: string | null;
    }
  | {
      kind: 'create_delivery';
      id: string;
      channel: 'webhook' | 'sms' | 'email' | 'messenger' | 'instagram';
      contactId: string | null;
      recipient: string;
      payload: JsonObject;
    }
  | { kind: 'ask_ai'; id: string; question: JsonObject }
  | {
      kind: 'start_automation';
      automationId: string;
      contactId: string | null;
      data: JsonObject;
    }
  | { kind: 'reanalyze'; contactId: string };

/** An effect with the step that wants it. */
export type PlannedEffect = { effect: Effect; stepId: string; number: number };

export type StepStatus = 'completed' | 'failed' | 'waiting' | 'skipped' | 'cancelled';

/**
 * One row of the step log. A waiting row is written again, under its number, when the wait ends; an
 * `input` that is null then leaves the one that is there.
 */
export type StepLog = {
  number: number;
  stepId: string;
  kind: string;
  action: string | null;
  status: StepStatus;
  attempt: number;
  input: Json | null;
  output: Json | null;
  errorCode: string | null;
  error: string | null;
  startedAt: string;
  finishedAt: string | null;
};

export type WaitReason =
  | 'delay'
  | 'until'
  | 'event'
  | 'delivery'
  | 'answer'
  | 'retry'
  | 'window'
  | 'rate'
  | 'debounce'
  | 'paused'
  | 'queued';

/** Where a run is. Plain JSON: it is stored in runs.state. */
export type RunState = {
  /** The step to do or to go on with; null before the first and after the last. */
  at: string | null;
  /** Tries of the step at `at`, this one included. */
  attempt: number;
  /** Number of the next row in the step log. */
  number: number;
  /** Steps done so far: a run ends with 'too_many_steps' at its limit. */
  executed: number;
  /** What steps gave, for {{ steps.<id>.… }}. */
  outputs: { [stepId: string]: Json };
  /** Inputs that a person gave for this run alone when retrying it, by step. */
  overrides?: { [stepId: string]: JsonObject };
  /** The first step that failed for good and was passed: the run ends as failed, with this error. */
  failed?: { stepId: string; code: string; message: string };
  /** Steps that the retried run had done after the one that failed: they are not done again. */
  done?: string[];
  /** The step that a person told to send now, outside of its sending window. */
  sendNow?: string;
  /** Set while the step at `at` waits: its log row's number, since when, until when. */
  wait: { reason: WaitReason; number: number; since: string; until: string | null } | null;
};

/** Why a run is looked at. */
export type Wake =
  | { kind: 'start' }
  /** Its due time has come. */
  | { kind: 'due' }
  /** Something happened to its contact. */
  | { kind: 'event'; happening: Happening }
  /** The delivery or question of its waiting step is finished. */
  | { kind: 'outcome'; ok: true; output: Json }
  | { kind: 'outcome'; ok: false; code: string; message: string; permanent: boolean }
  /** It gave way because its facts had changed: they are loaded anew. */
  | { kind: 'again' };

export type AdvanceInput = {
  automation: CompiledAutomation;
  runId: string;
  contactId: string | null;
  state: RunState;
  wake: Wake;
  /** What started the run. */
  happening: Happening;
  facts: Facts;
  now: Date;
  actions: ReadonlyMap<string, ActionPlanner>;
  triggers: ReadonlyMap<string, TriggerModel>;
  /** Times and random numbers of a test run: waits are over at once. */
  skipWaits: boolean;
  /**
   * Steps whose effects the database could not take, by log number: found missing before anything
   * was written, so the same `advance` is asked again and lets that step fail.
   */
  refused: ReadonlyMap<number, { code: string; message: string }>;
};

export type Advanced = {
  state: RunState;
  /** 'processing': it gave way and is to be advanced again after its effects are written. */
  status: 'processing' | 'waiting' | 'completed' | 'failed' | 'cancelled';
  steps: StepLog[];
  effects: PlannedEffect[];
  waitReason: WaitReason | null;
  /** When to look again; null while waiting: an event, a delivery or a person moves it. */
  dueAt: Date | null;
  /** True when events of its contact can move it: a wait, a goal ahead, stop on reply. */
  hearsEvents: boolean;
  error: { code: string; message: string } | null;
  needsReview: boolean;
  /** Why it ended: 'end', 'stop', 'goal', 'reply', 'contact_deleted'. */
  ended: string | null;
};

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

/** What the engine knows of an automation's earlier runs for the contact, when it is to start one. */
export type Enrolment = {
  /** Unfinished runs of this automation for this contact. */
  running: number;
  lastStartedAt: Date | null;
  /** A run that waits out its debounce time and can still be postponed. */
  debouncing: { runId: string; since: Date } | null;
  /** Runs of the automation and of the workspace by clock hours, this one first: begun or held for it. */
  automationRunsByHour: readonly number[];
  workspaceRunsByHour: readonly number[];
  workspaceRunsPerHour: number | null;
};

export type Admission =
  | { kind: 'start'; dueAt: Date | null; waitReason: 'debounce' | 'rate' | null }
  /** The debouncing run takes this happening over. */
  | { kind: 'postpone'; runId: string; dueAt: Date }
  | {
      kind: 'refuse';
      reason: 'already_ran' | 'already_running' | 'too_soon' | 'depth_limit';
      detail: string;
    };
