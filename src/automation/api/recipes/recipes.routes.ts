import { z } from 'zod';
import { Automation, Recipe, RecipeUse } from '../../../contracts/automations.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { presentRecipe } from './present-recipe.ts';
import { recipes } from './registry.ts';
import { useRecipe } from './use-recipe.ts';

const tags = ['Automations'];
const listed = recipes.map(presentRecipe);

/** Complete automations to start from. */
export function recipeRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automation-recipes',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List recipes',
          description: 'Complete automations, with what each asks before it can be used.',
          response: { 200: z.object({ items: z.array(Recipe) }), ...errorResponses(401, 403, 429) },
        },
      },
      () => ({ items: listed }),
    );

    app.post(
      '/api/v1/automation-recipes/:id/use',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Use a recipe',
          description:
            'Makes a draft of it with your answers, to look at and publish. Tags that it names are ' +
            'made. Questions with a default may be left out.',
          params: z.object({ id: z.string().max(60) }),
          body: RecipeUse,
          response: { 201: Automation, ...errorResponses(401, 403, 404, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const automation = await database.withWorkspace(workspaceId, actor, (tx) =>
          useRecipe(tx, { workspaceId, actor }, request.params.id, request.body),
        );
        return reply.code(201).send(automation);
      },
    );
  };
}
