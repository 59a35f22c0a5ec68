import type { Step } from '../../../contracts/automation-definition.ts';
import type { Recipe } from '../../../contracts/automations.ts';
import { actionsById } from '../../catalog/actions.ts';
import { placeSteps } from '../step-places.rules.ts';
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
    steps: placeSteps(steps).map(({ step }) => stepWords(step)),
  };
}

function stepWords(step: Step): string {
  if (step.name !== undefined) return step.name;
  if (step.kind === 'action') return actionsById.get(step.action)?.title ?? step.action;
  if (step.kind === 'delay') return `Wait ${step.for.amount} ${step.for.unit}`;
  const words = step.kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
