import { z } from 'zod';
import { JsonValue } from './json.ts';

/** Named bounds of one definition; the checker reports what is above them. */
export const definitionLimits = {
  /** All steps, those in branches included. */
  steps: 200,
  /** Branches within branches. */
  nesting: 8,
  branches: 20,
  /** Rules in one condition, and how deep groups stand in groups. */
  rules: 100,
  conditionDepth: 8,
  /** Characters of one text with variables. */
  template: 10_000,
  /** Bytes of a whole definition as JSON. */
  bytes: 256 * 1024,
  /** The longest delay or timeout, in days. */
  waitDays: 366,
} as const;

const Key = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,39}$/);

/** One comparison. `field` is a path such as contact.score; operators depend on the field's type. */
export const Rule = z.strictObject({
  field: z.string().min(1).max(200),
  op: z.string().min(1).max(40),
  value: JsonValue.optional(),
});
export type Rule = z.infer<typeof Rule>;

/** Rules nested with all, any and not. An empty `all` holds. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Rule;
export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(Condition).max(definitionLimits.rules) }),
      z.strictObject({ any: z.array(Condition).max(definitionLimits.rules) }),
      z.strictObject({ not: Condition }),
      Rule,
    ]),
  )
  .meta({ id: 'Condition' });

export const Duration = z.strictObject({
  amount: z.int().min(0).max(527_040),
  unit: z.enum(['seconds', 'minutes', 'hours', 'days']),
});
export type Duration = z.infer<typeof Duration>;

/** A trigger of the catalogue with its parameters. */
export const TriggerChoice = z.strictObject({
  type: z.string().min(1).max(60),
  params: z.record(z.string(), JsonValue).default({}),
});
export type TriggerChoice = z.infer<typeof TriggerChoice>;

const step = { id: Key, name: z.string().max(120).optional() };

export const ActionStep = z.strictObject({
  ...step,
  kind: z.literal('action'),
  /** Id in the catalogue of actions. */
  action: z.string().min(1).max(60),
  /** Texts may have variables: {{ contact.firstName | default: "there" }}. */
  input: z.record(z.string(), JsonValue).default({}),
  retry: z
    .strictObject({
      /** Tries in all. */
      attempts: z.int().min(1).max(10),
      firstDelay: Duration,
    })
    .optional(),
  /** After the last try: go on, end the run as failed, or go on and put it into review. */
  onError: z.enum(['continue', 'stop', 'review']).default('review'),
});
export type ActionStep = z.infer<typeof ActionStep>;

export const DelayStep = z.strictObject({ ...step, kind: z.literal('delay'), for: Duration });

/** Until a date field (plus an offset), or until the next of these weekdays at this time of day. */
export const WaitUntilStep = z.strictObject({
  ...step,
  kind: z.literal('wait_until'),
  until: z.union([
    z.strictObject({
      field: z.string().min(1).max(200),
      /** Negative is before. */
      offsetMinutes: z.int().min(-527_040).max(527_040).default(0),
    }),
    z.strictObject({
      /** 1 is Monday, 7 is Sunday. */
      weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    }),
  ]),
  /** When the time is already over. */
  ifPast: z.enum(['continue', 'stop']).default('continue'),
});

export const WaitForEventStep = z.strictObject({
  ...step,
  kind: z.literal('wait_for_event'),
  event: TriggerChoice,
  condition: Condition.optional(),
  timeout: Duration,
  /** `continue` leaves steps.<id>.timedOut for a later branch. */
  onTimeout: z.enum(['continue', 'stop']).default('continue'),
});

export const StopStep = z.strictObject({ ...step, kind: z.literal('stop') });

/**
 * When a run wakes and a goal ahead of it holds, it jumps there and the steps between are skipped.
 * A run that arrives without it goes on or stops.
 */
export const GoalStep = z.strictObject({
  ...step,
  kind: z.literal('goal'),
  condition: Condition,
  otherwise: z.enum(['continue', 'stop']).default('continue'),
});

