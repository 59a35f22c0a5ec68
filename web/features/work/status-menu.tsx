import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { StatusDot, type StatusTone } from '../../ui/status-dot.tsx';

export type StatusWords<T extends string> = Readonly<Record<T, { name: string; tone: StatusTone }>>;

type Props<T extends string> = {
  /** Whose status it is. */
  of: string;
  statuses: StatusWords<T>;
  value: T;
  disabled: boolean;
  onChange: (status: T) => void;
};

/** A status that is changed from its own menu. */
export function StatusMenu<T extends string>(props: Props<T>) {
  const { of, statuses, value, disabled, onChange } = props;
  const { name, tone } = statuses[value];
  if (disabled) return <StatusDot tone={tone}>{name}</StatusDot>;
  const choices = Object.entries<StatusWords<T>[T]>(statuses);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          rightSection={<IconChevronDown size={13} aria-hidden />}
          aria-label={`Status of ${of}: ${name}. Change`}
        >
          <StatusDot tone={tone}>{name}</StatusDot>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(([status, words]) => (
          <Menu.Item
            key={status}
            rightSection={status === value && <IconCheck size={14} aria-label="now" />}
            onClick={() => status !== value && onChange(status as T)}
          >
            <StatusDot tone={words.tone}>{words.name}</StatusDot>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
