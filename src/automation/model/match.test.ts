import { describe, expect, it } from 'vitest';
import {
  automationOf,
  factsOf,
  happeningOf,
  monday,
  scoreAbove,
  triggers,
} from './automation.fixture.ts';
import { explainMatch, matchAutomation } from './match.ts';
import type { CompiledAutomation, Facts, Happening } from './types.ts';

const automation = automationOf(
  [],
  { trigger: { type: 'contact_updated', params: { field: 'score' } }, conditions: scoreAbove(80) },
  'pipeline-1',
);
const inside = factsOf({ pipelineId: 'pipeline-1' });

function match(
  facts: Facts,
  happening: Happening = happeningOf(),
  of: CompiledAutomation = automation,
) {
  return matchAutomation(of, happening, facts, monday, triggers);
}

describe('matchAutomation', () => {
  it('asks trigger, pipeline and conditions', () => {
    expect(match(inside)).toEqual({ matched: true });
    expect(match(inside, happeningOf({ type: 'job.updated' }))).toEqual({
      matched: false,
      why: 'It is no contact.updated.',
    });
    expect(match(factsOf({ pipelineId: 'other' }))).toMatchObject({ matched: false });
    expect(match({})).toMatchObject({ matched: false });
    expect(match(factsOf({ pipelineId: 'pipeline-1', score: 80 }))).toEqual({
      matched: false,
      why: 'Its conditions do not hold.',
    });
  });

  it('needs nothing but the trigger when nothing else is set', () => {
    expect(match({}, happeningOf(), automationOf([]))).toEqual({ matched: true });
  });
});

describe('explainMatch', () => {
  it('answers every part, also behind one that does not hold', () => {
    const facts = factsOf({ pipelineId: 'other', score: 42 });
    const happening = happeningOf({ changes: { status: ['NEW', 'WON'] } });
    const explained = explainMatch(automation, happening, facts, monday, triggers);
    expect(explained).toMatchObject({
      matched: false,
      trigger: { ok: false, why: 'score did not change.' },
      pipeline: { ok: false },
      conditions: { holds: false, result: { actual: 42 } },
    });
    expect(explainMatch(automation, happeningOf(), inside, monday, triggers).matched).toBe(true);
  });
});
