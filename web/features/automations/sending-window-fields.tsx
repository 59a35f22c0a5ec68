import { Chip, Group, Select, TextInput } from '@mantine/core';
import type { SendingWindow } from '../../../src/contracts/automation-definition.ts';
import { toggledDay } from './settings.rules.ts';

type Props = { value: SendingWindow; onChange: (window: SendingWindow) => void };

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Weekdays, from when to when, and on whose clock. */
export function SendingWindowFields({ value, onChange }: Props) {
  return (
    <Group gap="sm" align="flex-end" pl={46}>
      <Group gap={4} role="group" aria-label="Days">
        {days.map((name, index) => (
          <Chip
            key={name}
            size="xs"
            checked={value.weekdays.includes(index + 1)}
            onChange={() => onChange({ ...value, weekdays: toggledDay(value.weekdays, index + 1) })}
          >
            {name}
          </Chip>
        ))}
      </Group>
      <TextInput
        type="time"
        label="From"
        w={110}
        required
        value={value.from}
        onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label="To"
        w={110}
        required
        value={value.to}
        onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
      />
      <Select
        label="On the clock of"
        searchable
        allowDeselect={false}
        w={200}
        data={[
          { value: 'contact', label: 'the contact' },
          ...Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone })),
        ]}
        value={value.timeZone}
        onChange={(timeZone) => onChange({ ...value, timeZone: timeZone ?? 'contact' })}
      />
    </Group>
  );
}
