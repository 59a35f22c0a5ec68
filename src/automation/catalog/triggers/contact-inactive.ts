import { z } from 'zod';
import { durationMs } from '../../model/time.ts';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { Span, timeOf } from '../moments.ts';
import { sampleIds, sampleTimer } from '../samples.ts';
import { spanField } from '../trigger-forms.ts';

export const contactInactive = trigger({
  id: 'contact_inactive',
  title: 'Nothing happened for',
  group: 'Contacts',
  summary: 'Starts when no message has come from a contact or gone to it for this long.',
  params: z.strictObject({ after: Span }),
  form: [spanField('after', 'For', 30, 'days')],
  sampleParams: { after: { amount: 30, unit: 'days' } },
  sample: sampleTimer('contact', sampleIds.contact),
  listens: ['contact.created', 'contact.updated'],
  provides: contactRoots,
  keys: () => ['contact.created', 'contact.updated:lastInteractionAt'],
  timer: {
    subject: 'contact',
    dueAt({ after }, facts) {
      const last =
        timeOf(facts, 'contact', 'lastInteractionAt') ?? timeOf(facts, 'contact', 'createdAt');
      return last === null ? null : new Date(last + durationMs(after));
    },
  },
});
