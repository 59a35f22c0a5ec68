import { z } from 'zod';
import { trigger } from '../define.ts';
import { changeOf, contactRoots, crossed, differs, matches } from '../matching.ts';
import { sampleContactChange } from '../samples.ts';

export const engagementReached = trigger({
  id: 'engagement_reached',
  title: 'Engagement reached',
  group: 'Contacts',
  summary: 'Starts when this many messages have gone to and fro with a contact.',
  params: z.strictObject({ messages: z.int().min(1).max(100_000) }),
  form: [{ name: 'messages', label: 'Messages', control: 'number', required: true, default: 10 }],
  sampleParams: { messages: 10 },
  sample: sampleContactChange({ messageCount: [9, 10] }),
  listens: ['contact.created', 'contact.updated'],
  provides: contactRoots,
  keys: () => ['contact.created:messageCount', 'contact.updated:messageCount'],
  match(happening, { messages }) {
    const change = changeOf(happening, 'messageCount');
    if (!change) return differs('No message came or went');
    const { from, to, direction } = crossed(change, messages);
    if (direction === 'up') return matches;
    return differs(`Messages went from ${from} to ${to}, not up to ${messages}`);
  },
});
