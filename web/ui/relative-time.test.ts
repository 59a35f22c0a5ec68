import { describe, expect, it } from 'vitest';
import { relativeTime } from './relative-time.ts';

const now = Date.parse('2026-03-10T12:00:00Z');

describe('relativeTime', () => {
  it.each([
    ['2026-03-10T11:59:30Z', 'just now'],
    ['2026-03-10T12:00:30Z', 'in a moment'],
    ['2026-03-10T11:57:00Z', '3 minutes ago'],
    ['2026-03-10T14:00:00Z', 'in 2 hours'],
    ['2026-03-09T12:00:00Z', 'yesterday'],
    ['2024-03-10T12:00:00Z', '2 years ago'],
  ])('%s', (at, text) => {
    expect(relativeTime(at, now)).toBe(text);
  });
});
