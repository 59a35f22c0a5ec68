import { expect } from 'vitest';
import type { Sync } from '../../src/contracts/pages.ts';
import type { TestMember } from './test-api.ts';
import { until, type World } from './world.ts';

/** Starts a sync over HTTP; answers at once. */
export async function startSync(
  member: TestMember,
  pageId: string,
  kind?: Sync['kind'],
): Promise<Sync> {
  const started = await member.call<Sync>('POST', `/api/v1/pages/${pageId}/syncs`, { kind });
  expect(started.status).toBe(202);
  return started.body;
}

/** The sync once it has ended. */
export function ended(member: TestMember, syncId: string, ms = 15_000): Promise<Sync> {
  return until(
    'the end of the sync',
    async () => {
      const { body } = await member.call<Sync>('GET', `/api/v1/syncs/${syncId}`);
      return body.completedAt ? body : undefined;
    },
    ms,
  );
}

export async function syncNow(
  member: TestMember,
  pageId: string,
  kind?: Sync['kind'],
): Promise<Sync> {
  return ended(member, (await startSync(member, pageId, kind)).id);
}

export type StoredMessage = {
  platform: string;
  customer: string;
  name: string;
  direction: string;
  text: string;
  externalId: string;
};

/** Everything stored of a workspace's conversations, in a comparable order. */
export function storedMessages(world: World, workspaceId: string): Promise<StoredMessage[]> {
  return world.db.psql<StoredMessage>(
    `select ch.platform, i.external_id as customer, trim(c.first_name || ' ' || c.last_name) as name,
       m.direction, m.text, m.external_id as "externalId"
     from messages m
     join conversations v using (workspace_id, contact_id)
     join channels ch on ch.workspace_id = v.workspace_id and ch.id = v.channel_id
     join contacts c on c.workspace_id = m.workspace_id and c.id = m.contact_id
     join contact_identities i on i.workspace_id = m.workspace_id and i.contact_id = m.contact_id
       and i.channel_id = v.channel_id
     where m.workspace_id = $1 and v.id = m.conversation_id
     order by m.external_id`,
    [workspaceId],
  );
}

type GraphPerson = { id: string };
type GraphMessage = { id: string; message: string; from: GraphPerson };
type GraphThread = {
  participants: { data: GraphPerson[] };
  messages: { data: GraphMessage[] };
};

/** What the sandbox really has, read past our client: every message within the horizon. */
export async function truth(world: World, pageId?: string): Promise<Omit<StoredMessage, 'name'>[]> {
  const { meta } = world.sandbox;
  const page = meta.pages().find(({ id }) => id === pageId) ?? meta.pages()[0];
  const all: Omit<StoredMessage, 'name'>[] = [];
  for (const platform of page?.instagram ? (['messenger', 'instagram'] as const) : ['messenger']) {
    const own = new Set([page?.id, page?.instagram?.id]);
    let after = '';
    do {
      const fields = 'participants,messages.limit(20){id,message,from}';
      const query = new URLSearchParams({
        platform,
        fields,
        limit: '100',
        access_token: meta.pageToken(page?.id),
        ...(after ? { after } : {}),
      });
      const answer = await fetch(`${meta.graphUrl}/v23.0/${page?.id}/conversations?${query}`);
      const body = (await answer.json()) as {
        data: GraphThread[];
        paging?: { next?: string; cursors: { after: string } };
      };
      for (const { participants, messages } of body.data) {
        const customer = participants.data.find(({ id }) => !own.has(id))?.id ?? '';
        for (const { id, message, from } of messages.data) {
          const direction = own.has(from.id) ? 'out' : 'in';
          all.push({ platform, customer, direction, text: message, externalId: id });
        }
      }
      after = body.paging?.next ? body.paging.cursors.after : '';
    } while (after);
  }
  return all.sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
}

/** The same without names, for comparing with the truth. */
export async function storedTruth(world: World, workspaceId: string) {
  const stored = await storedMessages(world, workspaceId);
  return stored
    .map(({ name, ...rest }) => rest)
    .sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
}
