import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AutomationAnalytics as AutomationAnalyticsSchema,
  WorkspaceAnalytics as WorkspaceAnalyticsSchema,
} from '../../../src/contracts/runs.ts';
import { api } from '../../api/client.ts';

export type AutomationAnalytics = z.infer<typeof AutomationAnalyticsSchema>;
type WorkspaceAnalytics = z.infer<typeof WorkspaceAnalyticsSchema>;

/** Of all automations. */
export function useWorkspaceAnalytics() {
  return useQuery({
    queryKey: ['automations', 'analytics'],
    queryFn: ({ signal }) =>
      api.get<WorkspaceAnalytics>('/automation-analytics', undefined, signal),
  });
}

export function useAutomationAnalytics(id: string) {
  return useQuery({
    queryKey: ['automations', 'analytics', id],
    queryFn: ({ signal }) =>
      api.get<AutomationAnalytics>(`/automations/${id}/analytics`, undefined, signal),
  });
}
