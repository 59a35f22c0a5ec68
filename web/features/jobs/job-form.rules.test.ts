import { describe, expect, it } from 'vitest';
import { emptyJob, inputOfJob, jobProblems } from './job-form.rules.ts';

const job = { ...emptyJob({ id: 'ana', name: 'Ana' }, null), title: 'Repair the boiler' };
const nine = { date: '2026-03-02', time: '09:00' };
const eight = { date: '2026-03-02', time: '08:00' };

describe('the form of a job', () => {
  it('needs a title and a client', () => {
    expect(Object.keys(jobProblems(emptyJob(null, null)))).toEqual(['title', 'contactId']);
    expect(inputOfJob(emptyJob(null, null), 'UTC')).toBeNull();
  });

  it('does not end before it starts, nor without starting', () => {
    expect(jobProblems({ ...job, scheduledStart: nine, scheduledEnd: eight })).toHaveProperty(
      'scheduledEnd',
    );
    expect(jobProblems({ ...job, scheduledEnd: eight })).toHaveProperty('scheduledEnd');
    expect(jobProblems({ ...job, scheduledStart: eight, scheduledEnd: nine })).toEqual({});
    expect(jobProblems({ ...job, scheduledStart: nine })).toEqual({});
  });

  it('asks for the time of a day rather than dropping both', () => {
    const day = { date: '2026-03-02', time: '' };
    expect(jobProblems({ ...job, scheduledStart: day, scheduledEnd: day })).toEqual({
      scheduledStart: 'Choose the time too.',
      scheduledEnd: 'Choose the time too.',
    });
  });

  it('leaves the status of a new one to its schedule', () => {
    expect(inputOfJob({ ...job, scheduledStart: nine }, 'UTC')).toMatchObject({
      contactId: 'ana',
      scheduledStart: '2026-03-02T09:00:00.000Z',
      scheduledEnd: null,
      amount: null,
    });
    expect(inputOfJob(job, 'UTC')).not.toHaveProperty('status');
    expect(inputOfJob({ ...job, status: 'completed' }, 'UTC')?.status).toBe('completed');
  });
});
