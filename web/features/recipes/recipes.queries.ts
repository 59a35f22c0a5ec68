import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Automation, Recipe } from '../../../src/contracts/automations.ts';
import { api } from '../../api/client.ts';
import type { FieldValue } from '../automations/form/field-spec.ts';

/** They come with the program. */
const recipesStaleMs = 5 * 60_000;

export function useRecipes() {
  return useQuery({
    queryKey: ['automation-recipes'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Recipe[] }>('/automation-recipes', undefined, signal)).items,
    staleTime: recipesStaleMs,
  });
}

type Use = { id: string; name: string; answers: { [name: string]: FieldValue } };

/** Makes a draft of a recipe. */
export function useUseRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name, answers }: Use) =>
      api.post<Automation>(`/automation-recipes/${id}/use`, { name, answers }),
    meta: { showsOwnErrors: true },
    onSuccess: (automation) => {
      client.setQueryData(['automations', 'one', automation.id], automation);
      void client.invalidateQueries({ queryKey: ['automations', 'list'] });
    },
  });
}
