import { z } from 'zod';
import { AnalysisSource, LeadStatus } from './analysis.ts';
import { FieldValue } from './custom-fields.ts';
import { PageQuery } from './paging.ts';
import { Platform } from './platforms.ts';
import { RunAutomations } from './run-automations.ts';
import { TagName, TagNames } from './tags.ts';
import { TimeZone } from './time-zones.ts';

const time = z.iso.datetime().nullable();

/** What a card on the board shows; the same fields arrive as deltas over the socket. */
export const ContactCard = z.object({
  id: z.uuid(),
  firstName: z.string(),
  lastName: z.string(),
  avatarUrl: z.string().nullable(),
  ownerId: z.uuid().nullable(),
  hasMessenger: z.boolean(),
  hasInstagram: z.boolean(),
  hasSms: z.boolean(),
  hasEmail: z.boolean(),
  pipelineId: z.uuid().nullable(),
  stageId: z.uuid().nullable(),
  stageEnteredAt: time,
  placementId: z.uuid().nullable(),
  placementRule: z.string().nullable(),
  /** Why the card is here, one line for people. */
  placementReason: z.string().nullable(),
  needsReview: z.boolean(),
  /** Set after a move by hand: the AI leaves the contact there. */
  lockedAt: time,
  lockedBy: z.string().nullable(),
  score: z.int().nullable(),
  status: LeadStatus.nullable(),
  confidence: z.int().nullable(),
  summary: z.string().nullable(),
  nextBestAction: z.string().nullable(),
  dealAmount: z.number().nullable(),
  dealCurrency: z.string().nullable(),
  analysisSource: AnalysisSource.nullable(),
  analyzedAt: time,
  lastInteractionAt: time,
  /** The messaging window of Messenger and Instagram closes 24 hours after this. */
  lastInboundAt: time,
  lastMessage: z.string().nullable(),
  lastMessageDirection: z.enum(['in', 'out']).nullable(),
  lastPlatform: Platform.nullable(),
  messageCount: z.int(),
  unreadCount: z.int(),
  tags: z.array(z.string()),
  createdAt: z.iso.datetime(),
});
export type ContactCard = z.infer<typeof ContactCard>;

export const ContactIdentity = z.object({
  id: z.uuid(),
  channelId: z.uuid(),
  platform: Platform,
  externalId: z.string(),
  name: z.string().nullable(),
  username: z.string().nullable(),
});

export const Contact = ContactCard.extend({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Custom fields by key; one without a value is left out. */
  fields: z.record(z.string(), FieldValue.nullable()),
  /** IANA name; null: the workspace's. */
  timeZone: z.string().nullable(),
  identities: z.array(ContactIdentity),
  updatedAt: z.iso.datetime(),
});
export type Contact = z.infer<typeof Contact>;

/** Custom fields by key: those named are set, null empties one, the others stay. */
const fields = z.record(z.string().max(50), FieldValue.nullable()).meta({ examples: [{}] });

export const ContactInput = z
  .object({
    firstName: z.string().trim().min(1).max(120),
    lastName: z.string().trim().max(120).default(''),
    email: z.email().nullable().default(null),
    phone: z.string().max(40).nullable().default(null),
    pipelineId: z.uuid().nullable().default(null),
    stageId: z.uuid().nullable().default(null),
    tags: TagNames.default([]),
    fields: fields.default({}),
    timeZone: TimeZone.nullable().default(null),
  })
  .meta({ examples: [{ firstName: 'Ana', lastName: 'Reyes', email: 'ana@example.com' }] });
export type ContactInput = z.infer<typeof ContactInput>;

export const ContactChange = z
  .object({
    firstName: z.string().trim().min(1).max(120),
    lastName: z.string().trim().max(120),
    email: z.email().nullable(),
    phone: z.string().max(40).nullable(),
    ownerId: z.uuid().nullable(),
    /** The whole list. */
    tags: TagNames,
    fields,
    timeZone: TimeZone.nullable(),
    /** False lets the AI move the contact again. */
    locked: z.boolean(),
    /** Marks the conversation read. */
    unreadCount: z.literal(0),
  })
  .partial()
  .meta({ examples: [{ phone: '+351 210 000 000', locked: false }] });
export type ContactChange = z.infer<typeof ContactChange>;

/** Filters that lists, boards and bulk actions share. */
export const ContactFilter = z.object({
  q: z.string().max(200).optional().describe('In name, e-mail, phone, last message.'),
  pipelineId: z.uuid().optional(),
  stageId: z
    .union([z.uuid(), z.literal('none')])
    .optional()
    .describe('`none`: not yet placed.'),
  ownerId: z.union([z.uuid(), z.literal('none')]).optional(),
  platform: Platform.optional(),
  status: LeadStatus.optional(),
  scoreMin: z.coerce.number().int().min(1).max(100).optional(),
  scoreMax: z.coerce.number().int().min(1).max(100).optional(),
  needsReview: z.stringbool().optional(),
  unread: z.stringbool().optional(),
  tag: TagName.optional(),
  /** No message for this many days. */
  staleDays: z.coerce.number().int().min(1).max(3650).optional(),
});
export type ContactFilter = z.infer<typeof ContactFilter>;

export const contactSorts = ['recent', 'oldest', 'score', 'name', 'stageEntered'] as const;

export const ContactQuery = PageQuery.extend(ContactFilter.shape).extend({
  sort: z.enum(contactSorts).default('recent'),
});
export type ContactQuery = z.infer<typeof ContactQuery>;

export const MoveInput = z
  .object({
    /** Null puts the contact back to "incoming". */
    stageId: z.uuid().nullable(),
    /** Why, for Lost in particular. */
    note: z.string().max(500).optional(),
    /** Asks for a fresh analysis afterwards; the contact then is not locked. */
    reevaluate: z.boolean().default(false),
  })
  .meta({
    examples: [{ stageId: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11', note: 'Agreed on the phone' }],
  });
export type MoveInput = z.infer<typeof MoveInput>;

export const BulkMoveInput = z
  .object({
    contactIds: z.array(z.uuid()).min(1).max(500),
    stageId: z.uuid().nullable(),
    /** Why, for each of them. */
    note: z.string().max(500).optional(),
    runAutomations: RunAutomations.default('yes'),
  })
  .meta({
    examples: [
      {
        contactIds: ['01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11'],
        stageId: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a12',
      },
    ],
  });

/** A filter in a body: there yes and no may also be JSON's own. */
const yesOrNo = z.union([z.boolean(), z.stringbool()]).optional();
export const ContactFilterInBody = ContactFilter.extend({ needsReview: yesOrNo, unread: yesOrNo });

/**
 * Which contacts to read again: a list, or everything a filter finds. `reevaluate` also places anew
 * the ones that a person placed or that their page would leave where they are.
 */
export const ReanalyzeInput = z.union(
  [
    z.object({
      contactIds: z
        .array(z.uuid())
        .min(1)
        .max(1000)
        .meta({ examples: [['01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11']] }),
      reevaluate: z.boolean().default(true),
    }),
    z.object({ filter: ContactFilterInBody, reevaluate: z.boolean().default(false) }),
  ],
  { error: 'Send contactIds (1–1,000 ids) or a filter.' },
);
export type ReanalyzeInput = z.infer<typeof ReanalyzeInput>;
export const ReanalyzeResult = z.object({
  /** Contacts whose conversations will be read. */
  requested: z.int(),
  /** Contacts that were meant; more than `requested` when some have no conversation or over 10,000 matched. */
  matched: z.int(),
});
