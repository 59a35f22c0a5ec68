import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots, matchSet } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const jobScheduled = trigger({
  id: 'job_scheduled',
  title: 'Job scheduled',
  group: 'Jobs',
  summary: 'Starts when a job gets a start time, or another one.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('job.updated', sampleIds.job, {
    status: ['new', 'scheduled'],
    scheduledStart: [null, '2026-07-03T08:00:00+00:00'],
  }),
  listens: ['job.created', 'job.updated'],
  provides: [...contactRoots, 'job'],
  keys: () => ['job.created:scheduledStart', 'job.updated:scheduledStart'],
  match: (happening) => matchSet(happening, 'scheduledStart', 'Start'),
});
