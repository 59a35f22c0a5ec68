import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const jobCreated = trigger({
  id: 'job_created',
  title: 'Job created',
  group: 'Jobs',
  summary: 'Starts when a job is made for a client.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('job.created', sampleIds.job, {
    contactId: [null, sampleIds.contact],
    number: [null, 12],
    title: [null, 'Repair the air conditioner'],
    status: [null, 'new'],
  }),
  listens: ['job.created'],
  provides: [...contactRoots, 'job'],
});
