import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { momentBefore, Span } from '../moments.ts';
import { sampleIds, sampleTimer } from '../samples.ts';
import { spanField } from '../trigger-forms.ts';

const subject = { root: 'appointment', start: 'startsAt', open: ['scheduled', 'confirmed'] };

export const appointmentReminder = trigger({
  id: 'appointment_reminder',
  title: 'Before an appointment',
  group: 'Appointments',
  summary: 'Starts this long before an appointment that is scheduled or confirmed.',
  params: z.strictObject({ before: Span }),
  form: [spanField('before', 'Before', 24, 'hours')],
  sampleParams: { before: { amount: 24, unit: 'hours' } },
  sample: sampleTimer('appointment', sampleIds.appointment),
  listens: ['appointment.created', 'appointment.updated'],
  provides: [...contactRoots, 'appointment'],
  keys: () => ['appointment.created', 'appointment.updated:startsAt', 'appointment.updated:status'],
  timer: {
    subject: 'appointment',
    dueAt: ({ before }, facts, now) => momentBefore(facts, subject, before, now),
  },
});
