import { Select } from '@mantine/core';

type Props = {
  value: string | null;
  onChange: (timeZone: string | null) => void;
  error?: string | undefined;
} & ({ label: string } | { 'aria-label': string; placeholder: string; disabled: boolean });

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** A time zone by its IANA name; with a placeholder it may be left out. */
export function TimeZoneSelect({ value, onChange, error, ...rest }: Props) {
  const optional = 'placeholder' in rest;
  return (
    <Select
      {...rest}
      searchable
      clearable={optional}
      allowDeselect={optional}
      limit={100}
      nothingFoundMessage="No time zone of that name"
      data={value ? [...new Set([value, ...timeZones])] : timeZones}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}
