import { z } from 'zod';
import { Note, NoteInput } from '../../contracts/notes.ts';
import { PageQuery, pageOf } from '../../contracts/paging.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { contactExists } from '../contacts/index.ts';
import { deleteNote, insertNote, listNotes, updateNote } from './notes.store.ts';

const tags = ['Notes'];
const ContactId = z.object({ id: z.uuid() });
const NoteId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** What people write down about a contact; also in its timeline. */
export function noteRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/contacts/:id/notes',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: "List a contact's notes",
          description: 'Newest first.',
          params: ContactId,
          querystring: PageQuery,
          response: { 200: pageOf(Note), ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const contactId = request.params.id;
          await requireContact(tx, contactId);
          const query = { workspaceId, contactId, limit: limit + 1 };
          return toPage(await listNotes(tx, query, position), limit);
        });
      },
    );

    app.post(
      '/api/v1/contacts/:id/notes',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Write a note',
          description: 'Its author is whoever sends it.',
          params: ContactId,
          body: NoteInput,
          response: { 201: Note, ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const { text } = request.body;
        const note = await database.withWorkspace(workspaceId, actor, async (tx) => {
          const contactId = request.params.id;
          await requireContact(tx, contactId);
          return insertNote(tx, { workspaceId, contactId, text, author: actor });
        });
        return reply.code(201).send(note);
      },
    );

    app.patch(
      '/api/v1/notes/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Change a note',
          description: 'Its author stays.',
          params: NoteId,
          body: NoteInput,
          response: { 200: Note, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, noteId: request.params.id };
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const note = await updateNote(tx, ref, request.body.text);
          if (!note) throw notFound('note');
          return note;
        });
      },
    );

    app.delete(
      '/api/v1/notes/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Delete a note',
          description: 'From the timeline too.',
          params: NoteId,
          response: { 204: z.null(), ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const ref = { workspaceId, noteId: request.params.id };
        const removed = await database.withWorkspace(workspaceId, actor, (tx) =>
          deleteNote(tx, ref),
        );
        if (!removed) throw notFound('note');
        return reply.code(204).send(null);
      },
    );
  };
}

async function requireContact(tx: Tx, contactId: string): Promise<void> {
  if (!(await contactExists(tx, contactId))) throw notFound('contact');
}
