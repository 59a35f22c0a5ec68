import { z } from 'zod';
import { Definition, DefinitionProblem } from './automation-definition.ts';
import { ContactFilterInBody } from './contacts.ts';
import { JsonValue } from './json.ts';
import { PageQuery } from './paging.ts';

const time = z.iso.datetime().nullable();
const exampleId = '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11';
const exampleDefinition = {
  trigger: { type: 'score_crossed', params: { threshold: 80, direction: 'up' } },
  conditions: { all: [{ field: 'contact.status', op: 'not_equals', value: 'WON' }] },
  steps: [
    {
      id: 'call',
      kind: 'action',
      action: 'create_task',
      input: { title: 'Call {{ contact.firstName | default: "the customer" }}' },
    },
  ],
};

export const AutomationStatus = z.enum(['draft', 'active', 'paused']);
export type AutomationStatus = z.infer<typeof AutomationStatus>;

/** Sums of the last days, for lists. */
export const AutomationCounts = z.object({
  started: z.int(),
  completed: z.int(),
  failed: z.int(),
  waiting: z.int(),
  sends: z.int(),
});

export const AutomationListItem = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  status: AutomationStatus,
  /** Why it paused itself; null when a person did. */
  pausedReason: z.string().nullable(),
  folderId: z.uuid().nullable(),
  pipelineId: z.uuid().nullable(),
  triggerType: z.string(),
  triggerTitle: z.string(),
  stepCount: z.int(),
  version: z.int().nullable(),
  /** The draft differs from the published version. */
  hasChanges: z.boolean(),
  /** Over the last 30 days; waiting now. */
  counts: AutomationCounts,
  lastTriggeredAt: time,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type AutomationListItem = z.infer<typeof AutomationListItem>;

export const Automation = AutomationListItem.extend({
  draft: Definition,
  draftRevision: z.int(),
  /** What is wrong with the draft; errors block publishing. */
  problems: z.array(DefinitionProblem),
  recipeId: z.string().nullable(),
});
export type Automation = z.infer<typeof Automation>;

export const automationSorts = ['recent', 'name', 'lastTriggered'] as const;
export const AutomationQuery = PageQuery.extend({
  q: z.string().max(200).optional().describe('In name and description.'),
  status: AutomationStatus.optional(),
  folderId: z.union([z.uuid(), z.literal('none')]).optional(),
  pipelineId: z.uuid().optional(),
  triggerType: z.string().max(60).optional(),
  sort: z.enum(automationSorts).default('recent'),
});
export type AutomationQuery = z.infer<typeof AutomationQuery>;

export const AutomationInput = z
  .object({
    name: z.string().trim().min(1).max(200),
    description: z.string().max(2_000).default(''),
    folderId: z.uuid().nullable().default(null),
    pipelineId: z.uuid().nullable().default(null),
    /** May still have problems; publishing checks it. */
    definition: Definition,
  })
  .meta({ examples: [{ name: 'Call hot leads', definition: exampleDefinition }] });
export type AutomationInput = z.infer<typeof AutomationInput>;

export const AutomationChange = z
  .object({
    name: z.string().trim().min(1).max(200),
    description: z.string().max(2_000),
    folderId: z.uuid().nullable(),
    pipelineId: z.uuid().nullable(),
    definition: Definition,
    /** The revision that was edited; 409 when somebody else has saved since. */
    draftRevision: z.int(),
  })
  .partial()
  .meta({ examples: [{ name: 'Call hot leads today' }] });
export type AutomationChange = z.infer<typeof AutomationChange>;

export const CheckInput = z
  .object({ definition: JsonValue })
  .meta({ examples: [{ definition: exampleDefinition }] });
export const CheckResult = z.object({ problems: z.array(DefinitionProblem) });

/** What publishing would mean. */
export const Forecast = z.object({
  /** Contacts for which the conditions hold now. */
  contactsMatchingNow: z.int(),
  /** Contacts looked at: a sample above 20,000, from which the number is then reckoned. */
  contactsLookedAt: z.int(),
  /** From the happenings of the last days that the trigger and conditions would have taken. */
  runsPerDay: z.number(),
  sendsPerDay: z.number(),
  daysLookedAt: z.int(),
  /** Active automations that its steps may start, and circles among them. */
  mayTrigger: z.array(z.object({ automationId: z.uuid(), name: z.string() })),
  loops: z.array(z.array(z.string())),
});
export type Forecast = z.infer<typeof Forecast>;

export const PublishInput = z
  .strictObject({
    note: z.string().max(500).default(''),
    /** Also switches it on. */
    activate: z.boolean().default(true),
    /** The revision that was looked at; 409 when somebody else has saved since. */
    draftRevision: z.int().optional(),
  })
  .meta({ examples: [{ note: 'Ask one day later', activate: true }] });

export const RestoreInput = z
  .strictObject({
    /** The revision that is given up; 409 when somebody else has saved since. */
    draftRevision: z.int().optional(),
  })
  .meta({ examples: [{ draftRevision: 3 }] });

