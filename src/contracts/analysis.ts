import { z } from 'zod';

/** Who may have read a conversation. `local` is the scorer that needs no key. */
export const analysisSources = ['gemini', 'openai', 'anthropic', 'compatible', 'local'] as const;
export const AnalysisSource = z.enum(analysisSources);
export type AnalysisSource = z.infer<typeof AnalysisSource>;

export const leadStatuses = [
  'NEW',
  'CONTACTED',
  'QUALIFIED',
  'PROPOSAL_SENT',
  'NEGOTIATING',
  'WON',
  'LOST',
  'UNRESPONSIVE',
] as const;
export const LeadStatus = z.enum(leadStatuses);
export type LeadStatus = z.infer<typeof LeadStatus>;

export const Sentiment = z.enum(['positive', 'neutral', 'negative', 'mixed']);
export const Level = z.enum(['low', 'medium', 'high']);
export const Priority = z.enum(['low', 'medium', 'high', 'urgent']);

/** The last price on the table. `amount` is in major units (12.5 = twelve and a half). */
export const QuotedPrice = z.object({
  amount: z.number().nonnegative(),
  /** ISO 4217 when the text names one, null when only a number was said. */
  currency: z.string().length(3).nullable(),
  /** Whether both sides agreed on it, or one side put it forward last. */
  state: z.enum(['agreed', 'offered_by_business', 'offered_by_customer']),
});
export type QuotedPrice = z.infer<typeof QuotedPrice>;

/** A sentence the customer wrote. `quote` is always a substring of that message's text. */
export const Evidence = z.object({ messageId: z.string(), quote: z.string().min(1).max(300) });
export type Evidence = z.infer<typeof Evidence>;

export const StageProbability = z.object({
  stage: z.string(),
  /** 0–1; the listed ones need not add up to 1. */
  probability: z.number().min(0).max(1),
});
export type StageProbability = z.infer<typeof StageProbability>;

/** What was read out of a conversation. */
export const Analysis = z.object({
  source: AnalysisSource,
  /** Model id as the provider names it; the scorer's weights version for `local`. */
  model: z.string(),
  /** True when a model was configured but the local scorer had to answer. */
  isFallback: z.boolean(),
  summary: z.string().max(2_000),
  /** Lead score, 1–100. Never 0: a contact that wrote is worth more than nothing. */
  score: z.int().min(1).max(100),
  status: LeadStatus,
  /** How sure the reader is of the placement it advises, 0–100. */
  confidence: z.int().min(0).max(100),
  reasoning: z.string().max(2_000),
  recommendedStage: z.string().nullable(),
  stageProbabilities: z.array(StageProbability).max(3),
  evidence: z.array(Evidence).max(5),
  sentiment: Sentiment,
  urgency: Level,
  /** How likely the customer is to buy at all, 0–100. */
  intentScore: z.int().min(0).max(100),
  topics: z.array(z.string().max(80)).max(8),
  painPoints: z.array(z.string().max(300)).max(5),
  buyingSignals: z.array(z.string().max(300)).max(5),
  objections: z.array(z.string().max(300)).max(5),
  price: QuotedPrice.nullable(),
  nextBestAction: z.string().max(300),
  /** ISO date (YYYY-MM-DD) or null. */
  followUpOn: z.iso.date().nullable(),
  priority: Priority,
  /** BCP 47 primary tag ("en", "tl"), "und" when it cannot be told. */
  language: z.string().max(12),
});
export type Analysis = z.infer<typeof Analysis>;
