import { z } from 'zod';
import { JsonValue } from './json.ts';
import { PageQuery } from './paging.ts';

const time = z.iso.datetime().nullable();
const exampleId = '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11';

export const RunStatus = z.enum([
  'pending',
  'processing',
  'waiting',
  'completed',
  'failed',
  'cancelled',
]);
export type RunStatus = z.infer<typeof RunStatus>;

export const RunListItem = z.object({
  id: z.uuid(),
  automationId: z.uuid(),
  automationName: z.string(),
  version: z.int(),
  contactId: z.uuid().nullable(),
  contactName: z.string().nullable(),
  status: RunStatus,
  stepId: z.string().nullable(),
  /** What it waits for: delay, event, delivery, answer, retry, window, rate, paused … */
  waitReason: z.string().nullable(),
  /** When it goes on by itself. */
  dueAt: time,
  errorCode: z.string().nullable(),
  error: z.string().nullable(),
  needsReview: z.boolean(),
  triggerType: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: time,
});
export type RunListItem = z.infer<typeof RunListItem>;

const anyStatus = RunStatus.options.join('|');
export const RunQuery = PageQuery.extend({
  status: z
    .string()
    .regex(new RegExp(`^(${anyStatus})(,(${anyStatus})){0,5}$`), {
      error: `must be one or several of ${RunStatus.options.join(', ')}, with commas`,
    })
    .optional()
    .describe('One or several, with commas.'),
  automationId: z.uuid().optional(),
  contactId: z.uuid().optional(),
  errorCode: z.string().max(60).optional(),
  stepId: z.string().max(40).optional().describe('Where it is, or where it failed.'),
  needsReview: z.stringbool().optional(),
  after: z.iso.datetime().optional(),
  before: z.iso.datetime().optional(),
  q: z.string().max(200).optional().describe('Words in names, values, outputs and errors.'),
});
export type RunQuery = z.infer<typeof RunQuery>;

export const RunStep = z.object({
  number: z.int(),
  stepId: z.string(),
  /** Its name, or the title of its action. */
  title: z.string(),
  kind: z.string(),
  action: z.string().nullable(),
  status: z.enum(['completed', 'failed', 'waiting', 'skipped', 'cancelled']),
  attempt: z.int(),
  input: JsonValue.nullable(),
  output: JsonValue.nullable(),
  errorCode: z.string().nullable(),
  error: z.string().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: time,
  /** Messages and webhook calls of this step. */
  deliveries: z.array(
    z.object({ id: z.uuid(), channel: z.string(), status: z.string(), recipient: z.string() }),
  ),
});
export type RunStep = z.infer<typeof RunStep>;

export const Run = RunListItem.extend({
  /** What started it. */
  trigger: z.object({
    type: z.string(),
    at: z.iso.datetime(),
    actor: z.string(),
    actorName: z.string(),
    subjectId: z.string(),
    changes: z.record(z.string(), JsonValue),
    data: z.record(z.string(), JsonValue),
  }),
  cause: z.string().nullable(),
  depth: z.int(),
  retryOf: z.uuid().nullable(),
  steps: z.array(RunStep),
  /** Steps of its version in reading order, so that those not reached can be shown. */
  definition: JsonValue,
});
export type Run = z.infer<typeof Run>;

/** Strict, as all that starts or ends many: a mistyped name must not mean "from the start" or "all". */
export const RetryInput = z
  .strictObject({
    /** From this step. */
    stepId: z.string().max(40).optional(),
    /**
     * Without a step: from the start, or the step that failed and those after it that were not done.
     */
    from: z.enum(['start', 'failed_step']).default('start'),
    version: z.enum(['same', 'newest']).default('same'),
    /** Replaces the input of that step, this once. */
    input: z.record(z.string(), JsonValue).optional(),
  })
  .meta({ examples: [{ stepId: 'call', version: 'newest' }] });
export type RetryInput = z.infer<typeof RetryInput>;

/** Which runs a bulk action is about: a list, or all that a search finds (at most 10,000). */
const RunChoice = z.union(
  [
    z.strictObject({ ids: z.array(z.uuid()).min(1).max(1_000) }),
    z.strictObject({
      search: RunQuery.omit({ limit: true, cursor: true })
        .extend({ needsReview: z.boolean().optional() })
        .strict(),
    }),
  ],
  { error: 'must have ids (1 to 1,000) or a search, not both' },
);
export const BulkRunInput = z
  .strictObject({
    runs: RunChoice,
    action: z.enum(['cancel', 'retry', 'review_done']),
    retry: RetryInput.optional(),
  })
  .meta({ examples: [{ runs: { ids: [exampleId] }, action: 'retry' }] });
