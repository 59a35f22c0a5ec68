import { SegmentedControl } from '@mantine/core';
import { ChoiceChip } from '../contacts/choice-chip.tsx';
import filter from '../contacts/filter-bar.module.css';
import { ToggleChip } from '../contacts/toggle-chip.tsx';
import { useMemberChoices } from '../work/assignee-select.tsx';
import { ContactChip } from '../work/contact-chip.tsx';
import classes from '../work/work-list.module.css';
import { appointmentStatuses } from './appointment-words.ts';
import { type AppointmentsSearch, isFiltered, whenNames } from './appointments.search.ts';

type Props = { search: AppointmentsSearch; onChange: (change: AppointmentsSearch) => void };

const whens = Object.entries(whenNames).map(([value, label]) => ({ value, label }));
const statuses = Object.entries(appointmentStatuses).map(([value, { name }]) => ({
  value,
  label: name,
}));

/** Filters of appointments as chips; they stand in the address. */
export function AppointmentsFilter({ search, onChange }: Props) {
  const assignees = [{ value: 'none', label: 'Nobody' }, ...useMemberChoices()];
  return (
    <search className={classes['tools']} aria-label="Filters">
      <SegmentedControl
        size="xs"
        aria-label="When"
        style={{ flexShrink: 0 }}
        data={whens}
        value={search.when ?? 'upcoming'}
        onChange={(when) => onChange({ when: when === 'past' ? 'past' : undefined })}
      />
      <ToggleChip
        label="Mine"
        value={search.assigneeId === 'me' || undefined}
        onChange={(mine) => onChange({ assigneeId: mine && 'me' })}
      />
      <ChoiceChip
        label="Status"
        choices={statuses}
        value={search.status}
        onChange={(status) => onChange({ status: status as AppointmentsSearch['status'] })}
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
          onClick={() => onChange(noAppointmentFilter)}
        >
          Clear
        </button>
      )}
    </search>
  );
}

export const noAppointmentFilter: AppointmentsSearch = {
  q: undefined,
  assigneeId: undefined,
  status: undefined,
  contactId: undefined,
};
