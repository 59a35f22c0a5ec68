import { ChoiceChip } from '../contacts/choice-chip.tsx';
import filter from '../contacts/filter-bar.module.css';
import { ToggleChip } from '../contacts/toggle-chip.tsx';
import { useMemberChoices } from '../work/assignee-select.tsx';
import { ContactChip } from '../work/contact-chip.tsx';
import classes from '../work/work-list.module.css';
import { jobStatuses } from './job-words.ts';
import { isFiltered, type JobsSearch, jobSortNames } from './jobs.search.ts';

type Props = { search: JobsSearch; onChange: (change: JobsSearch) => void };

const sorts = Object.entries(jobSortNames)
  .filter(([value]) => value !== 'newest')
  .map(([value, label]) => ({ value, label }));
const statuses = Object.entries(jobStatuses).map(([value, { name }]) => ({ value, label: name }));

/** Filters of jobs as chips; they stand in the address. */
export function JobsFilter({ search, onChange }: Props) {
  const assignees = [{ value: 'none', label: 'Nobody' }, ...useMemberChoices()];
  return (
    <search className={classes['tools']} aria-label="Filters">
      <ChoiceChip
        label="Sort"
        choices={sorts}
        otherwise={jobSortNames.newest}
        value={search.sort}
        onChange={(sort) => onChange({ sort: sort as JobsSearch['sort'] })}
      />
      <ChoiceChip
        label="Status"
        choices={statuses}
        value={search.status}
        onChange={(status) => onChange({ status: status as JobsSearch['status'] })}
      />
      <ToggleChip
        label="Mine"
        value={search.assigneeId === 'me' || undefined}
        onChange={(mine) => onChange({ assigneeId: mine && 'me' })}
      />
      <ChoiceChip
        label="Assignee"
        choices={assignees}
        value={search.assigneeId}
        onChange={(assigneeId) => onChange({ assigneeId })}
      />
      <ContactChip contactId={search.contactId} onChange={(contactId) => onChange({ contactId })} />
      {isFiltered(search) && (
        <button
          type="button"
          className={filter['chip']}
          style={{ border: 0 }}
          onClick={() => onChange(noJobFilter)}
        >
          Clear
        </button>
      )}
    </search>
  );
}

export const noJobFilter: JobsSearch = {
  q: undefined,
  assigneeId: undefined,
  status: undefined,
  contactId: undefined,
};
