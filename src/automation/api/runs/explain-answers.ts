import type { Explanation } from '../../../contracts/runs.ts';
import { actorNames } from '../../../features/audit/index.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { MatchExplained } from '../../model/match.ts';
import type { Json } from '../../model/types.ts';
import type { AutomationRef } from '../automations/automations.store.ts';
import { eventWords, failingWords } from './explain.rules.ts';
import type { LoggedEvent, RefusalFound, RunFound } from './explain.store.ts';

/** An answer of one sentence, with nothing to show beside it. */
export function told(verdict: Explanation['verdict'], words: string): Explanation {
  return {
    verdict,
    words,
    event: null,
    trigger: null,
    pipeline: null,
    conditions: null,
    refusal: null,
    runId: null,
    events: [],
  };
}

const statusWords: Record<string, string> = {
  pending: 'is about to begin',
  processing: 'is at work',
  waiting: 'waits at a step',
  completed: 'is completed',
  failed: 'failed',
  cancelled: 'was cancelled',
};

/** A run was started. */
export function ran({ id, status, startedAt }: RunFound): Explanation {
  const ending = statusWords[status] ?? status;
  return {
    ...told('ran', `It started on ${startedAt.toISOString()}, and the run ${ending}.`),
    runId: id,
  };
}

/** It matched, and a rule of its settings kept it from starting. */
export function refused({ reason, detail, at }: RefusalFound): Explanation {
  return {
    ...told('refused', `It matched but was not started: ${detail}`),
    refusal: { reason, detail, at: at.toISOString() },
  };
}

/** A part of the match, for the answer. */
export function verdict(part: MatchExplained['trigger']): { ok: boolean; why: string | null } {
  return part.ok ? { ok: true, why: null } : { ok: false, why: part.why };
}

/** Rules with what they saw; values that were missing are left out. */
export function plain(result: MatchExplained['conditions']): Json {
  return JSON.parse(JSON.stringify(result));
}

/** An event for the list of others. */
export function brief(event: LoggedEvent): Explanation['events'][number] {
  const { id, type, at } = event;
  return { id, type, at: at.toISOString(), words: eventWords(event) };
}

/** The event that the answer is about. */
export async function presentEvent(
  tx: Tx,
  { workspaceId }: AutomationRef,
  { id, type, at, actor, changes }: LoggedEvent,
): Promise<Explanation['event']> {
  const nameOf = await actorNames(tx, [{ workspaceId, actor }]);
  const actorName = nameOf({ workspaceId, actor });
  return { id, type, at: at.toISOString(), actor, actorName, changes };
}

/** The first part of the match that did not hold, in words. */
export function noMatchWords({ trigger, pipeline, conditions }: MatchExplained): string {
  if (!trigger.ok) return `It was not what it listens to: ${trigger.why}.`.replace(/\.\.$/, '.');
  if (!pipeline.ok) return pipeline.why;
  const why = conditions ? failingWords(conditions) : [];
  return `Its conditions did not hold: ${why.join('; ')}.`;
}
