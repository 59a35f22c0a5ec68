import { z } from 'zod';
import { valueAt } from '../../model/fields.ts';
import { durationMs } from '../../model/time.ts';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { Span, timeOf } from '../moments.ts';
import { sampleIds, sampleTimer } from '../samples.ts';
import { spanField } from '../trigger-forms.ts';

/** Whose answer is missing, and whose message is then the last one. */
const lastDirection = { customer: 'out', team: 'in' } as const;

export const noResponse = trigger({
  id: 'no_response',
  title: 'No response',
  group: 'Messages',
  summary:
    'Starts when the customer, or your team, has not answered the last message for this long.',
  params: z.strictObject({ whose: z.enum(['customer', 'team']).default('customer'), after: Span }),
  form: [
    {
      name: 'whose',
      label: 'Whose answer is missing',
      control: 'select',
      required: false,
      default: 'customer',
      options: [
        { value: 'customer', label: 'The customer’s' },
        { value: 'team', label: 'Ours' },
      ],
    },
    spanField('after', 'For', 2, 'days'),
  ],
  sampleParams: { whose: 'customer', after: { amount: 2, unit: 'days' } },
  sample: sampleTimer('contact', sampleIds.contact),
  listens: ['contact.created', 'contact.updated'],
  provides: contactRoots,
  keys: () => [
    'contact.created:lastMessageDirection',
    'contact.updated:lastMessageDirection',
    'contact.updated:lastInteractionAt',
  ],
  timer: {
    subject: 'contact',
    dueAt({ whose, after }, facts) {
      if (valueAt(facts, 'contact.lastMessageDirection') !== lastDirection[whose]) return null;
      const last = timeOf(facts, 'contact', 'lastInteractionAt');
      return last === null ? null : new Date(last + durationMs(after));
    },
  },
});
