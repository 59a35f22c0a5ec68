import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import type { Delta } from '../../../src/contracts/realtime.ts';
import type { Paged } from '../../api/client.ts';
import { useRoom } from '../../api/use-room.ts';
import { useMembership } from '../accounts/accounts.queries.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { withChanges } from './contact-delta.rules.ts';

type List = InfiniteData<Paged<ContactCard>>;
const listKey = ['contacts', 'list'];
const renewMs = 1500;

/** Keeps the rows of the list as the database has them. Changes are told by pipeline. */
export function ContactsLive() {
  const client = useQueryClient();
  const pipelines = usePipelines().data ?? [];
  // One for all pipelines: each asks to renew when it begins to listen.
  const renewal = useRef<number | undefined>(undefined);
  const renew = () => {
    window.clearTimeout(renewal.current);
    renewal.current = window.setTimeout(
      () => void client.invalidateQueries({ queryKey: listKey }),
      renewMs,
    );
  };
  return pipelines
    .filter(({ archivedAt }) => archivedAt === null)
    .map(({ id }) => <PipelineRoom key={id} pipelineId={id} renew={renew} />);
}

function PipelineRoom({ pipelineId, renew }: { pipelineId: string; renew: () => void }) {
  const client = useQueryClient();
  const { workspaceId } = useMembership();
  useRoom(workspaceId, `pipeline:${pipelineId}`, undefined, {
    onReload: renew,
    onDeltas: (deltas) => {
      const changes = deltas.filter(({ type }) => type === 'contact.updated');
      if (changes.length > 0) {
        client.setQueriesData<List>({ queryKey: listKey }, (list) => list && patch(list, changes));
      }
      // Where they stand in the order is for the server to say.
      if (deltas.some(({ type }) => type === 'contact.created' || type === 'contact.deleted')) {
        renew();
      }
    },
  });
  return null;
}

function patch(list: List, deltas: readonly Delta[]): List {
  const byContact = Map.groupBy(deltas, ({ subjectId }) => subjectId);
  const pages = list.pages.map((page) => ({
    ...page,
    items: page.items.map((contact) =>
      (byContact.get(contact.id) ?? []).reduce(withChanges<ContactCard>, contact),
    ),
  }));
  return { ...list, pages };
}
