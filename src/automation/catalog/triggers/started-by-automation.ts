import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleIds, sampleStart } from '../samples.ts';

export const startedByAutomation = trigger({
  id: 'started_by_automation',
  title: 'Started by an automation',
  group: 'Flow',
  summary: 'Starts only when a step of another automation starts it.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleStart('automation.start', sampleIds.contact, { from: sampleIds.automation }),
  listens: ['automation.start'],
  provides: contactRoots,
});
