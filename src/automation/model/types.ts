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
