import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Contact, ContactCard } from '../../../src/contracts/contacts.ts';
import type { Pipeline, Stage } from '../../../src/contracts/pipelines.ts';
import type { Placement } from '../../../src/contracts/placements.ts';
import { api } from '../../api/client.ts';
import { toast } from '../../ui/toast.tsx';
import { useMe } from '../accounts/accounts.queries.ts';
import { contactName } from '../contacts/contact-words.ts';
import { pipelinesQuery } from '../pipelines/pipelines.queries.ts';
import type { BoardKey } from './board.queries.ts';
import { changeBoard } from './board.queries.ts';
import { changeCard, findCard } from './board.rules.ts';
import { flash } from './flash.ts';

export type Move = { contacts: readonly ContactCard[]; stageId: string | null; note?: string };
type Moved = { placementIds: string[] };

/** Moves at once on the screen, takes it back when the server refuses, and offers undo. */
export function useMoveContacts() {
  const client = useQueryClient();
  const { person } = useMe();
  return useMutation({
    mutationFn: sendMove,
    onMutate: ({ contacts, stageId, note }: Move) => {
      const stage = findStage(client, stageId);
      const changes = contacts.map((before) => ({
        before,
        after: movedCard(before, stage, person.name, note),
      }));
      for (const { before, after } of changes) showCard(client, before, after);
      return { changes };
    },
    onError: (_error, _move, context) => {
      for (const { before, after } of context?.changes ?? []) showCard(client, after, before);
    },
    onSuccess: ({ placementIds }, { contacts, stageId }, { changes }) => {
      void client.invalidateQueries({ queryKey: ['placements'] });
      if (placementIds.length === 0) return;
      const who =
        contacts.length === 1 && contacts[0]
          ? contactName(contacts[0])
          : `${contacts.length} contacts`;
      toast.done(`Moved ${who} to ${stageName(client, stageId)}`, async () => {
        for (const { before, after } of changes) showCard(client, after, before);
        await api
          .post('/placements/verdicts', { placementIds, verdict: 'undone' })
          .catch((error: unknown) => {
            for (const { before, after } of changes) showCard(client, before, after);
            throw error;
          });
      });
    },
  });
}

/** A note goes with each contact by itself; without one all go in one call. */
async function sendMove({ contacts, stageId, note }: Move): Promise<Moved> {
  const contactIds = contacts.map(({ id }) => id);
  if (contacts.length > 1 && !note) {
    return api.post<Moved>('/contacts/move', { contactIds, stageId });
  }
  const placementIds: string[] = [];
  for (const id of contactIds) {
    const body = { stageId, ...(note ? { note } : {}) };
    const { placement } = await api.post<{ placement: Placement | null }>(
      `/contacts/${id}/move`,
      body,
    );
    if (placement) placementIds.push(placement.id);
  }
  return { placementIds };
}

/** The card as the server will have it in a moment. */
function movedCard(
  card: ContactCard,
  stage: Stage | undefined,
  by: string,
  note: string | undefined,
): ContactCard {
  const what = card.stageId === null ? `Placed here by ${by}` : `Moved by ${by}`;
  const now = new Date().toISOString();
  return {
    ...card,
    pipelineId: stage?.pipelineId ?? card.pipelineId,
    stageId: stage?.id ?? null,
    stageEnteredAt: now,
    placementRule: 'manual_move',
    placementReason: note ? `${what}: ${note}` : what,
    needsReview: false,
    lockedAt: now,
  };
}

/** Puts a card that changed into every place that shows it. */
function showCard(client: QueryClient, before: ContactCard, after: ContactCard): void {
  for (const query of client.getQueryCache().findAll({ queryKey: ['board'] })) {
    changeBoard(client, query.queryKey as unknown as BoardKey, (state) => {
      const shown = findCard(state.board, before.id) ?? before;
      return changeCard(state, shown, { ...shown, ...placeOf(after) }, true);
    });
  }
  client.setQueryData<Contact>(
    ['contacts', after.id],
    (contact) => contact && { ...contact, ...placeOf(after) },
  );
  flash(after.id);
}

/** Only what a move changes: messages may have come meanwhile. */
function placeOf(card: ContactCard): Partial<ContactCard> {
  const { pipelineId, stageId, stageEnteredAt, needsReview, lockedAt } = card;
  const { placementRule, placementReason } = card;
  return {
    pipelineId,
    stageId,
    stageEnteredAt,
    needsReview,
    lockedAt,
    placementRule,
    placementReason,
  };
}

function findStage(client: QueryClient, stageId: string | null): Stage | undefined {
  const pipelines: Pipeline[] = client.getQueryData(pipelinesQuery.queryKey) ?? [];
  return pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === stageId);
}

function stageName(client: QueryClient, stageId: string | null): string {
  return findStage(client, stageId)?.name ?? 'Incoming';
}
