import { describe, expect, it } from 'vitest';
import { type JudgedPlacement, planVerdict } from './verdict.rules.ts';

const moved: JudgedPlacement = {
  id: 'p',
  contactId: 'c',
  outcome: 'moved',
  decidedBy: 'ai',
  fromPipelineId: 'sales',
  fromStageId: 'new',
  fromStageName: 'New',
  fromExists: true,
  fromPipelineExists: true,
  toStageId: 'won',
  toStageName: 'Won',
  toPipelineId: 'sales',
  verdict: null,
  movedSince: false,
  reviewedSince: false,
  wasMovedByHand: false,
};
const review: JudgedPlacement = { ...moved, outcome: 'review' };
const accept = { verdict: 'accepted' } as const;
const undo = { verdict: 'undone' } as const;

describe('planVerdict', () => {
  it('undoes a move from nowhere to incoming, also when its pipeline is gone', () => {
    const fromNowhere = { ...moved, fromStageId: null, fromStageName: null };
    const plan = planVerdict({ ...fromNowhere, fromPipelineExists: false }, undo, 'Ana');
    expect(plan).toMatchObject({
      kind: 'moves',
      move: {
        to: { pipelineId: null, stageId: null },
        reason: 'Back to incoming: undone by Ana',
        lock: 'set',
      },
    });
  });

  it('keeps the lock of an earlier move by hand when a later one is undone', () => {
    const byHand = { ...moved, decidedBy: 'person' } as const;
    expect(planVerdict(byHand, undo, 'Ana')).toMatchObject({ move: { lock: 'clear' } });
    const twice = { ...byHand, wasMovedByHand: true };
    expect(planVerdict(twice, undo, 'Ana')).toMatchObject({ move: { lock: 'set' } });
  });

  it('refuses to return a contact to a stage that is gone, or to move it to one', () => {
    expect(planVerdict({ ...moved, fromExists: false }, undo, 'Ana').kind).toBe('refused');
    const gone = { ...review, toStageName: null, toPipelineId: null };
    expect(planVerdict(gone, accept, 'Ana').kind).toBe('refused');
  });

  it('refuses a suggestion that a newer one has replaced, but not agreement with an old move', () => {
    expect(planVerdict({ ...review, reviewedSince: true }, accept, 'Ana').kind).toBe('refused');
    expect(planVerdict({ ...review, movedSince: true }, undo, 'Ana').kind).toBe('refused');
    expect(planVerdict({ ...moved, movedSince: true }, accept, 'Ana')).toEqual({
      kind: 'stays',
      lock: false,
    });
  });

  it('lets an accepted move still be undone, and an undone one nothing more', () => {
    expect(planVerdict({ ...moved, verdict: 'accepted' }, undo, 'Ana').kind).toBe('moves');
    expect(planVerdict({ ...moved, verdict: 'undone' }, accept, 'Ana').kind).toBe('refused');
    expect(planVerdict({ ...moved, verdict: 'undone' }, undo, 'Ana').kind).toBe('unchanged');
  });
});
