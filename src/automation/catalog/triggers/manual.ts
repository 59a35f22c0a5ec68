import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleIds, sampleStart } from '../samples.ts';

export const manual = trigger({
  id: 'manual',
  title: 'Started by hand',
  group: 'Flow',
  summary: 'Starts only when a person chooses it, for one contact or many.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleStart('manual.start', sampleIds.contact, {}),
  listens: ['manual.start'],
  provides: contactRoots,
});
