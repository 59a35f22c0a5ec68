import { describe, expect, it } from 'vitest';
import type { StageType } from '../../contracts/stage-types.ts';
import {
  decidePlacement,
  type PlacementDecision,
  type PlacementInput,
  type PlacementRule,
  type PlacementStage,
  placementRules,
} from './placement.rules.ts';

function stage(
  id: string,
  type: StageType,
  scoreMin: number,
  scoreMax: number,
  more: Partial<PlacementStage> = {},
): PlacementStage {
  return { id, name: id, type, scoreMin, scoreMax, ...more };
}

const sales = [
  stage('New', 'LEAD', 0, 30),
  stage('Contacted', 'IN_PROGRESS', 31, 55),
  stage('Qualified', 'IN_PROGRESS', 56, 80),
  stage('Won', 'WON', 81, 100),
  stage('Second order', 'WON', 81, 100),
  stage('Lost', 'LOST', 0, 20),
  stage('Spam', 'ARCHIVED', 0, 100),
];
/** Nothing takes 31–40 or 61–100. */
const gappy = [
  stage('New', 'LEAD', 0, 30),
  stage('Talking', 'IN_PROGRESS', 41, 50),
  stage('Décision finale', 'IN_PROGRESS', 51, 60),
];
const lock = { at: new Date('2025-11-03T10:00:00Z'), by: 'Maria Cruz' };

interface Given {
  stages?: PlacementStage[];
  contact?: Partial<PlacementInput['contact']>;
  analysis?: Partial<PlacementInput['analysis']>;
  settings?: Partial<PlacementInput['settings']>;
  requestedReview?: boolean;
}

/** A new contact, read with certainty, on a page that updates; each test changes what it is about. */
function decide(given: Given): PlacementDecision {
  return decidePlacement({
    contact: {
      currentStageId: null,
      currentPipelineId: given.contact?.currentStageId ? 'pipeline' : null,
      score: null,
      lockedByHuman: null,
      ...given.contact,
    },
    analysis: {
      score: 45,
      status: 'CONTACTED',
      confidence: 90,
      recommendedStage: null,
      source: 'gemini',
      ...given.analysis,
    },
    pipeline: { id: 'pipeline', stages: given.stages ?? sales },
    settings: { updateMode: 'UPDATE_EXISTING', minConfidence: 60, ...given.settings },
    ...(given.requestedReview === undefined ? {} : { requestedReview: given.requestedReview }),
  });
}

const why = (decision: PlacementDecision, rule: PlacementRule) =>
  decision.trace.find((entry) => entry.rule === rule)?.why;

