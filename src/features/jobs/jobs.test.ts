import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Job } from '../../contracts/jobs.ts';
import type { Notification } from '../../contracts/notifications.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { notificationRoutes } from '../notifications/index.ts';
import { jobRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let ben: TestMember;
let stranger: TestMember;
let contactId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(jobRoutes({ database: db }), notificationRoutes({ database: db }));
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});
beforeEach(async () => {
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'agent' });
  ben = await addTestMember(db, app, {
    name: 'Ben',
    role: 'agent',
    workspaceId: ana.workspaceId,
  });
  contactId = await addContact(ana, 'Joy', 'Cruz');
});

type Page = { items: Job[]; nextCursor: string | null };
const path = '/api/v1/jobs';

async function addContact(member: TestMember, firstName: string, lastName = ''): Promise<string> {
  const [row] = await db.psql<{ id: string }>(
    `insert into contacts (workspace_id, first_name, last_name, phone)
     values ($1, $2, $3, '+351 210 000 000') returning id`,
    [member.workspaceId, firstName, lastName],
  );
  return row?.id ?? '';
}

async function add(fields: object = {}): Promise<Job> {
  const made = await ana.call<Job>('POST', path, { contactId, title: 'Repair', ...fields });
  expect(made.status).toBe(201);
  return made.body;
}

async function change(id: string, fields: object): Promise<Job> {
  const changed = await ana.call<Job>('PATCH', `${path}/${id}`, fields);
  expect(changed.status).toBe(200);
  return changed.body;
}

/** Titles that a list has, read in pages of two. */
async function titles(query: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const url: string = `${path}?limit=2&${query}${cursor && `&cursor=${cursor}`}`;
    const { body } = await ana.call<Page>('GET', url);
    found.push(...body.items.map(({ title }) => title));
    cursor = body.nextCursor;
  }
  return found;
}

function refuses(answer: { body: ProblemDetails }, field: string): void {
  expect(answer.body).toMatchObject({ status: 422, errors: [{ field }] });
}

const nine = '2026-03-02T09:00:00.000Z';
const ten = '2026-03-02T10:00:00.000Z';

describe('jobs', () => {
  it('are made, read, changed and deleted', async () => {
    const made = await add({ amount: 180.5, currency: 'EUR', address: 'Rua 1' });
    expect(made).toMatchObject({
      number: 1,
      status: 'new',
      client: {
        id: contactId,
        firstName: 'Joy',
        lastName: 'Cruz',
        phone: '+351 210 000 000',
        email: null,
      },
      amount: 180.5,
      currency: 'EUR',
      assigneeName: null,
      completedAt: null,
    });
    const url = `${path}/${made.id}`;
    expect((await ana.call<Job>('GET', url)).body).toEqual(made);
    const done = await change(made.id, { status: 'completed', assigneeId: ana.memberId });
    expect(done).toMatchObject({ status: 'completed', assigneeName: 'Ana Reyes' });
    expect(done.completedAt).not.toBeNull();
    expect(await change(made.id, { status: 'in_progress' })).toMatchObject({ completedAt: null });
    expect((await ana.call('DELETE', url)).status).toBe(204);
    expect((await ana.call('GET', url)).status).toBe(404);
  });

  it('become scheduled with a time, unless the status is named', async () => {
    const times = { scheduledStart: nine, scheduledEnd: ten };
    expect(await add(times)).toMatchObject({ ...times, status: 'scheduled' });
    expect(await add({ ...times, status: 'on_hold' })).toMatchObject({ status: 'on_hold' });
    const { id } = await add();
    expect(await change(id, { title: 'Repair it' })).toMatchObject({ status: 'new' });
    expect(await change(id, times)).toMatchObject({ ...times, status: 'scheduled' });
    expect(await change(id, { status: 'new', scheduledEnd: null })).toMatchObject({
      status: 'new',
      scheduledStart: nine,
      scheduledEnd: null,
    });
  });

  it('name the field that is refused, and change nothing', async () => {
    const post = (fields: object) =>
      ana.call<ProblemDetails>('POST', path, { contactId, title: 'Repair', ...fields });
    refuses(await post({ title: '' }), 'body.title');
    refuses(await post({ status: 'done' }), 'body.status');
    refuses(await post({ amount: -1 }), 'body.amount');
    refuses(await post({ amount: 1.005 }), 'body.amount');
    refuses(await post({ currency: 'euro' }), 'body.currency');
    refuses(await post({ scheduledStart: ten, scheduledEnd: nine }), 'body.scheduledEnd');
    refuses(await post({ scheduledStart: '9999-12-31T23:59:59-14:00' }), 'body.scheduledStart');
    refuses(await post({ contactId: await addContact(stranger, 'Not yours') }), 'body.contactId');
    refuses(await post({ assigneeId: stranger.memberId }), 'body.assigneeId');
    expect(await titles('')).toEqual([]);
    const { id } = await add({ scheduledStart: nine, scheduledEnd: nine });
    const patch = { title: 'Other', scheduledStart: ten };
    refuses(await ana.call('PATCH', `${path}/${id}`, patch), 'body.scheduledEnd');
    expect(await titles('')).toEqual(['Repair']);
  });

  it('are not overwritten by whoever read them before somebody else', async () => {
    const { id, updatedAt: unchangedSince } = await add();
    const change = (title: string) =>
      ana.call<ProblemDetails>('PATCH', `${path}/${id}`, { title, unchangedSince });
    expect((await change('First')).status).toBe(200);
    expect((await change('Second')).status).toBe(409);
    expect(await titles('')).toEqual(['First']);
  });

  it('hide from another workspace', async () => {
    const { id } = await add();
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const body = method === 'PATCH' ? { title: 'Mine' } : undefined;
      expect((await stranger.call(method, `${path}/${id}`, body)).status).toBe(404);
    }
    expect((await stranger.call<Page>('GET', path)).body.items).toEqual([]);
  });

  it('count 1, 2, 3 in each workspace, also when many are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => add()));
    const numbers = made.map(({ number }) => number).sort((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    const theirs = { contactId: await addContact(stranger, 'Theirs'), title: 'Paint' };
    expect((await stranger.call<Job>('POST', path, theirs)).body.number).toBe(1);
  });
});

