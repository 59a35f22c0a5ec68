import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Analysis } from '../../contracts/analysis.ts';
import { answerSchema, checkAnswer } from './answer.rules.ts';
import { context, goodAnswer, transcript } from './test-conversations.ts';

const talk = transcript('c: Hi, I need 20 m² of blue tiles', 'b: 450 EUR', 'c: ok');

function reading(change: Record<string, unknown>) {
  const checked = checkAnswer({ ...goodAnswer, ...change }, talk, context);
  if (!checked.ok) throw new Error(checked.problems.join());
  return checked.reading;
}

function problems(value: unknown): string[] {
  const checked = checkAnswer(value, talk, context);
  return checked.ok ? [] : checked.problems;
}

describe('answerSchema', () => {
  const bounded =
    /"(minimum|maximum|minLength|maxLength|minItems|maxItems|pattern|format|default)"/;

  it('asks for everything, bounds nothing, and names the stages', () => {
    const schema = JSON.stringify(z.toJSONSchema(answerSchema(context.stages)));
    expect(schema).not.toMatch(bounded);
    expect(schema).toContain('"enum":["New lead","Quoted","Won","Lost"]');
    expect(answerSchema(context.stages).safeParse(goodAnswer).success).toBe(true);
    expect(answerSchema(context.stages).safeParse({ score: 1 }).success).toBe(false);
  });

  it('asks for no stage when there is none, or only blank ones', () => {
    const blank = context.stages.map((stage) => ({ ...stage, name: ' ' }));
    for (const stages of [[], blank]) {
      expect(JSON.stringify(z.toJSONSchema(answerSchema(stages)))).not.toContain('Stage');
    }
  });
});

describe('checkAnswer', () => {
  it('keeps a good answer', () => {
    const { evidence, ...rest } = goodAnswer;
    expect(reading({})).toEqual({
      ...rest,
      evidence: [{ messageId: 'mid-1', quote: evidence[0]?.quote }],
    });
  });

  it.each([
    [1e99, 100],
    [-4, 1],
    [0, 1],
    [54.6, 55],
    ['72', 72],
    [Number.POSITIVE_INFINITY, 100],
  ])('clamps the score %s to %s', (score, expected) => {
    expect(reading({ score }).score).toBe(expected);
  });

  it('names what is missing without quoting the answer', () => {
    expect(problems({ ...goodAnswer, score: 'high' })).toEqual(['score is not a number']);
    expect(problems({ ...goodAnswer, summary: '<br>' })).toEqual(['summary is missing']);
    expect(problems({ ...goodAnswer, status: 'OWNED' }).join()).not.toContain('OWNED');
    for (const value of [null, [], 'text', 7, {}]) expect(problems(value)).toHaveLength(3);
  });

  it('gives safe defaults for everything else', () => {
    const { summary, score, status } = goodAnswer;
    const checked = checkAnswer({ summary, score, status }, talk, context);
    expect(checked).toMatchObject({
      ok: true,
      reading: {
        confidence: 0,
        recommendedStage: null,
        price: null,
        followUpOn: null,
        sentiment: 'neutral',
        intentScore: 55,
        language: 'und',
      },
    });
  });

  it('reads enums in any spelling, but only those', () => {
    expect(reading({ status: 'proposal sent' }).status).toBe('PROPOSAL_SENT');
    expect(reading({ sentiment: 'Positive' }).sentiment).toBe('positive');
    expect(reading({ urgency: 'now!!' }).urgency).toBe('medium');
  });

  it('knows only stages of the pipeline', () => {
    expect(reading({ recommendedStage: ' quoted ' }).recommendedStage).toBe('Quoted');
    expect(reading({ recommendedStage: 'VIP' }).recommendedStage).toBeNull();
    const stageProbabilities = [
      { stage: 'VIP', probability: 1 },
      { stage: 'Lost', probability: -3 },
      { stage: 'Won', probability: 90 },
      { stage: 'Won', probability: 0.1 },
      { stage: 'Quoted', probability: '0.3' },
      { stage: 'New lead', probability: 0.2 },
    ];
    expect(reading({ stageProbabilities }).stageProbabilities).toEqual([
      { stage: 'Won', probability: 0.9 },
      { stage: 'Quoted', probability: 0.3 },
      { stage: 'New lead', probability: 0.2 },
    ]);
  });

  it.each([
    [
      { amount: 12.5, currency: 'php', state: 'agreed' },
      { amount: 12.5, currency: 'PHP' },
    ],
    [{ amount: 12, currency: 'ZZZ', state: 'agreed' }, { currency: null }],
    [{ amount: -1, currency: 'EUR', state: 'agreed' }, null],
    [{ amount: 1e15, currency: 'EUR', state: 'agreed' }, null],
    [{ amount: 5, currency: 'EUR', state: 'stolen' }, null],
    ['450 EUR', null],
  ])('reads the price %j', (price, expected) => {
    if (expected === null) expect(reading({ price }).price).toBeNull();
    else expect(reading({ price }).price).toMatchObject(expected);
  });

  it.each([
    ['2026-01-07', '2026-01-07'],
    ['2026-01-07T10:00:00Z', '2026-01-07'],
    ['2026-02-30', null],
    ['2025-12-01', null],
    ['2999-01-01', null],
    ['next week', null],
  ])('reads the follow-up day %s', (followUpOn, expected) => {
    expect(reading({ followUpOn }).followUpOn).toBe(expected);
  });

  it('always fits the contract or says what is wrong', () => {
    const field = fc.constantFrom(...Object.keys(goodAnswer));
    const change = fc.dictionary(field, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 });
    fc.assert(
      fc.property(change, (changes) => {
        const checked = checkAnswer({ ...goodAnswer, ...changes }, talk, context);
        if (!checked.ok) {
          expect(checked.problems.length).toBeGreaterThan(0);
          return;
        }
        const source = { source: 'gemini', model: 'x', isFallback: false };
        expect(Analysis.safeParse({ ...source, ...checked.reading }).error).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
