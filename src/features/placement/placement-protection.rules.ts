import { describeStage, nearestStage } from './placement-steps.rules.ts';
import type { PlacementDecision, PlacementStage, Situation } from './placement-types.rules.ts';

interface Protected {
  stage: PlacementStage;
  protected: PlacementDecision['protected'];
  /** Continues the reason; empty when nothing was replaced. */
  note: string;
}

/** Where a stage must start at least for a contact with this score, 0 when anywhere will do. */
function floorFor(score: number): number {
  if (score >= 80) return 50;
  return score >= 50 ? 20 : 0;
}

/**
 * Downgrade protection (DESIGN §7), applied last and to every rule, a clear refusal included.
 * A chosen stage that starts too low gives way to the contact's own stage when that starts high
 * enough, else to the nearest open one that does. Staying is no downgrade, and with no stage to
 * give way to the choice stands.
 */
export function protect(chosen: PlacementStage, situation: Situation): Protected {
  const { analysis, current, open } = situation;
  const floor = floorFor(analysis.score);
  const unchanged = { stage: chosen, protected: null, note: '' };
  if (chosen.scoreMin >= floor || chosen.id === current?.id) return unchanged;
  const highEnough = open.filter(({ scoreMin }) => scoreMin >= floor);
  const own = highEnough.find(({ id }) => id === current?.id);
  const stage = own ?? nearestStage(analysis.score, highEnough);
  if (stage === null) return unchanged;
  return {
    stage,
    protected: { fromStageId: chosen.id, floor },
    note: `, but ${chosen.name} is too low for score ${analysis.score}, so it ${own ? 'stays in' : 'goes to'} ${describeStage(stage)}`,
  };
}
