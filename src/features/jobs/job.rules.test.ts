import { describe, expect, it } from 'vitest';
import { jobStatuses } from '../../contracts/jobs.ts';
import { endsBeforeStart, statusAfter } from './job.rules.ts';

const nine = '2026-03-02T09:00:00Z';
const ten = '2026-03-02T10:00:00Z';

describe('statusAfter', () => {
  it('schedules a new job that gets a time', () => {
    expect(statusAfter('new', { scheduledStart: nine })).toBe('scheduled');
    expect(statusAfter('new', { scheduledEnd: ten })).toBe('scheduled');
    expect(statusAfter('new', { scheduledStart: null })).toBe('new');
    expect(statusAfter('new', {})).toBe('new');
  });

  it('leaves other jobs as they are, and does as told', () => {
    for (const status of jobStatuses.filter((one) => one !== 'new')) {
      expect(statusAfter(status, { scheduledStart: nine })).toBe(status);
    }
    for (const status of jobStatuses) {
      expect(statusAfter('new', { status, scheduledStart: nine })).toBe(status);
      expect(statusAfter(status, { status: 'new', scheduledStart: nine })).toBe('new');
    }
  });
});

describe('endsBeforeStart', () => {
  const none = { scheduledStart: null, scheduledEnd: null };

  it('compares what was asked with what is there', () => {
    expect(endsBeforeStart(none, { scheduledStart: ten, scheduledEnd: nine })).toBe(true);
    expect(endsBeforeStart(none, { scheduledStart: nine, scheduledEnd: nine })).toBe(false);
    const before = { scheduledStart: new Date(nine), scheduledEnd: new Date(nine) };
    expect(endsBeforeStart(before, { scheduledStart: ten })).toBe(true);
    expect(endsBeforeStart(before, { scheduledStart: ten, scheduledEnd: null })).toBe(false);
    expect(endsBeforeStart(before, { scheduledStart: null })).toBe(false);
    expect(endsBeforeStart(none, { scheduledEnd: nine })).toBe(false);
  });

  it('compares moments, not texts', () => {
    const offset = { scheduledStart: '2026-03-02T11:00:00+02:00', scheduledEnd: nine };
    expect(endsBeforeStart(none, offset)).toBe(false);
  });
});
