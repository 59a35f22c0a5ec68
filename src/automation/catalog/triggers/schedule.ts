import { z } from 'zod';
import { TimeZone } from '../../../contracts/time-zones.ts';
import { checkCron, nextCron, zoneOf } from '../../model/time.ts';
import { trigger } from '../define.ts';
import { workspaceRoots } from '../matching.ts';
import { sampleIds, sampleTimer } from '../samples.ts';

const Cron = z.string().superRefine((expression, context) => {
  const problem = checkCron(expression);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

export const schedule = trigger({
  id: 'schedule',
  title: 'Schedule',
  group: 'Flow',
  summary: 'Starts again and again at set times, such as every Monday at 9.',
  params: z.strictObject({ cron: Cron, timeZone: TimeZone.optional() }),
  form: [
    { name: 'cron', label: 'Times', control: 'cron', required: true, default: '0 9 * * 1' },
    {
      name: 'timeZone',
      label: 'Time zone',
      control: 'time_zone',
      required: false,
      help: 'Empty: that of the workspace.',
    },
  ],
  sampleParams: { cron: '0 9 * * 1', timeZone: 'Asia/Manila' },
  sample: sampleTimer('workspace', sampleIds.workspace, null),
  listens: ['workspace.updated'],
  provides: workspaceRoots,
  keys: () => ['workspace.updated:timeZone'],
  timer: {
    subject: 'workspace',
    dueAt: ({ cron, timeZone }, facts, now) =>
      nextCron(cron, zoneOf(facts, timeZone ?? 'workspace'), now),
  },
});
