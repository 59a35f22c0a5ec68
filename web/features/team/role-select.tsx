import { Select } from '@mantine/core';
import type { Role } from '../../../src/contracts/roles.ts';
import { roleTexts } from '../accounts/roles.ts';

type Props = {
  label: string;
  value: Role;
  onChange: (role: Role) => void;
  showLabel?: boolean;
};

const roleNames = Object.entries(roleTexts).map(([value, { name }]) => ({ value, label: name }));

/** A role and what it may do. */
export function RoleSelect({ label, value, onChange, showLabel = false }: Props) {
  return (
    <Select
      {...(showLabel
        ? { label, description: `${roleTexts[value].name} ${roleTexts[value].may}` }
        : { 'aria-label': label, w: 112 })}
      allowDeselect={false}
      data={roleNames}
      comboboxProps={{ width: 280, position: 'bottom-end' }}
      renderOption={({ option }) => (
        <span>
          <b>{option.label}</b> {roleTexts[option.value as Role].may}
        </span>
      )}
      value={value}
      onChange={(role) => role && onChange(role as Role)}
    />
  );
}
