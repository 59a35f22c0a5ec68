import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Appointment } from '../../contracts/appointments.ts';
import type { Notification } from '../../contracts/notifications.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { notificationRoutes } from '../notifications/index.ts';
import { appointmentRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let ben: TestMember;
let stranger: TestMember;
let contactId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(
    appointmentRoutes({ database: db }),
    notificationRoutes({ database: db }),
  );
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

type Page = { items: Appointment[]; nextCursor: string | null };
const path = '/api/v1/appointments';

async function addContact(member: TestMember, firstName: string, lastName = ''): Promise<string> {
  const [row] = await db.psql<{ id: string }>(
    'insert into contacts (workspace_id, first_name, last_name) values ($1, $2, $3) returning id',
    [member.workspaceId, firstName, lastName],
  );
  return row?.id ?? '';
}

async function add(fields: object = {}): Promise<Appointment> {
  const body = { contactId, title: 'Viewing', startsAt: '2026-03-02T15:00:00Z', ...fields };
  const made = await ana.call<Appointment>('POST', path, body);
  expect(made.status).toBe(201);
  return made.body;
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

function refuses(answer: { body: unknown }, ...fields: string[]): void {
  expect(answer.body).toMatchObject({ status: 422, errors: fields.map((field) => ({ field })) });
}

describe('appointments', () => {
  it('are made, read, changed and deleted', async () => {
    const made = await add({ durationMinutes: 45, timeZone: 'Asia/Manila', location: 'Pier 4' });
    expect(made).toMatchObject({
      contactId,
      contactName: 'Joy Cruz',
      status: 'scheduled',
      startsAt: '2026-03-02T15:00:00.000Z',
      endsAt: '2026-03-02T15:45:00.000Z',
      timeZone: 'Asia/Manila',
      assigneeName: null,
      reschedules: 0,
    });
    const url = `${path}/${made.id}`;
    expect((await ana.call<Appointment>('GET', url)).body).toEqual(made);
    const change = { status: 'no_show', assigneeId: ana.memberId, notes: 'Rang twice' };
    const changed = await ana.call<Appointment>('PATCH', url, change);
    expect(changed.body).toMatchObject({ ...change, assigneeName: 'Ana Reyes', title: 'Viewing' });
    expect((await ana.call('PATCH', url, {})).status).toBe(200);
    expect((await ana.call('DELETE', url)).status).toBe(204);
    expect((await ana.call('DELETE', url)).status).toBe(404);
  });

  it("take the workspace's time zone when none is given", async () => {
    await db.psql(`update workspaces set time_zone = 'Europe/Lisbon' where id = $1`, [
      ana.workspaceId,
    ]);
    expect((await add()).timeZone).toBe('Europe/Lisbon');
  });

  it('name the field that is refused, and change nothing', async () => {
    const good = { contactId, title: 'Viewing', startsAt: '2026-03-02T15:00:00Z' };
    const post = (fields: object) => ana.call<ProblemDetails>('POST', path, { ...good, ...fields });
    refuses(await post({ title: ' ' }), 'body.title');
    refuses(await post({ startsAt: 'tomorrow' }), 'body.startsAt');
    refuses(await post({ startsAt: '9999-12-31T23:59:59-14:00' }), 'body.startsAt');
    refuses(await post({ durationMinutes: 0 }), 'body.durationMinutes');
    refuses(await post({ timeZone: 'Mars/Base' }), 'body.timeZone');
    refuses(await post({ status: 'maybe' }), 'body.status');
    refuses(await post({ contactId: await addContact(stranger, 'Not yours') }), 'body.contactId');
    refuses(await post({ assigneeId: stranger.memberId }), 'body.assigneeId');
    expect(await titles('')).toEqual([]);
    const { id } = await add();
    const change = { title: 'Other', assigneeId: stranger.memberId };
    refuses(await ana.call('PATCH', `${path}/${id}`, change), 'body.assigneeId');
    expect(await titles('')).toEqual(['Viewing']);
  });

  it('are not overwritten by whoever read them before somebody else', async () => {
    const { id, updatedAt: unchangedSince } = await add();
    const change = (title: string) =>
      ana.call<ProblemDetails>('PATCH', `${path}/${id}`, { title, unchangedSince });
    expect((await change('First')).status).toBe(200);
    expect((await change('Second')).status).toBe(409);
    expect(await titles('')).toEqual(['First']);
  });

  it('hide from another workspace, and viewers change nothing', async () => {
    const { id } = await add();
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const body = method === 'PATCH' ? { title: 'Mine' } : undefined;
      expect((await stranger.call(method, `${path}/${id}`, body)).status).toBe(404);
    }
    const body = { startsAt: '2026-03-03T15:00:00Z' };
    expect((await stranger.call('POST', `${path}/${id}/reschedule`, body)).status).toBe(404);
    expect((await stranger.call<Page>('GET', path)).body.items).toEqual([]);
    const viewer = await addTestMember(db, app, {
      name: 'Vi',
      role: 'viewer',
      workspaceId: ana.workspaceId,
    });
    expect((await viewer.call('DELETE', `${path}/${id}`)).status).toBe(403);
    expect((await viewer.call('GET', `${path}/${id}`)).status).toBe(200);
  });
});

describe('rescheduling', () => {
  const later = { startsAt: '2026-03-04T10:00:00+02:00' };
  const move = (id: string, body: object = later) =>
    ana.call<Appointment>('POST', `${path}/${id}/reschedule`, body);

  it('gives another time, counts, and schedules a missed one again', async () => {
    const { id } = await add({ status: 'confirmed' });
    expect((await move(id)).body).toMatchObject({
      startsAt: '2026-03-04T08:00:00.000Z',
      durationMinutes: 60,
      status: 'confirmed',
      reschedules: 1,
    });
    await ana.call('PATCH', `${path}/${id}`, { status: 'no_show' });
    const again = await move(id, { startsAt: '2026-03-05T08:00:00Z', durationMinutes: 30 });
    expect(again.body).toMatchObject({ durationMinutes: 30, status: 'scheduled', reschedules: 2 });
  });

  it('is refused once it is over, and a cancelled one comes back by its status', async () => {
    const done = await add({ status: 'completed' });
    refuses(await move(done.id), 'body.startsAt');
    const { id } = await add({ status: 'cancelled' });
    const refused = await move(id);
    refuses(refused, 'body.startsAt');
    expect(refused.body).toMatchObject({ detail: expect.stringContaining('cancelled') });
    expect((await ana.call('PATCH', `${path}/${id}`, { status: 'scheduled' })).status).toBe(200);
    expect((await move(id)).status).toBe(200);
  });
});

describe('the list of appointments', () => {
  it('filters, sorts and pages without repeating or losing one', async () => {
    const at = '2026-03-02T15:00:00Z';
    await add({ title: 'b1', startsAt: at, status: 'confirmed' });
    await add({ title: 'b2', startsAt: at, assigneeId: ben.memberId });
    await add({ title: 'a', startsAt: '2026-03-01T15:00:00Z', assigneeId: ana.memberId });
    await add({ title: 'c', startsAt: '2026-03-03T15:00:00Z', location: 'Harbour 100%' });
    const max = await addContact(ana, 'Max', 'Stone');
    await add({ title: 'd', startsAt: '2026-03-04T15:00:00Z', contactId: max });
    expect(await titles('')).toEqual(['a', 'b1', 'b2', 'c', 'd']);
    expect(await titles('sort=startLatest')).toEqual(['d', 'c', 'b2', 'b1', 'a']);
    expect(await titles('sort=newest')).toEqual(['d', 'c', 'a', 'b2', 'b1']);
    expect(await titles('status=confirmed')).toEqual(['b1']);
    expect(await titles('status=confirmed&status=no_show')).toEqual(['b1']);
    expect(await titles(`contactId=${max}`)).toEqual(['d']);
    expect(await titles('assigneeId=me')).toEqual(['a']);
    expect(await titles(`assigneeId=${ben.memberId}`)).toEqual(['b2']);
    expect(await titles('assigneeId=none')).toEqual(['b1', 'c', 'd']);
    expect(await titles(`from=${at}&to=2026-03-03T15:00:00Z`)).toEqual(['b1', 'b2']);
    expect(await titles('q=max%20st')).toEqual(['d']);
    expect(await titles('q=100%25')).toEqual(['c']);
    expect(await titles('q=100_')).toEqual([]);
    refuses(await ana.call('GET', `${path}?cursor=abc`), 'query.cursor');
    refuses(await ana.call('GET', `${path}?status=maybe`), 'query.status');
  });
});

describe('changes of appointments', () => {
  it('raise events, by the API and by psql, with old and new values', async () => {
    const { id } = await add();
    await db.psql(`update appointments set status = 'confirmed' where id = $1`, [id]);
    const events = await db.psql(
      `select type, contact_id, actor, changes -> 'status' as status from events
       where subject_id = $1 order by id`,
      [id],
    );
    expect(events).toEqual([
      {
        type: 'appointment.created',
        contact_id: contactId,
        actor: ana.actor,
        status: [null, 'scheduled'],
      },
      {
        type: 'appointment.updated',
        contact_id: contactId,
        actor: 'database:postgres',
        status: ['scheduled', 'confirmed'],
      },
    ]);
  });

  it('tell a new assignee, and not who assigned to themselves', async () => {
    const told = async (member: TestMember) =>
      (await member.call<{ items: Notification[] }>('GET', '/api/v1/notifications')).body.items;
    const { id } = await add({ assigneeId: ana.memberId });
    expect(await told(ana)).toEqual([]);
    await ana.call('PATCH', `${path}/${id}`, { assigneeId: ben.memberId });
    await ana.call('PATCH', `${path}/${id}`, { assigneeId: ben.memberId, title: 'Second viewing' });
    expect(await told(ben)).toMatchObject([
      {
        kind: 'appointment_assigned',
        link: `/appointments?appointment=${id}`,
        contactId,
        readAt: null,
      },
    ]);
    expect(await told(ana)).toEqual([]);
  });
});
