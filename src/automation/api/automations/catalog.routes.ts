import { AutomationCatalog } from '../../../contracts/automation-catalog.ts';
import { CheckInput, CheckResult } from '../../../contracts/automations.ts';
import { listCustomFields } from '../../../features/custom-fields/index.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { actions } from '../../catalog/actions.ts';
import { presentCatalog } from '../../catalog/present-catalog.ts';
import { triggers } from '../../catalog/triggers.ts';
import { fieldsFor } from '../../model/fields.ts';
import { operators } from '../../model/operators.ts';
import { checkInWorkspace } from './automations-check.ts';

const tags = ['Automations'];

/** What automations can be made of, and whether one is made right. */
export function catalogRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automation-catalog',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get the catalogue of automations',
          description:
            'Triggers and actions with their forms, JSON Schemas and samples; fields for rules and ' +
            "variables, the workspace's own among them; operators.",
          response: { 200: AutomationCatalog, ...errorResponses(401, 403, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const fields = fieldsFor(await listCustomFields(tx, workspaceId));
          return presentCatalog(triggers, actions, fields, operators);
        });
      },
    );

    app.post(
      '/api/v1/automations/check',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Check a definition',
          description: 'Says what is wrong with it, place by place, and changes nothing.',
          body: CheckInput,
          response: { 200: CheckResult, ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, async (tx) => ({
          problems: await checkInWorkspace(tx, workspaceId, request.body.definition),
        }));
      },
    );
  };
}
