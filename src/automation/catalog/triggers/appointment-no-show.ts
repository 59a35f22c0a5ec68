import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots, matchTransition } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const appointmentNoShow = trigger({
  id: 'appointment_no_show',
  title: 'Appointment missed',
  group: 'Appointments',
  summary: 'Starts when the contact did not come to an appointment.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('appointment.updated', sampleIds.appointment, {
    status: ['confirmed', 'no_show'],
  }),
  listens: ['appointment.updated'],
  provides: [...contactRoots, 'appointment'],
  keys: () => ['appointment.updated:status=no_show'],
  match: (happening) => matchTransition(happening, 'status', { to: 'no_show' }, 'Appointment'),
});
