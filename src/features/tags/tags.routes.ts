import { z } from 'zod';
import { pageOf } from '../../contracts/paging.ts';
import {
  BulkTagInput,
  BulkTagResult,
  Tag,
  TagChange,
  TagInput,
  TagQuery,
  TagRemoval,
} from '../../contracts/tags.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import type { Routes } from '../../platform/http/server.ts';
import { listTags } from './tags.store.ts';
import { changeTag, createTag, removeTag, tagContacts } from './write-tag.ts';

const tags = ['Tags'];
const TagId = z.object({ id: z.uuid() });
/** The last name shown. */
const NameCursor = z.tuple([
  z
    .string()
    .max(50)
    .regex(/^[^\0]*$/),
]);

/** The words that contacts are marked with. */
export function tagRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/tags',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List tags',
          description: 'By name, also those that somebody wrote with SQL.',
          querystring: TagQuery,
          response: { 200: pageOf(Tag), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { q, limit, cursor } = request.query;
        const [after = null] = decodeCursor(cursor, NameCursor) ?? [];
        return database.withWorkspace(workspaceId, actor, async (tx) =>
          toPage(await listTags(tx, { workspaceId, q, limit: limit + 1, after }), limit),
        );
      },
    );

    app.post(
      '/api/v1/tags',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Create a tag',
          description: 'A tag put on a contact is made by itself; this is for choosing its colour.',
          body: TagInput,
          response: { 201: Tag, ...errorResponses(401, 403, 409, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const tag = await database.withWorkspace(workspaceId, actor, (tx) =>
          createTag(tx, workspaceId, request.body),
        );
        return reply.code(201).send(tag);
      },
    );

    app.patch(
      '/api/v1/tags/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Change a tag',
          description:
            'Another name is put on every contact that has the tag. Automations do not take that ' +
            'for a tag added, unless `runAutomations` says so.',
          params: TagId,
          body: TagChange,
          response: { 200: Tag, ...errorResponses(401, 403, 404, 409, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, tagId: request.params.id };
        return database.withWorkspace(workspaceId, actor, (tx) => changeTag(tx, ref, request.body));
      },
    );

    app.delete(
      '/api/v1/tags/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Delete a tag',
          description: 'And take it off every contact.',
          params: TagId,
          querystring: TagRemoval,
          response: { 204: z.null(), ...errorResponses(401, 403, 404, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, tagId: request.params.id };
        await database.withWorkspace(workspaceId, actor, (tx) =>
          removeTag(tx, ref, request.query.runAutomations),
        );
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/api/v1/contacts/tags',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Tag many contacts',
          description: 'Contacts that do not exist or have these tags already are not counted.',
          body: BulkTagInput,
          response: { 200: BulkTagResult, ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, async (tx) => ({
          changed: await tagContacts(tx, workspaceId, request.body),
        }));
      },
    );
  };
}
