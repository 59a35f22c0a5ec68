import type { TaskPriority } from '../../../src/contracts/tasks.ts';
import { ChoiceChip } from '../contacts/choice-chip.tsx';
import filter from '../contacts/filter-bar.module.css';
import { ToggleChip } from '../contacts/toggle-chip.tsx';
import { useMemberChoices } from '../work/assignee-select.tsx';
import { ContactChip } from '../work/contact-chip.tsx';
import classes from '../work/work-list.module.css';
import { priorityNames } from './task-words.ts';
import { isFiltered, statusFilters, type TasksSearch, taskSortNames } from './tasks.search.ts';

type Props = { search: TasksSearch; onChange: (change: TasksSearch) => void };

const choicesOf = (names: Record<string, string>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
const sorts = choicesOf(taskSortNames).filter(({ value }) => value !== 'due');
const statuses = choicesOf(statusFilters);
const priorities = choicesOf(priorityNames).toReversed();

/** Filters of tasks as chips; they stand in the address. */
export function TasksFilter({ search, onChange }: Props) {
  const assignees = [{ value: 'none', label: 'Nobody' }, ...useMemberChoices()];
  const { assigneeId } = search;
  return (
    <search className={classes['tools']} aria-label="Filters">
      <ChoiceChip
        label="Sort"
        choices={sorts}
        otherwise={taskSortNames.due}
        value={search.sort}
        onChange={(sort) => onChange({ sort: sort as TasksSearch['sort'] })}
      />
      <ToggleChip
        label="Mine"
        value={assigneeId === 'me' || undefined}
        onChange={(mine) => onChange({ assigneeId: mine && 'me' })}
      />
      <ToggleChip
        label="Overdue"
        value={search.overdue}
        onChange={(overdue) => onChange({ overdue })}
      />
      <ChoiceChip
        label="Status"
        choices={statuses}
        otherwise="Not done"
        value={search.status}
        onChange={(status) => onChange({ status: status as TasksSearch['status'] })}
      />
      <ChoiceChip
        label="Priority"
        choices={priorities}
        value={search.priority}
        onChange={(priority) => onChange({ priority: priority as TaskPriority | undefined })}
      />
      <ChoiceChip
        label="Assignee"
        choices={assignees}
        value={assigneeId}
        onChange={(chosen) => onChange({ assigneeId: chosen })}
      />
      <ContactChip contactId={search.contactId} onChange={(contactId) => onChange({ contactId })} />
      {isFiltered(search) && (
        <button
          type="button"
          className={filter['chip']}
          style={{ border: 0 }}
          onClick={() => onChange(noTaskFilter)}
        >
          Clear
        </button>
      )}
    </search>
  );
}

export const noTaskFilter: TasksSearch = {
  q: undefined,
  assigneeId: undefined,
  status: undefined,
  priority: undefined,
  overdue: undefined,
  contactId: undefined,
};
