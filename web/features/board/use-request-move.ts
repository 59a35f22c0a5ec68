import { useState } from 'react';
import type { Board } from '../../../src/contracts/board.ts';
import { findCard } from './board.rules.ts';
import { useMoveContacts } from './use-move-contacts.ts';

type Losing = { contactIds: readonly string[]; stageId: string };

/** Moves cards, asking for a reason before a contact is lost. */
export function useRequestMove(board: Board, onMoved: () => void) {
  const move = useMoveContacts();
  const [losing, setLosing] = useState<Losing | null>(null);
  const [menuFor, setMenuFor] = useState<readonly string[] | null>(null);

  function perform(contactIds: readonly string[], stageId: string | null, note?: string): void {
    const contacts = contactIds.flatMap((id) => findCard(board, id) ?? []);
    const others = contacts.filter((card) => card.stageId !== stageId);
    if (others.length === 0) return;
    move.mutate({ contacts: others, stageId, ...(note ? { note } : {}) });
    onMoved();
  }

  function request(contactIds: readonly string[], stageId: string | null): void {
    const stage = board.pipeline.stages.find(({ id }) => id === stageId);
    if (stage?.type === 'LOST') setLosing({ contactIds, stageId: stage.id });
    else perform(contactIds, stageId);
  }

  return {
    request,
    menuFor,
    openMenu: (contactIds: readonly string[]) => setMenuFor(contactIds),
    closeMenu: () => setMenuFor(null),
    chooseInMenu(stageId: string | null): void {
      setMenuFor(null);
      if (menuFor) request(menuFor, stageId);
    },
    losing,
    cancelLost: () => setLosing(null),
    confirmLost(note: string): void {
      setLosing(null);
      if (losing) perform(losing.contactIds, losing.stageId, note);
    },
  };
}
