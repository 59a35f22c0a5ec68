import { z } from 'zod';
import { AppointmentStatus, appointmentStatuses } from '../../../contracts/appointments.ts';
import { trigger } from '../define.ts';
import { changeKey, contactRoots, matchTransition } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';
import { fromToForm } from '../trigger-forms.ts';

export const appointmentStatusChanged = trigger({
  id: 'appointment_status_changed',
  title: 'Appointment status changed',
  group: 'Appointments',
  summary: 'Starts when the status of an appointment changes, from and to what you choose.',
  params: z.strictObject({ from: AppointmentStatus.optional(), to: AppointmentStatus.optional() }),
  form: fromToForm(appointmentStatuses),
  sampleParams: { from: 'scheduled', to: 'confirmed' },
  sample: sampleEvent('appointment.updated', sampleIds.appointment, {
    status: ['scheduled', 'confirmed'],
  }),
  listens: ['appointment.updated'],
  provides: [...contactRoots, 'appointment'],
  keys: ({ to }) => [changeKey('appointment.updated', 'status', to)],
  match: (happening, params) => matchTransition(happening, 'status', params, 'Appointment'),
});
