import { Button, Combobox, ScrollArea, Text, useCombobox } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useState } from 'react';
import { useCatalog } from '../catalog.queries.ts';

type Props = { label: string; roots: readonly string[]; onPick: (variable: string) => void };

/** How many are shown at once; typing finds the others. */
const mostShown = 60;

/** A list of what can be filled into a text. */
export function VariablePicker({ label, roots, onPick }: Props) {
  const [search, setSearch] = useState('');
  const fields = useCatalog().data?.fields ?? [];
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const words = search.trim().toLowerCase();
  const found = fields.filter(
    ({ path, label: name, type }) =>
      type !== 'id' &&
      roots.includes(path.split('.')[0] ?? '') &&
      `${path} ${name}`.toLowerCase().includes(words),
  );
  return (
    <Combobox
      store={combobox}
      width={280}
      position="bottom-end"
      onOptionSubmit={(path) => {
        const type = fields.find((field) => field.path === path)?.type;
        onPick(`{{ ${path} | default: ${type === 'number' ? '0' : '""'} }}`);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconBraces size={13} aria-hidden />}
          aria-label={`Insert a variable into ${label}`}
          onClick={() => combobox.toggleDropdown()}
        >
          Insert
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder="Find a value"
          aria-label="Find a value"
        />
        <Combobox.Options>
          <ScrollArea.Autosize mah={240} type="auto">
            {found.length === 0 && <Combobox.Empty>Nothing of that name</Combobox.Empty>}
            {found.slice(0, mostShown).map(({ path, label: name }) => (
              <Combobox.Option key={path} value={path}>
                <Text>{name}</Text>
                <Text size="xs" c="dimmed">
                  {path}
                </Text>
              </Combobox.Option>
            ))}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
