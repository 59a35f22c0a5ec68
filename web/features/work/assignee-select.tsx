import { Select } from '@mantine/core';
import { useMembership } from '../accounts/accounts.queries.ts';
import { useMembers } from '../team/team.queries.ts';

type Props = {
  value: string | null;
  error: string | undefined;
  onChange: (memberId: string | null) => void;
};

/** Who takes care of it. */
export function AssigneeSelect({ value, error, onChange }: Props) {
  return (
    <Select
      label="Assignee"
      placeholder="Nobody"
      clearable
      searchable
      nothingFoundMessage="Nobody of that name"
      data={useMemberChoices()}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}

/** Members as choices, the reader marked. */
export function useMemberChoices(): { value: string; label: string }[] {
  const members = useMembers().data ?? [];
  const { memberId } = useMembership();
  return members.map(({ id, name }) => ({
    value: id,
    label: id === memberId ? `${name} (you)` : name,
  }));
}
