import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ReanalyzeResult } from '../../../src/contracts/contacts.ts';
import { api } from '../../api/client.ts';
import { toast } from '../../ui/toast.tsx';

/** Has conversations read again; the contacts are then placed anew. */
export function useReanalyze() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (contactIds: readonly string[]) =>
      api.post<z.infer<typeof ReanalyzeResult>>('/contacts/reanalyze', { contactIds }),
    onSuccess: ({ requested }, contactIds) => {
      for (const id of contactIds) {
        void client.invalidateQueries({ queryKey: ['contacts', id, 'conversations'] });
      }
      toast.done(reading(requested, contactIds.length));
    },
  });
}

function reading(requested: number, matched: number): string {
  if (requested === 0) return 'There is no conversation to read.';
  const what = requested === 1 ? 'the conversation' : `${requested} conversations`;
  const rest = requested < matched ? ` ${matched - requested} have none.` : '';
  return `Reading ${what} again.${rest}`;
}
