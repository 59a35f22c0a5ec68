import { describe, expect, it } from 'vitest';
import { timeThere } from './appointment-words.ts';

const startsAt = '2026-03-02T15:00:00Z';

describe('timeThere', () => {
  it('says the time on the clock of the place', () => {
    const there = timeThere({ startsAt, timeZone: 'America/New_York' }, 'Europe/Lisbon');
    expect(there).toBe('10:00 in New York');
  });

  it('says the day where it is another one there', () => {
    const late = { startsAt: '2026-03-02T18:00:00Z', timeZone: 'Asia/Tokyo' };
    expect(timeThere(late, 'Europe/Lisbon')).toBe('Tue, Mar 3 03:00 in Tokyo');
  });

  it('says nothing where the clocks agree, whatever their zones are called', () => {
    expect(timeThere({ startsAt, timeZone: 'Europe/London' }, 'Europe/Lisbon')).toBeNull();
  });
});
