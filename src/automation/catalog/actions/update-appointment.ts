import { z } from 'zod';
import { AppointmentStatus, appointmentStatuses } from '../../../contracts/appointments.ts';
import { optionsOf } from '../action-forms.ts';
import { moment, optional, toMoment } from '../action-inputs.ts';
import { raised } from '../action-keys.ts';
import { contactZone, done, factText, failed } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

export const updateAppointment = action({
  id: 'update_appointment',
  title: 'Update the appointment',
  group: 'Work',
  summary: 'Gives the appointment that the run is about another status or time.',
  permission: 'agent',
  sends: false,
  needs: ['appointment'],
  touches: ['appointment'],
  reads: ['appointment'],
  form: [
    {
      name: 'status',
      label: 'Status',
      control: 'select',
      required: false,
      options: optionsOf(appointmentStatuses),
    },
    {
      name: 'startsAt',
      label: 'Starts at',
      control: 'template',
      required: false,
      help: "A date and time such as 2026-03-09 14:30 on the appointment's clock.",
    },
  ],
  input: z
    .strictObject({ status: optional(AppointmentStatus), startsAt: optional(moment) })
    .refine((input) => input.status !== undefined || input.startsAt !== undefined, {
      error: 'give a status or a time',
    }),
  sampleInput: { status: 'confirmed' },
  sampleOutput: { appointmentId: sampleIds.appointment, status: 'confirmed' },
  raises: (input) =>
    raised('appointment.updated', {
      status: input['status'],
      startsAt: input['startsAt'] === undefined ? undefined : null,
      reschedules: input['startsAt'] === undefined ? undefined : null,
    }),
  plan: (input, { facts }) => {
    const appointmentId = factText(facts, 'appointment.id');
    if (appointmentId === null) return failed('no_appointment', 'This run has no appointment');
    const zone = factText(facts, 'appointment.timeZone') ?? contactZone(facts);
    const set = {
      ...(input.status !== undefined && { status: input.status }),
      ...(input.startsAt !== undefined && { startsAt: toMoment(input.startsAt, zone) }),
    };
    return done({ kind: 'update_appointment', appointmentId, set }, { appointmentId, ...set });
  },
});
