import { protect } from './placement-protection.rules.ts';
import { choices, gates } from './placement-steps.rules.ts';
import type {
  PlacementDecision,
  PlacementInput,
  PlacementRule,
  PlacementStage,
  PlacementTraceEntry,
  Situation,
  Step,
  Verdict,
} from './placement-types.rules.ts';

export type {
  PlacementDecision,
  PlacementInput,
  PlacementRule,
  PlacementStage,
} from './placement-types.rules.ts';
export { placementOutcomes, placementRules, updateModes } from './placement-types.rules.ts';

type Fired = Extract<Verdict, { fired: true }> & { rule: PlacementRule };
type Target = ReturnType<typeof protect>;
type Untraced = Omit<PlacementDecision, 'trace'>;

/**
 * Decides one contact's stage from one analysis, in the order of `placementRules`, then downgrade
 * protection. Pure and total; what DESIGN leaves open is settled in docs/decisions/0006.
 */
export function decidePlacement(input: PlacementInput): PlacementDecision {
  const situation = lookUp(input);
  const gate = ask(gates, situation);
  const choice = choose(situation);
  const target = choice.fired.stage && protect(choice.fired.stage, situation);
  if (gate.fired === null) {
    const trace = [...gate.trace, ...choice.trace];
    return { ...place(choice.fired, target, situation.current), trace };
  }
  const isUnsure = gate.fired.rule === 'confidence';
  const held = isUnsure
    ? suggest(gate.fired, choice.fired, target, situation.current)
    : holdBack(gate.fired);
  const trace = choice.trace.map(({ rule }) => unreached(rule, isUnsure ? choice.fired : null));
  return { ...held, trace: [...gate.trace, ...trace] };
}

/**
 * LOST and ARCHIVED are not open: their ranges lie over LEAD's (0–20 and 0–100), so a score there
 * says nothing about them, and a name put in the model's mouth must not hide a contact. For the
 * same reason a contact that said no is never won by its score.
 */
function lookUp(input: PlacementInput): Situation {
  const stages = input.pipeline.stages.filter((stage) => !stage.archived);
  const refused = input.analysis.status === 'LOST';
  const { currentStageId } = input.contact;
  return {
    ...input,
    stages,
    current: input.pipeline.stages.find(({ id }) => id === currentStageId) ?? null,
    open: stages.filter(
      ({ type }) => type === 'LEAD' || type === 'IN_PROGRESS' || (type === 'WON' && !refused),
    ),
  };
}

/** Asks the steps in order until one fires; the ones after it are traced as not reached. */
function ask(steps: readonly Step[], situation: Situation) {
  let fired: Fired | null = null;
  const trace: PlacementTraceEntry[] = [];
  for (const { rule, check } of steps) {
    if (fired !== null) {
      trace.push(unreached(rule, null));
      continue;
    }
    const verdict = check(situation);
    trace.push({ rule, fired: verdict.fired, why: verdict.why });
    if (verdict.fired) fired = { ...verdict, rule };
  }
  return { fired, trace };
}

/** The stage the rules lead to, or `no_stages` when there is none to lead to. */
function choose(situation: Situation): { fired: Fired; trace: PlacementTraceEntry[] } {
  const { fired, trace } = ask(choices, situation);
  if (fired !== null) return { fired, trace: [...trace, unreached('no_stages', null)] };
  const none = {
    rule: 'no_stages' as const,
    fired: true as const,
    why: 'Not placed: this pipeline has no stage to put it in',
  };
  return { fired: { ...none, stage: null }, trace: [...trace, none] };
}

function unreached(rule: PlacementRule, suggested: Fired | null): PlacementTraceEntry {
  const why =
    rule === suggested?.rule
      ? `Not reached; the suggestion comes from here: ${suggested.why}`
      : 'Not reached: an earlier rule decided';
  return { rule, fired: false, why };
}

function place(fired: Fired, target: Target | null, current: PlacementStage | null): Untraced {
  const { rule, why } = fired;
  if (target === null)
    return { outcome: 'skipped', stageId: null, rule, protected: null, reason: why };
  return {
    outcome: target.stage.id === current?.id ? 'kept' : 'moved',
    stageId: target.stage.id,
    rule,
    protected: target.protected,
    reason: `${why}${target.note}`,
  };
}

function holdBack({ rule, stage, why }: Fired): Untraced {
  const outcome = rule === 'human_lock' ? 'kept' : 'skipped';
  return { outcome, stageId: stage?.id ?? null, rule, protected: null, reason: why };
}

/** Too unsure to move it: a person decides, unless the suggestion is where it already is. */
function suggest(
  { rule, why: doubt }: Fired,
  choice: Fired,
  target: Target | null,
  current: PlacementStage | null,
): Untraced {
  if (target === null) {
    const reason = `Needs a look: ${doubt}, and there is no stage to suggest`;
    return { outcome: 'review', stageId: null, rule, protected: null, reason };
  }
  const { stage, note } = target;
  const isThere = stage.id === current?.id;
  return {
    outcome: isThere ? 'kept' : 'review',
    stageId: stage.id,
    rule,
    protected: target.protected,
    reason: isThere
      ? `Kept in ${stage.name}: ${doubt}, and the suggestion is the same stage`
      : `Needs a look: ${doubt}. Suggests ${stage.name}: ${choice.why}${note}`,
  };
}
