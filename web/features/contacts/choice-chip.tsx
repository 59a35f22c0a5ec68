import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import classes from './filter-bar.module.css';

export type Choice = { value: string; label: string };
type Props = {
  label: string;
  choices: readonly Choice[];
  value: string | undefined;
  /** What it is without a choice. */
  otherwise?: string;
  onChange: (value: string | undefined) => void;
};

/** A filter with one choice of many, as a chip with a menu. */
export function ChoiceChip({ label, choices, value, otherwise = 'Any', onChange }: Props) {
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes['chip']} data-on={chosen ? true : undefined}>
          {chosen ? `${label}: ${chosen.label}` : label}
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => onChange(undefined)}>{otherwise}</Menu.Item>
        <Menu.Divider />
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            rightSection={choice.value === value && <IconCheck size={14} aria-label="chosen" />}
            onClick={() => onChange(choice.value)}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
