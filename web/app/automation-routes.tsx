import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  automationSearch,
  automationsSearch,
  whySearch,
} from '../features/automations/automations.search.ts';
import { deliveriesSearch } from '../features/deliveries/deliveries.search.ts';
import { recipesSearch } from '../features/recipes/recipes.search.ts';
import { runsSearch } from '../features/runs/runs.search.ts';
import { app } from './app-route.tsx';

const automations = createRoute({
  getParentRoute: () => app,
  path: '/automations',
  validateSearch: automationsSearch,
  component: lazyRouteComponent(
    () => import('../features/automations/automations-screen.tsx'),
    'AutomationsScreen',
  ),
});

const automation = createRoute({
  getParentRoute: () => app,
  path: '/automations/$automationId',
  validateSearch: automationSearch,
  component: lazyRouteComponent(
    () => import('../features/automations/automation-screen.tsx'),
    'AutomationScreen',
  ),
});

const recipes = createRoute({
  getParentRoute: () => app,
  path: '/recipes',
  validateSearch: recipesSearch,
  component: lazyRouteComponent(
    () => import('../features/recipes/recipes-screen.tsx'),
    'RecipesScreen',
  ),
});

const recipe = createRoute({
  getParentRoute: () => app,
  path: '/recipes/$recipeId',
  component: lazyRouteComponent(
    () => import('../features/recipes/recipe-screen.tsx'),
    'RecipeScreen',
  ),
});

const runs = createRoute({
  getParentRoute: () => app,
  path: '/runs',
  validateSearch: runsSearch,
  component: lazyRouteComponent(() => import('../features/runs/runs-screen.tsx'), 'RunsScreen'),
});

const run = createRoute({
  getParentRoute: () => app,
  path: '/runs/$runId',
  component: lazyRouteComponent(() => import('../features/runs/run-screen.tsx'), 'RunScreen'),
});

const deliveries = createRoute({
  getParentRoute: () => app,
  path: '/deliveries',
  validateSearch: deliveriesSearch,
  component: lazyRouteComponent(
    () => import('../features/deliveries/deliveries-screen.tsx'),
    'DeliveriesScreen',
  ),
});

const why = createRoute({
  getParentRoute: () => app,
  path: '/why',
  validateSearch: whySearch,
  component: lazyRouteComponent(
    () => import('../features/automations/why-screen.tsx'),
    'WhyScreen',
  ),
});

/** Automations, their recipes, runs and what they send. */
export const automationRoutes = [
  automations,
  automation,
  recipes,
  recipe,
  runs,
  run,
  deliveries,
  why,
] as const;
