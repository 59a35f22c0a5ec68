import { z } from 'zod';
import { TimeZone } from '../../../contracts/time-zones.ts';
import { assigneeField } from '../action-forms.ts';
import {
  assignee,
  longText,
  moment,
  optional,
  text,
  toMoment,
  wholeNumber,
} from '../action-inputs.ts';
import { assigneeKey, raised, reference, zoneRoot } from '../action-keys.ts';
import { contactZone, done, failed, memberOf, withContact } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

export const createAppointment = action({
  id: 'create_appointment',
  title: 'Create an appointment',
  group: 'Work',
  summary: 'Books a time with the contact.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: [],
  reads: ['owner', zoneRoot],
  form: [
    { name: 'title', label: 'Title', control: 'template', required: true },
    {
      name: 'startsAt',
      label: 'Starts at',
      control: 'template',
      required: true,
      help: 'A date and time such as 2026-03-09 14:30, or variables that make one.',
    },
    {
      name: 'durationMinutes',
      label: 'Minutes',
      control: 'number',
      required: false,
      default: 60,
    },
    {
      name: 'timeZone',
      label: 'Time zone',
      control: 'time_zone',
      required: false,
      help: "Of the place. Left empty: the contact's, else the workspace's.",
    },
    { name: 'location', label: 'Location', control: 'template', required: false },
    assigneeField,
  ],
  input: z.strictObject({
    title: text(300),
    startsAt: moment,
    durationMinutes: optional(wholeNumber(1, 20_160)),
    timeZone: optional(TimeZone),
    location: longText(1_000),
    assigneeId: optional(assignee),
  }),
  sampleInput: {
    title: 'Visit at {{ contact.name | default: "the customer" }}',
    startsAt: '{{ contact.fields.visitOn }} 10:00',
    durationMinutes: 45,
    timeZone: 'Europe/Lisbon',
    location: 'Rua Augusta 12',
    assigneeId: 'contact_owner',
  },
  sampleOutput: {
    appointmentId: sampleIds.appointment,
    startsAt: '2026-03-09T10:00:00.000Z',
  },
  references: ({ assigneeId }) => reference('member', assigneeId),
  raises: (input) =>
    raised('appointment.created', {
      status: 'scheduled',
      startsAt: null,
      assigneeId: assigneeKey(input),
    }),
  plan: (input, context) =>
    withContact(context, (contactId) => {
      const timeZone = input.timeZone ?? contactZone(context.facts);
      const startsAt = toMoment(input.startsAt, timeZone);
      if (startsAt === null) {
        return failed('invalid_input', `startsAt: there is no ${input.startsAt} in ${timeZone}`);
      }
      const id = context.newId();
      return done(
        {
          kind: 'create_appointment',
          id,
          contactId,
          title: input.title,
          startsAt,
          durationMinutes: input.durationMinutes ?? 60,
          timeZone,
          location: input.location,
          assigneeId: memberOf(input.assigneeId, context.facts),
        },
        { appointmentId: id, startsAt },
      );
    }),
});
