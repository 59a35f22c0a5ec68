import { Button, Text, Title } from '@mantine/core';
import { IconChevronRight, IconSparkles } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Recipe } from '../../../src/contracts/automations.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AutomationNav } from '../automations/automation-nav.tsx';
import { useWordBook } from '../automations/catalog.queries.ts';
import { TriggerIcon } from '../automations/trigger-icon.tsx';
import { sentence } from '../automations/word-book.rules.ts';
import { SearchField } from '../contacts/search-field.tsx';
import { useRecipes } from './recipes.queries.ts';
import { groupsOf, numberedSteps } from './recipes.rules.ts';
import classes from './recipes-screen.module.css';

const route = getRouteApi('/app/recipes');

/** Complete automations to start from. */
export function RecipesScreen() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useRecipes();
  const search = (text: string) =>
    void navigate({ search: text === '' ? {} : { q: text }, replace: true });
  return (
    <Page
      title="Recipes"
      actions={<SearchField value={q} label="Search recipes" onChange={search} />}
    >
      <AutomationNav />
      <Loaded query={query} skeleton={<SkeletonRows rows={8} />}>
        {(recipes) => {
          const groups = groupsOf(recipes, q);
          if (groups.length === 0) {
            return (
              <EmptyState
                icon={IconSparkles}
                title="No recipe fits"
                actions={
                  <Button variant="default" onClick={() => search('')}>
                    Show all recipes
                  </Button>
                }
              >
                Search for what should start it, or for what should be done.
              </EmptyState>
            );
          }
          return groups.map(({ group, recipes: some }) => (
            <section key={group} className={classes['group']} aria-label={group}>
              <Title order={2} mb="xs">
                {group}
              </Title>
              <ul className={classes['grid']}>
                {some.map((recipe) => (
                  <Card key={recipe.id} recipe={recipe} />
                ))}
              </ul>
            </section>
          ));
        }}
      </Loaded>
    </Page>
  );
}

function Card({ recipe }: { recipe: Recipe }) {
  const book = useWordBook();
  const trigger = book?.triggers.get(recipe.triggerType)?.title ?? sentence(recipe.triggerType);
  return (
    <li className={classes['card']}>
      <TriggerIcon type={recipe.triggerType} size={20} />
      <div style={{ minWidth: 0 }}>
        <Link to="/recipes/$recipeId" params={{ recipeId: recipe.id }} className={classes['title']}>
          {recipe.title}
        </Link>
        <Text c="dimmed">{recipe.summary}</Text>
        <p className={classes['way']}>
          {[{ key: 'trigger', words: trigger }, ...numberedSteps(recipe)].map(
            ({ key, words }, at) => (
              <span key={key}>
                {words}
                {at < recipe.steps.length && <IconChevronRight size={12} aria-label="then" />}
              </span>
            ),
          )}
        </p>
      </div>
    </li>
  );
}
