import type { PickedContact } from '../work/contact-picker.tsx';
import { ContactWork } from '../work/contact-work.tsx';
import { NewTaskDrawer, TaskDrawer } from './task-drawer.tsx';
import { TaskRow } from './task-row.tsx';
import { useTasks } from './tasks.queries.ts';

type Props = { contact: PickedContact };

/** Tasks about a contact, what is left to do first. */
export default function ContactTasks({ contact }: Props) {
  return (
    <ContactWork
      noun="tasks"
      query={useTasks({ contactId: contact.id })}
      empty="No task about this contact."
      addLabel="Add task"
      row={(task, mayChange, open) => (
        <TaskRow
          key={task.id}
          task={task}
          mayChange={mayChange}
          withContact={false}
          onOpen={open}
        />
      )}
      drawer={(id, close) => <TaskDrawer taskId={id} onClose={close} />}
      newDrawer={(close) => <NewTaskDrawer contact={contact} onClose={close} />}
    />
  );
}
