import { useMembership } from '../accounts/accounts.queries.ts';
import { useMay } from '../accounts/roles.ts';
import type { PickedContact } from '../work/contact-picker.tsx';
import { LoadedRow, WorkDrawer } from '../work/work-drawer.tsx';
import { ownTimeZone } from '../work/zoned-time.rules.ts';
import { emptyTask, valuesOfTask } from './task-form.rules.ts';
import { TaskForm } from './task-form.tsx';
import { useTask } from './tasks.queries.ts';

type Props = { taskId: string; onClose: () => void };

/** A task that is there, to be read and changed. */
export function TaskDrawer({ taskId, onClose }: Props) {
  const query = useTask(taskId);
  const mayChange = useMay('agent');
  return (
    <WorkDrawer title="Task" onClose={onClose}>
      <LoadedRow query={query} noun="task">
        {(task) => (
          <TaskForm
            key={task.id}
            task={task}
            initial={valuesOfTask(task, ownTimeZone)}
            mayChange={mayChange}
            onClose={onClose}
          />
        )}
      </LoadedRow>
    </WorkDrawer>
  );
}

type NewProps = { contact: PickedContact | null; onClose: () => void };

/** A task to be made; whoever makes it is its assignee until somebody else is chosen. */
export function NewTaskDrawer({ contact, onClose }: NewProps) {
  const { memberId } = useMembership();
  return (
    <WorkDrawer title="New task" onClose={onClose}>
      <TaskForm task={null} initial={emptyTask(contact, memberId)} mayChange onClose={onClose} />
    </WorkDrawer>
  );
}
