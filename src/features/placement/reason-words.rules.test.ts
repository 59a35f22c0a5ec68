import { describe, expect, it } from 'vitest';
import type { PlacementDecision } from './placement.rules.ts';
import { reasonInTheirWords } from './reason-words.rules.ts';

const decision: PlacementDecision = {
  outcome: 'moved',
  stageId: 'stage',
  rule: 'score_range',
  protected: null,
  trace: [],
  reason: 'Score 82 is in Qualified (61–80)',
};
const evidence = [{ messageId: 'm1', quote: 'we need 500 units\nby March' }];

describe('reasonInTheirWords', () => {
  it('puts what the customer wrote before the rule', () => {
    expect(reasonInTheirWords(decision, evidence)).toBe(
      '“we need 500 units by March” – Score 82 is in Qualified (61–80)',
    );
  });

  it('says yes and no with the customer’s sentence', () => {
    const won = reasonInTheirWords({ ...decision, rule: 'status_won' }, evidence);
    expect(won).toBe('Said yes: “we need 500 units by March”');
    const lost = reasonInTheirWords({ ...decision, rule: 'status_lost' }, evidence);
    expect(lost).toBe('Said no: “we need 500 units by March”');
  });

  it('keeps the rule’s reason when nothing is quoted or the decision was held back', () => {
    expect(reasonInTheirWords(decision, [])).toBe(decision.reason);
    const held = { ...decision, outcome: 'skipped', rule: 'update_mode' } as const;
    expect(reasonInTheirWords(held, evidence)).toBe(decision.reason);
  });

  it('cuts a long sentence at a word', () => {
    const long = [{ messageId: 'm1', quote: 'word '.repeat(60) }];
    expect(reasonInTheirWords(decision, long)).toMatch(/^“(word ){13}word …” – Score 82/);
  });
});
