import { Select } from '@mantine/core';
import { useMembership } from '../accounts/accounts.queries.ts';
import { useMembers } from '../team/team.queries.ts';

type Props = {
  value: string | null;
  disabled: boolean;
  onChange: (ownerId: string | null) => void;
};

/** Whose contact it is. */
export function OwnerSelect({ value, disabled, onChange }: Props) {
  const members = useMembers().data ?? [];
  const { memberId } = useMembership();
  return (
    <Select
      aria-label="Owner"
      placeholder="Nobody"
      clearable
      searchable
      disabled={disabled}
      nothingFoundMessage="Nobody of that name"
      data={members.map(({ id, name }) => ({
        value: id,
        label: id === memberId ? `${name} (you)` : name,
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
