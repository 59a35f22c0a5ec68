import type { Recipe } from '../../../src/contracts/automations.ts';

/** The steps with what tells them apart: two may say the same. */
export function numberedSteps({ steps }: Pick<Recipe, 'steps'>): { key: string; words: string }[] {
  return steps.map((words, index) => ({ key: `${index} ${words}`, words }));
}

/** Recipes whose words have all that is searched for, in their groups, in the order they came. */
export function groupsOf(
  recipes: readonly Recipe[],
  search: string,
): { group: string; recipes: Recipe[] }[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = recipes.filter(({ title, group, summary, steps }) => {
    const text = [title, group, summary, ...steps].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [...Map.groupBy(found, ({ group }) => group)].map(([group, all]) => ({
    group,
    recipes: all,
  }));
}
