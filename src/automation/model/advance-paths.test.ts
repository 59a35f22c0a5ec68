import { describe, expect, it } from 'vitest';
import {
  act,
  advanced,
  automationOf,
  delayed,
  factsOf,
  happeningOf,
  later,
  scoreAbove,
  started,
} from './automation.fixture.ts';

const task = (id: string) => act(id, 'create_task', { title: id });
const goal = (more = {}) => ({ id: 'g', kind: 'goal', condition: scoreAbove(95), ...more });
const visited = (steps: { stepId: string }[]) => steps.map(({ stepId }) => stepId);

describe('a branch', () => {
  const automation = automationOf([
    {
      id: 'b',
      kind: 'branch',
      branches: [
        { id: 'hot', condition: scoreAbove(95), steps: [task('h')] },
        { id: 'warm', condition: scoreAbove(50), steps: [task('w'), task('w2')] },
        { id: 'none', condition: scoreAbove(10), steps: [] },
      ],
      otherwise: [task('o')],
    },
    task('after'),
  ]);

  it('takes the first that holds and comes back behind itself', () => {
    const { steps, state } = started(automation);
    expect(visited(steps)).toEqual(['b', 'w', 'w2', 'after']);
    expect(state.outputs['b']).toEqual({ branch: 'warm' });
  });

  it('keeps why it went there', () => {
    expect(started(automation).steps[0]?.output).toMatchObject({
      branch: 'warm',
      asked: [
        { branch: 'hot', result: { holds: false, result: { actual: 90 } } },
        { branch: 'warm', result: { holds: true } },
      ],
    });
  });

  it('has a way for all others, and ways without steps', () => {
    expect(visited(started(automation, { facts: factsOf({ score: 5 }) }).steps)).toEqual([
      'b',
      'o',
      'after',
    ]);
    expect(visited(started(automation, { facts: factsOf({ score: 20 }) }).steps)).toEqual([
      'b',
      'after',
    ]);
  });
});

describe('a split', () => {
  const automation = automationOf([
    {
      id: 's',
      kind: 'split',
      branches: [
        { id: 'a', weight: 30, steps: [task('ta')] },
        { id: 'b', weight: 10, steps: [task('tb')] },
      ],
    },
  ]);

  it('sends a run the same way every time and all runs by weight', () => {
    const ways = Array.from({ length: 4_000 }, (_, i) =>
      visited(started(automation, { runId: `run-${i}` }).steps),
    );
    const share = ways.filter(([, second]) => second === 'ta').length / ways.length;
    expect(Math.abs(share - 0.75)).toBeLessThan(0.03);
    expect(visited(started(automation, { runId: 'run-7' }).steps)).toEqual(ways[7]);
  });
});

describe('stop', () => {
  it('ends the run', () => {
    const result = started(automationOf([{ id: 'end', kind: 'stop' }, task('never')]));
    expect(result).toMatchObject({ status: 'completed', ended: 'stop', state: { at: null } });
    expect(visited(result.steps)).toEqual(['end']);
  });
});

describe('a goal', () => {
  const reached = factsOf({ score: 99 });

  it('is jumped to when the run wakes and it holds; what stands between is skipped', () => {
    const automation = automationOf([delayed('d', 60), task('t'), goal(), task('after')]);
    const { state, hearsEvents } = started(automation);
    expect(hearsEvents).toBe(true);
    const wake = { kind: 'event', happening: happeningOf({ key: 'event:2' }) } as const;
    const result = advanced(automation, { wake, state, facts: reached, now: later(1) });
    expect(result).toMatchObject({ status: 'completed', ended: 'end' });
    expect(result.steps.map(({ number, stepId, status }) => [number, stepId, status])).toEqual([
      [1, 'd', 'skipped'],
      [2, 't', 'skipped'],
      [3, 'g', 'completed'],
      [4, 'after', 'completed'],
    ]);
    expect(result.effects).toMatchObject([{ stepId: 'after' }]);
    expect(advanced(automation, { wake, state, now: later(1) }).state).toBe(state);
  });

  it('ends the run when nothing follows', () => {
    const result = started(automationOf([task('t'), goal()]), { facts: reached });
    expect(result).toMatchObject({ status: 'completed', ended: 'goal', effects: [] });
  });

  it('is looked for from within a branch, but not in other branches', () => {
    const inBranches = automationOf([
      {
        id: 'b',
        kind: 'branch',
        branches: [{ id: 'yes', condition: scoreAbove(50), steps: [delayed('d', 60), task('t')] }],
        otherwise: [goal({ id: 'other' })],
      },
      task('between'),
      goal(),
    ]);
    const { state } = started(inBranches);
    const result = advanced(inBranches, {
      wake: { kind: 'due' },
      state,
      facts: reached,
      now: later(60),
    });
    expect(visited(result.steps)).toEqual(['d', 't', 'between', 'g']);
    expect(result.ended).toBe('goal');
  });

  it('keeps a try from being repeated, but waits for what is under way', () => {
    const automation = automationOf([act('call', 'call_webhook', { url: 'x' }), goal()]);
    const { state, hearsEvents } = started(automation);
    expect(hearsEvents).toBe(false);
    const event = { kind: 'event', happening: happeningOf({ key: 'event:2' }) } as const;
    expect(advanced(automation, { wake: event, state, facts: reached }).state).toBe(state);
    const wake = { kind: 'outcome', ok: false, code: 'x', message: 'x', permanent: false } as const;
    const result = advanced(automation, { wake, state, facts: reached });
    expect(result.steps.map(({ number, status }) => [number, status])).toEqual([
      [1, 'failed'],
      [2, 'skipped'],
      [3, 'completed'],
    ]);
    expect(result.ended).toBe('goal');
  });

  it('lets a run without it go on or stop', () => {
    expect(visited(started(automationOf([goal(), task('t')])).steps)).toEqual(['g', 't']);
    const stopped = started(automationOf([goal({ otherwise: 'stop' }), task('t')]));
    expect(stopped).toMatchObject({ ended: 'stop', effects: [] });
    expect(stopped.state.outputs['g']).toEqual({ reached: false });
  });
});
