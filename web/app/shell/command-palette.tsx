import { Combobox, Modal, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import classes from './command-palette.module.css';
import { useCommands } from './use-commands.tsx';
import { useFoundContacts } from './use-found-contacts.tsx';

type Props = { onClose: () => void; onHelp: () => void };

const what = 'Search contacts, screens and actions';

/** Go anywhere, find a contact, do something. Loaded when it is first opened. */
export default function CommandPalette({ onClose, onHelp }: Props) {
  const [query, setQuery] = useState('');
  const [searched] = useDebouncedValue(query.trim(), 150);
  const words = query.trim().toLowerCase().split(/\s+/);
  const commands = useCommands(onHelp).filter(({ label, group }) =>
    words.every((word) => `${group} ${label}`.toLowerCase().includes(word)),
  );
  const found = [...commands, ...useFoundContacts(searched)];
  const combobox = useCombobox({ opened: true });
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
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="12vh"
      size={576}
      padding={0}
      attributes={{ content: { 'aria-label': what } }}
    >
      <Combobox store={combobox} onOptionSubmit={submit}>
        <Combobox.EventsTarget>
          <TextInput
            className={classes['search'] ?? ''}
            variant="unstyled"
            data-autofocus
            aria-label={what}
            placeholder={what}
            leftSection={<IconSearch size={18} />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={classes['options'] ?? ''}>
          {[...Map.groupBy(found, ({ group }) => group)].map(([group, items]) => (
            <Combobox.Group key={group} label={group}>
              {items.map(({ id, label, description, icon }) => (
                <Combobox.Option key={id} value={id} className={classes['option'] ?? ''}>
                  {icon}
                  <div style={{ minWidth: 0 }}>
                    <Text truncate>{label}</Text>
                    {description && (
                      <Text size="xs" c="dimmed" truncate>
                        {description}
                      </Text>
                    )}
                  </div>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
          {found.length === 0 && (
            <Combobox.Empty>Nothing is called “{query.trim()}”.</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}
