import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Board } from '../../../src/contracts/board.ts';
import type { Contact } from '../../../src/contracts/contacts.ts';
import type { Delta } from '../../../src/contracts/realtime.ts';
import { api } from '../../api/client.ts';
import { useRoom } from '../../api/use-room.ts';
import { useMembership } from '../accounts/accounts.queries.ts';
import { type BoardKey, changeBoard, filterOf } from './board.queries.ts';
import { applyContactDelta, applyPipelineDelta, changeUnknown } from './board-delta.rules.ts';
import { flash } from './flash.ts';

/** Cards that are asked for one by one; when more are unknown at once the board is fetched anew. */
const mostUnknown = 30;
const gatherMs = 80;

type Unknown = Map<string, Delta[]>;

/** Keeps the board of `key` as the database has it, from `cursor` on. */
export function useBoardLive(key: BoardKey, cursor: string | undefined): void {
  const client = useQueryClient();
  const { workspaceId } = useMembership();
  const unknown = useRef<Unknown>(new Map());
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const reload = () => {
    unknown.current.clear();
    void client.invalidateQueries({ queryKey: key });
    void client.invalidateQueries({ queryKey: ['pipelines'] });
  };
  useRoom(workspaceId, cursor ? `pipeline:${key[1]}` : null, cursor, {
    onReload: reload,
    onDeltas: (deltas) => {
      if (!applyDeltas(client, key, deltas, unknown.current)) return reload();
      if (unknown.current.size === 0) return;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        if (unknown.current.size > mostUnknown) return reload();
        void fetchUnknown(client, key, unknown.current);
        unknown.current = new Map();
      }, gatherMs);
    },
  });
}

/** False when the board has to be fetched again. */
function applyDeltas(
  client: QueryClient,
  key: BoardKey,
  deltas: readonly Delta[],
  unknown: Unknown,
): boolean {
  let complete = true;
  changeBoard(client, key, (state) => {
    let board: Board = state.board;
    for (const delta of deltas) {
      if (!delta.type.startsWith('contact.')) {
        const changed = applyPipelineDelta(board, delta);
        if (changed) board = changed;
        else complete = false;
        continue;
      }
      const result = applyContactDelta({ ...state, board }, delta, filterOf(key));
      board = result.board;
      if (result.unknown) {
        unknown.set(delta.subjectId, [...(unknown.get(delta.subjectId) ?? []), delta]);
      }
      if (isWorthSeeing(delta)) flash(delta.subjectId);
    }
    return board;
  });
  return complete;
}

/** Marking as read or changing an owner needs no attention. */
function isWorthSeeing({ type, changes }: Delta): boolean {
  return type === 'contact.created' || 'stageId' in changes || 'lastMessage' in changes;
}

async function fetchUnknown(client: QueryClient, key: BoardKey, unknown: Unknown): Promise<void> {
  await Promise.all(
    [...unknown].map(async ([id, deltas]) => {
      // Deleted meanwhile, or no answer: the next change or reload tells.
      const card = await api.get<Contact>(`/contacts/${id}`).catch(() => null);
      if (card) changeBoard(client, key, (state) => changeUnknown(state, card, deltas));
    }),
  );
}