describe('the list of jobs', () => {
  it('filters, sorts and pages without repeating or losing one', async () => {
    const max = await addContact(ana, 'Max', 'Stone');
    await add({ title: 'a', scheduledStart: ten, assigneeId: ben.memberId });
    await add({ title: 'b', contactId: max });
    await add({ title: 'c', scheduledStart: nine, address: 'Harbour 100%' });
    await add({ title: 'd', scheduledStart: nine, assigneeId: ana.memberId, status: 'on_hold' });
    await add({ title: 'e' });
    expect(await titles('')).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(await titles('sort=start')).toEqual(['c', 'd', 'a', 'b', 'e']);
    expect(await titles('sort=number')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await titles('status=new')).toEqual(['e', 'b']);
    expect(await titles('status=new&status=on_hold')).toEqual(['e', 'd', 'b']);
    expect(await titles(`contactId=${max}`)).toEqual(['b']);
    expect(await titles('assigneeId=me')).toEqual(['d']);
    expect(await titles(`assigneeId=${ben.memberId}`)).toEqual(['a']);
    expect(await titles('assigneeId=none')).toEqual(['e', 'c', 'b']);
    expect(await titles(`from=${nine}&to=${ten}`)).toEqual(['d', 'c']);
    expect(await titles('q=max%20st')).toEqual(['b']);
    expect(await titles('q=%233')).toEqual(['c']);
    expect(await titles('q=100%25')).toEqual(['c']);
    const first = await ana.call<Page>('GET', `${path}?limit=1`);
    const cursor = first.body.nextCursor;
    refuses(await ana.call('GET', `${path}?sort=number&cursor=${cursor}`), 'query.cursor');
  });
});

describe('changes of jobs', () => {
  it('raise events, by the API and by psql, with old and new values', async () => {
    const { id } = await add();
    await db.psql(`update jobs set status = 'completed' where id = $1`, [id]);
    const events = await db.psql(
      `select type, contact_id, actor, changes -> 'status' as status,
         changes -> 'number' as number from events where subject_id = $1 order by id`,
      [id],
    );
    expect(events).toEqual([
      {
        type: 'job.created',
        contact_id: contactId,
        actor: ana.actor,
        status: [null, 'new'],
        number: [null, 1],
      },
      {
        type: 'job.updated',
        contact_id: contactId,
        actor: 'database:postgres',
        status: ['new', 'completed'],
        number: null,
      },
    ]);
  });

  it('tell a new assignee, and not who assigned to themselves', async () => {
    const told = async (member: TestMember) =>
      (await member.call<{ items: Notification[] }>('GET', '/api/v1/notifications')).body.items;
    const { id } = await add({ assigneeId: ben.memberId, title: 'x'.repeat(300) });
    await change(id, { assigneeId: ana.memberId });
    expect(await told(ana)).toEqual([]);
    expect(await told(ben)).toMatchObject([
      { kind: 'job_assigned', link: `/jobs?job=${id}`, text: 'For Joy Cruz', contactId },
    ]);
  });
});
