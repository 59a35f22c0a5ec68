import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { type Queue, type WakeUp, type WorkKind, wakeUp } from '../../platform/queue/index.ts';
import { answerQuestions, type QuestionDeps } from './answer-questions.ts';
import { hasDueQuestions } from './questions.store.ts';

const questionWork: WorkKind<WakeUp> = {
  name: 'ai-questions',
  payload: z.strictObject({}),
  concurrency: 1,
};

/** Makes a worker look for questions; the rows say which. */
export async function wakeQuestions(queue: Queue): Promise<void> {
  await wakeUp(queue, questionWork);
}

export function handleQuestions(queue: Queue, deps: QuestionDeps): void {
  queue.handle(questionWork, (_payload, { signal }) => answerQuestions(deps, signal));
}

/** Puts back what the queue forgot, what is to be asked again, and what a killed process left. */
export async function sweepQuestions(database: Database, queue: Queue): Promise<void> {
  const isDue = await database.asEngine('system', hasDueQuestions, { quiet: true });
  if (isDue) await wakeQuestions(queue);
}
