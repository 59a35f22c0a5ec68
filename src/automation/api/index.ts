import type { Database } from '../../platform/database/database.ts';
import type { Routes } from '../../platform/http/server.ts';
import { analyticsRoutes } from './analytics.routes.ts';
import { automationCrudRoutes } from './automations.routes.ts';
import { catalogRoutes } from './catalog.routes.ts';
import { enrolRoutes } from './enrol.routes.ts';
import { explainRoutes } from './explain.routes.ts';
import { folderRoutes } from './folders.routes.ts';
import { forecastRoutes } from './forecast.routes.ts';
import { legacyAutomationRoutes } from './legacy.routes.ts';
import { limitRoutes } from './limits.routes.ts';
import { publishRoutes } from './publish.routes.ts';
import { recipeRoutes } from './recipes/recipes.routes.ts';
import { runReadRoutes } from './runs.routes.ts';
import { runActionRoutes } from './runs-actions.routes.ts';
import { testRunRoutes } from './test-run.routes.ts';
import { transferRoutes } from './transfer.routes.ts';
import { versionRoutes } from './versions.routes.ts';

/** Everything people do with automations themselves. */
export function automationRoutes(deps: { database: Database }): Routes[] {
  return [
    automationCrudRoutes(deps),
    catalogRoutes(deps),
    publishRoutes(deps),
    versionRoutes(deps),
    folderRoutes(deps),
    transferRoutes(deps),
    forecastRoutes(deps),
    enrolRoutes(deps),
    limitRoutes(deps),
    recipeRoutes(deps),
    legacyAutomationRoutes(deps),
    runReadRoutes(deps),
    runActionRoutes(deps),
    explainRoutes(deps),
    testRunRoutes(deps),
    analyticsRoutes(deps),
  ];
}
