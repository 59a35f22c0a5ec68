import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { api, type Paged } from '../../api/client.ts';
import { contactName } from '../contacts/contact-words.ts';

export type PickedContact = { id: string; name: string };

type Props = {
  label: string;
  /** Its options stay inside, so that choosing one is no click outside; its label is only read out. */
  inPopover?: boolean;
  value: PickedContact | null;
  required?: boolean;
  error?: string | undefined;
  onChange: (contact: PickedContact | null) => void;
};

/** Long enough to type a word in. */
const debounceMs = 150;

/** A contact, found by name, e-mail, phone or last message. */
export function ContactPicker(props: Props) {
  const { label, inPopover = false, value, required = false, error, onChange } = props;
  const [typed, setTyped] = useState(value?.name ?? '');
  const words = typed === value?.name ? '' : typed.trim();
  const [searched] = useDebouncedValue(words, debounceMs);
  const { data: found = [], isFetching } = useQuery({
    queryKey: ['contacts', 'picker', searched],
    queryFn: async ({ signal }) =>
      (await api.get<Paged<ContactCard>>('/contacts', { q: searched, limit: 20 }, signal)).items,
    placeholderData: keepPreviousData,
  });
  const options = found.map((contact) => ({ value: contact.id, label: contactName(contact) }));
  const isListed = options.some((option) => option.value === value?.id);
  const data = value && !isListed ? [{ value: value.id, label: value.name }, ...options] : options;
  return (
    <Select
      {...(inPopover ? { 'aria-label': label } : { label })}
      comboboxProps={{ withinPortal: !inPopover }}
      placeholder="Search contacts…"
      searchable
      clearable={!required}
      withAsterisk={required}
      allowDeselect={!required}
      filter={({ options: all }) => all}
      nothingFoundMessage={isFetching ? 'Searching…' : 'Nobody found'}
      searchValue={typed}
      onSearchChange={setTyped}
      data={data}
      value={value?.id ?? null}
      error={error}
      onChange={(_id, option) => onChange(option && { id: option.value, name: option.label })}
    />
  );
}
