import { z } from 'zod';
import { trigger } from '../define.ts';
import { changeOf, contactRoots, differs, matches, matchTransition } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

/** Providers mark the message itself; of a failure only the delivery tells. */
const times = { delivered: 'deliveredAt', read: 'readAt', failed: null } as const;

export const messageDeliveryChanged = trigger({
  id: 'message_delivery_changed',
  title: 'Message delivered, read or failed',
  group: 'Messages',
  summary: 'Starts when a message of ours is delivered, read, or could not be sent.',
  params: z.strictObject({ status: z.enum(['delivered', 'read', 'failed']) }),
  form: [
    {
      name: 'status',
      label: 'It was',
      control: 'select',
      required: true,
      options: [
        { value: 'delivered', label: 'Delivered' },
        { value: 'read', label: 'Read' },
        { value: 'failed', label: 'Not sent: it failed' },
      ],
    },
  ],
  sampleParams: { status: 'read' },
  sample: sampleEvent('message.updated', sampleIds.message, {
    readAt: [null, '2026-07-01T08:59:58+00:00'],
  }),
  listens: ['message.updated', 'delivery.updated'],
  provides: [...contactRoots, 'message', 'conversation'],
  keys({ status }) {
    const time = times[status];
    return [
      ...(time === null ? [] : [`message.updated:${time}`]),
      ...(status === 'read' ? [] : [`delivery.updated:status=${status}`]),
    ];
  },
  match(happening, { status }) {
    if (happening.contactId === null) return differs('It went to no contact');
    if (happening.type === 'delivery.updated')
      return matchTransition(happening, 'status', { to: status }, 'Delivery');
    const time = times[status];
    const change = time === null ? null : changeOf(happening, time);
    return change?.[0] === null && change[1] !== null
      ? matches
      : differs(`The message was not ${status} just now`);
  },
});
