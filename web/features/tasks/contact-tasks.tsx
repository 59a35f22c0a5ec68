import { Text } from '@mantine/core';
import type { PickedContact } from '../work/contact-picker.tsx';
import { ContactWork } from '../work/contact-work.tsx';
import { LoadMore } from '../work/load-more.tsx';
import classes from '../work/work-list.module.css';
import { NewTaskDrawer, TaskDrawer } from './task-drawer.tsx';
import { TaskRow } from './task-row.tsx';
import { useTasks } from './tasks.queries.ts';

type Props = { contact: PickedContact };

const left = ['open', 'in_progress'];
const over = ['completed', 'cancelled'];

/** Tasks about a contact: what is left to do by its date, then what is over, the newest first. */
export default function ContactTasks({ contact }: Props) {
  const finished = useTasks({ contactId: contact.id, status: over, sort: 'newest' });
  const done = finished.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <ContactWork
      noun="tasks"
      query={useTasks({ contactId: contact.id, status: left })}
      empty={done.length > 0 ? 'Nothing is left to do.' : 'No task about this contact.'}
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
      after={(mayChange, open) =>
        done.length > 0 && (
          <section aria-label="Over">
            <Text c="dimmed" size="xs" mt="lg" mb={6}>
              Completed or cancelled
            </Text>
            <ul className={classes['list']}>
              {done.map((task) => (
                <TaskRow
                  key={task.id}
                  task={task}
                  mayChange={mayChange}
                  withContact={false}
                  onOpen={open}
                />
              ))}
            </ul>
            <LoadMore query={finished} />
          </section>
        )
      }
      drawer={(id, close) => <TaskDrawer taskId={id} onClose={close} />}
      newDrawer={(close) => <NewTaskDrawer contact={contact} onClose={close} />}
    />
  );
}
