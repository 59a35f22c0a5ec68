import {
  keepPreviousData,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Board } from '../../../src/contracts/board.ts';
import type { ContactCard } from '../../../src/contracts/contacts.ts';
import { api, type Paged } from '../../api/client.ts';
import { useConnection } from '../../api/use-room.ts';
import { type Filter, matchesFilter } from '../contacts/contact-filter.rules.ts';
import { appendCards } from './board.rules.ts';

/** Cards a column at first, and a page of more. */
const firstCards = 40;
const moreCards = 100;
/** While no socket brings the changes. */
const pollMs = 15_000;

export type BoardKey = readonly ['board', string, Filter];

export function boardKey(pipelineId: string, filter: Filter): BoardKey {
  return ['board', pipelineId, filter];
}

export function filterOf(key: BoardKey): Filter {
  return key[2];
}

/** A pipeline's columns. Once fetched, the socket keeps it up to date. */
export function useBoard(pipelineId: string, filter: Filter) {
  const live = useConnection() === 'live';
  return useQuery({
    queryKey: boardKey(pipelineId, filter),
    queryFn: ({ signal }) =>
      api.get<Board>(`/pipelines/${pipelineId}/board`, { ...filter, cards: firstCards }, signal),
    placeholderData: (previous, query) =>
      query?.queryKey[1] === pipelineId ? keepPreviousData(previous) : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchInterval: live ? false : pollMs,
    // Without a board on the screen no socket follows it, so it would be old when it comes back.
    gcTime: 0,
  });
}

/** Loads the next cards of a column. */
export function useMoreCards(key: BoardKey) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ stageId, cursor }: { stageId: string | null; cursor: string }) =>
      api.get<Paged<ContactCard>>(`/pipelines/${key[1]}/board/cards`, {
        ...filterOf(key),
        stageId: stageId ?? 'none',
        cursor,
        limit: moreCards,
      }),
    onSuccess: (page, { stageId }) =>
      changeBoard(client, key, ({ board }) => appendCards(board, stageId, page)),
  });
}

/** Changes the board in the cache, if it is there. */
export function changeBoard(
  client: QueryClient,
  key: BoardKey,
  change: (state: { board: Board; matches: (card: ContactCard) => boolean }) => Board,
): void {
  const now = Date.now();
  const matches = (card: ContactCard) => matchesFilter(card, filterOf(key), now);
  client.setQueryData<Board>(key, (board) => board && change({ board, matches }));
}
