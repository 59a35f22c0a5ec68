import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Notification } from '../../contracts/notifications.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { notificationRoutes, notifyMembers } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let ben: TestMember;
let stranger: TestMember;
beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(notificationRoutes({ database: db }));
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});
beforeEach(async () => {
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'viewer' });
  ben = await addTestMember(db, app, {
    name: 'Ben',
    role: 'agent',
    workspaceId: ana.workspaceId,
  });
});

type Page = { items: Notification[]; nextCursor: string | null };
type Count = { unread: number };
const path = '/api/v1/notifications';

function tell(memberIds: string[], title: string, more: { contactId?: string } = {}) {
  return db.withWorkspace(ana.workspaceId, 'system', (tx) =>
    notifyMembers(tx, { workspaceId: ana.workspaceId, memberIds, kind: 'test', title, ...more }),
  );
}

async function read(member: TestMember, query = ''): Promise<Notification[]> {
  return (await member.call<Page>('GET', `${path}?${query}`)).body.items;
}

describe('notifyMembers', () => {
  it('tells each member once and leaves out who is none', async () => {
    const nobody = '019a0000-0000-7000-8000-000000000000';
    await tell([ana.memberId, ana.memberId, stranger.memberId, nobody], 'Hello');
    await tell([], 'Hello');
    expect(await read(ana)).toMatchObject([
      { memberId: ana.memberId, kind: 'test', title: 'Hello', text: '', link: null, readAt: null },
    ]);
    expect(await read(stranger)).toEqual([]);
  });

  it('cuts a long title and forgets a contact that is gone', async () => {
    await tell([ana.memberId], 'x'.repeat(400), { contactId: stranger.memberId });
    expect(await read(ana)).toMatchObject([{ title: 'x'.repeat(300), contactId: null }]);
  });

  it('is for the engine too, and says which run wrote', async () => {
    await db.asEngine('system', (tx) =>
      notifyMembers(tx, {
        workspaceId: ana.workspaceId,
        memberIds: [ana.memberId, stranger.memberId],
        kind: 'automation',
        title: 'Score above 80',
        writtenBy: 'run:1|run:1|2|1',
      }),
    );
    const events = await db.psql(
      `select type, actor, cause, depth from events
       where workspace_id = $1 and type like 'notification.%'`,
      [ana.workspaceId],
    );
    expect(events).toEqual([
      { type: 'notification.created', actor: 'run:1', cause: 'run:1', depth: 2 },
    ]);
  });
});

describe('notifications', () => {
  it('are read newest first in pages, each by its member alone', async () => {
    for (const title of ['1', '2', '3', '4', '5']) await tell([ana.memberId], title);
    await tell([ben.memberId], 'for Ben');
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const url: string = `${path}?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await ana.call<Page>('GET', url);
      found.push(...body.items.map(({ title }) => title));
      cursor = body.nextCursor;
    }
    expect(found).toEqual(['5', '4', '3', '2', '1']);
    expect((await read(ben)).map(({ title }) => title)).toEqual(['for Ben']);
    const wrong = await ana.call<ProblemDetails>('GET', `${path}?cursor=no`);
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ field: 'query.cursor' }] });
  });

  it('are marked read: some, then all, and never those of others', async () => {
    for (const title of ['1', '2', '3']) await tell([ana.memberId, ben.memberId], title);
    const [newest] = await read(ana);
    const [theirs] = await read(ben);
    const ids = [newest?.id, theirs?.id];
    expect((await ana.call('POST', `${path}/read`, { ids })).body).toEqual({ unread: 2 });
    expect((await read(ana, 'unread=true')).map(({ title }) => title)).toEqual(['2', '1']);
    expect((await read(ana, 'unread=false')).map(({ title }) => title)).toEqual(['3']);
    expect((await ben.call<Count>('GET', `${path}/count`)).body).toEqual({ unread: 3 });
    expect((await ana.call('POST', `${path}/read`, {})).body).toEqual({ unread: 0 });
    expect((await ana.call<Count>('GET', `${path}/count`)).body).toEqual({ unread: 0 });
    expect((await ben.call<Count>('GET', `${path}/count`)).body).toEqual({ unread: 3 });
    const wrong = await ana.call<ProblemDetails>('POST', `${path}/read`, { ids: ['x'] });
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ field: 'body.ids.0' }] });
  });

  it('are read by an API key for its maker', async () => {
    await tell([ben.memberId], 'for Ben');
    const [key] = await db.psql<{ id: string }>(
      `insert into api_keys (workspace_id, name, role, start, key_hash, created_by)
       values ($1, 'Zapier', 'agent', 'sw_', gen_random_uuid(), $2) returning id`,
      [ana.workspaceId, ben.memberId],
    );
    const caller = {
      workspaceId: ana.workspaceId,
      role: 'agent',
      actor: `key:${key?.id}`,
      memberId: null,
      userId: null,
    };
    const headers = { 'x-test-caller': JSON.stringify(caller) };
    const answer = await app.inject({ method: 'GET', url: path, headers });
    expect(answer.json<Page>().items.map(({ title }) => title)).toEqual(['for Ben']);
  });
});
