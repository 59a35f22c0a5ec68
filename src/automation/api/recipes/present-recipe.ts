import type { Recipe } from '../../../contracts/automations.ts';
import { placeSteps } from '../automations/step-places.rules.ts';
import { stepTitle } from '../runs/runs-titles.ts';
import type { RecipeEntry } from './define.ts';

/** A recipe for the gallery: its steps in words, as its sample answers make them. */
export function presentRecipe(recipe: RecipeEntry): Recipe {
  const { id, title, group, summary, questions } = recipe;
  const { trigger, steps } = recipe.define(recipe.sampleAnswers);
  return {
    id,
    title,
    group,
    summary,
    questions,
    triggerType: trigger.type,
    steps: placeSteps(steps).map(({ step }) => stepTitle(step)),
  };
}
