import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import classes from './command-list.module.css';
import { useCommands } from './use-commands.tsx';
import { useFoundContacts } from './use-found-contacts.tsx';

type Props = { label: string; onClose: () => void; onHelp: () => void };

/** The field of the palette and the lines that fit what is typed. */
export function CommandList({ label, onClose, onHelp }: Props) {
  const [query, setQuery] = useState('');
  const [searched] = useDebouncedValue(query.trim(), 150);
  const words = query.trim().toLowerCase().split(/\s+/);
  const commands = useCommands(onHelp).filter((command) =>
    words.every((word) => `${command.group} ${command.label}`.toLowerCase().includes(word)),
  );
  const found = [...commands, ...useFoundContacts(searched)];
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose });
  const ids = found.map(({ id }) => id).join(' ');
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (ids) selectFirstOption();
  }, [ids, selectFirstOption]);
  const submit = (chosen: string) => {
    onClose();
    found.find(({ id }) => id === chosen)?.run();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={submit}>
      <Combobox.EventsTarget>
        <TextInput
          className={classes['search'] ?? ''}
          variant="unstyled"
          data-autofocus
          styles={{ input: { height: 48, minHeight: 48 } }}
          aria-label={label}
          placeholder={label}
          leftSection={<IconSearch size={18} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes['options'] ?? ''}>
        {[...Map.groupBy(found, ({ group }) => group)].map(([group, items]) => (
          <Combobox.Group key={group} label={group}>
            {items.map((item) => (
              <Combobox.Option key={item.id} value={item.id} className={classes['option'] ?? ''}>
                {item.icon}
                <div style={{ minWidth: 0 }}>
                  <Text truncate>{item.label}</Text>
                  {item.description && (
                    <Text size="xs" c="dimmed" truncate>
                      {item.description}
                    </Text>
                  )}
                </div>
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
        {found.length === 0 && <Combobox.Empty>Nothing is called “{query.trim()}”.</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}
