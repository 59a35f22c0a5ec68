import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useShortcuts } from '../../ui/shortcuts.ts';

type Props = { value: string; label: string; onChange: (text: string) => void };

/** Long enough to type a word in. */
const debounceMs = 200;

/** A search box that tells its text once typing rests; "/" leads to it. */
export function SearchField({ value, label, onChange }: Props) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const tell = useDebouncedCallback(onChange, debounceMs);
  useEffect(() => setText(value), [value]);
  useShortcuts('Search', [{ keys: '/', label, run: () => input.current?.focus() }]);
  const change = (next: string) => {
    setText(next);
    tell(next);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      w={{ base: 160, sm: 220 }}
      flex={{ base: '1 1 auto', sm: '0 0 auto' }}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        text && <CloseButton size="sm" aria-label="Clear the search" onClick={() => change('')} />
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
