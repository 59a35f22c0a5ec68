import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Contact, ContactCard } from '../../contracts/contacts.ts';
import type { Pipeline } from '../../contracts/pipelines.ts';
import type { Placement } from '../../contracts/placements.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { ensureDemoPipeline, getPipeline } from '../pipelines/index.ts';
import { contactActionRoutes, contactRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;
let pipeline: Pipeline;
beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(contactRoutes({ database: db }), contactActionRoutes({ database: db }));
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});
beforeEach(async () => {
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'agent' });
  pipeline = await db.withWorkspace(ana.workspaceId, 'system', async (tx) =>
    getPipeline(tx, ana, await ensureDemoPipeline(tx, ana.workspaceId)),
  );
});

type Page = { items: ContactCard[]; nextCursor: string | null };

function stageId(name: string): string {
  const stage = pipeline.stages.find((one) => one.name === name);
  if (!stage) throw new Error(`no stage ${name}`);
  return stage.id;
}

async function add(body: object): Promise<Contact> {
  const made = await ana.call<Contact>('POST', '/api/v1/contacts', body);
  expect(made.status).toBe(201);
  return made.body;
}

/** A contact with a conversation on a Page's Messenger. */
async function addWithConversation(firstName: string): Promise<string> {
  const { id } = await add({ firstName });
  await db.psql(
    `with h as (
       insert into channels (workspace_id, platform, external_id, name)
       values ($1, 'messenger', $2, 'Shop') returning id),
     i as (
       insert into contact_identities (workspace_id, contact_id, channel_id, external_id, name)
       select $1, $2::uuid, id, 'psid', 'Joy C' from h)
     insert into conversations (workspace_id, channel_id, contact_id, unread_count)
     select $1, id, $2::uuid, 2 from h`,
    [ana.workspaceId, id],
  );
  return id;
}

async function pages(query: string): Promise<ContactCard[]> {
  const found: ContactCard[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const url: string = `/api/v1/contacts?limit=3&${query}${cursor && `&cursor=${cursor}`}`;
    const { body } = await ana.call<Page>('GET', url);
    found.push(...body.items);
    cursor = body.nextCursor;
  }
  return found;
}

