import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { AuditEntry as AuditEntrySchema } from '../../../src/contracts/audit.ts';
import { api, type Paged, type Query } from '../../api/client.ts';

export type AuditEntry = z.infer<typeof AuditEntrySchema>;

/** Changes, newest first. */
export function useAudit(filter: Query) {
  return useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Paged<AuditEntry>>('/audit', { ...filter, cursor: pageParam, limit: 50 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
