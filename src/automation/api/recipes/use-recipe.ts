import type { z } from 'zod';
import type { Automation, RecipeUse } from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { notFound, Problem } from '../../../platform/http/problem.ts';
import type { Scope } from '../automations/automations.store.ts';
import { readAutomation } from '../automations/automations-read.ts';
import { createAutomation } from '../automations/automations-write.ts';
import { ensureTags } from './recipes.store.ts';
import { recipesById } from './registry.ts';

/**
 * A draft made of a recipe. Tags that it names are made: a tag of a recipe need not be in use yet.
 *
 * @throws Problem 404, or 422 naming `body.answers.<question>`
 */
export async function useRecipe(
  tx: Tx,
  scope: Scope,
  recipeId: string,
  { name, folderId, answers: given }: z.output<typeof RecipeUse>,
): Promise<Automation> {
  const recipe = recipesById.get(recipeId);
  if (!recipe) throw notFound('recipe');
  const answers = withoutBlanks(given);
  const read = recipe.answers.safeParse(answers);
  if (!read.success) throw refusal(read.error);
  const tags = recipe.questions
    .filter(({ control }) => control === 'tag')
    .map((question) => String(answers[question.name] ?? question.default));
  await ensureTags(tx, scope.workspaceId, tags);
  const automationId = await createAutomation(tx, scope, {
    name: name ?? recipe.title,
    description: recipe.summary,
    folderId,
    pipelineId: null,
    recipeId,
    definition: recipe.define(answers),
  });
  return readAutomation(tx, { workspaceId: scope.workspaceId, automationId });
}

/** What a form leaves empty takes its default. */
function withoutBlanks<V>(answers: Record<string, V>): Record<string, V> {
  return Object.fromEntries(
    Object.entries(answers).filter(([, answer]) => answer !== '' && answer !== null),
  );
}

function refusal(error: z.ZodError): Problem {
  const errors = error.issues.map(({ path, message }) => ({
    field: ['body', 'answers', ...path].join('.'),
    message,
  }));
  const [first] = errors;
  return new Problem('invalid', first ? `${first.field}: ${first.message}` : 'Answers', errors);
}
