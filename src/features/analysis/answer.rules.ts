import { z } from 'zod';
import {
  type Analysis,
  LeadStatus,
  Level,
  leadStatuses,
  Priority,
  type QuotedPrice,
  Sentiment,
  type StageProbability,
} from '../../contracts/analysis.ts';
import type { ReadingContext, StageOption, Transcript } from '../../contracts/transcript.ts';
import { plainText } from '../../platform/ai/plain-text.rules.ts';
import { checkEvidence } from './evidence.rules.ts';

/** What a model reads out of a conversation; who read it is added by the caller. */
export type Reading = Omit<Analysis, 'source' | 'model' | 'isFallback'>;

export type CheckedAnswer = { ok: true; reading: Reading } | { ok: false; problems: string[] };

const MAX_PRICE = 1_000_000_000_000;
const DAY_MS = 86_400_000;

/** Each stage name once, in pipeline order, without blank ones (Gemini refuses an empty enum). */
export function stageNames(stages: readonly StageOption[]): string[] {
  return [...new Set(stages.map((stage) => stage.name).filter((name) => name.trim() !== ''))];
}

/**
 * The shape a model is asked for. Every field is required and nothing is bounded, which is the
 * subset that Gemini, OpenAI's strict mode and Anthropic all take; bounds are `checkAnswer`'s work.
 * Without stages it asks for no stage advice.
 */
