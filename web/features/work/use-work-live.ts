import { useQueryClient } from '@tanstack/react-query';
import { useRoom } from '../../api/use-room.ts';
import { useMembership } from '../accounts/accounts.queries.ts';
import { patchLists, renewSoon, type WorkNoun } from './work.queries.ts';
import { withRowChanges } from './work-delta.rules.ts';

/** Keeps lists of tasks, appointments or jobs as the database has them. */
export function useWorkLive(noun: WorkNoun): void {
  const client = useQueryClient();
  const { workspaceId } = useMembership();
  useRoom(workspaceId, 'work', undefined, {
    onReload: () => renewSoon(client, noun),
    onDeltas: (deltas) => {
      const mine = deltas.filter(({ type }) => type.startsWith(`${noun.slice(0, -1)}.`));
      if (mine.length === 0) return;
      patchLists(client, noun, (row) => withRowChanges(row, mine));
      // A form needs a row and its `updatedAt` together: the two decide what may be saved over it.
      for (const { subjectId } of mine) {
        void client.invalidateQueries({ queryKey: [noun, 'one', subjectId] });
      }
      // Names, order and what a filter finds are for the server to say.
      renewSoon(client, noun);
    },
  });
}