export const BulkRunResult = z.object({ changed: z.int(), skipped: z.int() });

/** Why an automation ran, or not, for a contact and (the newest or a given) event. */
export const ExplainQuery = z.object({
  contactId: z.uuid(),
  /** Id of an event; the newest that the automation listens to when left out. */
  eventId: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});
export const Explanation = z.object({
  /** `scheduled`: its moment has not come yet. `no_run`: all held, but the run is gone. */
  verdict: z.enum([
    'ran',
    'refused',
    'no_match',
    'no_event',
    'not_active',
    'switched_off',
    'queued',
    'scheduled',
    'no_run',
  ]),
  /** One sentence for people. */
  words: z.string(),
  event: z
    .object({
      id: z.int(),
      type: z.string(),
      at: z.iso.datetime(),
      actor: z.string(),
      actorName: z.string(),
      changes: z.record(z.string(), JsonValue),
    })
    .nullable(),
  trigger: z.object({ ok: z.boolean(), why: z.string().nullable() }).nullable(),
  pipeline: z.object({ ok: z.boolean(), why: z.string().nullable() }).nullable(),
  /** Rule by rule with the values that were seen at the time of the event. */
  conditions: JsonValue.nullable(),
  refusal: z.object({ reason: z.string(), detail: z.string(), at: z.iso.datetime() }).nullable(),
  runId: z.uuid().nullable(),
  /** Other events of the contact that it listened to, newest first. */
  events: z.array(
    z.object({ id: z.int(), type: z.string(), at: z.iso.datetime(), words: z.string() }),
  ),
});
export type Explanation = z.infer<typeof Explanation>;

export const TestRunInput = z
  .object({
    contactId: z.uuid(),
    /** Else the draft. */
    version: z.int().min(1).max(2_147_483_647).optional(),
    /** What the event changes and carries; else the trigger is taken to have happened. */
    event: z
      .object({
        changes: z.record(z.string(), z.tuple([JsonValue, JsonValue])).optional(),
        data: z.record(z.string(), JsonValue).optional(),
      })
      .optional(),
    /** Goes on although the conditions do not hold. */
    ignoreConditions: z.boolean().default(false),
  })
  .meta({ examples: [{ contactId: exampleId }] });
export const TestRunResult = z.object({
  matched: z.boolean(),
  trigger: z.object({ ok: z.boolean(), why: z.string().nullable() }),
  pipeline: z.object({ ok: z.boolean(), why: z.string().nullable() }),
  conditions: JsonValue.nullable(),
  /** Of the run; `not_started` when something does not hold. */
  status: z.enum([...RunStatus.options, 'not_started']),
  error: z.string().nullable(),
  steps: z.array(RunStep),
  /** What would have been changed and sent, in words. */
  effects: z.array(
    z.object({ stepId: z.string(), kind: z.string(), words: z.string(), detail: JsonValue }),
  ),
});
export type TestRunResult = z.infer<typeof TestRunResult>;

export const AnalyticsQuery = z.object({
  days: z.coerce.number().int().min(1).max(90).default(30).describe('Today and those before.'),
});

const Numbers = z.object({
  started: z.int(),
  completed: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  sends: z.int(),
});
export const AutomationAnalytics = z.object({
  days: z.int(),
  total: Numbers.extend({
    waiting: z.int(),
    /** Of finished runs, in milliseconds; null without one. */
    p50Ms: z.number().nullable(),
    p95Ms: z.number().nullable(),
  }),
  byDay: z.array(Numbers.extend({ day: z.iso.date() })),
  /** Per step of the newest version: how many came there and what became of them. */
  steps: z.array(
    z.object({
      stepId: z.string(),
      title: z.string(),
      entered: z.int(),
      completed: z.int(),
      failed: z.int(),
      waiting: z.int(),
      /** Share of started runs that completed this step, 0–1. */
      conversion: z.number(),
    }),
  ),
});
export const WorkspaceAnalytics = z.object({
  days: z.int(),
  today: Numbers,
  total: Numbers.extend({
    waiting: z.int(),
    p50Ms: z.number().nullable(),
    p95Ms: z.number().nullable(),
  }),
  byDay: z.array(Numbers.extend({ day: z.iso.date() })),
  /** Events and due runs that the engine has not taken up yet, and how old the oldest is. */
  queue: z.object({ events: z.int(), dueRuns: z.int(), oldestSeconds: z.number().nullable() }),
  needsReview: z.int(),
  topErrors: z.array(z.object({ errorCode: z.string(), runs: z.int() })),
  limits: z.object({
    runsPerHour: z.int().nullable(),
    runsThisHour: z.int(),
    sendsPerDay: z.int().nullable(),
    sendsToday: z.int(),
  }),
});
