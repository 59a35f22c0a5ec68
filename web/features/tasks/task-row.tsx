import { Checkbox, Text, Tooltip } from '@mantine/core';
import { IconCalendarDue, IconFlag3Filled, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Task, TaskPriority } from '../../../src/contracts/tasks.ts';
import { exactTime } from '../../ui/relative-time.ts';
import { useNow } from '../../ui/use-now.ts';
import { StatusMenu } from '../work/status-menu.tsx';
import { timeWords } from '../work/time-words.rules.ts';
import classes from '../work/work-list.module.css';
import { isOver, isOverdue, priorityNames, taskStatuses } from './task-words.ts';
import { useSetTaskStatus } from './tasks.queries.ts';

type Props = {
  task: Task;
  mayChange: boolean;
  /** Off in the list of one contact. */
  withContact?: boolean;
  onOpen: (id: string) => void;
};

const flagColors: Partial<Record<TaskPriority, string>> = {
  high: 'var(--mantine-color-orange-6)',
  urgent: 'var(--mantine-color-red-6)',
};

/** One task of a list: done with a click, the rest opens. */
export function TaskRow({ task, mayChange, withContact = true, onOpen }: Props) {
  const setStatus = useSetTaskStatus();
  const completed = task.status === 'completed';
  return (
    <li className={classes['row']} data-done={isOver(task) || undefined}>
      <div className={classes['above']}>
        <Checkbox
          size="sm"
          radius="xl"
          disabled={!mayChange}
          aria-label={completed ? `Open ${task.title} again` : `Complete ${task.title}`}
          checked={completed}
          onChange={() => setStatus(task, completed ? 'open' : 'completed')}
        />
      </div>
      <div className={classes['main']}>
        <button type="button" className={classes['title']} onClick={() => onOpen(task.id)}>
          {task.title}
        </button>
        <div className={classes['meta']}>
          <Due task={task} />
          {flagColors[task.priority] && (
            <span>
              <IconFlag3Filled size={12} color={flagColors[task.priority]} aria-hidden />
              {priorityNames[task.priority]}
            </span>
          )}
          {withContact && task.contactId && (
            <span>
              <IconUser size={13} aria-hidden />
              <Link to="/contacts/$contactId" params={{ contactId: task.contactId }}>
                {task.contactName}
              </Link>
            </span>
          )}
        </div>
      </div>
      <Text className={classes['side'] ?? ''}>{task.assigneeName ?? 'Nobody'}</Text>
      <div className={`${classes['above']} ${classes['status']}`}>
        <StatusMenu
          of={task.title}
          statuses={taskStatuses}
          value={task.status}
          disabled={!mayChange}
          onChange={(status) => setStatus(task, status)}
        />
      </div>
    </li>
  );
}

function Due({ task }: { task: Task }) {
  const now = useNow();
  if (task.dueAt === null) return null;
  const late = isOverdue(task, now);
  return (
    <Tooltip label={exactTime(task.dueAt)}>
      <span className={late ? classes['late'] : undefined}>
        <IconCalendarDue size={13} aria-hidden />
        <time dateTime={task.dueAt}>
          {late && 'Overdue: '}
          {timeWords(task.dueAt, now)}
        </time>
      </span>
    </Tooltip>
  );
}
