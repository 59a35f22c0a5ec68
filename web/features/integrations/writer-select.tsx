import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { type SandboxPlatform, useWriters } from './sandbox.queries.ts';

type Props = {
  platform: SandboxPlatform;
  value?: string | null;
  onChange?: (value: string | null) => void;
  error?: ReactNode;
};

/** A contact who has written before. */
export function WriterSelect({ platform, value = null, onChange, error }: Props) {
  const [words, setWords] = useState('');
  const [searched] = useDebouncedValue(words, 200);
  const writers = useWriters(platform, searched);
  return (
    <Select
      label="Customer"
      placeholder="Search by name"
      searchable
      value={value}
      error={error}
      {...(onChange ? { onChange } : {})}
      searchValue={words}
      onSearchChange={setWords}
      filter={({ options }) => options}
      nothingFoundMessage={writers.isPending ? 'Searching' : 'Nobody found'}
      data={(writers.data?.items ?? []).map(({ id, firstName, lastName }) => ({
        value: id,
        label: `${firstName} ${lastName}`.trim(),
      }))}
    />
  );
}