describe('the decision order', () => {
  const skip = { updateMode: 'SKIP_EXISTING' } as const;
  const placed = { currentStageId: 'New' };

  // From the first rule on, each row is the row before without that row's condition.
  it.each<[PlacementRule, PlacementDecision['outcome'], string | null, Given]>([
    [
      'update_mode',
      'skipped',
      null,
      {
        contact: { ...placed, lockedByHuman: lock },
        settings: skip,
        analysis: { confidence: 10, status: 'WON' },
      },
    ],
    [
      'human_lock',
      'kept',
      'New',
      {
        contact: { ...placed, lockedByHuman: lock },
        analysis: { confidence: 10, status: 'WON' },
      },
    ],
    [
      'confidence',
      'review',
      'Won',
      { contact: placed, analysis: { confidence: 10, status: 'WON' } },
    ],
    ['status_won', 'moved', 'Won', { contact: placed, analysis: { status: 'WON', score: 10 } }],
    ['status_lost', 'moved', 'Lost', { contact: placed, analysis: { status: 'LOST', score: 40 } }],
    [
      'score_range',
      'moved',
      'Contacted',
      { contact: placed, analysis: { recommendedStage: 'Qualified' } },
    ],
    [
      'recommended_stage',
      'moved',
      'Talking',
      { stages: gappy, analysis: { score: 33, recommendedStage: 'Talking' } },
    ],
    ['nearest_range', 'moved', 'Talking', { stages: gappy, analysis: { score: 39 } }],
    ['first_stage', 'moved', 'Odd', { stages: [stage('Odd', 'LEAD', 90, 10)] }],
    ['no_stages', 'skipped', null, { stages: [] }],
  ])('%s → %s %s', (rule, outcome, stageId, given) => {
    const decision = decide(given);
    expect(decision).toMatchObject({ rule, outcome, stageId, protected: null });
    const at = placementRules.indexOf(rule);
    expect(decision.trace.map((entry) => entry.rule)).toEqual(placementRules);
    expect(decision.trace.map((entry) => entry.fired)).toEqual(
      placementRules.map((each) => each === rule),
    );
    for (const { why } of decision.trace.slice(0, at)) expect(why).not.toMatch(/^Not reached/);
    for (const { why } of decision.trace.slice(at + 1)) expect(why).toMatch(/^Not reached/);
  });

  // Both neighbours hold; the earlier one must win.
  it.each<[PlacementRule, PlacementRule, Given]>([
    ['update_mode', 'human_lock', { contact: { ...placed, lockedByHuman: lock }, settings: skip }],
    ['human_lock', 'confidence', { contact: { lockedByHuman: lock }, analysis: { confidence: 0 } }],
    ['confidence', 'status_won', { analysis: { confidence: 59, status: 'WON' } }],
    ['status_won', 'score_range', { analysis: { status: 'WON', score: 5 } }],
    ['status_lost', 'score_range', { analysis: { status: 'LOST', score: 45 } }],
    [
      'score_range',
      'recommended_stage',
      { stages: gappy, analysis: { score: 20, recommendedStage: 'Talking' } },
    ],
    [
      'recommended_stage',
      'nearest_range',
      { stages: gappy, analysis: { score: 31, recommendedStage: 'Décision finale' } },
    ],
    ['nearest_range', 'first_stage', { stages: gappy.toReversed(), analysis: { score: 31 } }],
    ['first_stage', 'no_stages', { stages: [stage('Odd', 'WON', 90, 10)] }],
  ])('%s comes before %s', (rule, _, given) => {
    expect(decide(given).rule).toBe(rule);
  });
});

describe('update mode', () => {
  const skip = { updateMode: 'SKIP_EXISTING' } as const;

  it.each([
    ['SKIP_EXISTING places a contact without a stage', null, skip, 'score_range', 'moved'],
    ['SKIP_EXISTING leaves a placed contact', 'New', skip, 'update_mode', 'skipped'],
    ['SKIP_EXISTING leaves one in another pipeline', 'elsewhere', skip, 'update_mode', 'skipped'],
    ['UPDATE_EXISTING moves a placed contact', 'New', {}, 'score_range', 'moved'],
    ['UPDATE_EXISTING takes one from another pipeline', 'elsewhere', {}, 'score_range', 'moved'],
    ['UPDATE_EXISTING keeps one that is there', 'Contacted', {}, 'score_range', 'kept'],
  ])('%s', (_, currentStageId, settings, rule, outcome) => {
    expect(decide({ contact: { currentStageId }, settings })).toMatchObject({ rule, outcome });
  });

  it('says which pipeline it was left in', () => {
    const contact = { currentStageId: 'elsewhere', currentPipelineId: 'other' };
    expect(decide({ contact, settings: skip }).reason).toBe(
      'Left in its other pipeline: this page only places contacts without a stage',
    );
    expect(decide({ contact: { currentStageId: 'New' }, settings: skip }).reason).toBe(
      'Left where it is: this page only places contacts without a stage',
    );
  });

  it('places a contact whose stage was deleted', () => {
    const contact = { currentStageId: null, currentPipelineId: 'pipeline' };
    expect(decide({ contact, settings: skip })).toMatchObject({ outcome: 'moved' });
  });
});

