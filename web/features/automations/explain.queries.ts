import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  EnrolInput,
  EnrolResult as EnrolResultSchema,
} from '../../../src/contracts/automations.ts';
import type { Contact } from '../../../src/contracts/contacts.ts';
import type { Explanation, TestRunInput, TestRunResult } from '../../../src/contracts/runs.ts';
import { api } from '../../api/client.ts';
import { contactName } from '../contacts/contact-words.ts';

type EnrolResult = z.infer<typeof EnrolResultSchema>;

/** Why an automation ran or did not, for a contact and the newest or a given event. */
export function useExplanation(automationId: string, contactId: string, eventId?: string) {
  return useQuery({
    queryKey: ['automations', 'explain', automationId, contactId, eventId ?? 'newest'],
    queryFn: ({ signal }) =>
      api.get<Explanation>(`/automations/${automationId}/explain`, { contactId, eventId }, signal),
    placeholderData: keepPreviousData,
  });
}

export function useTestRun(id: string) {
  return useMutation({
    mutationFn: (input: z.input<typeof TestRunInput>) =>
      api.post<TestRunResult>(`/automations/${id}/test-run`, input),
    meta: { showsOwnErrors: true },
  });
}

export function useEnrol(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: EnrolInput) => api.post<EnrolResult>(`/automations/${id}/enrol`, input),
    meta: { showsOwnErrors: true },
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
}

/** The contact of an address with its name; null while there is none. */
export function useNamedContact(id: string | undefined): { id: string; name: string } | null {
  const { data } = useQuery({
    queryKey: ['contacts', id],
    queryFn: ({ signal }) => api.get<Contact>(`/contacts/${id}`, undefined, signal),
    enabled: id !== undefined,
  });
  return data && id ? { id, name: contactName(data) } : null;
}
