import { z } from 'zod';
import { trigger } from '../define.ts';
import { changeOf, contactRoots, differs, matches } from '../matching.ts';
import { sampleContactChange } from '../samples.ts';

export const reviewNeeded = trigger({
  id: 'review_needed',
  title: 'Review needed',
  group: 'Analysis',
  summary: 'Starts when the AI is not sure where a contact belongs and asks a person.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleContactChange({ needsReview: [false, true] }),
  listens: ['contact.created', 'contact.updated'],
  provides: contactRoots,
  keys: () => ['contact.created:needsReview=true', 'contact.updated:needsReview=true'],
  match(happening) {
    const change = changeOf(happening, 'needsReview');
    if (!change) return differs('Nothing changed about its review');
    return change[1] === true ? matches : differs('It needs no review');
  },
});