describe('human lock', () => {
  it('keeps the contact and says who moved it and when', () => {
    const decision = decide({ contact: { currentStageId: 'Lost', lockedByHuman: lock } });
    expect(decision).toMatchObject({ outcome: 'kept', stageId: 'Lost' });
    expect(decision.reason).toBe(
      'Kept: moved by hand by Maria Cruz on 3 Nov 2025, so the AI leaves it',
    );
  });

  it('also holds for a contact moved by hand to another pipeline or out of all', () => {
    for (const currentStageId of ['elsewhere', null])
      expect(decide({ contact: { currentStageId, lockedByHuman: lock } })).toMatchObject({
        outcome: 'kept',
        stageId: null,
        rule: 'human_lock',
      });
  });
});

describe('a new look that a person asked for', () => {
  const contact = { currentStageId: 'New', lockedByHuman: lock };
  const settings = { updateMode: 'SKIP_EXISTING' } as const;

  it('passes update mode and human lock, and says so', () => {
    const decision = decide({ contact, settings, requestedReview: true });
    expect(decision).toMatchObject({ outcome: 'moved', rule: 'score_range' });
    expect(why(decision, 'update_mode')).toMatch(/a person asked for a new look/);
    expect(why(decision, 'human_lock')).toMatch(/Maria Cruz .* a person asked for a new look/);
  });

  it('does not pass the confidence threshold', () => {
    const decision = decide({ contact, requestedReview: true, analysis: { confidence: 5 } });
    expect(decision).toMatchObject({ outcome: 'review', rule: 'confidence' });
  });

  it('changes nothing when it is false', () => {
    expect(decide({ contact, settings, requestedReview: false }).rule).toBe('update_mode');
  });
});

describe('confidence', () => {
  it.each([
    [59, 60, 'review'],
    [60, 60, 'moved'],
    [61, 60, 'moved'],
    [0, 0, 'moved'],
    [99, 100, 'review'],
    [Number.NaN, 0, 'review'],
  ])('%d%% with %d%% needed → %s', (confidence, minConfidence, outcome) => {
    const decision = decide({ analysis: { confidence }, settings: { minConfidence } });
    expect(decision.outcome).toBe(outcome);
  });

  it('suggests what the other rules would do, and says which one', () => {
    const decision = decide({ analysis: { confidence: 42 } });
    expect(decision.stageId).toBe('Contacted');
    expect(decision.reason).toBe(
      'Needs a look: Gemini is 42% sure, 60% is needed. Suggests Contacted: Score 45 is in Contacted (31–55)',
    );
    expect(why(decision, 'score_range')).toBe(
      'Not reached; the suggestion comes from here: Score 45 is in Contacted (31–55)',
    );
  });

  it('asks nobody when the suggestion is where the contact already is', () => {
    const decision = decide({
      contact: { currentStageId: 'Contacted' },
      analysis: { confidence: 42, source: 'local' },
    });
    expect(decision).toMatchObject({ outcome: 'kept', rule: 'confidence', stageId: 'Contacted' });
    expect(decision.reason).toBe(
      'Kept in Contacted: The built-in reader is 42% sure, 60% is needed, and the suggestion is the same stage',
    );
  });

  it('still asks a person when there is no stage to suggest', () => {
    const decision = decide({ analysis: { confidence: 42 }, stages: [] });
    expect(decision).toMatchObject({ outcome: 'review', rule: 'confidence', stageId: null });
    expect(decision.reason).toMatch(/no stage to suggest/);
  });

  it('suggests a stage that protection allows', () => {
    const decision = decide({ analysis: { confidence: 42, status: 'LOST', score: 79 } });
    expect(decision).toMatchObject({
      outcome: 'review',
      stageId: 'Qualified',
      protected: { fromStageId: 'Lost', floor: 20 },
    });
  });
});

