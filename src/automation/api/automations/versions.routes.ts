import { z } from 'zod';
import {
  Automation,
  AutomationVersion,
  AutomationVersionDetail,
  RestoreInput,
  VersionDiff,
} from '../../../contracts/automations.ts';
import { PageQuery, pageOf } from '../../../contracts/paging.ts';
import type { Database } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import type { Routes } from '../../../platform/http/server.ts';
import { readAutomation } from './automations-read.ts';
import { readDiff, readVersion, readVersions, restoreVersion } from './versions.ts';

const tags = ['Automations'];
const AutomationId = z.object({ id: z.uuid() });
const VersionNumber = z.coerce.number().int().min(1).max(2_147_483_647);
const OneVersion = AutomationId.extend({ number: VersionNumber });
const Which = z.union([z.literal('draft'), VersionNumber]).describe('A number, or `draft`.');
const errors = errorResponses(401, 403, 404, 409, 422, 429);

/** Published versions, their differences, and the way back to one. */
export function versionRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automations/:id/versions',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List the versions of an automation',
          description: 'Newest first, with the runs of each that have not ended.',
          params: AutomationId,
          querystring: PageQuery,
          response: { 200: pageOf(AutomationVersion), ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, automationId: request.params.id };
        return database.withWorkspace(workspaceId, actor, (tx) =>
          readVersions(tx, ref, request.query),
        );
      },
    );

    app.get(
      '/api/v1/automations/:id/versions/:number',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get a version',
          description: 'With its definition, which never changes.',
          params: OneVersion,
          response: { 200: AutomationVersionDetail, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, automationId: request.params.id };
        return database.withWorkspace(workspaceId, actor, (tx) =>
          readVersion(tx, ref, request.params.number),
        );
      },
    );

    app.get(
      '/api/v1/automations/:id/versions/:number/diff/:other',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Compare two versions',
          description: 'What changed from `number` to `other`, in words, step by step.',
          params: AutomationId.extend({ number: Which, other: Which }),
          response: { 200: VersionDiff, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { id: automationId, number, other } = request.params;
        return database.withWorkspace(workspaceId, actor, (tx) =>
          readDiff(tx, { workspaceId, automationId }, number, other),
        );
      },
    );

    app.post(
      '/api/v1/automations/:id/versions/:number/restore',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Restore a version',
          description:
            'Copies it into the draft. What is published stays until you publish. With the ' +
            '`draftRevision` that was looked at, it is refused (409) when somebody has saved since.',
          params: OneVersion,
          body: RestoreInput.nullish(),
          response: { 200: Automation, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, automationId: request.params.id };
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          await restoreVersion(tx, ref, request.params.number, request.body?.draftRevision);
          return readAutomation(tx, ref);
        });
      },
    );
  };
}
