import { describe, expect, it } from 'vitest';
import {
  inputOf,
  problemsOf,
  removedStages,
  type StageDraft,
  shareScores,
} from './stage-drafts.rules.ts';

const draft = (name: string, facts: Partial<StageDraft> = {}): StageDraft => ({
  key: name,
  id: null,
  name,
  type: 'IN_PROGRESS',
  description: null,
  color: 'blue',
  scoreMin: 0,
  scoreMax: 100,
  ...facts,
});

describe('stage drafts', () => {
  it('sends ids of saved stages only, and never the key', () => {
    const { stages } = inputOf([draft('Open', { id: 'a' }), draft('New')]);
    expect(stages.map((stage) => 'id' in stage)).toEqual([true, false]);
    expect(stages.some((stage) => 'key' in stage)).toBe(false);
  });

  it('shares scores out without problems, and leaves archived stages alone', () => {
    const shared = shareScores([
      draft('Lead', { type: 'LEAD' }),
      draft('Open'),
      draft('Won', { type: 'WON' }),
      draft('Old', { type: 'ARCHIVED', scoreMin: 3, scoreMax: 4 }),
    ]);
    expect(problemsOf(shared)).toEqual([]);
    expect(shared.map(({ scoreMin, scoreMax }) => [scoreMin, scoreMax])).toEqual([
      [0, 30],
      [31, 80],
      [81, 100],
      [3, 4],
    ]);
  });

  it('says gaps, overlaps and reversed ranges with names', () => {
    const problems = problemsOf([
      draft('A', { scoreMin: 0, scoreMax: 40 }),
      draft('B', { scoreMin: 40, scoreMax: 90 }),
      draft('C', { scoreMin: 99, scoreMax: 95 }),
    ]);
    expect(problems).toContain('A and B share score 40; the first one takes them.');
    expect(problems).toContain('C starts at 99 and ends at 95: swap them.');
    expect(problems.some((text) => text.startsWith('No stage takes scores 91–'))).toBe(true);
  });

  it('finds the saved stages that are gone', () => {
    const saved = [{ id: 'a' }, { id: 'b' }];
    expect(removedStages(saved, [draft('B', { id: 'b' }), draft('New')])).toEqual([{ id: 'a' }]);
  });
});