describe('status', () => {
  it('goes to the first stage of the type, whatever the score', () => {
    expect(decide({ analysis: { status: 'WON', score: 1 } })).toMatchObject({
      stageId: 'Won',
      reason: 'Said yes: status WON',
    });
    expect(decide({ analysis: { status: 'LOST', score: 49 } })).toMatchObject({
      stageId: 'Lost',
      reason: 'Said no: status LOST',
    });
  });

  it('passes when the pipeline has no such stage, or only one taken out of use', () => {
    const without = sales.filter(({ type }) => type !== 'WON' && type !== 'LOST');
    const retired = sales.map((each) =>
      each.type === 'WON' || each.type === 'LOST' ? { ...each, archived: true } : each,
    );
    for (const stages of [without, retired])
      for (const [status, rule] of [
        ['WON', 'status_won'],
        ['LOST', 'status_lost'],
      ] as const) {
        const decision = decide({ stages, analysis: { status } });
        expect(decision).toMatchObject({ rule: 'score_range', stageId: 'Contacted' });
        expect(why(decision, rule)).toMatch(/this pipeline has no stage for/);
      }
  });

  it('never takes a contact that said no for won, by score or by name', () => {
    const stages = sales.filter(({ type }) => type !== 'LOST');
    const analysis = { status: 'LOST', score: 95, recommendedStage: 'Won' } as const;
    expect(decide({ stages, analysis })).toMatchObject({
      rule: 'nearest_range',
      stageId: 'Qualified',
    });
  });

  it.each([
    'NEW',
    'CONTACTED',
    'QUALIFIED',
    'PROPOSAL_SENT',
    'NEGOTIATING',
    'UNRESPONSIVE',
  ] as const)('%s leaves the choice to the score', (status) => {
    expect(decide({ analysis: { status } }).rule).toBe('score_range');
  });
});

describe('score range', () => {
  it.each([
    [1, 'New'],
    [30, 'New'],
    [31, 'Contacted'],
    [55, 'Contacted'],
    [56, 'Qualified'],
    [81, 'Won'],
    [100, 'Won'],
  ])('%d → %s', (score, stageId) => {
    expect(decide({ analysis: { score } })).toMatchObject({ rule: 'score_range', stageId });
  });

  it('never sends a low score to LOST or ARCHIVED, even when they come first', () => {
    const stages = sales.toReversed();
    const decision = decide({ stages, analysis: { score: 1 } });
    expect(decision.stageId).toBe('New');
    expect(why(decision, 'status_lost')).toBe(
      'Status is contacted, not lost; a low score alone never makes a contact lost',
    );
  });

  it('passes over stages taken out of use', () => {
    const stages = [stage('Old', 'LEAD', 0, 100, { archived: true }), ...sales];
    expect(decide({ stages }).stageId).toBe('Contacted');
  });

  it('takes the first of overlapping stages, unless the contact is in another of them', () => {
    const stages = [stage('A', 'LEAD', 0, 100), stage('B', 'LEAD', 40, 50)];
    expect(decide({ stages }).stageId).toBe('A');
    const there = decide({ stages, contact: { currentStageId: 'B' } });
    expect(there).toMatchObject({ outcome: 'kept', stageId: 'B' });
  });

  it.each([
    [null, 'Score 45 is in Contacted (31–55)'],
    [45, 'Score 45 is in Contacted (31–55)'],
    [20, 'Score 45, up from 20, is in Contacted (31–55)'],
    [70, 'Score 45, down from 70, is in Contacted (31–55)'],
  ])('says the score and where it came from (%s before)', (score, reason) => {
    expect(decide({ contact: { score } }).reason).toBe(reason);
  });
});

