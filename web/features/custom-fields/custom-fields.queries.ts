import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CustomField,
  CustomFieldChange,
  CustomFieldInput,
} from '../../../src/contracts/custom-fields.ts';
import { api } from '../../api/client.ts';
import { type Placed, withOrder } from './custom-field.rules.ts';

const fieldsQuery = queryOptions({
  queryKey: ['custom-fields'],
  queryFn: async ({ signal }) =>
    (await api.get<{ items: CustomField[] }>('/custom-fields', undefined, signal)).items,
  staleTime: 60_000,
});

/** All custom fields in their order. */
export function useCustomFields() {
  return useQuery(fieldsQuery);
}

function useFieldChange<In, Out>(change: (input: In) => Promise<Out>, showsOwnErrors: boolean) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    meta: { showsOwnErrors },
    onSuccess: () => void client.invalidateQueries({ queryKey: fieldsQuery.queryKey }),
  });
}

export const useCreateCustomField = () =>
  useFieldChange((input: CustomFieldInput) => api.post<CustomField>('/custom-fields', input), true);
export const useChangeCustomField = () =>
  useFieldChange(
    ({ id, change }: { id: string; change: CustomFieldChange }) =>
      api.patch<CustomField>(`/custom-fields/${id}`, change),
    true,
  );
export const useDeleteCustomField = () =>
  useFieldChange((id: string) => api.delete(`/custom-fields/${id}`), false);

/** Puts fields into another order: shown at once, asked again when it did not work. */
export function useOrderCustomFields() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (placed: readonly Placed[]) => {
      for (const { id, position } of placed) {
        await api.patch<CustomField>(`/custom-fields/${id}`, { position });
      }
    },
    onMutate: (placed) =>
      client.setQueryData(fieldsQuery.queryKey, (fields) => fields && withOrder(fields, placed)),
    onSettled: () => void client.invalidateQueries({ queryKey: fieldsQuery.queryKey }),
  });
}
