import { z } from 'zod';
import { CustomField, CustomFieldChange, CustomFieldInput } from '../../contracts/custom-fields.ts';
import type { Database } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import type { Routes } from '../../platform/http/server.ts';
import { listCustomFields } from './custom-fields.store.ts';
import { changeCustomField, createCustomField, removeCustomField } from './write-custom-field.ts';

const tags = ['Custom fields'];
const FieldId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** What else a workspace keeps of its contacts: fields with a key and a type. */
export function customFieldRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/custom-fields',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List custom fields',
          description: 'All of them, at most 100, in their order.',
          response: {
            200: z.object({ items: z.array(CustomField) }),
            ...errorResponses(401, 403, 429),
          },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, async (tx) => ({
          items: await listCustomFields(tx, workspaceId),
        }));
      },
    );

    app.post(
      '/api/v1/custom-fields',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Create a custom field',
          description: 'Key and type stay as they are: templates and rules name them.',
          body: CustomFieldInput,
          response: { 201: CustomField, ...errorResponses(401, 403, 409, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const field = await database.withWorkspace(workspaceId, actor, (tx) =>
          createCustomField(tx, workspaceId, request.body),
        );
        return reply.code(201).send(field);
      },
    );

    app.patch(
      '/api/v1/custom-fields/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Change a custom field',
          description: 'Contacts keep a choice that is no longer offered.',
          params: FieldId,
          body: CustomFieldChange,
          response: { 200: CustomField, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, fieldId: request.params.id };
        return database.withWorkspace(workspaceId, actor, (tx) =>
          changeCustomField(tx, ref, request.body),
        );
      },
    );

    app.delete(
      '/api/v1/custom-fields/:id',
      {
        config: { access: 'admin' },
        schema: {
          tags,
          summary: 'Delete a custom field',
          description: 'With its values on all contacts. Automations are not run for that.',
          params: FieldId,
          response: { 204: z.null(), ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, fieldId: request.params.id };
        await database.withWorkspace(workspaceId, actor, (tx) => removeCustomField(tx, ref));
        return reply.code(204).send(null);
      },
    );
  };
}
