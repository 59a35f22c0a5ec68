import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { contactName } from '../contacts/contact-words.ts';
import { useContact } from '../contacts/contacts.queries.ts';
import classes from '../contacts/filter-bar.module.css';
import { ContactPicker } from './contact-picker.tsx';

type Props = {
  contactId: string | undefined;
  onChange: (contactId: string | undefined) => void;
};

/** A filter by one contact. */
export function ContactChip({ contactId, onChange }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      position="bottom-start"
      shadow="md"
      trapFocus
      opened={opened}
      onChange={setOpened}
      width={260}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes['chip']}
          data-on={contactId ? true : undefined}
          onClick={() => setOpened((old) => !old)}
        >
          {contactId ? <ChosenName contactId={contactId} /> : 'Contact'}
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <ContactPicker
          label="Contact"
          inPopover
          value={null}
          onChange={(contact) => {
            setOpened(false);
            onChange(contact?.id);
          }}
        />
        {contactId && (
          <button
            type="button"
            className={classes['chip']}
            style={{ border: 0, marginTop: 4 }}
            onClick={() => {
              setOpened(false);
              onChange(undefined);
            }}
          >
            Any contact
          </button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function ChosenName({ contactId }: { contactId: string }) {
  const { data } = useContact(contactId);
  return <>Contact: {data ? contactName(data) : '…'}</>;
}
