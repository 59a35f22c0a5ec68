import { z } from 'zod';
import { optional, text } from '../action-inputs.ts';
import { raisedBySending } from '../action-keys.ts';
import { planToAddress, textField } from '../action-messages.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

const limit = 100_000;

export const sendEmail = action({
  id: 'send_email',
  title: 'Send an e-mail',
  group: 'Messages',
  summary: 'Sends an e-mail to the address of the contact, or to another one.',
  permission: 'agent',
  sends: true,
  needs: [],
  touches: [],
  reads: ['contact'],
  form: [
    { name: 'subject', label: 'Subject', control: 'template', required: true },
    textField(limit),
    {
      name: 'to',
      label: 'To',
      control: 'template',
      required: false,
      help: 'Left empty: the e-mail address of the contact.',
      placeholder: '{{ contact.email }}',
    },
  ],
  input: z.strictObject({
    // A line end in a subject would begin another header.
    subject: text(300).refine((subject) => !/[\r\n]/.test(subject), 'must be one line'),
    text: text(limit),
    to: optional(z.email('must be an e-mail address')),
  }),
  sampleInput: {
    subject: 'Your job {{ job.number | default: "" }} is done',
    text: 'Hello {{ contact.firstName | default: "there" }},\n\nthank you for your trust.',
  },
  sampleOutput: { deliveryId: sampleIds.message, to: 'ana@example.com' },
  raises: () => raisedBySending('email'),
  plan: ({ subject, text: words, to }, context) =>
    planToAddress(
      context,
      { given: to, field: 'email', called: 'e-mail address' },
      { channel: 'email', payload: { subject, text: words } },
    ),
});
