import type { Database } from '../../platform/database/database.ts';
import type { Routes } from '../../platform/http/server.ts';
import { automationCrudRoutes } from './automations/automations.routes.ts';
import { catalogRoutes } from './automations/catalog.routes.ts';
import { folderRoutes } from './automations/folders.routes.ts';
import { legacyAutomationRoutes } from './automations/legacy.routes.ts';
import { transferRoutes } from './automations/transfer.routes.ts';
import { versionRoutes } from './automations/versions.routes.ts';
import { enrolRoutes } from './publish/enrol.routes.ts';
import { forecastRoutes } from './publish/forecast.routes.ts';
import { limitRoutes } from './publish/limits.routes.ts';
import { publishRoutes } from './publish/publish.routes.ts';
import { recipeRoutes } from './recipes/recipes.routes.ts';
import { analyticsRoutes } from './runs/analytics.routes.ts';
import { explainRoutes } from './runs/explain.routes.ts';
import { runReadRoutes } from './runs/runs.routes.ts';
import { runActionRoutes } from './runs/runs-actions.routes.ts';
import { testRunRoutes } from './runs/test-run.routes.ts';

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
