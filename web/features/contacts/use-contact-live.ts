import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Contact } from '../../../src/contracts/contacts.ts';
import type { Message } from '../../../src/contracts/conversations.ts';
import type { Delta } from '../../../src/contracts/realtime.ts';
import type { Paged } from '../../api/client.ts';
import { useRoom } from '../../api/use-room.ts';
import { useMembership } from '../accounts/accounts.queries.ts';
import { withChanges } from './contact-delta.rules.ts';
import { changeMessages } from './message-delta.rules.ts';

type Thread = InfiniteData<Paged<Message>>;

/** Keeps everything that is shown of a contact as the database has it. */
export function useContactLive(contactId: string): void {
  const client = useQueryClient();
  const { workspaceId } = useMembership();
  useRoom(workspaceId, `contact:${contactId}`, undefined, {
    onReload: () => void client.invalidateQueries({ queryKey: ['contacts', contactId] }),
    onDeltas: (deltas) => applyDeltas(client, contactId, deltas),
  });
}

function applyDeltas(client: QueryClient, contactId: string, deltas: readonly Delta[]): void {
  const key = ['contacts', contactId];
  const changed = new Set<string>();
  for (const delta of deltas) {
    const [subject = '', verb = ''] = delta.type.split('.');
    changed.add(subject);
    if (subject === 'contact' && verb === 'updated') {
      client.setQueryData<Contact>(key, (contact) => contact && withChanges(contact, delta));
    }
    if (subject === 'message') {
      client.setQueryData<Thread>([...key, 'messages'], (thread) => changeMessages(thread, delta));
    }
  }
  // Their deltas leave out the evidence, the trace and the reading, which are large: ask for them.
  const renew = (name: string) => void client.invalidateQueries({ queryKey: [...key, name] });
  if (changed.has('note')) renew('notes');
  if (changed.has('analysis')) renew('analyses');
  if (changed.has('placement')) renew('placements');
  if (changed.has('conversation') || changed.has('analysis')) renew('conversations');
  renew('timeline');
}
