import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { sampleEvent, sampleIds } from '../samples.ts';

export const taskCreated = trigger({
  id: 'task_created',
  title: 'Task created',
  group: 'Tasks',
  summary: 'Starts when a task is made, for a contact or for none.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleEvent('task.created', sampleIds.task, {
    contactId: [null, sampleIds.contact],
    title: [null, 'Send the quote'],
    status: [null, 'open'],
    priority: [null, 'high'],
  }),
  listens: ['task.created'],
  provides: [...contactRoots, 'task'],
});
