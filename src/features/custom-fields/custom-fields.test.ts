import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Contact } from '../../contracts/contacts.ts';
import type { CustomField } from '../../contracts/custom-fields.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { contactRoutes } from '../contacts/index.ts';
import { customFieldRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(customFieldRoutes({ database: db }), contactRoutes({ database: db }));
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});
beforeEach(async () => {
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
});

async function addField(body: object): Promise<CustomField> {
  const made = await ana.call<CustomField>('POST', '/api/v1/custom-fields', body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

async function addContact(fields: object): Promise<Contact> {
  const body = { firstName: 'Joy', fields };
  const made = await ana.call<Contact>('POST', '/api/v1/contacts', body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

async function keys(): Promise<string[]> {
  const { body } = await ana.call<{ items: CustomField[] }>('GET', '/api/v1/custom-fields');
  return body.items.map(({ key }) => key);
}

describe('custom fields', () => {
  it('keeps an order, changes label and choices, and goes with its values', async () => {
    const size = await addField({
      key: 'size',
      label: 'Size',
      type: 'choice',
      choices: ['S', 'L'],
    });
    await addField({ key: 'eventDate', label: 'Day', type: 'date' });
    await addField({ key: 'first', label: 'First', type: 'text', position: 0 });
    expect(await keys()).toEqual(['size', 'first', 'eventDate']);
    const url = `/api/v1/custom-fields/${size.id}`;
    const change = { label: 'Cake size', choices: ['S', 'M', 'L'], position: 9 };
    const changed = await ana.call<CustomField>('PATCH', url, change);
    expect(changed.body).toMatchObject({ key: 'size', type: 'choice', ...change });
    expect(await keys()).toEqual(['first', 'eventDate', 'size']);
    const contact = await addContact({ size: 'M', first: 'hello' });
    expect((await ana.call('DELETE', url)).status).toBe(204);
    const left = await ana.call<Contact>('GET', `/api/v1/contacts/${contact.id}`);
    expect(left.body.fields).toEqual({ first: 'hello' });
    const [event] = await db.psql(
      `select changes, automations from events where contact_id = $1 and type = 'contact.updated'`,
      [contact.id],
    );
    expect(event).toEqual({
      changes: { fields: [{ size: 'M', first: 'hello' }, { first: 'hello' }] },
      automations: 'no',
    });
    expect((await ana.call('DELETE', url)).status).toBe(404);
  });

  it('merges values of a contact: the others stay, null empties one', async () => {
    await addField({ key: 'guests', label: 'Guests', type: 'number' });
    await addField({ key: 'vegan', label: 'Vegan', type: 'boolean' });
    await addField({ key: 'day', label: 'Day', type: 'date' });
    const { id, fields } = await addContact({ guests: '80', vegan: true, day: null });
    expect(fields).toEqual({ guests: 80, vegan: true });
    const url = `/api/v1/contacts/${id}`;
    const body = { fields: { day: '2027-05-01', vegan: null }, timeZone: 'Asia/Manila' };
    const changed = await ana.call<Contact>('PATCH', url, body);
    expect(changed.body).toMatchObject({ timeZone: 'Asia/Manila' });
    expect(changed.body.fields).toEqual({ guests: 80, day: '2027-05-01' });
    await db.psql(`update contacts set fields = fields || '{"odd": [1]}' where id = $1`, [id]);
    const odd = await ana.call<Contact>('GET', url);
    expect(odd.body.fields).toMatchObject({ guests: 80, odd: '[1]' });
  });

  it('names each value it refuses, and changes nothing then', async () => {
    await addField({ key: 'guests', label: 'Guests', type: 'number' });
    await addField({ key: 'a', label: 'A', type: 'text' });
    const { id } = await addContact({ guests: 1 });
    const url = `/api/v1/contacts/${id}`;
    const wrong = { firstName: 'Changed', fields: { guests: 'many', a: 'x', nowhere: 1 } };
    for (const [method, at] of [
      ['PATCH', url],
      ['POST', '/api/v1/contacts'],
    ] as const) {
      const refused = await ana.call<ProblemDetails>(method, at, wrong);
      expect(refused.body).toMatchObject({
        status: 422,
        errors: [
          { field: 'body.fields.guests', message: 'must be a number' },
          { field: 'body.fields.nowhere' },
        ],
      });
    }
    const zone = await ana.call<ProblemDetails>('PATCH', url, { timeZone: 'Mars/Base' });
    expect(zone.body).toMatchObject({ status: 422, errors: [{ field: 'body.timeZone' }] });
    const kept = await ana.call<Contact>('GET', url);
    expect(kept.body).toMatchObject({ firstName: 'Joy', fields: { guests: 1 }, timeZone: null });
  });

  it('bounds what one contact holds', async () => {
    const long = Array.from({ length: 14 }, (_, n) => `long${n}`);
    for (const key of long) await addField({ key, label: key, type: 'text' });
    const fields = Object.fromEntries(long.map((key) => [key, 'x'.repeat(5_000)]));
    const body = { firstName: 'Joy', fields };
    const refused = await ana.call<ProblemDetails>('POST', '/api/v1/contacts', body);
    expect(refused.body).toMatchObject({ status: 422, errors: [{ field: 'body.fields' }] });
    const { id } = await addContact({ ...fields, long0: null, long1: null });
    const url = `/api/v1/contacts/${id}`;
    const more = await ana.call<ProblemDetails>('PATCH', url, { fields });
    expect(more.body).toMatchObject({ status: 422, errors: [{ field: 'body.fields' }] });
  });

  it('refuses a bad definition, a taken key and the 101st field', async () => {
    const base = { key: 'a', label: 'A', type: 'text' };
    const refused: [object, string][] = [
      [{ ...base, key: 'Not a key' }, 'body.key'],
      [{ ...base, label: ' ' }, 'body.label'],
      [{ ...base, type: 'colour' }, 'body.type'],
      [{ ...base, choices: ['x'] }, 'body.choices'],
      [{ ...base, type: 'choice' }, 'body.choices'],
    ];
    for (const [body, field] of refused) {
      const answer = await ana.call<ProblemDetails>('POST', '/api/v1/custom-fields', body);
      expect(answer.body).toMatchObject({ status: 422, errors: [{ field }] });
    }
    const { id } = await addField(base);
    const clash = await ana.call<ProblemDetails>('POST', '/api/v1/custom-fields', base);
    expect(clash.body).toMatchObject({ status: 409, errors: [{ field: 'body.key' }] });
    const url = `/api/v1/custom-fields/${id}`;
    const choices = await ana.call<ProblemDetails>('PATCH', url, { choices: ['x'] });
    expect(choices.body).toMatchObject({ status: 422, errors: [{ field: 'body.choices' }] });
    await db.psql(
      `insert into custom_fields (workspace_id, key, label, type)
       select $1, 'k' || n, 'K', 'text' from generate_series(1, 99) n`,
      [ana.workspaceId],
    );
    const last = { ...base, key: 'last' };
    expect((await ana.call('POST', '/api/v1/custom-fields', last)).status).toBe(409);
  });

  it('shows another workspace nothing, and lets agents only look', async () => {
    const { id } = await addField({ key: 'a', label: 'A', type: 'text' });
    const url = `/api/v1/custom-fields/${id}`;
    expect((await stranger.call('PATCH', url, { label: 'Mine' })).status).toBe(404);
    expect((await stranger.call('DELETE', url)).status).toBe(404);
    expect((await stranger.call('GET', '/api/v1/custom-fields')).body).toEqual({ items: [] });
    const { workspaceId } = ana;
    const bo = await addTestMember(db, app, { name: 'Bo', role: 'agent', workspaceId });
    expect((await bo.call('GET', '/api/v1/custom-fields')).status).toBe(200);
    expect((await bo.call('DELETE', url)).status).toBe(403);
  });
});
