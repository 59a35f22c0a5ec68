import { describe, expect, it } from 'vitest';
import {
  appointmentProblems,
  emptyAppointment,
  inputOfAppointment,
} from './appointment-form.rules.ts';

const ana = { id: 'ana', name: 'Ana Reyes' };

describe('the form of an appointment', () => {
  it('names everything that is missing', () => {
    const empty = emptyAppointment(null, null, 'UTC');
    expect(Object.keys(appointmentProblems(empty))).toEqual(['title', 'contactId', 'startsAt']);
    expect(inputOfAppointment(empty)).toBeNull();
  });

  it('means the clock of its place', () => {
    const values = {
      ...emptyAppointment(ana, null, 'America/New_York'),
      title: 'Viewing',
      startsAt: { date: '2026-07-01', time: '09:00' },
    };
    expect(appointmentProblems(values)).toEqual({});
    expect(inputOfAppointment(values)).toMatchObject({
      contactId: 'ana',
      startsAt: '2026-07-01T13:00:00.000Z',
      timeZone: 'America/New_York',
    });
  });
});
