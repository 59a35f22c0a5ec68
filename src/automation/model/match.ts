import type {
  CompiledAutomation,
  ConditionResult,
  Facts,
  Happening,
  TriggerModel,
} from './types.ts';

type Verdict = { ok: true } | { ok: false; why: string };

export type Match = { matched: true } | { matched: false; why: string };

export type MatchExplained = {
  matched: boolean;
  trigger: Verdict;
  pipeline: Verdict;
  /** Null: the automation has no conditions. */
  conditions: ConditionResult | null;
};

/** Whether a happening starts an automation; the first thing that does not hold says why not. */
export function matchAutomation(
  automation: CompiledAutomation,
  happening: Happening,
  facts: Facts,
  now: Date,
  triggers: ReadonlyMap<string, TriggerModel>,
): Match {
  const trigger = matchTrigger(automation, happening, facts, triggers);
  if (!trigger.ok) return { matched: false, why: trigger.why };
  const pipeline = matchPipeline(automation, facts);
  if (!pipeline.ok) return { matched: false, why: pipeline.why };
  const holds = automation.conditions?.holds(facts, happening, now) ?? true;
  return holds ? { matched: true } : { matched: false, why: 'Its conditions do not hold.' };
}

/** The same answer with every part of it, also those after the first that does not hold. */
export function explainMatch(
  automation: CompiledAutomation,
  happening: Happening,
  facts: Facts,
  now: Date,
  triggers: ReadonlyMap<string, TriggerModel>,
): MatchExplained {
  const trigger = matchTrigger(automation, happening, facts, triggers);
  const pipeline = matchPipeline(automation, facts);
  const conditions = automation.conditions?.explain(facts, happening, now) ?? null;
  const matched = trigger.ok && pipeline.ok && (conditions?.holds ?? true);
  return { matched, trigger, pipeline, conditions };
}

function matchTrigger(
  { definition }: CompiledAutomation,
  happening: Happening,
  facts: Facts,
  triggers: ReadonlyMap<string, TriggerModel>,
): Verdict {
  const { type, params } = definition.trigger;
  const trigger = triggers.get(type);
  if (trigger === undefined) return { ok: false, why: `There is no trigger ${type}.` };
  return trigger.match(happening, params, facts);
}

function matchPipeline({ pipelineId }: CompiledAutomation, facts: Facts): Verdict {
  if (pipelineId === null) return { ok: true };
  const contact = facts['contact'];
  if (typeof contact !== 'object' || contact === null || Array.isArray(contact)) {
    return { ok: false, why: 'It is for one pipeline, and this is about no contact.' };
  }
  if (contact['pipelineId'] === pipelineId) return { ok: true };
  return { ok: false, why: 'The contact is not in the pipeline that it is for.' };
}
