import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const appointmentCreated = trigger({
  id: 'appointment_created',
  title: 'Appointment created',
  group: 'Appointments',
  summary: 'Starts when an appointment is made with a contact.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('appointment.created', sampleIds.appointment, {
    contactId: [null, sampleIds.contact],
    title: [null, 'Fitting'],
    status: [null, 'scheduled'],
    startsAt: [null, '2026-07-03T14:00:00+00:00'],
    durationMinutes: [null, 45],
  }),
  listens: ['appointment.created'],
  provides: [...contactRoots, 'appointment'],
});
