import { describe, expect, it } from 'vitest';
import { byDay, dayWords, durationWords, nearDay, timeWords } from './time-words.rules.ts';

const now = Date.parse('2026-03-10T12:00:00Z');

describe('timeWords', () => {
  it.each([
    ['2026-03-10T15:00:00Z', 'Today 15:00'],
    ['2026-03-11T09:30:00Z', 'Tomorrow 09:30'],
    ['2026-03-09T09:30:00Z', 'Yesterday 09:30'],
    ['2026-03-12T09:30:00Z', 'Thu, Mar 12 09:30'],
    ['2027-03-12T09:30:00Z', 'Fri, Mar 12 2027 09:30'],
  ])('%s', (at, words) => {
    expect(timeWords(at, now, 'UTC')).toBe(words);
  });

  it('goes by the day of the zone', () => {
    expect(timeWords('2026-03-10T23:00:00Z', now, 'Asia/Manila')).toBe('Tomorrow 07:00');
  });
});

describe('days', () => {
  it('knows its neighbours over the end of a year', () => {
    expect(nearDay('2027-01-01', '2026-12-31')).toBe('Tomorrow');
    expect(nearDay('2026-12-30', '2027-01-01')).toBeNull();
  });

  it('writes the day out', () => {
    expect(dayWords('2026-03-12', '2026-03-10', 'long')).toBe('Thursday, March 12');
  });

  it('keeps the order of the rows', () => {
    const rows = ['2026-03-10T12:00:00Z', '2026-03-12T12:00:00Z', '2026-03-12T12:30:00Z'];
    expect(byDay(rows, (row) => row).map(([, items]) => items.length)).toEqual([1, 2]);
  });
});

describe('durationWords', () => {
  it.each([
    [45, '45 min'],
    [60, '1 h'],
    [90, '1 h 30 min'],
    [2880, '2 d'],
  ])('%i', (minutes, words) => {
    expect(durationWords(minutes)).toBe(words);
  });
});
