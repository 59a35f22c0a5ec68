import { z } from 'zod';
import { pageOf } from '../../contracts/paging.ts';
import {
  Agreement,
  BulkVerdictInput,
  Placement,
  PlacementQuery,
  ReaderAgreement,
  VerdictInput,
} from '../../contracts/placements.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { agreementByReader, agreementByStage } from './agreement.store.ts';
import { judgePlacement, judgePlacements } from './judge-placements.ts';
import { listPlacements } from './placements-list.store.ts';

const tags = ['Placements'];

/** Decisions about stages, and what people say of them. */
export function placementRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/placements',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List placements',
          description:
            'Decisions about stages, newest first, each with the rule that fired, the ones that ' +
            'did not and why, and the evidence. `verdict=none` lists what nobody has judged.',
          querystring: PlacementQuery,
          response: { 200: pageOf(Placement), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor, ...filter } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        return database.withWorkspace(workspaceId, actor, async (tx) =>
          toPage(await listPlacements(tx, filter, limit + 1, position), limit),
        );
      },
    );

    app.get(
      '/api/v1/placements/agreement',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Count how often people agreed with the AI',
          description:
            'One row for each stage that the AI chose or suggested; in `readers` one for each model ' +
            'and version of a prompt.',
          response: {
            200: z.object({ items: z.array(Agreement), readers: z.array(ReaderAgreement) }),
            ...errorResponses(401, 403, 429),
          },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, async (tx) => ({
          items: await agreementByStage(tx),
          readers: await agreementByReader(tx),
        }));
      },
    );

    app.post(
      '/api/v1/placements/:id/verdict',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Accept, correct or undo a placement',
          description:
            'Accepting a suggestion in review makes the move. Undo returns the contact to where it ' +
            'was and correct moves it to the right stage; both lock it against the AI. 409 when ' +
            'the contact has been moved since.',
          params: z.object({ id: z.uuid() }),
          body: VerdictInput,
          response: { 200: Placement, ...errorResponses(401, 403, 404, 409, 422, 429) },
        },
      },
      (request) => {
        const caller = callerOf(request);
        const { id } = request.params;
        return database.withWorkspace(caller.workspaceId, caller.actor, async (tx) => {
          await judgePlacement(tx, caller, id, request.body);
          const [judged] = await listPlacements(tx, { ids: [id] }, 1, null);
          if (!judged) throw notFound('placement');
          return judged.item;
        });
      },
    );

    app.post(
      '/api/v1/placements/verdicts',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Accept or undo many placements',
          description:
            '`changed` counts those that took the verdict; ones whose contact has been moved since ' +
            'stay as they are.',
          body: BulkVerdictInput,
          response: {
            200: z.object({ changed: z.int() }),
            ...errorResponses(401, 403, 422, 429),
          },
        },
      },
      (request) => {
        const caller = callerOf(request);
        const { placementIds, verdict } = request.body;
        return database.withWorkspace(caller.workspaceId, caller.actor, async (tx) => ({
          changed: await judgePlacements(tx, caller, placementIds, verdict),
        }));
      },
    );
  };
}
