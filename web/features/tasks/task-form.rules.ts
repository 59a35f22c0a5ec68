import type { Task, TaskInput, TaskPriority, TaskStatus } from '../../../src/contracts/tasks.ts';
import type { PickedContact } from '../work/contact-picker.tsx';
import { instantOf, noTime, type WallClock, wallClock } from '../work/zoned-time.rules.ts';

/** The fields of the form; those of the API carry its names, for its refusals. */
export type TaskValues = {
  title: string;
  description: string;
  status: TaskStatus;
  priority: TaskPriority;
  assigneeId: string | null;
  contactId: PickedContact | null;
  dueAt: WallClock;
};

export function emptyTask(contact: PickedContact | null, assigneeId: string | null): TaskValues {
  return {
    title: '',
    description: '',
    status: 'open',
    priority: 'normal',
    assigneeId,
    contactId: contact,
    dueAt: noTime,
  };
}

export function valuesOfTask(task: Task, timeZone: string): TaskValues {
  const { title, description, status, priority, assigneeId, contactId, contactName } = task;
  return {
    title,
    description,
    status,
    priority,
    assigneeId,
    contactId: contactId === null ? null : { id: contactId, name: contactName ?? 'Unknown' },
    dueAt: wallClock(task.dueAt, timeZone),
  };
}

export function inputOfTask(values: TaskValues, timeZone: string): TaskInput {
  return {
    ...values,
    contactId: values.contactId?.id ?? null,
    dueAt: instantOf(values.dueAt, timeZone),
  };
}
