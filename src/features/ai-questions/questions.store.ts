import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Answer } from './question.rules.ts';

/** A worker's hold on a question; worth nothing once another worker has taken it up. */
export type ClaimedQuestion = {
  workspaceId: string;
  id: string;
  runId: string;
  question: unknown;
  attempts: number;
};

/** Longer than a call to the model with all its tries takes (60 s). */
const leaseSeconds = 90;

/** Takes questions that are due, the longest waiting first. */
export async function claimQuestions(tx: Tx, limit: number): Promise<ClaimedQuestion[]> {
  const { rows } = await sql<ClaimedQuestion>`
    with due as (
      select workspace_id, id from ai_questions
      where next_attempt_at <= now() and status = 'queued'
      order by next_attempt_at limit ${limit} for update skip locked)
    update ai_questions q set attempts = q.attempts + 1,
      lease_until = now() + make_interval(secs => ${leaseSeconds}),
      next_attempt_at = now() + make_interval(secs => ${leaseSeconds})
    from due where q.workspace_id = due.workspace_id and q.id = due.id
    returning q.workspace_id, q.id, q.run_id, q.question, q.attempts`.execute(tx);
  return rows;
}

export type QuestionEnd =
  | { status: 'answered'; answer: Answer }
  | { status: 'failed'; code: string; message: string }
  | { status: 'queued'; afterMs: number; code: string; message: string };

/** Notes what came of it. @returns false when another worker has taken the question meanwhile */
export async function endQuestion(
  tx: Tx,
  held: ClaimedQuestion,
  end: QuestionEnd,
): Promise<boolean> {
  const answer = end.status === 'answered' ? JSON.stringify(end.answer) : null;
  const failure = end.status === 'answered' ? null : end;
  const afterMs = end.status === 'queued' ? end.afterMs : null;
  const { rows } = await sql`
    update ai_questions set status = ${end.status}, answer = ${answer}::jsonb, lease_until = null,
      next_attempt_at = now() + make_interval(secs => ${afterMs}::float8 / 1000),
      error_code = ${failure?.code ?? null}, error = ${failure?.message ?? null}
    where workspace_id = ${held.workspaceId} and id = ${held.id}
      and status = 'queued' and attempts = ${held.attempts}
    returning id`.execute(tx);
  return rows.length > 0;
}

export async function hasDueQuestions(tx: Tx): Promise<boolean> {
  const { rows } = await sql`
    select from ai_questions where next_attempt_at <= now() and status = 'queued' limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}
