import { z } from 'zod';
import { Analysis, Evidence, LeadStatus } from './analysis.ts';
import { PageQuery } from './paging.ts';

export const TraceStep = z.object({
  rule: z.string(),
  fired: z.boolean(),
  /** Why it fired or did not, with the values seen. */
  why: z.string(),
});

export const Placement = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  contactName: z.string(),
  pipelineId: z.uuid().nullable(),
  fromStageId: z.uuid().nullable(),
  fromStageName: z.string().nullable(),
  toStageId: z.uuid().nullable(),
  toStageName: z.string().nullable(),
  outcome: z.enum(['moved', 'kept', 'skipped', 'review']),
  rule: z.string(),
  reason: z.string(),
  trace: z.array(TraceStep),
  evidence: z.array(Evidence),
  score: z.int().nullable(),
  status: LeadStatus.nullable(),
  confidence: z.int().nullable(),
  decidedBy: z.enum(['ai', 'person', 'database', 'automation']),
  actor: z.string(),
  actorName: z.string(),
  verdict: z.enum(['accepted', 'corrected', 'undone']).nullable(),
  verdictBy: z.string().nullable(),
  verdictAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type Placement = z.infer<typeof Placement>;

export const PlacementQuery = PageQuery.extend({
  contactId: z.uuid().optional(),
  pipelineId: z.uuid().optional(),
  outcome: z.enum(['moved', 'kept', 'skipped', 'review']).optional(),
  decidedBy: z.enum(['ai', 'person', 'database', 'automation']).optional(),
  verdict: z.enum(['none', 'accepted', 'corrected', 'undone']).optional(),
});
export type PlacementQuery = z.infer<typeof PlacementQuery>;

/** What a person says of a placement. `corrected` needs the right stage. */
export const VerdictInput = z
  .discriminatedUnion('verdict', [
    z.object({ verdict: z.literal('accepted') }),
    z.object({ verdict: z.literal('undone') }),
    z.object({ verdict: z.literal('corrected'), stageId: z.uuid() }),
  ])
  .meta({ examples: [{ verdict: 'corrected', stageId: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11' }] });
export type VerdictInput = z.infer<typeof VerdictInput>;

export const BulkVerdictInput = z
  .object({
    placementIds: z.array(z.uuid()).min(1).max(200),
    verdict: z.enum(['accepted', 'undone']),
  })
  .meta({
    examples: [{ placementIds: ['01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11'], verdict: 'accepted' }],
  });

/** An analysis as stored, with its place in time. */
export const StoredAnalysis = Analysis.extend({
  id: z.uuid(),
  conversationId: z.uuid(),
  contactId: z.uuid(),
  messagesRead: z.int(),
  durationMs: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  createdAt: z.iso.datetime(),
});
export type StoredAnalysis = z.infer<typeof StoredAnalysis>;

/** One entry of a contact's timeline. */
export const TimelineEntry = z.object({
  id: z.string(),
  /** 'placement', 'analysis', 'activity', 'audit', 'message', 'note'. */
  kind: z.enum(['placement', 'analysis', 'activity', 'audit', 'message', 'note']),
  at: z.iso.datetime(),
  actorName: z.string(),
  /** One line for people. */
  title: z.string(),
  detail: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const TimelineQuery = PageQuery.extend({
  kind: z.enum(['placement', 'analysis', 'activity', 'audit', 'message', 'note']).optional(),
});

/** How often people agreed with the AI, per stage it chose. */
export const Agreement = z.object({
  stageId: z.uuid().nullable(),
  stageName: z.string(),
  decisions: z.int(),
  accepted: z.int(),
  corrected: z.int(),
  undone: z.int(),
});

/** The same per model and version of the pipeline's prompt. */
export const ReaderAgreement = Agreement.omit({ stageId: true, stageName: true }).extend({
  /** Null for placements whose analysis is no longer there. */
  model: z.string().nullable(),
  pipelineId: z.uuid().nullable(),
  promptVersion: z.int().nullable(),
});
