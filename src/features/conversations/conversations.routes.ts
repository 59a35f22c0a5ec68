import { z } from 'zod';
import { Conversation, Message, MessageQuery } from '../../contracts/conversations.ts';
import { PageQuery, pageOf } from '../../contracts/paging.ts';
import { StoredAnalysis } from '../../contracts/placements.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { listAnalyses } from './analyses.store.ts';
import { contactExists, listConversations, listMessages } from './conversations.store.ts';

const ContactId = z.object({ id: z.uuid().describe('Id of the contact.') });
const tags = ['Conversations'];
const errors = errorResponses(401, 403, 404, 422, 429);

/** What was said with a contact and what was read out of it. */
export function conversationRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/contacts/:id/conversations',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: "List a contact's conversations",
          description: 'One thread a channel, the one with the newest message first.',
          params: ContactId,
          response: { 200: z.object({ items: z.array(Conversation) }), ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          await requireContact(tx, request.params.id);
          return { items: await listConversations(tx, request.params.id) };
        });
      },
    );

    app.get(
      '/api/v1/contacts/:id/messages',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: "List a contact's messages",
          description: 'Newest first, over all channels or of one conversation.',
          params: ContactId,
          querystring: MessageQuery,
          response: { 200: pageOf(Message), ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { conversationId, limit, cursor } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const contactId = request.params.id;
          await requireContact(tx, contactId);
          const query = { contactId, conversationId, limit: limit + 1 };
          return toPage(await listMessages(tx, query, position), limit);
        });
      },
    );

    app.get(
      '/api/v1/contacts/:id/analyses',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: "List a contact's analyses",
          description: 'What was read out of the conversations, newest first, with its source.',
          params: ContactId,
          querystring: PageQuery,
          response: { 200: pageOf(StoredAnalysis), ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { limit, cursor } = request.query;
        const position = decodeCursor(cursor, TimeCursor);
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          const contactId = request.params.id;
          await requireContact(tx, contactId);
          const found = await listAnalyses(tx, { contactId, limit: limit + 1 }, position);
          return toPage(found, limit);
        });
      },
    );
  };
}

async function requireContact(tx: Tx, contactId: string): Promise<void> {
  if (!(await contactExists(tx, contactId))) throw notFound('contact');
}
