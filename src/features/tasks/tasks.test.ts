import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Contact } from '../../contracts/contacts.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import { type Task, taskPriorities } from '../../contracts/tasks.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { contactRoutes } from '../contacts/index.ts';
import { taskRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let bo: TestMember;
let stranger: TestMember;
let contactId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(taskRoutes({ database: db }), contactRoutes({ database: db }));
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});
beforeEach(async () => {
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'agent' });
  const { workspaceId } = ana;
  bo = await addTestMember(db, app, { name: 'Bo', role: 'agent', workspaceId });
  const joy = { firstName: 'Joy', lastName: 'Cruz' };
  contactId = (await ana.call<Contact>('POST', '/api/v1/contacts', joy)).body.id;
});

type Page = { items: Task[]; nextCursor: string | null };

async function add(body: object): Promise<Task> {
  const made = await ana.call<Task>('POST', '/api/v1/tasks', body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

async function pages(query: string, limit = 2): Promise<Task[]> {
  const found: Task[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const url: string = `/api/v1/tasks?limit=${limit}&${query}${cursor && `&cursor=${cursor}`}`;
    const { body } = await ana.call<Page>('GET', url);
    found.push(...body.items);
    cursor = body.nextCursor;
  }
  return found;
}

function notifications() {
  return db.psql<object>(
    `select member_id, kind, title, link, contact_id from notifications
     where workspace_id = $1 order by id`,
    [ana.workspaceId],
  );
}

describe('tasks', () => {
  it('are made, changed, completed, opened again and deleted', async () => {
    const dueAt = '2027-03-02T15:00:00+02:00';
    const task = await add({ title: ' Call back ', contactId, assigneeId: ana.memberId, dueAt });
    expect(task).toMatchObject({
      title: 'Call back',
      status: 'open',
      priority: 'normal',
      contactName: 'Joy Cruz',
      assigneeName: 'Ana Reyes',
      dueAt: '2027-03-02T13:00:00.000Z',
      completedAt: null,
    });
    const url = `/api/v1/tasks/${task.id}`;
    const done = await ana.call<Task>('PATCH', url, { status: 'completed' });
    expect(done.body.completedAt).not.toBeNull();
    const again = await ana.call<Task>('PATCH', url, { status: 'in_progress', dueAt: null });
    expect(again.body).toMatchObject({ status: 'in_progress', completedAt: null, dueAt: null });
    const [event] = await db.psql(
      `select changes -> 'status' as status, contact_id, actor from events
       where subject_id = $1 and type = 'task.updated' order by id limit 1`,
      [task.id],
    );
    expect(event).toEqual({
      status: ['open', 'completed'],
      contact_id: contactId,
      actor: ana.actor,
    });
    expect((await ana.call<Task>('GET', url)).body).toEqual(again.body);
    expect((await ana.call('PATCH', url, {})).body).toEqual(again.body);
    expect((await ana.call('DELETE', url)).status).toBe(204);
    expect((await ana.call('GET', url)).status).toBe(404);
    expect((await ana.call('DELETE', url)).status).toBe(404);
  });

  it('tells a member whom somebody else gives a task, once', async () => {
    const task = await add({ title: 'Mine', assigneeId: ana.memberId, contactId });
    expect(await notifications()).toEqual([]);
    const url = `/api/v1/tasks/${task.id}`;
    await ana.call('PATCH', url, { assigneeId: bo.memberId });
    await ana.call('PATCH', url, { assigneeId: bo.memberId, title: 'Yours' });
    const told = {
      member_id: bo.memberId,
      kind: 'task_assigned',
      title: 'A task for you: Mine',
      link: `/tasks?task=${task.id}`,
      contact_id: contactId,
    };
    expect(await notifications()).toEqual([told]);
    await add({ title: 'New', assigneeId: bo.memberId });
    expect(await notifications()).toHaveLength(2);
  });

  it('pages every order without losing or repeating one', async () => {
    await db.psql(
      `insert into tasks (workspace_id, title, priority, due_at, created_at)
       select $1, 'T' || n, ($2::text[])[1 + n % 4],
         case when n % 3 > 0 then timestamptz '2027-01-01' + (n % 5) * interval '1 microsecond' end,
         now() - (n % 4) * interval '1 microsecond'
       from generate_series(1, 15) n`,
      [ana.workspaceId, taskPriorities],
    );
    const due = (task: Task) => task.dueAt ?? '9999';
    const rank = (task: Task) => taskPriorities.indexOf(task.priority);
    const orders: [string, (a: Task, b: Task) => boolean][] = [
      ['due', (a, b) => due(a) <= due(b)],
      ['newest', (a, b) => a.createdAt >= b.createdAt],
      ['priority', (a, b) => rank(a) > rank(b) || (rank(a) === rank(b) && due(a) <= due(b))],
    ];
    for (const [sort, inOrder] of orders) {
      const found = await pages(`sort=${sort}`);
      expect(found).toHaveLength(15);
      expect(new Set(found.map(({ id }) => id)).size).toBe(15);
      for (const [index, task] of found.slice(1).entries()) {
        const before = found[index];
        expect(before && inOrder(before, task), `${sort} at ${index}`).toBe(true);
      }
    }
    const { body } = await ana.call<Page>('GET', '/api/v1/tasks?sort=priority&limit=1');
    const other = await ana.call('GET', `/api/v1/tasks?sort=due&cursor=${body.nextCursor}`);
    expect(other.status).toBe(422);
  });

  it('filters by each field', async () => {
    await add({ title: 'Late 50%', dueAt: '2020-01-01T00:00:00Z', assigneeId: bo.memberId });
    await add({ title: 'Done', status: 'completed', dueAt: '2020-01-02T00:00:00Z' });
    const far = { dueAt: '2030-01-01T00:00:00Z', assigneeId: ana.memberId };
    await add({ title: 'Far', description: 'Urgent!', priority: 'urgent', contactId, ...far });
    await add({ title: 'Someday', status: 'in_progress' });
    const expected: [string, string[]][] = [
      ['', ['Late 50%', 'Done', 'Far', 'Someday']],
      ['status=open', ['Late 50%', 'Far']],
      ['status=completed&status=in_progress', ['Done', 'Someday']],
      ['assigneeId=me', ['Far']],
      ['assigneeId=none', ['Done', 'Someday']],
      [`assigneeId=${bo.memberId}`, ['Late 50%']],
      [`contactId=${contactId}`, ['Far']],
      ['priority=urgent', ['Far']],
      ['dueBefore=2020-01-02T00:00:00Z', ['Late 50%']],
      ['dueAfter=2020-01-01T00:00:00Z', ['Done', 'Far']],
      ['overdue=true', ['Late 50%']],
      ['overdue=false', ['Done', 'Far', 'Someday']],
      ['q=0%25', ['Late 50%']],
      ['q=urgent', ['Far']],
      ['q=joy+cr', ['Far']],
    ];
    for (const [query, titles] of expected) {
      expect(
        (await pages(query)).map(({ title }) => title),
        query,
      ).toEqual(titles);
    }
  });

  it('names what it refuses', async () => {
    const refused: [object, string][] = [
      [{ title: ' ' }, 'body.title'],
      [{ title: 'x', status: 'done' }, 'body.status'],
      [{ title: 'x', dueAt: 'tomorrow' }, 'body.dueAt'],
      // In UTC it is the year 10000: stored once, it broke every list of the workspace.
      [{ title: 'x', dueAt: '9999-12-31T23:59:59-14:00' }, 'body.dueAt'],
      [{ title: 'x', dueAt: '0000-01-01T00:00:00Z' }, 'body.dueAt'],
      [{ title: 'x', contactId: ana.memberId }, 'body.contactId'],
      [{ title: 'x', assigneeId: stranger.memberId }, 'body.assigneeId'],
    ];
    const { id } = await add({ title: 'Kept' });
    for (const [body, field] of refused) {
      for (const [method, url] of [
        ['POST', '/api/v1/tasks'],
        ['PATCH', `/api/v1/tasks/${id}`],
      ] as const) {
        const answer = await ana.call<ProblemDetails>(method, url, body);
        expect(answer.body, field).toMatchObject({ status: 422, errors: [{ field }] });
      }
    }
    expect((await pages('')).map(({ title }) => title)).toEqual(['Kept']);
    const key = await app.inject({
      url: '/api/v1/tasks?assigneeId=me',
      headers: {
        'x-test-caller': JSON.stringify({
          workspaceId: ana.workspaceId,
          role: 'agent',
          actor: 'key:x',
          memberId: null,
          userId: null,
        }),
      },
    });
    expect(key.json()).toMatchObject({ status: 422, errors: [{ field: 'query.assigneeId' }] });
  });

  it('are not overwritten by whoever read them before somebody else', async () => {
    const task = await add({ title: 'Call', contactId });
    const url = `/api/v1/tasks/${task.id}`;
    const unchangedSince = task.updatedAt;
    const mine = await ana.call<Task>('PATCH', url, { priority: 'high', unchangedSince });
    expect(mine.body).toMatchObject({ priority: 'high', title: 'Call' });
    const late = await bo.call<ProblemDetails>('PATCH', url, { title: 'Write', unchangedSince });
    expect(late.body).toMatchObject({ status: 409, code: 'conflict' });
    expect((await bo.call<Task>('GET', url)).body).toEqual(mine.body);
    const again = { title: 'Write', unchangedSince: mine.body.updatedAt };
    expect((await bo.call<Task>('PATCH', url, again)).body.title).toBe('Write');
  });

  it('has no time that no answer can show, whoever writes it', async () => {
    const { id } = await add({ title: 'Call', contactId });
    for (const due of ['infinity', '-infinity', '12026-01-01', '0044-03-15 BC']) {
      await expect(
        db.psql('update tasks set due_at = $2 where id = $1', [id, due]),
      ).rejects.toThrow('tasks_due_at_check');
    }
  });

  it('shows another workspace nothing, and lets viewers only look', async () => {
    const { id } = await add({ title: 'Private', contactId });
    const { workspaceId } = ana;
    const viewer = await addTestMember(db, app, { name: 'Vi', role: 'viewer', workspaceId });
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { title: 'Mine' }],
      ['DELETE', undefined],
    ] as const) {
      const url = `/api/v1/tasks/${id}`;
      expect((await stranger.call(method, url, body)).status).toBe(404);
      expect((await viewer.call(method, url, body)).status).toBe(method === 'GET' ? 200 : 403);
    }
    expect((await stranger.call<Page>('GET', '/api/v1/tasks')).body.items).toEqual([]);
  });
});
