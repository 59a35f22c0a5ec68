import { z } from 'zod';
import { AutomationFolder, FolderInput } from '../../../contracts/automations.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { callerOf } from '../../../platform/http/access.ts';
import { errorResponses } from '../../../platform/http/error-responses.ts';
import { invalidField, notFound } from '../../../platform/http/problem.ts';
import type { Routes } from '../../../platform/http/server.ts';
import {
  folderOfName,
  insertFolder,
  listFolders,
  removeFolder,
  renameFolder,
} from './folders.store.ts';

const tags = ['Automations'];
const FolderId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);
const taken = () => invalidField('body.name', 'There is a folder of this name.');

/** Folders of automations. */
export function folderRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/automation-folders',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List folders of automations',
          description: 'By name, with how many automations are in each.',
          response: {
            200: z.object({ items: z.array(AutomationFolder) }),
            ...errorResponses(401, 403, 429),
          },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, async (tx) => ({
          items: await listFolders(tx, { workspaceId }),
        }));
      },
    );

    app.post(
      '/api/v1/automation-folders',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Create a folder',
          description: 'Each name once.',
          body: FolderInput,
          response: { 201: AutomationFolder, ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const folder = await database.withWorkspace(workspaceId, actor, async (tx) => {
          const folderId = await insertFolder(tx, workspaceId, request.body.name);
          if (folderId === null) throw taken();
          return requireFolder(tx, { workspaceId, folderId });
        });
        return reply.code(201).send(folder);
      },
    );

    app.patch(
      '/api/v1/automation-folders/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Rename a folder',
          description: 'Each name once.',
          params: FolderId,
          body: FolderInput,
          response: { 200: AutomationFolder, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, folderId: request.params.id };
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const { name } = request.body;
          await requireFolder(tx, ref);
          const owner = await folderOfName(tx, workspaceId, name);
          if (owner !== undefined && owner !== ref.folderId) throw taken();
          await renameFolder(tx, ref, name);
          return requireFolder(tx, ref);
        });
      },
    );

    app.delete(
      '/api/v1/automation-folders/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Delete a folder',
          description: 'Its automations stay, in no folder.',
          params: FolderId,
          response: { 204: z.null(), ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const removed = await database.withWorkspace(workspaceId, actor, (tx) =>
          removeFolder(tx, { workspaceId, folderId: request.params.id }),
        );
        if (!removed) throw notFound('folder');
        return reply.code(204).send(null);
      },
    );
  };
}

async function requireFolder(tx: Tx, ref: { workspaceId: string; folderId: string }) {
  const [folder] = await listFolders(tx, ref);
  if (!folder) throw notFound('folder');
  return folder;
}
