import type { Task, TaskChange, TaskInput } from '../../../src/contracts/tasks.ts';
import { toast } from '../../ui/toast.tsx';
import { workQueries } from '../work/work.queries.ts';
import { taskStatuses } from './task-words.ts';

export const {
  useList: useTasks,
  useOne: useTask,
  useCreate: useCreateTask,
  useChange: useChangeTask,
  useRemove: useRemoveTask,
} = workQueries<Task, TaskInput, TaskChange>('tasks');

/** Sets a task's status; the note offers to take it back. */
export function useSetTaskStatus() {
  const { mutate, mutateAsync } = useChangeTask();
  return (task: Task, status: Task['status']) =>
    mutate(
      { id: task.id, change: { status } },
      {
        onSuccess: () =>
          toast.done(`${task.title}: ${taskStatuses[status].name.toLowerCase()}.`, () =>
            mutateAsync({ id: task.id, change: { status: task.status } }),
          ),
      },
    );
}

/** Deletes a task; taking it back makes an equal one. */
export function useDeleteTask() {
  const remove = useRemoveTask();
  const { mutateAsync: restore } = useCreateTask(false);
  return (task: Task, onGone: () => void) =>
    remove.mutate(task.id, {
      onSuccess: () => {
        toast.done(`${task.title} is deleted.`, () => restore(inputOf(task)));
        onGone();
      },
    });
}

function inputOf(task: Task): TaskInput {
  const { title, description, contactId, status, priority, assigneeId, dueAt } = task;
  return { title, description, contactId, status, priority, assigneeId, dueAt };
}
