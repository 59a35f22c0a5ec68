import type { LeadStatus } from '../../../src/contracts/analysis.ts';
import type { Platform } from '../../../src/contracts/platforms.ts';
import { useMembership } from '../accounts/accounts.queries.ts';
import { useKnownTags } from '../tags/tags.queries.ts';
import { useMembers } from '../team/team.queries.ts';
import { ChoiceChip } from './choice-chip.tsx';
import { type contactFilterSearch, platformNames, statusNames } from './contact-filter.search.ts';
import classes from './filter-bar.module.css';
import { ScoreChip } from './score-chip.tsx';
import { ToggleChip } from './toggle-chip.tsx';

type Found = ReturnType<typeof contactFilterSearch>;
export type FilterSearch = { [K in keyof Found]?: Found[K] | undefined };
type Props = {
  filter: FilterSearch;
  /** Only what changes; undefined takes a filter away. */
  onChange: (change: FilterSearch) => void;
};

const platforms = Object.entries(platformNames).map(([value, label]) => ({ value, label }));
const statuses = Object.entries(statusNames).map(([value, label]) => ({ value, label }));
const silences = [3, 7, 14, 30, 90].map((days) => ({ value: `${days}`, label: `${days} days` }));

/** Filters of contacts as chips; they stand in the address, so a view can be kept as a link. */
export function FilterBar({ filter, onChange }: Props) {
  const members = useMembers().data ?? [];
  const { memberId } = useMembership();
  const tags = useKnownTags().map(({ name }) => ({ value: name, label: name }));
  const owners = [
    { value: 'none', label: 'Nobody' },
    ...members.map(({ id, name }) => ({
      value: id,
      label: id === memberId ? `${name} (you)` : name,
    })),
  ];
  return (
    <search className={classes['bar']} aria-label="Filters">
      <ToggleChip
        label="Unread"
        value={filter.unread}
        onChange={(unread) => onChange({ unread })}
      />
      <ToggleChip
        label="Needs review"
        value={filter.needsReview}
        onChange={(needsReview) => onChange({ needsReview })}
      />
      <ScoreChip scoreMin={filter.scoreMin} scoreMax={filter.scoreMax} onChange={onChange} />
      <ChoiceChip
        label="Owner"
        choices={owners}
        value={filter.ownerId}
        onChange={(ownerId) => onChange({ ownerId })}
      />
      <ChoiceChip
        label="Tag"
        choices={tags}
        value={filter.tag}
        onChange={(tag) => onChange({ tag })}
      />
      <ChoiceChip
        label="Platform"
        choices={platforms}
        value={filter.platform}
        onChange={(platform) => onChange({ platform: platform as Platform | undefined })}
      />
      <ChoiceChip
        label="Status"
        choices={statuses}
        value={filter.status}
        onChange={(status) => onChange({ status: status as LeadStatus | undefined })}
      />
      <ChoiceChip
        label="Quiet for"
        choices={silences}
        value={filter.staleDays === undefined ? undefined : String(filter.staleDays)}
        onChange={(days) => onChange({ staleDays: days === undefined ? undefined : Number(days) })}
      />
      {isFiltered(filter) && (
        <button
          type="button"
          className={classes['chip']}
          style={{ border: 0 }}
          onClick={() => onChange(noFilter)}
        >
          Clear
        </button>
      )}
    </search>
  );
}

export const noFilter: FilterSearch = {
  q: undefined,
  ownerId: undefined,
  platform: undefined,
  status: undefined,
  scoreMin: undefined,
  scoreMax: undefined,
  needsReview: undefined,
  unread: undefined,
  tag: undefined,
  staleDays: undefined,
};

export function isFiltered(filter: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(noFilter).some((name) => filter[name] !== undefined);
}
