import { describe, expect, it } from 'vitest';
import { fillDays, sumNumbers, toStepNumbers } from './analytics.rules.ts';

const none = { started: 0, completed: 0, failed: 0, cancelled: 0, sends: 0 };

describe('days', () => {
  it('are there without a run too, oldest first, across the end of a month and of winter time', () => {
    const row = { ...none, day: '2026-03-30', started: 2 };
    expect(fillDays('2026-04-01', 4, [row])).toEqual([
      { ...none, day: '2026-03-29' },
      row,
      { ...none, day: '2026-03-31' },
      { ...none, day: '2026-04-01' },
    ]);
  });

  it('may be today alone', () => {
    expect(fillDays('2026-01-01', 1, [])).toEqual([{ ...none, day: '2026-01-01' }]);
  });

  it('are summed number by number', () => {
    const one = { started: 5, completed: 4, failed: 3, cancelled: 2, sends: 1 };
    expect(sumNumbers([one, one])).toEqual({
      started: 10,
      completed: 8,
      failed: 6,
      cancelled: 4,
      sends: 2,
    });
    expect(sumNumbers([])).toEqual(none);
  });
});

describe('steps', () => {
  const titles = new Map([
    ['call', 'Call'],
    ['late', 'Late'],
  ]);

  it('come in reading order, with those that nobody reached and without those that are gone', () => {
    const sums = [
      { stepId: 'gone', started: 9, completed: 9, failed: 0 },
      { stepId: 'call', started: 8, completed: 5, failed: 3 },
    ];
    const waiting = [
      { stepId: null, runs: 4 },
      { stepId: 'late', runs: 2 },
    ];
    expect(toStepNumbers(titles, sums, waiting, 10)).toEqual([
      {
        stepId: 'call',
        title: 'Call',
        entered: 8,
        completed: 5,
        failed: 3,
        waiting: 0,
        conversion: 0.5,
      },
      {
        stepId: 'late',
        title: 'Late',
        entered: 0,
        completed: 0,
        failed: 0,
        waiting: 2,
        conversion: 0,
      },
    ]);
  });

  it('have a share between 0 and 1, whatever was started before these days', () => {
    const sums = [{ stepId: 'call', started: 8, completed: 8, failed: 0 }];
    expect(toStepNumbers(titles, sums, [], 0)[0]?.conversion).toBe(0);
    expect(toStepNumbers(titles, sums, [], 2)[0]?.conversion).toBe(1);
  });
});
