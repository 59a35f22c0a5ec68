import type { Task, TaskChange, TaskInput } from '../../contracts/tasks.ts';
import type { Tx } from '../../platform/database/database.ts';
import { invalidField, notFound } from '../../platform/http/problem.ts';
import { requireUnchanged } from '../../platform/http/unchanged.ts';
import { contactExists, memberExists } from '../contacts/index.ts';
import { notifyMembers } from '../notifications/index.ts';
import { findTask, insertTask, lockTask, updateTask } from './tasks.store.ts';

/** Who writes; no member for API keys. */
export type Writer = { workspaceId: string; memberId: string | null };

/** @throws Problem 404 */
export async function getTask(tx: Tx, workspaceId: string, taskId: string): Promise<Task> {
  const task = await findTask(tx, { workspaceId, taskId });
  if (!task) throw notFound('task');
  return task;
}

/** @throws Problem 422 naming `body.contactId` or `body.assigneeId` */
export async function createTask(tx: Tx, writer: Writer, input: TaskInput): Promise<Task> {
  const { workspaceId } = writer;
  await refuseStrangers(tx, input);
  const task = await getTask(tx, workspaceId, await insertTask(tx, workspaceId, input));
  await tellAssignee(tx, writer, task, null);
  return task;
}

/** @throws Problem 404, 409 when it is not as it was read, or 422 naming `body.contactId` or `body.assigneeId` */
export async function changeTask(
  tx: Tx,
  writer: Writer,
  taskId: string,
  change: TaskChange,
): Promise<Task> {
  const ref = { workspaceId: writer.workspaceId, taskId };
  const before = await lockTask(tx, ref);
  if (!before) throw notFound('task');
  const { unchangedSince, ...fields } = change;
  requireUnchanged(before, unchangedSince);
  await refuseStrangers(tx, fields);
  await updateTask(tx, ref, fields);
  const task = await getTask(tx, ref.workspaceId, taskId);
  await tellAssignee(tx, writer, task, before.assigneeId);
  return task;
}

async function refuseStrangers(
  tx: Tx,
  { contactId, assigneeId }: Pick<TaskChange, 'contactId' | 'assigneeId'>,
): Promise<void> {
  if (contactId && !(await contactExists(tx, contactId))) {
    throw invalidField('body.contactId', 'There is no such contact in this workspace.');
  }
  if (assigneeId && !(await memberExists(tx, assigneeId))) {
    throw invalidField('body.assigneeId', 'There is no such member in this workspace.');
  }
}

/** Tells a member who was given the task by somebody else. */
async function tellAssignee(
  tx: Tx,
  writer: Writer,
  task: Task,
  before: string | null,
): Promise<void> {
  const { assigneeId } = task;
  if (assigneeId === null || assigneeId === before || assigneeId === writer.memberId) return;
  await notifyMembers(tx, {
    workspaceId: writer.workspaceId,
    memberIds: [assigneeId],
    kind: 'task_assigned',
    title: `A task for you: ${task.title}`,
    link: `/tasks?task=${task.id}`,
    ...(task.contactId !== null && { contactId: task.contactId }),
  });
}
