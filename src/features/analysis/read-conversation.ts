import type { Analysis, AnalysisSource } from '../../contracts/analysis.ts';
import type { ReadingContext, Transcript } from '../../contracts/transcript.ts';
import { ModelError, type ModelReader, type ModelUsage } from '../../platform/ai/index.ts';
import { answerSchema, checkAnswer } from './answer.rules.ts';
import { cleanAnalysis } from './clean-analysis.rules.ts';
import { buildPrompt, type ReadingInstructions } from './prompt.rules.ts';

/** One reader that was asked, in order; the last one gave the analysis. */
export type ReadingAttempt = { source: AnalysisSource; ok: boolean; problem?: string };

export type ConversationReading = {
  analysis: Analysis;
  /** Tokens of every try, failed ones included. */
  usage: ModelUsage;
  attempts: readonly ReadingAttempt[];
  /** When a model that was busy can be asked again; null when that would not help. */
  retryAt: Date | null;
};

export type ReadInstructions = ReadingInstructions & { signal?: AbortSignal };

export type ConversationReader = {
  /** Throws only when the signal is aborted. */
  read(
    transcript: Transcript,
    context: ReadingContext,
    instructions?: ReadInstructions,
  ): Promise<ConversationReading>;
};

export type ConversationReaderOptions = {
  /** Null when no model is configured; then the local scorer's answer is no fallback. */
  reader: ModelReader | null;
  /** Whether the workspace may spend another call. */
  budget?: { allow(): Promise<boolean> };
  scoreLocally(transcript: Transcript, context: ReadingContext): Analysis;
};

type ModelOutcome = Omit<ConversationReading, 'analysis'> & { analysis: Analysis | null };

const noUsage: ModelUsage = { inputTokens: 0, outputTokens: 0 };

function notAsked(source: AnalysisSource, problem: string): ModelOutcome {
  const attempts = [{ source, ok: false, problem }];
  return { analysis: null, usage: noUsage, attempts, retryAt: null };
}

async function askModel(
  reader: ModelReader,
  transcript: Transcript,
  context: ReadingContext,
  { signal, ...instructions }: ReadInstructions,
): Promise<ModelOutcome> {
  const source = reader.provider;
  const check = (value: unknown) => {
    const checked = checkAnswer(value, transcript, context);
    return checked.ok ? [] : checked.problems;
  };
  const { system, prompt } = buildPrompt(transcript, context, instructions);
  const schema = answerSchema(context.stages);
  const stop = signal === undefined ? {} : { signal };
  const answer = await reader.generate({ system, prompt, schema, check, ...stop });
  const { usage, failures, model } = answer;
  const failed = failures.map(({ message }) => ({ source, ok: false, problem: message }));
  const checked = checkAnswer(answer.value, transcript, context);
  if (!checked.ok) return { ...notAsked(source, checked.problems.join('; ')), usage };
  const analysis = { source, model, isFallback: false, ...checked.reading };
  return { analysis, usage, attempts: [...failed, { source, ok: true }], retryAt: null };
}

function outcomeOf(error: unknown, source: AnalysisSource): ModelOutcome {
  if (!(error instanceof ModelError)) {
    const name = error instanceof Error ? error.name : typeof error;
    return notAsked(source, `The model call failed unexpectedly (${name}).`);
  }
  const { usage, failures, retryAt } = error;
  const attempts = failures.map(({ message }) => ({ source, ok: false, problem: message }));
  return { analysis: null, usage, attempts, retryAt };
}

/** Reads conversations with the model when there is one to ask, else with the local scorer. */
export function createConversationReader(options: ConversationReaderOptions): ConversationReader {
  const { reader, budget, scoreLocally } = options;

  async function tryModel(
    model: ModelReader,
    transcript: Transcript,
    context: ReadingContext,
    instructions: ReadInstructions,
  ): Promise<ModelOutcome> {
    if (transcript.messages.length === 0) return notAsked(model.provider, 'There is no message.');
    try {
      const mayAsk = (await budget?.allow()) ?? true;
      if (!mayAsk) return notAsked(model.provider, 'The workspace is over its budget.');
      return await askModel(model, transcript, context, instructions);
    } catch (error) {
      instructions.signal?.throwIfAborted();
      return outcomeOf(error, model.provider);
    }
  }

  return {
    async read(transcript, context, instructions = {}) {
      instructions.signal?.throwIfAborted();
      const asked =
        reader === null ? null : await tryModel(reader, transcript, context, instructions);
      if (asked?.analysis) return { ...asked, analysis: asked.analysis };
      const local = cleanAnalysis(scoreLocally(transcript, context));
      return {
        analysis: { ...local, isFallback: reader !== null },
        usage: asked?.usage ?? noUsage,
        attempts: [...(asked?.attempts ?? []), { source: local.source, ok: true }],
        retryAt: asked?.retryAt ?? null,
      };
    },
  };
}