export type BranchStep = {
  id: string;
  name?: string | undefined;
  kind: 'branch';
  branches: { id: string; name?: string | undefined; condition: Condition; steps: Step[] }[];
  otherwise: Step[];
};
export type SplitStep = {
  id: string;
  name?: string | undefined;
  kind: 'split';
  /** Weights are shares of their sum. */
  branches: { id: string; name?: string | undefined; weight: number; steps: Step[] }[];
};
export type Step =
  | ActionStep
  | z.infer<typeof DelayStep>
  | z.infer<typeof WaitUntilStep>
  | z.infer<typeof WaitForEventStep>
  | z.infer<typeof StopStep>
  | z.infer<typeof GoalStep>
  | BranchStep
  | SplitStep;

const Steps = z.lazy(() => z.array(Step).max(definitionLimits.steps));

const BranchStep = z.strictObject({
  ...step,
  kind: z.literal('branch'),
  branches: z
    .array(z.strictObject({ ...step, condition: Condition, steps: Steps }))
    .min(1)
    .max(definitionLimits.branches),
  otherwise: Steps.default([]),
});
const SplitStep = z.strictObject({
  ...step,
  kind: z.literal('split'),
  branches: z
    .array(z.strictObject({ ...step, weight: z.int().min(1).max(100), steps: Steps }))
    .min(2)
    .max(definitionLimits.branches),
});

export const Step: z.ZodType<Step> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      ActionStep,
      DelayStep,
      WaitUntilStep,
      WaitForEventStep,
      StopStep,
      GoalStep,
      BranchStep,
      SplitStep,
    ]),
  )
  .meta({ id: 'Step' });

/** Hours in which steps that send may run; outside of them a run waits for the next opening. */
export const SendingWindow = z.strictObject({
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** The contact's own time zone when it is known, else the workspace's; or always this one. */
  timeZone: z.string().max(60).default('contact'),
});
export type SendingWindow = z.infer<typeof SendingWindow>;

export const AutomationSettings = z.strictObject({
  reenrolment: z
    .union([
      z.strictObject({ mode: z.enum(['always', 'once', 'not_while_running']) }),
      z.strictObject({ mode: z.literal('not_within'), hours: z.int().min(1).max(8_784) }),
    ])
    .default({ mode: 'always' }),
  /** Repeats within this many seconds start one run, with the last of them. */
  debounceSeconds: z.int().min(0).max(86_400).default(0),
  /** Null: no limit of its own. Above it runs wait for the next hour. */
  maxRunsPerHour: z.int().min(1).max(1_000_000).nullable().default(null),
  sendingWindow: SendingWindow.nullable().default(null),
  /** A message of the contact ends its waiting runs. */
  stopOnReply: z.boolean().default(false),
  /** Failed runs in a row after which the automation pauses itself; null never. */
  pauseAfterFailures: z.int().min(1).max(1_000).nullable().default(10),
});
export type AutomationSettings = z.infer<typeof AutomationSettings>;

/** What a version is: the trigger, what must hold, the steps, the settings. */
export const Definition = z
  .strictObject({
    trigger: TriggerChoice,
    /** Must hold when the trigger matches; null: always. */
    conditions: Condition.nullable().default(null),
    steps: Steps,
    settings: AutomationSettings.prefault({}),
  })
  .meta({ id: 'AutomationDefinition' });
export type Definition = z.infer<typeof Definition>;

/** One thing that is wrong, with its place: `steps.<step id>.input.stageId`, `trigger.params.to` … */
export const DefinitionProblem = z.object({
  place: z.string(),
  /** The step it is about, for the screen to jump to. */
  stepId: z.string().nullable(),
  message: z.string(),
  /** Errors block publishing; warnings do not. */
  severity: z.enum(['error', 'warning']),
});
export type DefinitionProblem = z.infer<typeof DefinitionProblem>;
