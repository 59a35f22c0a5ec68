import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { momentBefore, Span } from '../moments.ts';
import { sampleIds, sampleTimer } from '../samples.ts';
import { spanField } from '../trigger-forms.ts';

const subject = { root: 'job', start: 'scheduledStart', open: ['new', 'scheduled'] };

export const jobStartsSoon = trigger({
  id: 'job_starts_soon',
  title: 'Before a job',
  group: 'Jobs',
  summary: 'Starts this long before a job that has not begun.',
  params: z.strictObject({ before: Span }),
  form: [spanField('before', 'Before', 24, 'hours')],
  sampleParams: { before: { amount: 24, unit: 'hours' } },
  sample: sampleTimer('job', sampleIds.job),
  listens: ['job.created', 'job.updated'],
  provides: [...contactRoots, 'job'],
  keys: () => ['job.created:scheduledStart', 'job.updated:scheduledStart', 'job.updated:status'],
  timer: {
    subject: 'job',
    dueAt: ({ before }, facts, now) => momentBefore(facts, subject, before, now),
  },
});