export function answerSchema(stages: readonly StageOption[]): z.ZodType {
  const reading = z.object({
    summary: z.string().describe('3 to 5 sentences: what the customer wants, where it stands'),
    evidence: z
      .array(z.object({ messageId: z.string(), quote: z.string() }))
      .describe('Up to 5 exact quotes from Customer lines, with the id of the line, e.g. m3'),
    reasoning: z.string().describe('Why this score, status and stage, in 1 to 3 sentences'),
    status: z.enum(leadStatuses),
    score: z.number().describe('Lead score, whole number from 1 to 100'),
    intentScore: z.number().describe('How likely the customer is to buy, 0 to 100'),
    confidence: z.number().describe('How sure you are of status and stage, 0 to 100'),
    sentiment: Sentiment,
    urgency: Level,
    priority: Priority,
    topics: z.array(z.string()),
    painPoints: z.array(z.string()),
    buyingSignals: z.array(z.string()),
    objections: z.array(z.string()),
    price: z
      .object({
        amount: z.number(),
        currency: z.string().nullable().describe('ISO 4217 code, null when none is named'),
        state: z.enum(['agreed', 'offered_by_business', 'offered_by_customer']),
      })
      .nullable()
      .describe('The last price on the table, null when there is none'),
    nextBestAction: z.string().describe('One sentence: what the business should do next'),
    followUpOn: z.string().nullable().describe('YYYY-MM-DD or null'),
    language: z.string().describe('Language of the customer, e.g. en'),
  });
  const [first, ...others] = stageNames(stages);
  if (first === undefined) return reading;
  const stage = z.enum([first, ...others]);
  return reading.extend({
    recommendedStage: stage.nullable(),
    stageProbabilities: z
      .array(z.object({ stage, probability: z.number().describe('0 to 1') }))
      .describe('The three likeliest stages'),
  });
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number, or a string that is nothing else; null for the rest. */
function readNumber(value: unknown): number | null {
  const isNumeric = typeof value === 'string' && /^\s*-?\d{1,15}(\.\d{1,15})?\s*$/.test(value);
  const number = typeof value === 'number' || isNumeric ? Number(value) : Number.NaN;
  return Number.isNaN(number) ? null : number;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

function percent(value: unknown, fallback: number): number {
  return Math.round(clamp(readNumber(value) ?? fallback, 0, 100));
}

function readEnum<T extends string>(allowed: z.ZodType<T>, value: unknown, fallback: T): T {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  const parsed = allowed.safeParse(word);
  return parsed.success ? parsed.data : fallback;
}

function readStatus(value: unknown): Analysis['status'] | null {
  const word =
    typeof value === 'string'
      ? value
          .trim()
          .toUpperCase()
          .replace(/[\s-]+/g, '_')
      : '';
  const parsed = LeadStatus.safeParse(word);
  return parsed.success ? parsed.data : null;
}

function readTexts(value: unknown, maxCount: number, maxLength: number): string[] {
  const texts = list(value)
    .slice(0, 50)
    .map((item) => plainText(item, maxLength));
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, maxCount);
}

function findStage(value: unknown, names: readonly string[]): string | null {
  if (typeof value !== 'string') return null;
  const wanted = value.trim().toLowerCase();
  const exact = names.find((name) => name === value);
  return exact ?? names.find((name) => name.trim().toLowerCase() === wanted) ?? null;
}

function readProbabilities(value: unknown, names: readonly string[]): StageProbability[] {
  const found = new Map<string, number>();
  for (const item of list(value).slice(0, 50).map(record)) {
    const stage = findStage(item['stage'], names);
    const number = readNumber(item['probability']);
    if (stage === null || number === null || found.has(stage)) continue;
    // Models write 70 for 70 % now and then.
    found.set(stage, clamp(number > 1 ? number / 100 : number, 0, 1));
  }
  return [...found]
    .map(([stage, probability]) => ({ stage, probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, 3);
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

function readPrice(value: unknown): QuotedPrice | null {
  const { amount, currency, state } = record(value);
  const number = readNumber(amount);
  if (number === null || number < 0 || number > MAX_PRICE) return null;
  const code = typeof currency === 'string' ? currency.trim().toUpperCase() : '';
  switch (state) {
    case 'agreed':
    case 'offered_by_business':
    case 'offered_by_customer':
      return { amount: number, currency: currencies.has(code) ? code : null, state };
    default:
      return null;
  }
}

/** A real day from yesterday (time zones) to a year ahead; null for any other. */
function readDay(value: unknown, now: Date): string | null {
  const day = z.iso.date().safeParse(typeof value === 'string' ? value.trim().slice(0, 10) : null);
  if (!day.success) return null;
  const ahead = Date.parse(day.data) - now.getTime();
  return ahead >= -2 * DAY_MS && ahead <= 366 * DAY_MS ? day.data : null;
}

function readLanguage(value: unknown): string {
  const tag = typeof value === 'string' ? /^\s*([a-z]{2,3})(?:[-_]|\s*$)/i.exec(value) : null;
  return tag?.[1]?.toLowerCase() ?? 'und';
}

/**
 * Turns a model's answer into a reading that obeys the contract, whatever the answer holds.
 * Score, status and summary must be there; anything else unusable becomes a safe default
 * (confidence 0, no stage, no price). Problems name fields and never quote the answer.
 */
export function checkAnswer(
  value: unknown,
  transcript: Transcript,
  context: ReadingContext,
): CheckedAnswer {
  const answer = record(value);
  const summary = plainText(answer['summary'], 2_000);
  const score = readNumber(answer['score']);
  const status = readStatus(answer['status']);
  const problems: string[] = [];
  if (summary === '') problems.push('summary is missing');
  if (score === null) problems.push('score is not a number');
  if (status === null) problems.push(`status is none of ${leadStatuses.join(', ')}`);
  if (score === null || status === null || summary === '') return { ok: false, problems };

  const names = stageNames(context.stages);
  const rounded = Math.round(clamp(score, 1, 100));
  const reading: Reading = {
    summary,
    score: rounded,
    status,
    confidence: percent(answer['confidence'], 0),
    reasoning: plainText(answer['reasoning'], 2_000),
    recommendedStage: findStage(answer['recommendedStage'], names),
    stageProbabilities: readProbabilities(answer['stageProbabilities'], names),
    evidence: checkEvidence(answer['evidence'], transcript),
    sentiment: readEnum(Sentiment, answer['sentiment'], 'neutral'),
    urgency: readEnum(Level, answer['urgency'], 'medium'),
    intentScore: percent(answer['intentScore'], rounded),
    topics: readTexts(answer['topics'], 8, 80),
    painPoints: readTexts(answer['painPoints'], 5, 300),
    buyingSignals: readTexts(answer['buyingSignals'], 5, 300),
    objections: readTexts(answer['objections'], 5, 300),
    price: readPrice(answer['price']),
    nextBestAction: plainText(answer['nextBestAction'], 300),
    followUpOn: readDay(answer['followUpOn'], context.now),
    priority: readEnum(Priority, answer['priority'], 'medium'),
    language: readLanguage(answer['language']),
  };
  return { ok: true, reading };
}
