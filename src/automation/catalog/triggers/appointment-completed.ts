import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots, matchTransition } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const appointmentCompleted = trigger({
  id: 'appointment_completed',
  title: 'Appointment completed',
  group: 'Appointments',
  summary: 'Starts when an appointment is marked as completed.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('appointment.updated', sampleIds.appointment, {
    status: ['confirmed', 'completed'],
  }),
  listens: ['appointment.updated'],
  provides: [...contactRoots, 'appointment'],
  keys: () => ['appointment.updated:status=completed'],
  match: (happening) => matchTransition(happening, 'status', { to: 'completed' }, 'Appointment'),
});
