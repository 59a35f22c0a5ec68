import { Button, Group, Popover, RangeSlider, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './filter-bar.module.css';

type Range = { scoreMin: number | undefined; scoreMax: number | undefined };
type Props = Range & { onChange: (range: Range) => void };

/** A filter by lead score, from and to. */
export function ScoreChip({ scoreMin, scoreMax, onChange }: Props) {
  const [draft, setDraft] = useState<[number, number] | null>(null);
  const isOn = scoreMin !== undefined || scoreMax !== undefined;
  const shown = draft ?? [scoreMin ?? 1, scoreMax ?? 100];
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className={classes['chip']} data-on={isOn || undefined}>
          {isOn ? `Score ${scoreMin ?? 1}–${scoreMax ?? 100}` : 'Score'}
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown w={260}>
        <Stack gap="sm">
          <Text fw={500}>
            Score {shown[0]} to {shown[1]}
          </Text>
          <RangeSlider
            min={1}
            max={100}
            minRange={0}
            label={null}
            thumbFromLabel="Lowest score"
            thumbToLabel="Highest score"
            value={shown}
            onChange={setDraft}
            onChangeEnd={([from, to]) => {
              setDraft(null);
              onChange({
                scoreMin: from > 1 ? from : undefined,
                scoreMax: to < 100 ? to : undefined,
              });
            }}
          />
          <Group justify="flex-end">
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={!isOn}
              onClick={() => onChange({ scoreMin: undefined, scoreMax: undefined })}
            >
              Any score
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
