import type { Query } from '../../api/client.ts';
import {
  choiceParam,
  flagParam,
  present,
  type RawSearch,
  textParam,
} from '../../ui/search-params.ts';
import { priorityNames } from './task-words.ts';

/** `left`, what is not over yet, is shown when nothing is chosen. */
export const statusFilters = {
  open: 'Open',
  in_progress: 'In progress',
  completed: 'Completed',
  cancelled: 'Cancelled',
  all: 'All',
};

export const taskSortNames = { due: 'Due date', priority: 'Priority', newest: 'Newest' };

/** `task`: id of the one that is open; `new`: the form of a new one is. */
export function tasksSearch(search: RawSearch) {
  return present({
    q: textParam(search['q']),
    assigneeId: textParam(search['assigneeId']),
    status: choiceParam(search['status'], statusFilters),
    priority: choiceParam(search['priority'], priorityNames),
    overdue: flagParam(search['overdue']),
    contactId: textParam(search['contactId']),
    sort: choiceParam(search['sort'], taskSortNames),
    task: textParam(search['task']),
    new: flagParam(search['new']),
  });
}

export type TasksSearch = ReturnType<typeof tasksSearch>;

/** What the API is asked for. */
export function taskQuery({ task: _task, new: _new, status, ...rest }: TasksSearch): Query {
  const left = ['open', 'in_progress'];
  return { ...rest, status: status === undefined ? left : status === 'all' ? undefined : status };
}

/** Whether anything but the default is asked for. */
export function isFiltered(search: TasksSearch): boolean {
  const { q, assigneeId, status, priority, overdue, contactId } = search;
  return [q, assigneeId, status, priority, overdue, contactId].some((each) => each !== undefined);
}
