import { z } from 'zod';
import {
  BulkMoveInput,
  Contact,
  MoveInput,
  ReanalyzeInput,
  ReanalyzeResult,
} from '../../contracts/contacts.ts';
import { Placement } from '../../contracts/placements.ts';
import { setAutomations } from '../../platform/database/automations-choice.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import type { Routes } from '../../platform/http/server.ts';
import { moveContacts } from '../placement/index.ts';
import { moveContact } from './move-contact.ts';
import { reanalyzeContacts } from './reanalyze-contacts.ts';

const tags = ['Contacts'];
const ContactId = z.object({ id: z.uuid() });
const Moved = z.object({ contact: Contact, placement: Placement.nullable() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** The move as clients of older addresses send it: `stageId` or `toStageId`. */
const LegacyMoveInput = z
  .object({
    stageId: z.uuid().nullable().optional(),
    toStageId: z.uuid().nullable().optional(),
    note: z.string().max(500).optional(),
    reevaluate: z.boolean().default(false),
  })
  .meta({ examples: [{ toStageId: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11' }] })
  .transform(({ stageId, toStageId, ...rest }) => ({
    ...rest,
    stageId: stageId === undefined ? toStageId : stageId,
  }))
  .refine(({ stageId }) => stageId !== undefined, {
    path: ['stageId'],
    message: 'Send stageId (or toStageId); null puts the contact back to incoming.',
  });

/** What people do with contacts on the board: move, move many, read again. */
export function contactActionRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.post(
      '/api/v1/contacts/:id/move',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Move a contact',
          description:
            'To a stage of any pipeline, or back to incoming. The AI then leaves it there, unless ' +
            '`reevaluate` asks for a fresh analysis. `placement` is null when it was there already.',
          params: ContactId,
          body: MoveInput,
          response: { 200: Moved, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        return database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          moveContact(tx, caller, request.params.id, request.body),
        );
      },
    );

    app.post(
      '/api/v1/contacts/move',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Move many contacts',
          description: 'Contacts that do not exist or are there already are not counted.',
          body: BulkMoveInput,
          response: {
            200: z.object({ moved: z.int(), placementIds: z.array(z.uuid()) }),
            ...errorResponses(401, 403, 422, 429),
          },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const { runAutomations, ...body } = request.body;
          await setAutomations(tx, runAutomations);
          const move = { ...body, workspaceId, actor, reevaluate: false };
          const placementIds = [...(await moveContacts(tx, move)).values()];
          return { moved: placementIds.length, placementIds };
        });
      },
    );

    app.post(
      '/api/v1/contacts/reanalyze',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Read contacts again',
          description:
            'By id, or all that a filter finds (a whole pipeline with `pipelineId`): of more than ' +
            '10,000 the most recently active ones.',
          body: ReanalyzeInput,
          response: { 200: ReanalyzeResult, ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          reanalyzeContacts(tx, workspaceId, request.body),
        );
      },
    );

    app.post(
      '/api/contacts/:id/move',
      {
        config: { access: 'agent' },
        schema: {
          tags: ['Kept addresses'],
          summary: 'Move a contact (older address)',
          description: 'The same as POST /api/v1/contacts/{id}/move.',
          params: ContactId,
          body: LegacyMoveInput,
          response: { 200: Moved, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        const { stageId = null, ...rest } = request.body;
        return database.withWorkspace(caller.workspaceId, caller.actor, (tx) =>
          moveContact(tx, caller, request.params.id, { ...rest, stageId }),
        );
      },
    );

    app.post(
      '/api/contacts/re-analyze',
      {
        config: { access: 'agent' },
        schema: {
          tags: ['Kept addresses'],
          summary: 'Read contacts again (older address)',
          description: 'The same as POST /api/v1/contacts/reanalyze.',
          body: ReanalyzeInput,
          response: { 200: ReanalyzeResult, ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          reanalyzeContacts(tx, workspaceId, request.body),
        );
      },
    );
  };
}
