import { z } from 'zod';
import { text } from '../action-inputs.ts';
import { raisedBySending } from '../action-keys.ts';
import { planToThread, textField } from '../action-messages.ts';
import { action } from '../define.ts';
import { sampleIds } from '../samples.ts';

/** Characters that Messenger's Send API takes. */
const limit = 2_000;

export const sendMessenger = action({
  id: 'send_messenger',
  title: 'Send a Messenger message',
  group: 'Messages',
  summary: 'Writes to the contact in the Messenger conversation.',
  permission: 'agent',
  sends: true,
  needs: ['contact'],
  touches: [],
  reads: ['contact'],
  form: [textField(limit)],
  input: z.strictObject({ text: text(limit) }),
  sampleInput: { text: 'Hello {{ contact.firstName | default: "there" }}, are you still looking?' },
  sampleOutput: { deliveryId: sampleIds.message, to: 'Ana Reyes' },
  raises: () => raisedBySending('messenger'),
  plan: (input, context) =>
    planToThread(
      context,
      { channel: 'messenger', fact: 'hasMessenger', called: 'Messenger' },
      input.text,
    ),
});
