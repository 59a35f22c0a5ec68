import type { AnalysisSource, LeadStatus } from '../../contracts/analysis.ts';
import type { PlacementStage, Situation, Step, Verdict } from './placement-types.rules.ts';

/** Rules that may hold the contact back, before any stage is looked for. */
export const gates: readonly Step[] = [
  { rule: 'update_mode', check: checkUpdateMode },
  { rule: 'human_lock', check: checkHumanLock },
  { rule: 'confidence', check: checkConfidence },
];

/** Rules that choose a stage. */
export const choices: readonly Step[] = [
  { rule: 'status_won', check: checkStatusWon },
  { rule: 'status_lost', check: checkStatusLost },
  { rule: 'score_range', check: checkScoreRange },
  { rule: 'recommended_stage', check: checkRecommendedStage },
  { rule: 'nearest_range', check: checkNearestRange },
  { rule: 'first_stage', check: checkFirstStage },
];

const readers: Record<AnalysisSource, string> = {
  gemini: 'Gemini',
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  compatible: 'Your own model',
  local: 'The built-in reader',
};

// Stored reasons are read in later years, so the year is said; days are UTC days.
const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

function fires(why: string, stage: PlacementStage | null = null): Verdict {
  return { fired: true, why, stage };
}

function passes(why: string): Verdict {
  return { fired: false, why };
}

/** A stage in people's words: "Qualified (61–80)". */
export function describeStage(stage: PlacementStage): string {
  return `${stage.name} (${stage.scoreMin}–${stage.scoreMax})`;
}

/** The candidate whose middle is closest to the score; the earlier one when two are as close. */
export function nearestStage(
  score: number,
  candidates: readonly PlacementStage[],
): PlacementStage | null {
  const distance = (stage: PlacementStage) =>
    Math.abs(score - (stage.scoreMin + stage.scoreMax) / 2);
  return candidates.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

function checkUpdateMode({ contact, pipeline, settings, requestedReview }: Situation): Verdict {
  if (contact.currentStageId === null) return passes('It has no stage yet');
  if (settings.updateMode === 'UPDATE_EXISTING')
    return passes('This page also moves contacts that already have a stage');
  if (requestedReview) return passes('It has a stage, but a person asked for a new look');
  return contact.currentPipelineId === pipeline.id
    ? fires('Left where it is: this page only places contacts without a stage')
    : fires('Left in its other pipeline: this page only places contacts without a stage');
}

function checkHumanLock({ contact, current, requestedReview }: Situation): Verdict {
  const lock = contact.lockedByHuman;
  if (lock === null) return passes('Nobody has moved it by hand');
  const day = dayFormat.format(lock.at);
  return requestedReview
    ? passes(`Moved by hand by ${lock.by} on ${day}, but a person asked for a new look`)
    : fires(`Kept: moved by hand by ${lock.by} on ${day}, so the AI leaves it`, current);
}

function checkConfidence({ analysis, settings }: Situation): Verdict {
  const seen = `${readers[analysis.source]} is ${analysis.confidence}% sure, ${settings.minConfidence}% is needed`;
  // Written so that a confidence that is no number counts as unsure.
  return analysis.confidence >= settings.minConfidence ? passes(seen) : fires(seen);
}

function checkStatusWon({ analysis, stages }: Situation): Verdict {
  if (analysis.status !== 'WON') return passes(`Status is ${inWords(analysis.status)}, not won`);
  const stage = stages.find(({ type }) => type === 'WON');
  return stage
    ? fires('Said yes: status WON', stage)
    : passes('Said yes, but this pipeline has no stage for won contacts');
}

function checkStatusLost({ analysis, stages }: Situation): Verdict {
  if (analysis.status !== 'LOST')
    return passes(
      `Status is ${inWords(analysis.status)}, not lost; a low score alone never makes a contact lost`,
    );
  const stage = stages.find(({ type }) => type === 'LOST');
  return stage
    ? fires('Said no: status LOST', stage)
    : passes('Said no, but this pipeline has no stage for lost contacts');
}

/** "PROPOSAL_SENT" as people say it: "proposal sent". */
function inWords(status: LeadStatus): string {
  return status.toLowerCase().replaceAll('_', ' ');
}

function checkScoreRange({ analysis, contact, current, open }: Situation): Verdict {
  const { score } = analysis;
  const holding = open.filter(({ scoreMin, scoreMax }) => scoreMin <= score && score <= scoreMax);
  // Where ranges overlap the contact stays put rather than jump to the first of them each time.
  const stage = holding.find(({ id }) => id === current?.id) ?? holding[0];
  return stage
    ? fires(
        `Score ${score}${changeSince(contact.score, score)} is in ${describeStage(stage)}`,
        stage,
      )
    : passes(`No open stage covers score ${score}`);
}

function changeSince(before: number | null, now: number): string {
  if (before === null || before === now) return '';
  return now > before ? `, up from ${before},` : `, down from ${before},`;
}

function checkRecommendedStage({ analysis, open }: Situation): Verdict {
  if (analysis.recommendedStage === null) return passes('The AI named no stage');
  const stage = stageNamed(analysis.recommendedStage, open);
  // The name itself is not repeated: it is the model's text, and a customer may have dictated it.
  return stage
    ? fires(`No open stage covers score ${analysis.score}; the AI suggests ${stage.name}`, stage)
    : passes('The AI named no open stage of this pipeline');
}

/** Accents are dropped only in a second look: in Vietnamese they tell two names apart. */
function stageNamed(name: string, stages: readonly PlacementStage[]): PlacementStage | undefined {
  for (const simplify of [plainName, nameWithoutAccents]) {
    const wanted = simplify(name);
    const match = stages.find((stage) => simplify(stage.name) === wanted);
    if (match) return match;
  }
  return undefined;
}

function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
}

function nameWithoutAccents(name: string): string {
  return plainName(name)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '');
}

function checkNearestRange({ analysis, open }: Situation): Verdict {
  const ranged = open.filter(({ scoreMin, scoreMax }) => scoreMin <= scoreMax);
  const stage = Number.isFinite(analysis.score) ? nearestStage(analysis.score, ranged) : null;
  return stage
    ? fires(
        `No open stage covers score ${analysis.score}; ${describeStage(stage)} is nearest`,
        stage,
      )
    : passes('No open stage has a score range to compare with');
}

function checkFirstStage({ open }: Situation): Verdict {
  const stage = open[0];
  return stage
    ? fires(`No score range to go by, so it starts in ${stage.name}, the first stage`, stage)
    : passes('This pipeline has no open stage');
}
