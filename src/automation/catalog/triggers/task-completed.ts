import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots, matchTransition } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const taskCompleted = trigger({
  id: 'task_completed',
  title: 'Task completed',
  group: 'Tasks',
  summary: 'Starts when a task is done.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('task.updated', sampleIds.task, { status: ['open', 'completed'] }),
  listens: ['task.updated'],
  provides: [...contactRoots, 'task'],
  keys: () => ['task.updated:status=completed'],
  match: (happening) => matchTransition(happening, 'status', { to: 'completed' }, 'Task'),
});
