import { Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommands } from './use-commands.tsx';
import { useFoundContacts } from './use-found-contacts.tsx';

type Props = { onClose: () => void; onHelp: () => void };

/** Go anywhere, find a contact, do something. Loaded when it is first opened. */
export default function CommandPalette({ onClose, onHelp }: Props) {
  const [query, setQuery] = useState('');
  const [searched] = useDebouncedValue(query.trim(), 150);
  const words = query.trim().toLowerCase().split(/\s+/);
  const commands = useCommands(onHelp).filter(({ label, group }) =>
    words.every((word) => `${group} ${label}`.toLowerCase().includes(word)),
  );
  const contacts = useFoundContacts(searched);
  const groups = Map.groupBy([...commands, ...contacts], ({ group }) => group);
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      forceOpened
      onSpotlightClose={onClose}
      closeOnActionTrigger
      shortcut={null}
      maxHeight={440}
      scrollable
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
      transitionProps={{ duration: 120 }}
    >
      <Spotlight.Search
        placeholder="Search contacts, screens and actions"
        aria-label="Search contacts, screens and actions"
        leftSection={<IconSearch size={18} />}
      />
      <Spotlight.ActionsList>
        {[...groups].map(([group, items]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {items.map(({ id, label, description, icon, run }) => (
              <Spotlight.Action
                key={id}
                label={label}
                leftSection={icon}
                {...(description ? { description } : {})}
                onClick={() => {
                  onClose();
                  run();
                }}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.size === 0 && (
          <Spotlight.Empty>Nothing is called “{query.trim()}”.</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
