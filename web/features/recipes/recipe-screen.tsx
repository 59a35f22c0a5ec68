import { Anchor, Button, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Recipe } from '../../../src/contracts/automations.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useWordBook } from '../automations/catalog.queries.ts';
import { sentence } from '../automations/word-book.rules.ts';
import { RecipeForm } from './recipe-form.tsx';
import { useRecipes } from './recipes.queries.ts';
import { numberedSteps } from './recipes.rules.ts';
import classes from './recipes-screen.module.css';

const route = getRouteApi('/app/recipes/$recipeId');

/** What a recipe does, and its questions. */
export function RecipeScreen() {
  const { recipeId } = route.useParams();
  const query = useRecipes();
  const title = query.data?.find(({ id }) => id === recipeId)?.title ?? 'Recipe';
  return (
    <Page
      title={title}
      actions={
        <Anchor component={Link} to="/recipes">
          All recipes
        </Anchor>
      }
    >
      <Loaded query={query}>
        {(recipes) => {
          const recipe = recipes.find(({ id }) => id === recipeId);
          return recipe ? <Filled key={recipe.id} recipe={recipe} /> : <Gone />;
        }}
      </Loaded>
    </Page>
  );
}

function Filled({ recipe }: { recipe: Recipe }) {
  const trigger = useWordBook()?.triggers.get(recipe.triggerType);
  return (
    <div className={classes['fill']}>
      <RecipeForm recipe={recipe} roots={trigger?.provides ?? ['contact', 'company']} />
      <aside className={classes['aside']} aria-label="What it does">
        <Text mb="sm">{recipe.summary}</Text>
        <Text size="xs" c="dimmed">
          Starts when
        </Text>
        <Text mb="xs">{trigger?.title ?? sentence(recipe.triggerType)}</Text>
        <Text size="xs" c="dimmed">
          Then
        </Text>
        <ol className={classes['steps']}>
          {numberedSteps(recipe).map(({ key, words }) => (
            <li key={key}>{words}</li>
          ))}
        </ol>
      </aside>
    </div>
  );
}

function Gone() {
  return (
    <EmptyState
      icon={IconSparkles}
      title="There is no such recipe"
      actions={
        <Button component={Link} to="/recipes">
          All recipes
        </Button>
      }
    >
      The link may come from another version of Switchyard.
    </EmptyState>
  );
}
