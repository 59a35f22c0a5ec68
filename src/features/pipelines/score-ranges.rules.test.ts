import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StageType, stageTypes } from '../../contracts/stage-types.ts';
import {
  areRangesDefault,
  checkRanges,
  generateScoreRanges,
  type RangedStage,
} from './score-ranges.rules.ts';

const shares: Record<StageType, [number, number]> = {
  LEAD: [0, 30],
  IN_PROGRESS: [31, 80],
  WON: [81, 100],
  LOST: [0, 20],
  ARCHIVED: [0, 100],
};

function stage(id: string, type: StageType, scoreMin = 0, scoreMax = 100): RangedStage {
  return { id, type, scoreMin, scoreMax };
}

function pipelineOf(...types: StageType[]): RangedStage[] {
  return types.map((type, index) => stage(`s${index}`, type));
}

function generated(...types: StageType[]): [number, number][] {
  return generateScoreRanges(pipelineOf(...types)).map((r) => [r.scoreMin, r.scoreMax]);
}

function within(stages: RangedStage[]): RangedStage[] {
  const ranges = new Map(generateScoreRanges(stages).map((range) => [range.id, range]));
  return stages.map((each) => ({ ...each, ...ranges.get(each.id) }));
}

const someStages = fc
  .array(fc.constantFrom(...stageTypes), { maxLength: 150 })
  .map((types) => pipelineOf(...types));

describe('generateScoreRanges', () => {
  it('gives a lone stage its whole share', () => {
    expect(generated(...stageTypes)).toEqual(stageTypes.map((type) => shares[type]));
  });

  it('splits a share among the stages of the type, in pipeline order', () => {
    expect(generated('LEAD', 'IN_PROGRESS', 'LEAD', 'IN_PROGRESS', 'IN_PROGRESS', 'WON')).toEqual([
      [0, 14],
      [31, 46],
      [15, 30],
      [47, 63],
      [64, 80],
      [81, 100],
    ]);
  });

  it('gives every stage one point when there are as many stages as points', () => {
    const won = generated(...Array<StageType>(20).fill('WON'));
    expect(won).toEqual(Array.from({ length: 20 }, (_, index) => [81 + index, 81 + index]));
  });

  it('lets neighbours share a point when there are more stages than points', () => {
    const won = generated(...Array<StageType>(40).fill('WON'));
    expect(won.slice(0, 4)).toEqual([
      [81, 81],
      [81, 81],
      [82, 82],
      [82, 82],
    ]);
    expect(won.at(-1)).toEqual([100, 100]);
  });

  it('returns nothing for a pipeline without stages', () => {
    expect(generateScoreRanges([])).toEqual([]);
  });

  it('covers each share with whole, ordered ranges of even width', () => {
    fc.assert(
      fc.property(someStages, (stages) => {
        const ranges = generateScoreRanges(stages);
        expect(ranges.map(({ id }) => id)).toEqual(stages.map(({ id }) => id));
        for (const type of stageTypes) {
          const own = ranges.filter((_, index) => stages[index]?.type === type);
          if (own.length > 0) expectEvenSplit(own, shares[type]);
        }
      }),
    );
  });
});

function expectEvenSplit(
  own: { scoreMin: number; scoreMax: number }[],
  [from, to]: [number, number],
) {
  const points = to - from + 1;
  const widths = own.map(({ scoreMin, scoreMax }) => scoreMax - scoreMin + 1);
  const fair = points / own.length;
  for (const [index, width] of widths.entries()) {
    expect(Number.isInteger(own[index]?.scoreMin)).toBe(true);
    expect(width).toBeGreaterThanOrEqual(Math.max(1, Math.floor(fair)));
    expect(width).toBeLessThanOrEqual(Math.max(1, Math.ceil(fair)));
    const gap = (own[index + 1]?.scoreMin ?? to + 1) - (own[index]?.scoreMax ?? Number.NaN);
    if (own.length <= points) expect(gap).toBe(1);
    else expect([0, 1]).toContain(gap);
  }
  expect(own[0]?.scoreMin).toBe(from);
  expect(own.at(-1)?.scoreMax).toBe(to);
}

describe('areRangesDefault', () => {
  it.each([
    ['all at 0–100', pipelineOf('LEAD', 'WON'), true],
    ['one narrower', [stage('a', 'LEAD'), stage('b', 'WON', 81)], false],
    ['one lower', [stage('a', 'LEAD', 0, 99)], false],
    ['generated', within(pipelineOf('LEAD', 'WON')), false],
  ])('%s → %s', (_, stages, expected) => {
    expect(areRangesDefault(stages)).toBe(expected);
  });
});

