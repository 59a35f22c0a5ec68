import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { api, type Paged } from '../../api/client.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import type { Command } from './command.ts';

const shown = 6;

/** Contacts whose name, e-mail, phone or last message holds the words; two letters at least. */
export function useFoundContacts(words: string): Command[] {
  const navigate = useNavigate();
  const found = useQuery({
    queryKey: ['contacts', 'palette', words],
    queryFn: ({ signal }) =>
      api.get<Paged<ContactCard>>('/contacts', { q: words, limit: shown }, signal),
    enabled: words.length >= 2,
  });
  return (found.data?.items ?? []).map((contact) => {
    const name = `${contact.firstName} ${contact.lastName}`.trim();
    return {
      id: contact.id,
      group: 'Contacts',
      label: name,
      ...(contact.lastMessage ? { description: contact.lastMessage } : {}),
      icon: <PersonAvatar name={name} src={contact.avatarUrl} size={24} />,
      run: () => void navigate({ to: '/contacts/$contactId', params: { contactId: contact.id } }),
    };
  });
}
