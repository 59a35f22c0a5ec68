import { z } from 'zod';
import { trigger } from '../define.ts';
import { changeOf, contactRoots, differs, matches } from '../matching.ts';
import { whyNoNews } from '../moments.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const messageSent = trigger({
  id: 'message_sent',
  title: 'Message sent',
  group: 'Messages',
  summary: 'Starts when a message of ours goes out, from here or from the platform’s own app.',
  params: z.strictObject({ by: z.enum(['any', 'app', 'switchyard']).default('any') }),
  form: [
    {
      name: 'by',
      label: 'Sent from',
      control: 'select',
      required: false,
      default: 'any',
      options: [
        { value: 'any', label: 'Anywhere' },
        { value: 'app', label: 'The platform’s own app' },
        { value: 'switchyard', label: 'Switchyard' },
      ],
    },
  ],
  sampleParams: { by: 'app' },
  sample: sampleEvent('message.created', sampleIds.message, {
    conversationId: [null, sampleIds.conversation],
    contactId: [null, sampleIds.contact],
    direction: [null, 'out'],
    text: [null, 'Yes, shall I put one aside?'],
    fromPlatformApp: [null, true],
    sentAt: [null, '2026-07-01T08:59:58+00:00'],
  }),
  listens: ['message.created'],
  provides: [...contactRoots, 'message', 'conversation'],
  keys: ({ by }) => [
    by === 'app' ? 'message.created:fromPlatformApp=true' : 'message.created:direction=out',
  ],
  match(happening, { by }) {
    if (changeOf(happening, 'direction')?.[1] !== 'out')
      return differs('The message is the customer’s');
    const old = whyNoNews(happening, changeOf(happening, 'sentAt')?.[1]);
    if (old !== null) return differs(old);
    const inApp = changeOf(happening, 'fromPlatformApp')?.[1] === true;
    if (by === 'app' && !inApp) return differs('It was sent from Switchyard');
    if (by === 'switchyard' && inApp) return differs('It was sent from the platform’s own app');
    return matches;
  },
});
