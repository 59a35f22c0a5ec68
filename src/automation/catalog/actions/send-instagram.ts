import { z } from 'zod';
import { text } from '../action-inputs.ts';
import { raisedBySending } from '../action-keys.ts';
import { planToThread, textField } from '../action-messages.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

/** Bytes of UTF-8 that Instagram's Send API takes. */
const limit = 1_000;

export const sendInstagram = action({
  id: 'send_instagram',
  title: 'Send an Instagram message',
  group: 'Messages',
  summary: 'Writes to the contact in the Instagram conversation.',
  permission: 'agent',
  sends: true,
  needs: ['contact'],
  touches: [],
  reads: ['contact'],
  form: [textField(limit)],
  input: z.strictObject({
    text: text(limit).refine(
      (words) => new TextEncoder().encode(words).length <= limit,
      `must not be longer than ${limit} bytes`,
    ),
  }),
  sampleInput: { text: 'Hello {{ contact.firstName | default: "there" }}, are you still looking?' },
  sampleOutput: { deliveryId: sampleIds.message, to: 'Ana Reyes' },
  raises: () => raisedBySending('instagram'),
  plan: (input, context) =>
    planToThread(
      context,
      { channel: 'instagram', fact: 'hasInstagram', called: 'Instagram' },
      input.text,
    ),
});
