import type { Analysis, LeadStatus } from '../contracts/analysis.ts';
import type { StageType } from '../contracts/stage-types.ts';
import type { StageOption } from '../contracts/transcript.ts';

type Placing = { status: LeadStatus; score: number; probability: number; isSpam: boolean };
type Advice = Pick<Analysis, 'recommendedStage' | 'stageProbabilities'>;

/** Score share of each type when every stage still has the default range (DESIGN §7). */
const defaultRanges: Record<StageType, readonly [number, number]> = {
  LEAD: [0, 30],
  IN_PROGRESS: [31, 80],
  WON: [81, 100],
  LOST: [0, 20],
  ARCHIVED: [0, 100],
};

/** How well a stage's type suits an open conversation of that status. */
const openFit: Partial<Record<LeadStatus, Partial<Record<StageType, number>>>> = {
  NEW: { LEAD: 1, IN_PROGRESS: 0.25 },
  CONTACTED: { LEAD: 0.8, IN_PROGRESS: 0.5 },
  QUALIFIED: { LEAD: 0.4, IN_PROGRESS: 0.9 },
  PROPOSAL_SENT: { LEAD: 0.2, IN_PROGRESS: 1 },
  NEGOTIATING: { LEAD: 0.1, IN_PROGRESS: 1 },
  UNRESPONSIVE: { LEAD: 0.5, IN_PROGRESS: 0.6, ARCHIVED: 0.3 },
};

/** Words in a stage's name that say which status belongs there. */
const nameHints: readonly (readonly [RegExp, readonly LeadStatus[]])[] = [
  [/\bnew\b|inbox|incoming|nuevo|nouveau|neu\b|novo/i, ['NEW']],
  [/contact|reach|respond/i, ['CONTACTED']],
  [/qualif|interest|warm|hot/i, ['QUALIFIED']],
  [/propos|quot|offer|presup|devis|angebot/i, ['PROPOSAL_SENT']],
  [/negot|bargain|discuss|verhand/i, ['NEGOTIATING']],
  [/unrespons|silent|no answer|no reply|cold|ghost|stale/i, ['UNRESPONSIVE']],
];

/** The stage to recommend and the three likeliest ones; null and none without stages. */
export function adviseStage(stages: readonly StageOption[], placing: Placing): Advice {
  if (stages.length === 0) return { recommendedStage: null, stageProbabilities: [] };
  const weights = stages.map(
    (stage) =>
      typeWeight(stage.type, placing) *
      rangeWeight(stages, stage, placing) *
      nameWeight(stage.name, placing.status),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  const ranked = stages
    .map((stage, index) => ({
      stage: stage.name,
      probability: Math.round(((weights[index] ?? 0) / total) * 100) / 100,
    }))
    .sort((a, b) => b.probability - a.probability);
  return { recommendedStage: ranked[0]?.stage ?? null, stageProbabilities: ranked.slice(0, 3) };
}

const least = 0.01;

function typeWeight(type: StageType, { status, probability, isSpam }: Placing): number {
  if (isSpam && type === 'ARCHIVED') return 4;
  if (type === 'WON') return status === 'WON' ? 6 * probability : least + 0.3 * probability ** 3;
  if (type === 'LOST')
    return status === 'LOST' ? 6 * (1 - probability) : least + 0.3 * (1 - probability) ** 3;
  const fit = openFit[status]?.[type] ?? least;
  if (status === 'WON') return type === 'IN_PROGRESS' ? 0.3 : least;
  if (status === 'LOST') return type === 'ARCHIVED' ? 0.3 : 0.1;
  return fit + least;
}

/** 1 inside the stage's score range, falling by half for every 10 points outside. */
function rangeWeight(
  stages: readonly StageOption[],
  stage: StageOption,
  { score, status }: Placing,
): number {
  if (status === 'WON' && stage.type === 'WON') return 1;
  if (status === 'LOST' && stage.type === 'LOST') return 1;
  const [from, to] = rangeOf(stages, stage);
  const outside = Math.max(0, from - score, score - to);
  return 0.5 ** (outside / 10);
}

function rangeOf(stages: readonly StageOption[], stage: StageOption): readonly [number, number] {
  if (stages.some((other) => other.scoreMin !== 0 || other.scoreMax !== 100)) {
    return [stage.scoreMin, stage.scoreMax];
  }
  const peers = stages.filter((other) => other.type === stage.type);
  const [from, to] = defaultRanges[stage.type];
  const share = (to - from) / peers.length;
  const place = peers.indexOf(stage);
  return [from + place * share, from + (place + 1) * share];
}

function nameWeight(name: string, status: LeadStatus): number {
  const hinted = nameHints
    .filter(([words]) => words.test(name))
    .flatMap(([, statuses]) => statuses);
  if (hinted.length === 0) return 1;
  return hinted.includes(status) ? 2.5 : 0.6;
}
