import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots, matchTransition } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const jobCompleted = trigger({
  id: 'job_completed',
  title: 'Job completed',
  group: 'Jobs',
  summary: 'Starts when a job is marked as completed.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('job.updated', sampleIds.job, { status: ['in_progress', 'completed'] }),
  listens: ['job.updated'],
  provides: [...contactRoots, 'job'],
  keys: () => ['job.updated:status=completed'],
  match: (happening) => matchTransition(happening, 'status', { to: 'completed' }, 'Job'),
});
