import { z } from 'zod';
import { assigneeField } from '../action-forms.ts';
import { assignee, decimal, longText, moment, optional, text, toMoment } from '../action-inputs.ts';
import { assigneeKey, raised, reference, zoneRoot } from '../action-keys.ts';
import { contactZone, done, memberOf, withContact } from '../action-plans.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

export const createJob = action({
  id: 'create_job',
  title: 'Create a job',
  group: 'Work',
  summary: 'Opens a job whose client is the contact.',
  permission: 'agent',
  sends: false,
  needs: ['contact'],
  touches: [],
  reads: ['owner', zoneRoot],
  form: [
    { name: 'title', label: 'Title', control: 'template', required: true },
    { name: 'description', label: 'Description', control: 'long_template', required: false },
    { name: 'address', label: 'Address', control: 'template', required: false },
    {
      name: 'amount',
      label: 'Amount',
      control: 'template',
      required: false,
      help: 'A number, or a variable such as {{ contact.dealAmount }}.',
    },
    {
      name: 'scheduledStart',
      label: 'Scheduled for',
      control: 'template',
      required: false,
      help: "A date and time such as 2026-03-09 14:30 on the contact's clock.",
    },
    assigneeField,
  ],
  input: z.strictObject({
    title: text(300),
    description: longText(10_000),
    address: longText(1_000),
    // The column takes twelve digits before the point.
    amount: optional(decimal(0, 999_999_999_999)),
    scheduledStart: optional(moment),
    assigneeId: optional(assignee),
  }),
  sampleInput: {
    title: 'Delivery for {{ contact.name | default: "the customer" }}',
    amount: '{{ contact.dealAmount | default: 0 }}',
    scheduledStart: '2026-03-09 08:00',
  },
  sampleOutput: { jobId: sampleIds.job },
  references: ({ assigneeId }) => reference('member', assigneeId),
  raises: (input) =>
    raised('job.created', {
      status: null,
      title: input['title'],
      scheduledStart: input['scheduledStart'] === undefined ? undefined : null,
      assigneeId: assigneeKey(input),
    }),
  plan: (input, context) =>
    withContact(context, (contactId) => {
      const id = context.newId();
      const start = input.scheduledStart;
      return done(
        {
          kind: 'create_job',
          id,
          contactId,
          title: input.title,
          description: input.description,
          address: input.address,
          amount: input.amount ?? null,
          scheduledStart: start === undefined ? null : toMoment(start, contactZone(context.facts)),
          assigneeId: memberOf(input.assigneeId, context.facts),
        },
        { jobId: id },
      );
    }),
});
