import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AutomationCatalog } from '../../../src/contracts/automation-catalog.ts';
import type { CustomField } from '../../../src/contracts/custom-fields.ts';
import type { Tag } from '../../../src/contracts/tags.ts';
import { api } from '../../api/client.ts';
import { usePipelines } from '../pipelines/pipelines.queries.ts';
import { useMembers } from '../team/team.queries.ts';
import { useAutomationNames } from './automations.queries.ts';
import { type WordBook, wordBook } from './word-book.rules.ts';

/** Changes with the program and with custom fields alone. */
const catalogStaleMs = 5 * 60_000;

export function useCatalog() {
  return useQuery({
    queryKey: ['automation-catalog'],
    queryFn: ({ signal }) => api.get<AutomationCatalog>('/automation-catalog', undefined, signal),
    staleTime: catalogStaleMs,
  });
}

/** Names of what definitions mean by ids. */
function useNames(): ReadonlyMap<string, string> {
  const pipelines = usePipelines().data;
  const members = useMembers().data;
  const automations = useAutomationNames().data;
  return useMemo(
    () =>
      new Map([
        ['contact_owner', 'the contact’s owner'],
        ...(pipelines ?? []).flatMap(({ id, name, stages }) => [
          [id, name] as const,
          ...stages.map((stage) => [stage.id, stage.name] as const),
        ]),
        ...(members ?? []).map(({ id, name }) => [id, name] as const),
        ...(automations ?? []).map(({ id, name }) => [id, name] as const),
      ]),
    [pipelines, members, automations],
  );
}

/** What definitions are put into words with; undefined while the catalogue is loading. */
export function useWordBook(): WordBook | undefined {
  const catalog = useCatalog().data;
  const names = useNames();
  return useMemo(() => catalog && wordBook(catalog, names), [catalog, names]);
}

export function useTags() {
  return useQuery({
    queryKey: ['tags', 'all'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Tag[] }>('/tags', undefined, signal)).items,
  });
}

export function useCustomFields() {
  return useQuery({
    queryKey: ['custom-fields', 'all'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: CustomField[] }>('/custom-fields', undefined, signal)).items,
  });
}