describe('recommended stage', () => {
  const named = (recommendedStage: string | null, stages = gappy) =>
    decide({ stages, analysis: { score: 35, recommendedStage } });

  it.each([
    'Décision finale',
    'décision FINALE',
    ' Decision  Finale\n',
    'DECISIONFINALE',
    'De\u0301cision\u00a0finale',
  ])('matches %j', (name) => {
    expect(named(name)).toMatchObject({ rule: 'recommended_stage', stageId: 'Décision finale' });
  });

  it.each([null, '', '   ', 'Decision', 'Décision finale!', '<b>Talking</b>'])(
    'does not match %j, and does not repeat it',
    (name) => {
      const decision = named(name);
      expect(decision.rule).toBe('nearest_range');
      expect(JSON.stringify(decision)).not.toContain('<b>');
    },
  );

  it('prefers the name that is the same with its accents', () => {
    const stages = [stage('Đã bạn', 'LEAD', 0, 10), stage('Đã bán', 'LEAD', 11, 20)];
    expect(named('đã bán', stages).stageId).toBe('Đã bán');
    expect(named('đã ban', stages).stageId).toBe('Đã bạn');
  });

  it('never matches LOST, ARCHIVED or a stage taken out of use', () => {
    const closed = [
      stage('Lost', 'LOST', 0, 20),
      stage('Spam', 'ARCHIVED', 0, 100),
      stage('Old', 'LEAD', 0, 100, { archived: true }),
    ];
    for (const { name } of closed)
      expect(named(name, [...closed, ...gappy]).rule).toBe('nearest_range');
  });

  it('is told on the card in our own name for the stage', () => {
    expect(named('TALKING').reason).toBe('No open stage covers score 35; the AI suggests Talking');
  });
});

describe('nearest range', () => {
  it.each([
    [31, 'Talking'],
    [40, 'Talking'],
    [61, 'Décision finale'],
  ])('compares midpoints, not edges: %d → %s', (score, stageId) => {
    const decision = decide({ stages: gappy, analysis: { score } });
    expect(decision).toMatchObject({ rule: 'nearest_range', stageId });
  });

  it('takes the earlier stage when two are as near', () => {
    const stages = [stage('A', 'LEAD', 0, 10), stage('B', 'LEAD', 20, 30)];
    expect(decide({ stages, analysis: { score: 15 } }).stageId).toBe('A');
    expect(decide({ stages: stages.toReversed(), analysis: { score: 15 } }).stageId).toBe('B');
  });

  it('leaves out reversed ranges', () => {
    const stages = [stage('Odd', 'LEAD', 40, 20), stage('Far', 'LEAD', 0, 5)];
    expect(decide({ stages, analysis: { score: 30 } }).stageId).toBe('Far');
  });

  it('says which range it was', () => {
    expect(decide({ stages: gappy, analysis: { score: 39 } }).reason).toBe(
      'No open stage covers score 39; Talking (41–50) is nearest',
    );
  });
});

describe('small pipelines', () => {
  it.each<[StageType, string | null, PlacementRule]>([
    ['LEAD', 'Only', 'nearest_range'],
    ['IN_PROGRESS', 'Only', 'nearest_range'],
    ['WON', 'Only', 'nearest_range'],
    ['LOST', null, 'no_stages'],
    ['ARCHIVED', null, 'no_stages'],
  ])('one %s stage out of range → %s', (type, stageId, rule) => {
    const stages = [stage('Only', type, 0, 10)];
    expect(decide({ stages, analysis: { score: 45 } })).toMatchObject({ stageId, rule });
  });

  it('uses LOST stages only for a contact that said no', () => {
    const stages = [stage('No price', 'LOST', 0, 10), stage('No reply', 'LOST', 11, 20)];
    expect(decide({ stages, analysis: { status: 'LOST', score: 15 } }).stageId).toBe('No price');
    const fresh = decide({ stages, analysis: { status: 'NEW', score: 15 } });
    expect(fresh).toMatchObject({ outcome: 'skipped', rule: 'no_stages', stageId: null });
    expect(fresh.reason).toBe('Not placed: this pipeline has no stage to put it in');
  });

  it('has nowhere to go when every stage is out of use', () => {
    const stages = sales.map((each) => ({ ...each, archived: true }));
    expect(decide({ stages })).toMatchObject({ outcome: 'skipped', rule: 'no_stages' });
  });

  it('starts in the first open stage when no range makes sense', () => {
    const stages = [
      stage('Gone', 'LOST', 0, 20),
      stage('B', 'LEAD', 9, 1),
      stage('A', 'LEAD', 9, 1),
    ];
    expect(decide({ stages })).toMatchObject({
      stageId: 'B',
      reason: 'No score range to go by, so it starts in B, the first stage',
    });
  });
});

