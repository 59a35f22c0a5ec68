import { z } from 'zod';
import { trigger } from '../define.ts';
import { contactRoots } from '../matching.ts';
import { hasStatus, timeOf } from '../moments.ts';
import { sampleIds, sampleTimer } from '../samples.ts';

export const taskOverdue = trigger({
  id: 'task_overdue',
  title: 'Task overdue',
  group: 'Tasks',
  summary: 'Starts when the time of a task has come and it is not done.',
  params: z.strictObject({}),
  form: [],
  sampleParams: {},
  sample: sampleTimer('task', sampleIds.task),
  listens: ['task.created', 'task.updated'],
  provides: [...contactRoots, 'task'],
  keys: () => ['task.created:dueAt', 'task.updated:dueAt', 'task.updated:status'],
  timer: {
    subject: 'task',
    dueAt(_params, facts) {
      const due = timeOf(facts, 'task', 'dueAt');
      return due !== null && hasStatus(facts, 'task', ['open', 'in_progress'])
        ? new Date(due)
        : null;
    },
  },
});
