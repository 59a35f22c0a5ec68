import { describe, expect, it } from 'vitest';
import { appointmentQuery, isFiltered } from './appointments.search.ts';

describe('appointmentQuery', () => {
  it('begins with the day of whoever asks', () => {
    const query = appointmentQuery({ appointment: 'id' }, '2026-03-02', 'Asia/Manila');
    expect(query).toMatchObject({ from: '2026-03-01T16:00:00.000Z', sort: 'start' });
    expect(query).not.toHaveProperty('appointment');
  });

  it('goes backwards through the past', () => {
    const query = appointmentQuery({ when: 'past' }, '2026-03-02', 'UTC');
    expect(query).toMatchObject({ to: '2026-03-02T00:00:00.000Z', sort: 'startLatest' });
    expect(query).not.toHaveProperty('from');
  });

  it('does not take the past for a filter', () => {
    expect(isFiltered({ when: 'past' })).toBe(false);
    expect(isFiltered({ status: 'no_show' })).toBe(true);
  });
});
