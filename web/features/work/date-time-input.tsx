import { Button, Group, Input, TextInput } from '@mantine/core';
import { useId } from '@mantine/hooks';
import type { WallClock } from './zoned-time.rules.ts';

type Props = {
  label: string;
  value: WallClock;
  required?: boolean;
  error?: string | undefined;
  /** The time of a day that was chosen first. */
  defaultTime?: string;
  /** Days to choose with one click. */
  suggestions?: readonly { label: string; date: string }[];
  onChange: (value: WallClock) => void;
};

/** A day and a time, with the fields of the system. */
export function DateTimeInput(props: Props) {
  const { label, value, required = false, error, defaultTime = '09:00', suggestions = [] } = props;
  const id = useId();
  const setDate = (date: string) =>
    props.onChange({ date, time: date === '' ? '' : value.time || defaultTime });
  return (
    <Input.Wrapper label={label} required={required} error={error} id={id} labelElement="div">
      <Group gap="xs" grow preventGrowOverflow={false} role="group" aria-label={label}>
        <TextInput
          type="date"
          flex="1 1 140px"
          aria-label={`${label}: day`}
          value={value.date}
          error={Boolean(error)}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          flex="1 1 96px"
          aria-label={`${label}: time`}
          value={value.time}
          error={Boolean(error)}
          disabled={value.date === ''}
          onChange={(event) => props.onChange({ ...value, time: event.currentTarget.value })}
        />
      </Group>
      {suggestions.length > 0 && (
        <Group gap={4} mt={4} data-suggestions>
          {suggestions.map((suggestion) => (
            <Button
              key={suggestion.label}
              size="compact-xs"
              variant={suggestion.date === value.date ? 'light' : 'subtle'}
              onClick={() => setDate(suggestion.date)}
            >
              {suggestion.label}
            </Button>
          ))}
          {value.date !== '' && !required && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setDate('')}>
              No date
            </Button>
          )}
        </Group>
      )}
    </Input.Wrapper>
  );
}
