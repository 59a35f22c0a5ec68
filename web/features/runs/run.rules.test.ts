import { describe, expect, it } from 'vitest';
import {
  branchReasons,
  helpFor,
  mayOf,
  spanMs,
  timelineOf,
  waitWords,
  withoutReasons,
} from './run.rules.ts';

const done = {
  number: 1,
  stepId: 'mail',
  title: 'Send an e-mail',
  kind: 'action',
  action: 'send_email',
  status: 'completed' as const,
  attempt: 1,
  input: null,
  output: null,
  errorCode: null,
  error: null,
  startedAt: '2026-03-02T10:00:00.000Z',
  finishedAt: '2026-03-02T10:00:01.000Z',
  deliveries: [],
};

describe('one run', () => {
  it('shows what was done, then what was not reached', () => {
    const rows = timelineOf({ steps: [done] }, [
      { id: 'mail', kind: 'action', action: 'send_email', input: {}, onError: 'review' },
      { id: 'end', kind: 'stop' },
    ]);
    expect(rows.map(({ kind, step }) => [kind, 'stepId' in step ? step.stepId : step.id])).toEqual([
      ['done', 'mail'],
      ['not_reached', 'end'],
    ]);
  });

  it('keeps every log row of a step that was done twice', () => {
    const rows = timelineOf({ steps: [done, { ...done, number: 2, attempt: 2 }] }, []);
    expect(rows.map(({ key }) => key)).toEqual(['n1', 'n2']);
  });

  it('offers what fits its state', () => {
    expect(mayOf({ status: 'waiting', needsReview: false })).toEqual({
      cancel: true,
      wake: true,
      retry: false,
      reviewDone: false,
    });
    expect(mayOf({ status: 'failed', needsReview: true })).toEqual({
      cancel: false,
      wake: false,
      retry: true,
      reviewDone: true,
    });
  });

  it('says what to do about an error, by its code', () => {
    expect(helpFor('http_404')).toContain('refused');
    expect(helpFor('http_503')).toContain('fault');
    expect(helpFor('something_new')).toBeNull();
    expect(helpFor(null)).toBeNull();
  });

  it('says why it waits, also for reasons it does not know', () => {
    expect(waitWords('window')).toBe('Waits for the sending hours');
    expect(waitWords('new_reason')).toBe('Waits');
  });

  it('counts up to now while it is not finished', () => {
    const now = Date.parse('2026-03-02T10:00:05.000Z');
    expect(spanMs(done.startedAt, null, now)).toBe(5000);
    expect(spanMs(done.startedAt, done.finishedAt, now)).toBe(1000);
  });
});

describe('what a branch asked', () => {
  const result = { kind: 'rule', holds: false, result: { words: 'Email is empty' } };
  const output = { asked: [{ branch: 'yes', result }], branch: 'otherwise' };

  it('is told apart from the rest of its output', () => {
    expect(branchReasons(output)).toEqual([{ branch: 'yes', result }]);
    expect(withoutReasons(output)).toEqual({ branch: 'otherwise' });
  });

  it('leaves the output of other steps as it is', () => {
    const answer = { asked: 'how are you', status: 200 };
    expect(branchReasons(answer)).toEqual([]);
    expect(withoutReasons(answer)).toBe(answer);
    expect(withoutReasons(null)).toBe(null);
  });
});
