import { z } from 'zod';
import {
  Contact,
  ContactCard,
  ContactChange,
  ContactInput,
  ContactQuery,
} from '../../contracts/contacts.ts';
import { pageOf } from '../../contracts/paging.ts';
import { TimelineEntry, TimelineQuery } from '../../contracts/placements.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { changeContact } from './change-contact.ts';
import { contactSorts } from './contact-sorts.ts';
import { findContact, listContacts, removeContact } from './contacts.store.ts';
import { createContact } from './create-contact.ts';
import { readTimeline } from './read-timeline.ts';

const tags = ['Contacts'];
const ContactId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** People: list, create, read, change, delete, and their timeline. */
export function contactRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/contacts',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List contacts',
          description:
            'By any filter together. `recent` and `oldest` go by the last message, or for a contact ' +
            'without one the time it was made; `stageEntered` starts with the longest in its stage.',
          querystring: ContactQuery,
          response: { 200: pageOf(ContactCard), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor, sort: order, ...filter } = request.query;
        const sort = contactSorts[order];
        const position = decodeCursor(cursor, sort.cursor);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const found = await listContacts(tx, filter, sort, { limit: limit + 1, position });
          return toPage(found, limit);
        });
      },
    );

    app.post(
      '/api/v1/contacts',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Create a contact',
          description: 'With a stage it is placed there as by hand and locked against the AI.',
          body: ContactInput,
          response: { 201: Contact, ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const contact = await database.withWorkspace(caller.workspaceId, caller.actor, async (tx) =>
          requireContact(tx, await createContact(tx, caller, request.body)),
        );
        return reply.code(201).send(contact);
      },
    );

    app.get(
      '/api/v1/contacts/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get a contact',
          description: 'With its identities on each channel.',
          params: ContactId,
          response: { 200: Contact, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          requireContact(tx, request.params.id),
        );
      },
    );

    app.patch(
      '/api/v1/contacts/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Change a contact',
          description: '`locked: false` lets the AI move it again; `unreadCount: 0` marks it read.',
          params: ContactId,
          body: ContactChange,
          response: { 200: Contact, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        const { id } = request.params;
        return database.withWorkspace(caller.workspaceId, caller.actor, async (tx) => {
          await changeContact(tx, caller, id, request.body);
          return requireContact(tx, id);
        });
      },
    );

    app.delete(
      '/api/v1/contacts/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Delete a contact',
          description: 'With its conversations, analyses and placements. The audit log stays.',
          params: ContactId,
          response: { 204: z.null(), ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const removed = await database.withWorkspace(workspaceId, actor, (tx) =>
          removeContact(tx, request.params.id),
        );
        if (!removed) throw notFound('contact');
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/api/v1/contacts/:id/timeline',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: "Read a contact's timeline",
          description:
            'Newest first: placements, analyses, messages, activities and what people changed. ' +
            'With `kind` everything of that kind; without it each thing is told once.',
          params: ContactId,
          querystring: TimelineQuery,
          response: { 200: pageOf(TimelineEntry), ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor, kind } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const contactId = request.params.id;
          await requireContact(tx, contactId);
          const query = { contactId, kind, limit: limit + 1 };
          return toPage(await readTimeline(tx, query, position), limit);
        });
      },
    );
  };
}

async function requireContact(tx: Tx, contactId: string): Promise<Contact> {
  const contact = await findContact(tx, contactId);
  if (!contact) throw notFound('contact');
  return contact;
}
