import { z } from 'zod';
import { JobStatus, jobStatuses } from '../../../contracts/jobs.ts';
import { trigger } from '../define.ts';
import { changeKey, contactRoots, matchTransition } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';
import { fromToForm } from '../trigger-forms.ts';

export const jobStatusChanged = trigger({
  id: 'job_status_changed',
  title: 'Job status changed',
  group: 'Jobs',
  summary: 'Starts when the status of a job changes, from and to what you choose.',
  params: z.strictObject({ from: JobStatus.optional(), to: JobStatus.optional() }),
  form: fromToForm(jobStatuses),
  sampleParams: { from: 'scheduled', to: 'in_progress' },
  sample: sampleEvent('job.updated', sampleIds.job, { status: ['scheduled', 'in_progress'] }),
  listens: ['job.updated'],
  provides: [...contactRoots, 'job'],
  keys: ({ to }) => [changeKey('job.updated', 'status', to)],
  match: (happening, params) => matchTransition(happening, 'status', params, 'Job'),
});
