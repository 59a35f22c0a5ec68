import { z } from 'zod';
import { trigger } from '../define.ts';
import { changeOf, contactRoots, differs, matches } from '../matching.ts';
import { whyNoNews } from '../moments.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const messageReceived = trigger({
  id: 'message_received',
  title: 'Message received',
  group: 'Messages',
  summary: 'Starts when a customer writes, on any channel.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('message.created', sampleIds.message, {
    conversationId: [null, sampleIds.conversation],
    contactId: [null, sampleIds.contact],
    direction: [null, 'in'],
    text: [null, 'Is the blue one still available?'],
    sentAt: [null, '2026-07-01T08:59:58+00:00'],
  }),
  listens: ['message.created'],
  provides: [...contactRoots, 'message', 'conversation'],
  keys: () => ['message.created:direction=in'],
  match(happening) {
    if (changeOf(happening, 'direction')?.[1] !== 'in')
      return differs('The message is one of ours');
    const old = whyNoNews(happening, changeOf(happening, 'sentAt')?.[1]);
    return old === null ? matches : differs(old);
  },
});
