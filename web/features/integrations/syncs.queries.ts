import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Sync } from '../../../src/contracts/pages.ts';
import { api } from '../../api/client.ts';
import { toast } from '../../ui/toast.tsx';

/** Starts a sync of every connected page; pages that are being synced keep their sync. */
export function useSyncAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<{ items: Sync[] }>('/syncs/all'),
    onSuccess: ({ items }) => {
      toast.done(
        items.length === 0
          ? 'No page is connected yet, so there is nothing to sync.'
          : `Syncing ${items.length} ${items.length === 1 ? 'page' : 'pages'}.`,
      );
      return client.invalidateQueries({ queryKey: ['pages'] });
    },
  });
}
