import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analysisSources, leadStatuses } from '../../contracts/analysis.ts';
import { stageTypes } from '../../contracts/stage-types.ts';
import {
  decidePlacement,
  type PlacementInput,
  type PlacementRule,
  type PlacementStage,
  placementOutcomes,
  placementRules,
  updateModes,
} from './placement.rules.ts';

const names = ['New', 'new', 'Négocié', 'NEGOCIE', 'Won', 'Lost', 'Spam'];
const point = fc.integer({ min: 0, max: 100 });

const someStages = fc
  .array(
    fc.record({
      name: fc.constantFrom(...names),
      type: fc.constantFrom(...stageTypes),
      scoreMin: point,
      scoreMax: point,
      archived: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((stages) => stages.map((stage, index): PlacementStage => ({ id: `s${index}`, ...stage })));

const plausibleAnalysis = fc.record({
  score: fc.integer({ min: 1, max: 100 }),
  status: fc.constantFrom(...leadStatuses),
  confidence: point,
  recommendedStage: fc.option(fc.constantFrom(...names)),
  source: fc.constantFrom(...analysisSources),
});

/** A model that says whatever the customer dictates, past every check on its answer. */
const dictatedAnalysis = fc.record({
  score: fc.oneof(fc.double(), fc.maxSafeInteger(), fc.integer({ min: -5, max: 105 })),
  status: fc.constantFrom(...leadStatuses),
  confidence: fc.oneof(fc.double(), fc.constant(100)),
  recommendedStage: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...names, '__proto__', 'constructor', 's0', '<img src=x onerror=alert(1)>'),
    fc.constant(null),
  ),
  source: fc.constantFrom(...analysisSources),
});

function someInput(analysis: fc.Arbitrary<PlacementInput['analysis']>) {
  return fc.record({
    contact: fc.record({
      currentStageId: fc.constantFrom(null, 's0', 's1', 's2', 'elsewhere'),
      currentPipelineId: fc.constantFrom(null, 'pipeline', 'other'),
      score: fc.option(point),
      lockedByHuman: fc.option(
        fc.record({ at: fc.date({ noInvalidDate: true }), by: fc.string() }),
        { freq: 4 },
      ),
    }),
    analysis,
    pipeline: fc.record({ id: fc.constant('pipeline'), stages: someStages }),
    settings: fc.record({ updateMode: fc.constantFrom(...updateModes), minConfidence: point }),
    requestedReview: fc.boolean(),
  });
}

const plausible = someInput(plausibleAnalysis);
const dictated = someInput(dictatedAnalysis);
const runs = { numRuns: 3_000 };

const inUse = ({ pipeline }: PlacementInput) => pipeline.stages.filter((each) => !each.archived);

/** Said again on purpose, as a table: the stages a score or a name may lead to. */
function openStages(input: PlacementInput): PlacementStage[] {
  const types =
    input.analysis.status === 'LOST' ? ['LEAD', 'IN_PROGRESS'] : ['LEAD', 'IN_PROGRESS', 'WON'];
  return inUse(input).filter(({ type }) => types.includes(type));
}

const bare = (name: string) =>
  name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll(' ', '');

/** Each rule's condition by itself, whatever the others say. */
const holds: Record<PlacementRule, (input: PlacementInput) => boolean> = {
  update_mode: (input) =>
    input.settings.updateMode === 'SKIP_EXISTING' &&
    input.contact.currentStageId !== null &&
    !input.requestedReview,
  human_lock: (input) => input.contact.lockedByHuman !== null && !input.requestedReview,
  confidence: ({ analysis, settings }) => analysis.confidence < settings.minConfidence,
  status_won: (input) =>
    input.analysis.status === 'WON' && inUse(input).some(({ type }) => type === 'WON'),
  status_lost: (input) =>
    input.analysis.status === 'LOST' && inUse(input).some(({ type }) => type === 'LOST'),
  score_range: (input) =>
    openStages(input).some(
      ({ scoreMin, scoreMax }) =>
        input.analysis.score >= scoreMin && input.analysis.score <= scoreMax,
    ),
  recommended_stage: (input) =>
    openStages(input).some(
      ({ name }) => bare(name) === bare(input.analysis.recommendedStage ?? ''),
    ),
  nearest_range: (input) =>
    openStages(input).some(({ scoreMin, scoreMax }) => scoreMin <= scoreMax),
  first_stage: (input) => openStages(input).length > 0,
  no_stages: () => true,
};

describe('decidePlacement', () => {
  it('always decides, the same way each time, with every rule traced once in order', () => {
    fc.assert(
      fc.property(dictated, (input) => {
        const before = structuredClone(input);
        const decision = decidePlacement(input);
        expect(input).toEqual(before);
        expect(decidePlacement(before)).toEqual(decision);
        expect(placementOutcomes).toContain(decision.outcome);
        expect(decision.trace.map(({ rule }) => rule)).toEqual(placementRules);
        const fired = decision.trace.filter((entry) => entry.fired).map(({ rule }) => rule);
        expect(fired).toEqual([decision.rule]);
        for (const text of [decision.reason, ...decision.trace.map(({ why }) => why)])
          expect(text).not.toBe('');
      }),
      runs,
    );
  });

  it('fires the first rule whose condition holds', () => {
    const fired = new Map<PlacementRule, number>();
    fc.assert(
      fc.property(plausible, (input) => {
        const { rule } = decidePlacement(input);
        fired.set(rule, (fired.get(rule) ?? 0) + 1);
        expect(rule).toBe(placementRules.find((each) => holds[each](input)));
      }),
      { ...runs, seed: 6 },
    );
    expect([...fired.keys()].toSorted()).toEqual(placementRules.toSorted());
  });

  it('moves, or suggests a move, only under protection while an open stage satisfies it', () => {
    fc.assert(
      fc.property(plausible, (input) => {
        const { outcome, stageId } = decidePlacement(input);
        const { score } = input.analysis;
        const floor = score >= 80 ? 50 : score >= 50 ? 20 : 0;
        if (outcome !== 'moved' && outcome !== 'review') return;
        if (!openStages(input).some(({ scoreMin }) => scoreMin >= floor)) return;
        const target = input.pipeline.stages.find(({ id }) => id === stageId);
        expect(target?.scoreMin).toBeGreaterThanOrEqual(floor);
      }),
      runs,
    );
  });

  it('names what protection replaced, and only when it replaced something', () => {
    fc.assert(
      fc.property(plausible, (input) => {
        const { stageId, protected: instead } = decidePlacement(input);
        if (instead === null) return;
        const from = input.pipeline.stages.find(({ id }) => id === instead.fromStageId);
        expect(from?.scoreMin).toBeLessThan(instead.floor);
        expect(stageId).not.toBe(instead.fromStageId);
      }),
      runs,
    );
  });

  it('agrees between outcome and target', () => {
    fc.assert(
      fc.property(dictated, (input) => {
        const { outcome, stageId } = decidePlacement(input);
        const { currentStageId } = input.contact;
        const stages = input.pipeline.stages.map(({ id }) => id);
        if (stageId !== null) expect(stages).toContain(stageId);
        if (outcome === 'skipped') expect(stageId).toBeNull();
        if (outcome === 'moved') expect([null, currentStageId]).not.toContain(stageId);
        if (outcome === 'review' && stageId !== null) expect(stageId).not.toBe(currentStageId);
        if (outcome === 'kept' && stageId !== null) expect(stageId).toBe(currentStageId);
      }),
      runs,
    );
  });
});

describe('a model that obeys the attacker', () => {
  it('moves the contact only within the allowed stages', () => {
    fc.assert(
      fc.property(dictated, (input) => {
        const { outcome, stageId } = decidePlacement(input);
        if (outcome !== 'moved' && outcome !== 'review') return;
        const lost = inUse(input).find(({ type }) => type === 'LOST');
        const allowed = openStages(input).map(({ id }) => id);
        if (input.analysis.status === 'LOST' && lost) allowed.push(lost.id);
        if (stageId !== null) expect(allowed).toContain(stageId);
      }),
      runs,
    );
  });

  it('cannot pass the lock or the update mode', () => {
    fc.assert(
      fc.property(dictated, (input) => {
        const isHeld = holds.update_mode(input) || holds.human_lock(input);
        if (isHeld) expect(['kept', 'skipped']).toContain(decidePlacement(input).outcome);
      }),
      runs,
    );
  });

  it('cannot get its words into what is stored', () => {
    const marked = fc.string().map((text) => `<i>${text}</i>`);
    fc.assert(
      fc.property(dictated, marked, (input, recommendedStage) => {
        const contact = { ...input.contact, lockedByHuman: null };
        const analysis = { ...input.analysis, recommendedStage };
        const decision = decidePlacement({ ...input, contact, analysis });
        expect(JSON.stringify(decision)).not.toContain('<i>');
      }),
      runs,
    );
  });
});
