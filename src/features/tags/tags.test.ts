import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Contact, ContactCard } from '../../contracts/contacts.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import type { Tag } from '../../contracts/tags.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { contactRoutes } from '../contacts/index.ts';
import { tagRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(tagRoutes({ database: db }), contactRoutes({ database: db }));
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});
beforeEach(async () => {
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
});

async function add(...tags: string[]): Promise<string> {
  const { body } = await ana.call<Contact>('POST', '/api/v1/contacts', { firstName: 'Joy', tags });
  return body.id;
}

async function tagsOf(id: string): Promise<string[]> {
  return (await ana.call<Contact>('GET', `/api/v1/contacts/${id}`)).body.tags;
}

async function listed(): Promise<Tag[]> {
  return (await ana.call<{ items: Tag[] }>('GET', '/api/v1/tags')).body.items;
}

async function idOf(name: string): Promise<string> {
  return (await listed()).find((tag) => tag.name === name)?.id ?? '';
}

async function events(contactId: string) {
  return db.psql<{ tags: unknown; actor: string; automations: string }>(
    `select changes -> 'tags' as tags, actor, automations from events
     where contact_id = $1 and type = 'contact.updated' order by id`,
    [contactId],
  );
}

describe('tags', () => {
  it('knows what psql writes, and tells old and new', async () => {
    const id = await add('new');
    await db.psql(`update contacts set tags = tags || '{vip}' where id = $1`, [id]);
    expect(await listed()).toMatchObject([
      { name: 'new', contactCount: 1 },
      { name: 'vip', contactCount: 1, colour: 'gray' },
    ]);
    expect(await events(id)).toMatchObject([
      {
        tags: [['new'], ['new', 'vip']],
        actor: expect.stringMatching(/^database:/),
        automations: 'yes',
      },
    ]);
  });

  it('creates, renames on every contact, recolours and deletes', async () => {
    const made = await ana.call<Tag>('POST', '/api/v1/tags', { name: '  VIP ', colour: 'grape' });
    expect(made).toMatchObject({ status: 201, body: { name: 'VIP', contactCount: 0 } });
    const [one, two] = [await add('a', 'VIP', 'b'), await add('VIP')];
    const url = `/api/v1/tags/${made.body.id}`;
    const renamed = await ana.call<Tag>('PATCH', url, { name: 'regular' });
    expect(renamed.body).toMatchObject({ name: 'regular', colour: 'grape', contactCount: 2 });
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([['a', 'regular', 'b'], ['regular']]);
    expect((await events(two)).at(-1)).toMatchObject({
      tags: [['VIP'], ['regular']],
      automations: 'no',
    });
    expect((await listed()).map(({ name }) => name)).toEqual(['a', 'b', 'regular']);
    expect((await ana.call('DELETE', `${url}?runAutomations=slowly`)).status).toBe(204);
    expect(await tagsOf(one)).toEqual(['a', 'b']);
    expect((await events(one)).at(-1)?.automations).toBe('slowly');
    expect((await listed()).map(({ name }) => name)).toEqual(['a', 'b']);
    expect((await ana.call('DELETE', url)).status).toBe(404);
  });

  it('tags many, in order, each once, with what is asked of automations', async () => {
    const [one, two] = [await add('a', 'b'), await add('c')];
    const body = { contactIds: [one, two, ana.memberId], add: ['c', 'd', 'c'], remove: ['b'] };
    const url = '/api/v1/contacts/tags';
    const done = await ana.call('POST', url, { ...body, runAutomations: 'no' });
    expect(done).toEqual({ status: 200, body: { changed: 2 } });
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([
      ['a', 'c', 'd'],
      ['c', 'd'],
    ]);
    expect(await events(one)).toMatchObject([{ automations: 'no', actor: ana.actor }]);
    expect((await ana.call('POST', url, body)).body).toEqual({ changed: 0 });
    expect((await stranger.call('POST', url, body)).body).toEqual({ changed: 0 });
    const found = await ana.call<{ items: ContactCard[] }>('GET', '/api/v1/contacts?tag=d');
    expect(found.body.items.map(({ id }) => id).toSorted()).toEqual([one, two].toSorted());
    expect((await ana.call<{ items: [] }>('GET', '/api/v1/contacts?tag=b')).body.items).toEqual([]);
  });

  it('pages by name, whatever its case, and searches', async () => {
    const names = ['a', 'B', 'b', 'c_1', 'cx1', 'Ä', '%'];
    await add(...names);
    const found: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const url: string = `/api/v1/tags?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await ana.call<{ items: Tag[]; nextCursor: string | null }>('GET', url);
      found.push(...body.items.map(({ name }) => name));
      cursor = body.nextCursor;
    }
    expect(found.toSorted()).toEqual(names.toSorted());
    expect(found.filter((name) => /^[a-c]/i.test(name)).map((name) => name.toLowerCase())).toEqual([
      'a',
      'b',
      'b',
      'c_1',
      'cx1',
    ]);
    const searched = await ana.call<{ items: Tag[] }>('GET', '/api/v1/tags?q=C_');
    expect(searched.body.items.map(({ name }) => name)).toEqual(['c_1']);
  });

  it('names what it refuses, and changes nothing then', async () => {
    const many = Array.from({ length: 50 }, (_, n) => `t${n}`);
    const [full, free] = [await add(...many), await add()];
    const contactIds = [free, full];
    const url = '/api/v1/contacts/tags';
    const refused: [string, object, string][] = [
      [url, { contactIds, add: ['one more'] }, 'body.add'],
      [url, { contactIds }, 'body.add'],
      [url, { contactIds, add: ['x'], remove: ['x'] }, 'body.remove'],
      [url, { contactIds, add: [' '] }, 'body.add.0'],
      [url, { contactIds, add: ['x'.repeat(51)] }, 'body.add.0'],
      [url, { contactIds: [], add: ['x'] }, 'body.contactIds'],
      [url, { contactIds, add: ['x'], runAutomations: 'maybe' }, 'body.runAutomations'],
      ['/api/v1/tags', { name: '' }, 'body.name'],
      ['/api/v1/tags', { name: 'x', colour: 'mauve' }, 'body.colour'],
      ['/api/v1/contacts', { firstName: 'X', tags: [...many, 'x'] }, 'body.tags'],
    ];
    for (const [at, body, field] of refused) {
      const answer = await ana.call<ProblemDetails>('POST', at, body);
      expect(answer.body, JSON.stringify(body).slice(0, 80)).toMatchObject({
        status: 422,
        errors: [{ field }],
      });
    }
    expect(await tagsOf(free)).toEqual([]);
    for (const [method, at] of [
      ['POST', '/api/v1/tags'],
      ['PATCH', `/api/v1/tags/${await idOf('t1')}`],
    ] as const) {
      const clash = await ana.call<ProblemDetails>(method, at, { name: 't0' });
      expect(clash.body).toMatchObject({ status: 409, errors: [{ field: 'body.name' }] });
    }
  });

  it('shows another workspace nothing, and lets agents tag but not rename', async () => {
    const contactId = await add('vip');
    const url = `/api/v1/tags/${await idOf('vip')}`;
    expect((await stranger.call('PATCH', url, { name: 'mine' })).status).toBe(404);
    expect((await stranger.call('DELETE', url)).status).toBe(404);
    expect((await stranger.call('GET', '/api/v1/tags')).body).toEqual({
      items: [],
      nextCursor: null,
    });
    const { workspaceId } = ana;
    const bo = await addTestMember(db, app, { name: 'Bo', role: 'agent', workspaceId });
    expect((await bo.call('PATCH', url, { name: 'mine' })).status).toBe(403);
    const body = { contactIds: [contactId], add: ['by-bo'] };
    expect((await bo.call('POST', '/api/v1/contacts/tags', body)).status).toBe(200);
    expect(await tagsOf(contactId)).toEqual(['vip', 'by-bo']);
  });
});
