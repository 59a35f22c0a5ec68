import { Select } from '@mantine/core';
import { durationWords } from '../work/time-words.rules.ts';

type Props = { value: number; error?: string | undefined; onChange: (minutes: number) => void };

const common = [15, 30, 45, 60, 90, 120, 180, 240, 480];

/** How long it takes. */
export function DurationSelect({ value, error, onChange }: Props) {
  const minutes = [...new Set([...common, value])].sort((a, b) => a - b);
  return (
    <Select
      label="Duration"
      allowDeselect={false}
      data={minutes.map((each) => ({ value: String(each), label: durationWords(each) }))}
      value={String(value)}
      error={error}
      onChange={(next) => next && onChange(Number(next))}
    />
  );
}
