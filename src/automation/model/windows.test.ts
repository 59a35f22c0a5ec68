import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextOpening } from './windows.ts';

const office = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', timeZone: 'contact' };
const night = { weekdays: [5], from: '22:00', to: '06:00', timeZone: 'UTC' };
const always = { weekdays: [6], from: '00:00', to: '00:00', timeZone: 'UTC' };
const berlin = { contact: { timeZone: 'Europe/Berlin' } };

const opening = (window: typeof office, facts: object, now: string) =>
  nextOpening(window, { ...facts }, new Date(now))?.toISOString() ?? null;

describe('nextOpening', () => {
  it('is null while the window is open where the contact is', () => {
    expect(opening(office, berlin, '2026-01-05T08:00:00Z')).toBeNull();
    expect(opening(office, berlin, '2026-01-05T16:59:59.999Z')).toBeNull();
  });

  it('is the next opening outside of it', () => {
    expect(opening(office, berlin, '2026-01-05T07:59:59Z')).toBe('2026-01-05T08:00:00.000Z');
    expect(opening(office, berlin, '2026-01-05T17:00:00Z')).toBe('2026-01-06T08:00:00.000Z');
    expect(opening(office, berlin, '2026-01-09T17:00:00Z')).toBe('2026-01-12T08:00:00.000Z');
  });

  it('is in UTC when no zone is known', () => {
    expect(opening(office, {}, '2026-01-05T08:00:00Z')).toBe('2026-01-05T09:00:00.000Z');
  });

  it('goes over midnight, into the day after its weekday', () => {
    expect(opening(night, {}, '2026-01-09T23:00:00Z')).toBeNull();
    expect(opening(night, {}, '2026-01-10T05:59:00Z')).toBeNull();
    expect(opening(night, {}, '2026-01-10T06:00:00Z')).toBe('2026-01-16T22:00:00.000Z');
    // Friday morning belongs to Thursday's night.
    expect(opening(night, {}, '2026-01-09T03:00:00Z')).toBe('2026-01-09T22:00:00.000Z');
  });

  it('is the whole day when both ends are the same', () => {
    expect(opening(always, {}, '2026-01-10T00:00:00Z')).toBeNull();
    expect(opening(always, {}, '2026-01-10T23:59:59Z')).toBeNull();
    expect(opening(always, {}, '2026-01-11T00:00:00Z')).toBe('2026-01-17T00:00:00.000Z');
    const all = { ...always, from: '09:00', to: '09:00' };
    expect(opening(all, {}, '2026-01-10T03:00:00Z')).toBeNull();
  });

  it('leaves a window out that the clock jumps over', () => {
    const window = { weekdays: [7], from: '02:15', to: '02:45', timeZone: 'America/New_York' };
    expect(opening(window, {}, '2026-03-08T00:00:00Z')).toBe('2026-03-15T06:15:00.000Z');
  });

  it('opens later, and is then open', () => {
    const time = fc.integer({ min: 0, max: 1439 }).map((minutes) => {
      return new Date(minutes * 60_000).toISOString().slice(11, 16);
    });
    const window = fc.record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: time,
      to: time,
      timeZone: fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe', 'contact'),
    });
    const now = fc.date({
      min: new Date('2025-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(window, now, fc.double({ min: 0, max: 0.999, noNaN: true }), (open, at, part) => {
        const next = nextOpening(open, berlin, at);
        if (next === null) return;
        expect(next.getTime()).toBeGreaterThan(at.getTime());
        expect(nextOpening(open, berlin, next)).toBeNull();
        // Asked in between, it is the same moment: nothing opens earlier.
        const between = new Date(at.getTime() + (next.getTime() - at.getTime()) * part);
        expect(nextOpening(open, berlin, between)).toEqual(next);
      }),
      { numRuns: 2_000 },
    );
  });
});
