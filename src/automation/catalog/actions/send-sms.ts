import { z } from 'zod';
import { optional, text } from '../action-inputs.ts';
import { raisedBySending } from '../action-keys.ts';
import { planToAddress, textField } from '../action-messages.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

/** Ten parts of 153 characters: providers refuse more. */
const limit = 1_530;

export const sendSms = action({
  id: 'send_sms',
  title: 'Send an SMS',
  group: 'Messages',
  summary: 'Sends a text message to the phone number of the contact, or to another one.',
  permission: 'agent',
  sends: true,
  needs: [],
  touches: [],
  reads: ['contact'],
  form: [
    textField(limit),
    {
      name: 'to',
      label: 'To',
      control: 'template',
      required: false,
      help: 'Left empty: the phone number of the contact.',
      placeholder: '{{ contact.phone }}',
    },
  ],
  input: z.strictObject({
    text: text(limit),
    to: optional(
      z
        .string()
        .trim()
        .regex(/^\+?[\d ().-]{5,30}$/, 'must be a phone number'),
    ),
  }),
  sampleInput: { text: 'Hello {{ contact.firstName | default: "there" }}, we are on our way.' },
  sampleOutput: { deliveryId: sampleIds.message, to: '+351 210 000 000' },
  raises: () => raisedBySending('sms'),
  plan: (input, context) =>
    planToAddress(
      context,
      { given: input.to, field: 'phone', called: 'phone number' },
      { channel: 'sms', payload: { text: input.text } },
    ),
});
