import { choicesOf, fillSchema, isSchema, type SentSchema } from './fill-schema.ts';
import type { GeminiMode } from './knobs.ts';
import { obeyedAnswer } from './obey.ts';
import { transcriptIn } from './prompt-transcript.ts';
import { readTranscript } from './reading.ts';
import { rankStages, stagesIn } from './stages.ts';

/** The parts of a request that matter here. */
export type GeminiRequest = {
  /** All texts of the request: system instruction first. */
  prompt: string;
  schema: SentSchema | null;
  wantsJson: boolean;
  maxOutputTokens: number | null;
};

const thoughtTokens = 41;

/** The text that the model answers, before faults that need no text. */
function answerText(request: GeminiRequest, mode: GeminiMode, now: Date): string {
  const messages = transcriptIn(request.prompt);
  const reading = readTranscript(messages);
  if (!request.schema) {
    if (!request.wantsJson) return messages.length === 0 ? 'OK' : reading.summary;
    const { summary, score, status } = reading;
    return JSON.stringify({ summary, score, status });
  }
  const stages = stagesIn(request.prompt, choicesOf(request.schema, /stage/i));
  const ranked = rankStages(stages, reading.status, reading.score);
  const facts = { reading, stages: ranked, now };
  const obeyed = mode === 'obedient' ? obeyedAnswer(request.schema, messages, stages, facts) : null;
  const answer = obeyed ?? fillSchema(request.schema, facts);
  if (mode === 'schema-violation') return JSON.stringify(violated(answer));
  const json = JSON.stringify(answer, null, 2);
  return mode === 'invalid-json' ? json.slice(0, Math.floor(json.length * 0.6)) : json;
}

/** Breaks an answer: the first property is missing, numbers become words, choices unknown ones. */
function violated(answer: unknown): unknown {
  if (!isSchema(answer)) return { unexpected: answer };
  const entries = Object.entries(answer).slice(1);
  return Object.fromEntries([
    ...entries.map(([name, value]) => [name, typeof value === 'number' ? 'very high' : value]),
    ['status', 'DEFINITELY_BUYING'],
  ]);
}

function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}

const harmCategories = [
  'HARM_CATEGORY_HATE_SPEECH',
  'HARM_CATEGORY_DANGEROUS_CONTENT',
  'HARM_CATEGORY_HARASSMENT',
  'HARM_CATEGORY_SEXUALLY_EXPLICIT',
];

function ratings(probability: string) {
  return harmCategories.map((category, index) => ({
    category,
    probability: index === 0 ? probability : 'NEGLIGIBLE',
  }));
}

/** The whole 200 answer for a mode that is one. */
export function answerBody(
  request: GeminiRequest,
  mode: GeminiMode,
  { model, responseId, now }: { model: string; responseId: string; now: Date },
): unknown {
  const promptTokenCount = tokens(request.prompt);
  const shell = { modelVersion: model, responseId };
  const promptOnly = {
    promptTokenCount,
    totalTokenCount: promptTokenCount,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: promptTokenCount }],
  };
  if (mode === 'prompt-blocked') {
    const promptFeedback = { blockReason: 'SAFETY', safetyRatings: ratings('HIGH') };
    return { promptFeedback, usageMetadata: promptOnly, ...shell };
  }
  if (mode === 'empty') {
    return { candidates: [{ content: {}, index: 0 }], usageMetadata: promptOnly, ...shell };
  }
  if (mode === 'safety') {
    const content = { parts: [{ text: 'No' }], role: 'model' };
    const candidate = { content, finishReason: 'SAFETY', index: 0, safetyRatings: ratings('HIGH') };
    return { candidates: [candidate], usageMetadata: promptOnly, ...shell };
  }
  const text = answerText(request, mode, now);
  const candidatesTokenCount = tokens(text);
  const isCut =
    request.maxOutputTokens !== null &&
    thoughtTokens + candidatesTokenCount > request.maxOutputTokens;
  if (mode === 'max-tokens' || isCut) {
    const thoughtsTokenCount = request.maxOutputTokens ?? 19;
    return {
      candidates: [{ content: { role: 'model' }, finishReason: 'MAX_TOKENS', index: 0 }],
      usageMetadata: {
        ...promptOnly,
        thoughtsTokenCount,
        totalTokenCount: promptTokenCount + thoughtsTokenCount,
      },
      ...shell,
    };
  }
  return {
    candidates: [{ content: { parts: [{ text }], role: 'model' }, finishReason: 'STOP', index: 0 }],
    usageMetadata: {
      ...promptOnly,
      candidatesTokenCount,
      thoughtsTokenCount: thoughtTokens,
      totalTokenCount: promptTokenCount + candidatesTokenCount + thoughtTokens,
    },
    ...shell,
  };
}