describe('checkRanges', () => {
  it('finds nothing wrong with what is generated', () => {
    const full = within(
      pipelineOf('LEAD', 'LEAD', 'IN_PROGRESS', 'IN_PROGRESS', 'WON', 'LOST', 'ARCHIVED'),
    );
    expect(checkRanges(full)).toEqual([]);
  });

  it.each<[string, RangedStage[], unknown[]]>([
    [
      'a gap in the middle, with both its ends',
      [stage('a', 'LEAD', 0, 30), stage('b', 'IN_PROGRESS', 41, 80), stage('c', 'WON', 81)],
      [{ kind: 'gap', from: 31, to: 40 }],
    ],
    [
      'a gap of one point',
      [stage('a', 'LEAD', 0, 49), stage('b', 'WON', 51)],
      [{ kind: 'gap', from: 50, to: 50 }],
    ],
    [
      'gaps at both ends; a missing 0 is none, since no analysis scores 0',
      [stage('a', 'LEAD', 2, 99)],
      [
        { kind: 'gap', from: 1, to: 1 },
        { kind: 'gap', from: 100, to: 100 },
      ],
    ],
    ['no gap when a range starts at 1', [stage('a', 'LEAD', 1, 100)], []],
    [
      'a gap hidden behind LOST and ARCHIVED, which no score leads to',
      [stage('a', 'LEAD', 21), stage('b', 'LOST', 0, 20), stage('c', 'ARCHIVED')],
      [{ kind: 'gap', from: 1, to: 20 }],
    ],
    [
      'an overlap of one point between LEAD and IN_PROGRESS, whatever their order',
      [stage('b', 'IN_PROGRESS', 30, 100), stage('a', 'LEAD', 0, 30)],
      [{ kind: 'overlap', stageIds: ['b', 'a'], from: 30, to: 30 }],
    ],
    [
      'every pair that overlaps',
      [stage('a', 'LEAD'), stage('b', 'LEAD', 0, 50), stage('c', 'LEAD', 40, 60)],
      [
        { kind: 'overlap', stageIds: ['a', 'b'], from: 0, to: 50 },
        { kind: 'overlap', stageIds: ['a', 'c'], from: 40, to: 60 },
        { kind: 'overlap', stageIds: ['b', 'c'], from: 40, to: 50 },
      ],
    ],
    ['no overlap with WON, LOST or ARCHIVED', pipelineOf('LEAD', 'WON', 'LOST', 'ARCHIVED'), []],
    [
      'a reversed range, which covers nothing',
      [stage('a', 'LEAD', 0, 50), stage('b', 'IN_PROGRESS', 100, 51)],
      [
        { kind: 'reversed', stageId: 'b', from: 100, to: 51 },
        { kind: 'gap', from: 51, to: 100 },
      ],
    ],
    [
      'ranges that leave 0–100',
      [stage('a', 'LEAD', -1, 50), stage('b', 'WON', 51, 101)],
      [
        { kind: 'out_of_bounds', stageId: 'a', from: -1, to: 50 },
        { kind: 'out_of_bounds', stageId: 'b', from: 51, to: 101 },
      ],
    ],
    ['a pipeline no score leads into', [stage('a', 'LOST')], [{ kind: 'gap', from: 1, to: 100 }]],
  ])('reports %s', (_, stages, expected) => {
    expect(checkRanges(stages)).toEqual(expected);
  });

  it('reports as gaps exactly the scores no LEAD, IN_PROGRESS or WON stage takes', () => {
    const point = fc.integer({ min: -5, max: 105 });
    const ranged = fc.record({
      id: fc.uuid(),
      type: fc.constantFrom(...stageTypes),
      scoreMin: point,
      scoreMax: point,
    });
    fc.assert(
      fc.property(fc.array(ranged, { maxLength: 6 }), fc.integer({ min: 1, max: 100 }), check),
    );
    function check(stages: RangedStage[], score: number) {
      const inGap = checkRanges(stages).some(
        (problem) => problem.kind === 'gap' && problem.from <= score && score <= problem.to,
      );
      const isTaken = stages.some(
        ({ type, scoreMin, scoreMax }) =>
          type !== 'LOST' && type !== 'ARCHIVED' && scoreMin <= score && score <= scoreMax,
      );
      expect(inGap).toBe(!isTaken);
    }
  });
});
