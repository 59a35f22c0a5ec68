import type { Task, TaskPriority, TaskStatus } from '../../../src/contracts/tasks.ts';
import type { StatusWords } from '../work/status-menu.tsx';

export const taskStatuses: StatusWords<TaskStatus> = {
  open: { name: 'Open', tone: 'quiet' },
  in_progress: { name: 'In progress', tone: 'busy' },
  completed: { name: 'Completed', tone: 'good' },
  cancelled: { name: 'Cancelled', tone: 'bad' },
};

export const priorityNames: Record<TaskPriority, string> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
};

/** Whether nothing is left to do. */
export function isOver({ status }: Pick<Task, 'status'>): boolean {
  return status === 'completed' || status === 'cancelled';
}

/** Whether it should have been done by now, in ms since 1970. */
export function isOverdue(task: Pick<Task, 'status' | 'dueAt'>, now: number): boolean {
  return !isOver(task) && task.dueAt !== null && Date.parse(task.dueAt) < now;
}
