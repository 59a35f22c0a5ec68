import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUpAudit } from '../../../test/support/audited.ts';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Contact } from '../../contracts/contacts.ts';
import type { Conversation, Message } from '../../contracts/conversations.ts';
import type { StoredAnalysis, TimelineEntry } from '../../contracts/placements.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { conversationRoutes } from '../conversations/index.ts';
import { ensureDemoPipeline, getPipeline } from '../pipelines/index.ts';
import { contactActionRoutes, contactRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;
let id: string;
let url: string;

const analysisResult = {
  reasoning: 'Asked for a price.',
  recommendedStage: 'Qualified',
  stageProbabilities: [],
  evidence: [],
  sentiment: 'neutral',
  urgency: 'low',
  intentScore: 60,
  topics: ['tables'],
  painPoints: [],
  buyingSignals: [],
  objections: [],
  price: null,
  nextBestAction: 'Send the price list.',
  followUpOn: null,
  priority: 'medium',
  language: 'en',
};

beforeAll(async () => {
  db = await openTestDatabase();
  const deps = { database: db };
  app = await openTestApi(contactRoutes(deps), contactActionRoutes(deps), conversationRoutes(deps));
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'agent' });
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
  const pipeline = await db.withWorkspace(ana.workspaceId, 'system', async (tx) =>
    getPipeline(tx, ana, await ensureDemoPipeline(tx, ana.workspaceId)),
  );
  const made = await ana.call<Contact>('POST', '/api/v1/contacts', { firstName: 'Joy' });
  id = made.body.id;
  url = `/api/v1/contacts/${id}`;
  await db.psql(
    `with h as (
       insert into channels (workspace_id, platform, external_id, name)
       values ($1, 'messenger', 'page', 'Shop') returning id),
     v as (
       insert into conversations (workspace_id, channel_id, contact_id, message_count,
         analysis_due_at) select $1, id, $2, 7, now() from h returning id),
     a as (
       insert into analyses (workspace_id, conversation_id, contact_id, source, model, is_fallback,
         score, status, confidence, summary, result, messages_read, duration_ms)
       select $1, id, $2, 'local', 'weights-1', false, 62, 'QUALIFIED', 70, 'Wants a table.', $3, 7, 1
       from v)
     insert into messages (workspace_id, conversation_id, contact_id, external_id, direction, text,
       sent_at, attachments)
     select $1, id, $2, 'm' || n, case when n % 2 = 0 then 'out' else 'in' end,
       case when n < 7 then 'Message ' || n else '' end, now() - interval '1 hour',
       case when n < 7 then '[]' else '[{"kind": "image", "name": null, "url": null}]'::jsonb end
     from v, generate_series(1, 7) n`,
    [ana.workspaceId, id, analysisResult],
  );
  await ana.call('POST', `${url}/move`, { stageId: pipeline.stages[1]?.id });
  await ana.call('PATCH', url, { lastName: 'Cruz' });
  await catchUpAudit(db);
});
afterAll(async () => {
  await app.close();
  await db.close();
});

type Page<T> = { items: T[]; nextCursor: string | null };

async function pages<T>(path: string): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const next: string = `${url}${path}&limit=2${cursor && `&cursor=${cursor}`}`;
    const { body } = await ana.call<Page<T>>('GET', next);
    found.push(...body.items);
    cursor = body.nextCursor;
  }
  return found;
}

describe('what a contact shows', () => {
  it('tells each thing once, newest first, in words', async () => {
    const story = await pages<TimelineEntry>('/timeline?');
    expect(story.slice(0, 4)).toMatchObject([
      { kind: 'audit', title: 'Changed last name', actorName: 'Ana Reyes' },
      {
        kind: 'placement',
        title: 'Placed in Qualified',
        detail: 'Placed here by Ana Reyes',
        actorName: 'Ana Reyes',
      },
      {
        kind: 'analysis',
        title: 'Read by the built-in reader: score 62, qualified',
        detail: 'Wants a table.',
        actorName: 'Analysis',
      },
      { kind: 'audit', title: 'Contact created' },
    ]);
    const messages = story.slice(4);
    expect(messages).toHaveLength(7);
    expect(messages.every(({ kind }) => kind === 'message')).toBe(true);
    expect(messages.map(({ detail }) => detail).toSorted()).toEqual(
      ['1 attachment', ...[1, 2, 3, 4, 5, 6].map((n) => `Message ${n}`)].toSorted(),
    );
    expect(new Set(story.map((entry) => entry.id)).size).toBe(story.length);
  });

  it('shows everything of one kind', async () => {
    const kinds = ['placement', 'analysis', 'activity', 'audit', 'message'] as const;
    const counts = await Promise.all(
      kinds.map(async (kind) => (await pages<TimelineEntry>(`/timeline?kind=${kind}`)).length),
    );
    expect(counts).toEqual([1, 1, 1, 3, 7]);
  });

  it('tells of work done for the contact, and of a note once', async () => {
    const { body } = await ana.call<Contact>('POST', '/api/v1/contacts', { firstName: 'Sam' });
    const text = 'Likes tea';
    await db.psql(
      `with t as (insert into tasks (workspace_id, contact_id, title) values ($1, $2, 'Call Sam'))
       insert into notes (workspace_id, contact_id, text, author) values ($1, $2, $3, $4)`,
      [ana.workspaceId, body.id, text, ana.actor],
    );
    await db.psql(`update tasks set status = 'in_progress' where contact_id = $1`, [body.id]);
    const story = `/api/v1/contacts/${body.id}/timeline`;
    const told = async (query = '') => {
      const page = await ana.call<Page<TimelineEntry>>('GET', `${story}${query}`);
      return page.body.items.map(({ title, detail }) => [title, detail]).toSorted();
    };
    const work = [
      ['Task created', 'Call Sam'],
      ['Task: changed status', null],
    ];
    await catchUpAudit(db);
    expect(await told()).toEqual([['Contact created', null], ['Note', text], ...work]);
    expect(await told('?kind=audit')).toEqual([
      ['Contact created', null],
      ['Note created', null],
      ...work,
    ]);
  });

  it('pages messages of the same millisecond, and lists conversations and analyses', async () => {
    const messages = await pages<Message>('/messages?');
    expect(new Set(messages.map((message) => message.externalId)).size).toBe(7);
    const { body } = await ana.call<{ items: Conversation[] }>('GET', `${url}/conversations`);
    expect(body.items).toMatchObject([
      { channelName: 'Shop', platform: 'messenger', messageCount: 7, analysisPending: true },
    ]);
    const thread = body.items[0]?.id;
    expect(await pages(`/messages?conversationId=${thread}`)).toHaveLength(7);
    expect(await pages(`/messages?conversationId=${id}`)).toHaveLength(0);
    const [analysis] = await pages<StoredAnalysis>('/analyses?');
    expect(analysis).toMatchObject({ ...analysisResult, score: 62, model: 'weights-1' });
  });

  it('hides all of it from another workspace', async () => {
    for (const path of ['conversations', 'messages', 'analyses', 'timeline']) {
      expect((await stranger.call('GET', `${url}/${path}`)).status).toBe(404);
    }
  });
});
