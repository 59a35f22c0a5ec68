import { z } from 'zod';
import { trigger } from '../define.ts';
import { changeOf, contactRoots, differs, matches } from '../matching.ts';
import { whyNoNews } from '../moments.ts';
import { sampleContactChange } from '../samples.ts';

/** Told by the contact, not the message: only there stands whose message came before. */
export const messageReplied = trigger({
  id: 'message_replied',
  title: 'Customer replied',
  group: 'Messages',
  summary: 'Starts when a customer answers a message of ours.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleContactChange({
    lastMessage: ['Shall I put one aside?', 'Yes please!'],
    lastMessageDirection: ['out', 'in'],
    lastInteractionAt: ['2026-07-01T08:30:00+00:00', '2026-07-01T08:59:58+00:00'],
  }),
  listens: ['contact.updated'],
  provides: contactRoots,
  keys: () => ['contact.updated:lastMessageDirection=in'],
  match(happening) {
    const change = changeOf(happening, 'lastMessageDirection');
    if (!change) return differs('It is not an answer: the same side wrote the message before');
    const [before, now] = change;
    if (now !== 'in') return differs('The last message is one of ours');
    if (before !== 'out') return differs('There was no message of ours before it');
    const old = whyNoNews(happening, changeOf(happening, 'lastInteractionAt')?.[1]);
    return old === null ? matches : differs(old);
  },
});