describe('contacts', () => {
  it('creates, reads, changes and deletes', async () => {
    const id = await addWithConversation('Joy');
    const read = await ana.call<Contact>('GET', `/api/v1/contacts/${id}`);
    expect(read.body).toMatchObject({
      firstName: 'Joy',
      stageId: null,
      identities: [{ platform: 'messenger', externalId: 'psid', name: 'Joy C' }],
    });
    const changed = await ana.call<Contact>('PATCH', `/api/v1/contacts/${id}`, {
      lastName: 'Cruz',
      email: 'joy@example.test',
      ownerId: ana.memberId,
      locked: true,
      unreadCount: 0,
    });
    expect(changed.body).toMatchObject({
      lastName: 'Cruz',
      email: 'joy@example.test',
      hasEmail: true,
      ownerId: ana.memberId,
      lockedBy: ana.actor,
    });
    const [unread] = await db.psql(`select unread_count from conversations where contact_id = $1`, [
      id,
    ]);
    expect(unread).toEqual({ unread_count: 0 });
    const wrong = await ana.call<ProblemDetails>('PATCH', `/api/v1/contacts/${id}`, {
      ownerId: stranger.memberId,
    });
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ field: 'body.ownerId' }] });
    expect((await ana.call('DELETE', `/api/v1/contacts/${id}`)).status).toBe(204);
    expect((await ana.call('DELETE', `/api/v1/contacts/${id}`)).status).toBe(404);
  });

  it('puts a new contact in a stage with an explanation, and refuses a stage that is not there', async () => {
    const contact = await add({ firstName: 'Walk-in', stageId: stageId('Qualified') });
    expect(contact).toMatchObject({
      pipelineId: pipeline.id,
      stageId: stageId('Qualified'),
      placementReason: 'Placed here by Ana Reyes',
      lockedBy: ana.actor,
    });
    const refused = await ana.call<ProblemDetails>('POST', '/api/v1/contacts', {
      firstName: 'X',
      stageId: pipeline.id,
    });
    expect(refused.body).toMatchObject({ status: 422, errors: [{ field: 'body.stageId' }] });
  });

  it('pages every order without losing or repeating anyone', async () => {
    await db.psql(
      `insert into contacts (workspace_id, first_name, last_name, score, last_interaction_at,
         stage_entered_at)
       select $1, case when n % 3 = 0 then 'ana' else 'Ben' end, 'N' || n % 4,
         case when n % 5 > 0 then 1 + n % 4 end,
         case when n % 4 > 0 then now() - (n % 3) * interval '1 hour' end,
         case when n % 2 > 0 then now() - n * interval '1 day' end
       from generate_series(1, 20) n`,
      [ana.workspaceId],
    );
    const activity = (card: ContactCard) => card.lastInteractionAt ?? card.createdAt;
    const entered = (card: ContactCard) => card.stageEnteredAt ?? card.createdAt;
    const name = (card: ContactCard) => `${card.firstName} ${card.lastName}`.toLowerCase();
    const orders: [string, (a: ContactCard, b: ContactCard) => boolean][] = [
      ['recent', (a, b) => activity(a) >= activity(b)],
      ['oldest', (a, b) => activity(a) <= activity(b)],
      ['score', (a, b) => (a.score ?? 0) >= (b.score ?? 0)],
      ['name', (a, b) => name(a) <= name(b)],
      ['stageEntered', (a, b) => entered(a) <= entered(b)],
    ];
    for (const [sort, inOrder] of orders) {
      const found = await pages(`sort=${sort}`);
      expect(new Set(found.map(({ id }) => id)).size).toBe(20);
      expect(found).toHaveLength(20);
      for (const [index, card] of found.slice(1).entries()) {
        const before = found[index];
        expect(before && inOrder(before, card), `${sort} at ${index}`).toBe(true);
      }
    }
    const mixed = await ana.call<Page>('GET', '/api/v1/contacts?sort=name&limit=1');
    const cursor = mixed.body.nextCursor;
    const other = await ana.call('GET', `/api/v1/contacts?sort=recent&cursor=${cursor}`);
    expect(other.status).toBe(422);
  });

  it('filters by each field', async () => {
    await add({ firstName: 'Per%cent', email: 'p@example.test' });
    const placed = await add({ firstName: 'Placed', stageId: stageId('Won') });
    await ana.call('PATCH', `/api/v1/contacts/${placed.id}`, { ownerId: ana.memberId });
    await db.psql(
      `update contacts set score = 80, status = 'WON', needs_review = true, unread_count = 1,
         last_interaction_at = now() - interval '9 days', has_messenger = true where id = $1`,
      [placed.id],
    );
    const expected: [string, string[]][] = [
      ['q=r%25c', ['Per%cent']],
      ['q=p%40EXAMPLE', ['Per%cent']],
      [`pipelineId=${pipeline.id}`, ['Placed']],
      [`stageId=${stageId('Won')}`, ['Placed']],
      ['stageId=none', ['Per%cent']],
      [`ownerId=${ana.memberId}`, ['Placed']],
      ['ownerId=none', ['Per%cent']],
      ['platform=messenger', ['Placed']],
      ['status=WON', ['Placed']],
      ['scoreMin=80', ['Placed']],
      ['scoreMax=79', []],
      ['needsReview=true', ['Placed']],
      ['unread=false', ['Per%cent']],
      ['staleDays=8', ['Placed']],
    ];
    for (const [query, names] of expected) {
      expect(
        (await pages(query)).map(({ firstName }) => firstName),
        query,
      ).toEqual(names);
    }
  });

  it('moves by hand, back to incoming, and asks to be read again', async () => {
    const id = await addWithConversation('Joy');
    type Moved = { contact: Contact; placement: Placement | null };
    const move = async (body: object, url = `/api/v1/contacts/${id}/move`) =>
      (await ana.call<Moved>('POST', url, body)).body;
    const first = await move({ stageId: stageId('Lost'), note: 'Too expensive' });
    expect(first.placement).toMatchObject({
      outcome: 'moved',
      decidedBy: 'person',
      toStageName: 'Lost',
      reason: 'Placed here by Ana Reyes: Too expensive',
      actorName: 'Ana Reyes',
    });
    expect(first.contact.lockedAt).not.toBeNull();
    expect((await move({ stageId: stageId('Lost') })).placement).toBeNull();
    const again = await move({ stageId: stageId('Proposal'), reevaluate: true });
    expect(again.contact.lockedAt).toBeNull();
    const [due] = await db.psql(
      `select analysis_due_at is not null as due, reevaluate from conversations where contact_id = $1`,
      [id],
    );
    expect(due).toEqual({ due: true, reevaluate: true });
    const back = await move({ stageId: null });
    expect(back.contact).toMatchObject({
      pipelineId: pipeline.id,
      stageId: null,
      stageEnteredAt: null,
    });
    const older = await move({ toStageId: stageId('Won') }, `/api/contacts/${id}/move`);
    expect(older.contact.stageId).toBe(stageId('Won'));
    const empty = await ana.call<ProblemDetails>('POST', `/api/contacts/${id}/move`, {});
    expect(empty.body).toMatchObject({ status: 422, errors: [{ field: 'body.stageId' }] });
    const events = await db.psql(
      `select 1 from events where contact_id = $1 and type = 'activity.created' and changes ? 'data'`,
      [id],
    );
    expect(events).toHaveLength(4);
  });

  it('moves many and reads many again, never another workspace’s', async () => {
    const ids = [await addWithConversation('A'), await addWithConversation('B')];
    const body = { contactIds: ids, stageId: stageId('Qualified') };
    const foreign = await stranger.call<ProblemDetails>('POST', '/api/v1/contacts/move', body);
    expect(foreign.status).toBe(422);
    const incoming = { contactIds: ids, stageId: null };
    const nothing = await stranger.call('POST', '/api/v1/contacts/move', incoming);
    expect(nothing.body).toEqual({ moved: 0, placementIds: [] });
    const moved = await ana.call<{ moved: number }>('POST', '/api/v1/contacts/move', {
      ...body,
      note: 'Fair in May',
      runAutomations: 'slowly',
    });
    expect(moved.body.moved).toBe(2);
    const [told] = await db.psql(
      `select e.automations, c.placement_reason from events e
       join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
       where e.contact_id = $1 and e.type = 'contact.updated' and e.changes ? 'stageId'`,
      [ids[0]],
    );
    expect(told).toEqual({
      automations: 'slowly',
      placement_reason: 'Placed here by Ana Reyes: Fair in May',
    });
    const list = { contactIds: ids };
    for (const url of ['/api/v1/contacts/reanalyze', '/api/contacts/re-analyze']) {
      expect((await stranger.call('POST', url, list)).body).toEqual({ requested: 0, matched: 2 });
      expect((await ana.call('POST', url, list)).body).toEqual({ requested: 2, matched: 2 });
    }
    await add({ firstName: 'Silent', stageId: stageId('Qualified') });
    const all = await ana.call('POST', '/api/v1/contacts/reanalyze', {
      filter: { pipelineId: pipeline.id },
    });
    expect(all.body).toEqual({ requested: 2, matched: 3 });
  });

  it('shows another workspace nothing, and lets viewers only look', async () => {
    const { id } = await add({ firstName: 'Private' });
    const viewer = await addTestMember(db, app, {
      name: 'Vi',
      role: 'viewer',
      workspaceId: ana.workspaceId,
    });
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', '/timeline', undefined],
      ['PATCH', '', { firstName: 'Mine' }],
      ['POST', '/move', { stageId: null }],
      ['DELETE', '', undefined],
    ] as const) {
      const url = `/api/v1/contacts/${id}${path}`;
      expect((await stranger.call(method, url, body)).status, path).toBe(404);
      expect((await viewer.call(method, url, body)).status).toBe(method === 'GET' ? 200 : 403);
    }
    expect((await stranger.call<Page>('GET', '/api/v1/contacts')).body.items).toEqual([]);
  });
});
