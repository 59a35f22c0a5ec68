import { ModelError, type ModelReader } from '../../platform/ai/index.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import { keepBusy } from '../../platform/queue/index.ts';
import { wakeRun } from '../deliveries/index.ts';
import { buildQuestion, Question, readAnswer } from './question.rules.ts';
import { mostTries, retryAfter } from './question-retry.rules.ts';
import {
  type ClaimedQuestion,
  claimQuestions,
  endQuestion,
  type QuestionEnd,
} from './questions.store.ts';

export type QuestionDeps = {
  database: Database;
  log: Logger;
  /** Null when none is set up: questions fail and say so. */
  model: ModelReader | null;
};

const actor = 'system';
/** Model calls under way at once in this process. */
const mostAtOnce = 8;

/** Answers what steps ask of the AI until nothing is due. No transaction is open while it thinks. */
export async function answerQuestions(deps: QuestionDeps, signal: AbortSignal): Promise<void> {
  const { database } = deps;
  await keepBusy({
    doorbell: database.doorbell,
    signal,
    atOnce: mostAtOnce,
    claim: (limit) => database.asEngine(actor, (tx) => claimQuestions(tx, limit), { quiet: true }),
    carryOut: (held) => answerOne(deps, held, signal),
  });
}

/** Never throws: what was not noted is asked again when the hold ends. */
async function answerOne(
  deps: QuestionDeps,
  held: ClaimedQuestion,
  signal: AbortSignal,
): Promise<void> {
  try {
    const end = await ask(deps.model, held, signal);
    await deps.database.asEngine(actor, async (tx) => {
      const isOurs = await endQuestion(tx, held, end);
      if (isOurs && end.status !== 'queued') await wakeRun(tx, held);
    });
  } catch (error) {
    deps.log.warn({ questionId: held.id, error: String(error) }, 'an answer was not noted');
  }
}

async function ask(
  model: ModelReader | null,
  held: ClaimedQuestion,
  signal: AbortSignal,
): Promise<QuestionEnd> {
  if (model === null) {
    const message = 'No AI model is set up: add a key in the settings, or remove this step.';
    return { status: 'failed', code: 'no_model', message };
  }
  const question = Question.safeParse(held.question);
  if (!question.success) {
    return { status: 'failed', code: 'bad_question', message: 'The step asked nothing usable.' };
  }
  if (held.attempts > mostTries) {
    const message = 'The server stopped at every try to answer it.';
    return { status: 'failed', code: 'interrupted', message };
  }
  try {
    const check = (value: unknown) =>
      readAnswer(value, question.data) ? [] : ['it is none of the choices, or empty'];
    const { value } = await model.generate({ ...buildQuestion(question.data), check, signal });
    const answer = readAnswer(value, question.data);
    if (answer) return { status: 'answered', answer };
    return { status: 'failed', code: 'bad_answer', message: 'The answer could not be used.' };
  } catch (error) {
    return afterError(error, held.attempts, signal);
  }
}

function afterError(error: unknown, tries: number, signal: AbortSignal): QuestionEnd {
  if (signal.aborted) {
    const message = 'The server stopped while it was asked.';
    return { status: 'queued', afterMs: 0, code: 'interrupted', message };
  }
  if (!(error instanceof ModelError)) throw error;
  const { kind: code, message } = error;
  const afterMs = retryAfter(error, tries, new Date());
  if (afterMs === null) return { status: 'failed', code, message };
  return { status: 'queued', afterMs, code, message };
}