describe('downgrade protection', () => {
  const stages = [
    stage('Any', 'LEAD', 0, 100),
    stage('From 20', 'IN_PROGRESS', 20, 20),
    stage('From 50', 'IN_PROGRESS', 50, 50),
  ];

  it.each([
    [49, 'Any', null],
    [50, 'From 50', 20],
    [79, 'From 50', 20],
    [80, 'From 50', 50],
    [100, 'From 50', 50],
  ])('score %d, chosen stage starting at 0 → %s', (score, stageId, floor) => {
    const decision = decide({ stages, analysis: { score } });
    expect(decision).toMatchObject({ rule: 'score_range', stageId });
    expect(decision.protected).toEqual(floor && { fromStageId: 'Any', floor });
  });

  it.each([
    [50, 19, true],
    [50, 20, false],
    [79, 20, false],
    [80, 20, true],
    [80, 49, true],
    [80, 50, false],
  ])('score %d, chosen stage starting at %d → replaced: %s', (score, scoreMin, isReplaced) => {
    const two = [stage('Chosen', 'LEAD', scoreMin, 100), stage('High', 'WON', 99, 99)];
    const decision = decide({ stages: two, analysis: { score } });
    expect(decision.protected !== null).toBe(isReplaced);
    expect(decision.stageId).toBe(isReplaced ? 'High' : 'Chosen');
  });

  it('keeps the contact where it is when that starts high enough', () => {
    const contact = { currentStageId: 'From 20' };
    const decision = decide({ stages, contact, analysis: { score: 79 } });
    expect(decision).toMatchObject({ outcome: 'kept', stageId: 'From 20' });
    expect(decision.reason).toBe(
      'Score 79 is in Any (0–100), but Any is too low for score 79, so it stays in From 20 (20–20)',
    );
    expect(decide({ stages, contact, analysis: { score: 80 } })).toMatchObject({
      outcome: 'moved',
      stageId: 'From 50',
    });
  });

  it('holds for a clear refusal too', () => {
    const decision = decide({ analysis: { status: 'LOST', score: 50 } });
    expect(decision).toMatchObject({
      rule: 'status_lost',
      stageId: 'Contacted',
      protected: { fromStageId: 'Lost', floor: 20 },
      reason:
        'Said no: status LOST, but Lost is too low for score 50, so it goes to Contacted (31–55)',
    });
  });

  it('does not make a contact that said no a won one', () => {
    expect(decide({ analysis: { status: 'LOST', score: 95 } }).stageId).toBe('Qualified');
    const simple = [
      stage('New', 'LEAD', 0, 30),
      stage('Talking', 'IN_PROGRESS', 31, 80),
      stage('Won', 'WON', 81, 100),
      stage('Lost', 'LOST', 0, 20),
    ];
    const decision = decide({ stages: simple, analysis: { status: 'LOST', score: 95 } });
    expect(decision).toMatchObject({ stageId: 'Lost', protected: null });
  });

  it('lets the choice stand when no stage starts high enough', () => {
    const decision = decide({ stages: [stage('Any', 'LEAD', 0, 100)], analysis: { score: 95 } });
    expect(decision).toMatchObject({ outcome: 'moved', stageId: 'Any', protected: null });
  });

  it('does not pull a contact out of the stage it is rightly in', () => {
    const decision = decide({
      stages,
      contact: { currentStageId: 'Any' },
      analysis: { score: 95 },
    });
    expect(decision).toMatchObject({ outcome: 'kept', stageId: 'Any', protected: null });
  });

  it('gives way only to open stages in use', () => {
    const closed = [
      stage('Shelf', 'ARCHIVED', 51, 100),
      stage('Old', 'LEAD', 51, 100, { archived: true }),
      ...stages,
    ];
    for (const currentStageId of ['Shelf', 'Old', null])
      expect(
        decide({ stages: closed, contact: { currentStageId }, analysis: { score: 90 } }).stageId,
      ).toBe('From 50');
  });
});