export const AutomationVersion = z.object({
  number: z.int(),
  note: z.string(),
  publishedBy: z.string(),
  publishedByName: z.string(),
  publishedAt: z.iso.datetime(),
  /** Runs of it that have not ended. */
  liveRuns: z.int(),
});
export const AutomationVersionDetail = AutomationVersion.extend({ definition: Definition });

/** One difference between two versions, for people. */
export const VersionDifference = z.object({
  place: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  stepId: z.string().nullable(),
  from: JsonValue.nullable(),
  to: JsonValue.nullable(),
  words: z.string(),
});
export const VersionDiff = z.object({ differences: z.array(VersionDifference) });

export const AutomationFolder = z.object({ id: z.uuid(), name: z.string(), automations: z.int() });
export const FolderInput = z
  .object({ name: z.string().trim().min(1).max(100) })
  .meta({ examples: [{ name: 'Service' }] });

/** One readable file: names instead of ids where the workspace's things are meant, no secrets. */
export const AutomationFile = z
  .object({
    switchyard: z.literal('automation/1'),
    name: z.string().trim().min(1).max(200),
    description: z.string().max(2_000).default(''),
    /** The only pipeline whose contacts it is about. */
    pipelineId: z.uuid().nullable().default(null),
    definition: Definition,
    /** Names of stages, members … that the ids in the definition stand for, to find them again. */
    references: z
      .array(
        z.object({
          kind: z.string(),
          id: z.string().max(200),
          name: z.string().max(500),
          /** The pipeline of a stage. */
          within: z.string().max(500).optional(),
        }),
      )
      .max(500)
      .default([]),
    /** Places whose secret the file does not carry: `steps.call.input.headers.x-api-key`. */
    secretsLeftOut: z.array(z.string().max(500)).max(500).default([]),
  })
  .meta({
    examples: [
      { switchyard: 'automation/1', name: 'Call hot leads', definition: exampleDefinition },
    ],
  });
export type AutomationFile = z.infer<typeof AutomationFile>;

/** The draft that a file became, and what to fill in before it can be published. */
export const ImportResult = z.object({
  automation: Automation,
  /** Places to fill in: the file does not carry their secrets. */
  secretsLeftOut: z.array(z.string()),
  /** Things that the file names and this workspace has not. */
  notFound: z.array(z.object({ kind: z.string(), name: z.string() })),
});

export const Recipe = z.object({
  id: z.string(),
  title: z.string(),
  group: z.string(),
  summary: z.string(),
  /** What it asks before it can be used; the same controls as the forms of the catalogue. */
  questions: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      control: z.string(),
      required: z.boolean(),
      help: z.string().optional(),
      options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
      default: JsonValue.optional(),
    }),
  ),
  triggerType: z.string(),
  /** The steps in words, in order. */
  steps: z.array(z.string()),
});
export type Recipe = z.infer<typeof Recipe>;

export const RecipeUse = z
  .object({
    name: z.string().trim().min(1).max(200).optional(),
    folderId: z.uuid().nullable().default(null),
    answers: z.record(z.string(), JsonValue).default({}),
  })
  .meta({ examples: [{ answers: { stageId: exampleId } }] });

const enrolLimits = {
  contacts: 1_000,
  /** Characters of JSON: each of the runs, 100,000 perhaps, has a copy. */
  data: 16_000,
  perMinute: 100_000,
} as const;
const enrolData = z
  .record(z.string(), JsonValue)
  .refine((data) => JSON.stringify(data).length <= enrolLimits.data, {
    error: `must have at most ${enrolLimits.data} characters as JSON`,
  })
  .default({});
const perMinute = z.int().min(1).max(enrolLimits.perMinute);

/** Enrols contacts by hand: chosen ones, or all that a filter finds. */
export const EnrolInput = z
  .union(
    [
      z.strictObject({
        contactIds: z
          .array(z.uuid())
          .min(1)
          .max(enrolLimits.contacts)
          .meta({ examples: [[exampleId]] }),
        data: enrolData,
        perMinute: perMinute.default(1_000),
      }),
      z.strictObject({
        /** Any filter of the list of contacts; `{}` is everybody. */
        filter: ContactFilterInBody.strict(),
        data: enrolData,
        perMinute: perMinute.default(60),
      }),
    ],
    { error: 'must have contactIds (1 to 1,000) or a filter, not both' },
  )
  .meta({ examples: [{ contactIds: [exampleId] }] });
export type EnrolInput = z.infer<typeof EnrolInput>;
export const EnrolResult = z.object({
  queued: z.int(),
  /** Contacts that its rule for starting again leaves out. */
  skipped: z.int(),
  /** When the last of them starts at the chosen rate. */
  lastStartAt: time,
});

const limit = z.int().min(1).max(2_000_000_000).nullable();
export const WorkspaceLimits = z
  .object({ runsPerHour: limit, sendsPerDay: limit })
  .meta({ examples: [{ runsPerHour: 5_000, sendsPerDay: 1_000 }] });
