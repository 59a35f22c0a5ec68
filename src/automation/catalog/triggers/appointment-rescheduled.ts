import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots, matchSet } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const appointmentRescheduled = trigger({
  id: 'appointment_rescheduled',
  title: 'Appointment rescheduled',
  group: 'Appointments',
  summary: 'Starts when an appointment is moved to another time.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('appointment.updated', sampleIds.appointment, {
    startsAt: ['2026-07-03T14:00:00+00:00', '2026-07-04T10:00:00+00:00'],
    reschedules: [0, 1],
  }),
  listens: ['appointment.updated'],
  provides: [...contactRoots, 'appointment'],
  keys: () => ['appointment.updated:startsAt'],
  match: (happening) => matchSet(happening, 'startsAt', 'Start'),
});
