import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Contact } from '../../contracts/contacts.ts';
import type { Note } from '../../contracts/notes.ts';
import type { TimelineEntry } from '../../contracts/placements.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { contactRoutes } from '../contacts/index.ts';
import { noteRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;
let contactId: string;
let url: string;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(noteRoutes({ database: db }), contactRoutes({ database: db }));
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'agent' });
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
  const made = await ana.call<Contact>('POST', '/api/v1/contacts', { firstName: 'Joy' });
  contactId = made.body.id;
  url = `/api/v1/contacts/${contactId}/notes`;
});
afterAll(async () => {
  await app.close();
  await db.close();
});

type Page<T> = { items: T[]; nextCursor: string | null };

describe('notes', () => {
  it('are written, changed, told in the timeline and deleted', async () => {
    const made = await ana.call<Note>('POST', url, { text: '  Call after five. ' });
    expect(made).toMatchObject({
      status: 201,
      body: { contactId, text: 'Call after five.', author: ana.actor, authorName: 'Ana Reyes' },
    });
    const { workspaceId } = ana;
    const bo = await addTestMember(db, app, { name: 'Bo', role: 'agent', workspaceId });
    const at = `/api/v1/notes/${made.body.id}`;
    const changed = await bo.call<Note>('PATCH', at, { text: 'Call after six.' });
    expect(changed.body).toMatchObject({ text: 'Call after six.', authorName: 'Ana Reyes' });
    for (const query of ['', '?kind=note']) {
      const timeline = `/api/v1/contacts/${contactId}/timeline${query}`;
      const { body } = await ana.call<Page<TimelineEntry>>('GET', timeline);
      expect(body.items.filter(({ kind }) => kind === 'note')).toMatchObject([
        {
          id: `note:${made.body.id}`,
          title: 'Note',
          detail: 'Call after six.',
          actorName: 'Ana Reyes',
        },
      ]);
    }
    const events = await db.psql(
      `select type, changes -> 'text' as text, actor from events
       where contact_id = $1 and type like 'note.%' order by id`,
      [contactId],
    );
    expect(events).toEqual([
      { type: 'note.created', text: [null, 'Call after five.'], actor: ana.actor },
      {
        type: 'note.updated',
        text: ['Call after five.', 'Call after six.'],
        actor: bo.actor,
      },
    ]);
    expect((await bo.call('DELETE', at)).status).toBe(204);
    expect((await bo.call('DELETE', at)).status).toBe(404);
    expect((await bo.call('PATCH', at, { text: 'x' })).status).toBe(404);
  });

  it('page newest first without losing or repeating one', async () => {
    await db.psql(
      `insert into notes (workspace_id, contact_id, text, author, created_at)
       select $1, $2, 'n' || n, 'import', now() - (n / 3) * interval '1 microsecond'
       from generate_series(1, 10) n`,
      [ana.workspaceId, contactId],
    );
    const found: Note[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: string = `${url}?limit=3${cursor && `&cursor=${cursor}`}`;
      const { body } = await ana.call<Page<Note>>('GET', next);
      found.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(new Set(found.map(({ id }) => id)).size).toBe(10);
    expect(found).toHaveLength(10);
    expect(found[0]).toMatchObject({ authorName: 'Import' });
    expect(found.at(-1)?.text).toMatch(/^n(9|10)$/);
  });

  it('refuses an empty one, and another workspace', async () => {
    for (const text of ['', '   ', 'x'.repeat(10_001)]) {
      const refused = await ana.call<ProblemDetails>('POST', url, { text });
      expect(refused.body).toMatchObject({ status: 422, errors: [{ field: 'body.text' }] });
    }
    const { body } = await ana.call<Note>('POST', url, { text: 'Ours' });
    expect((await stranger.call('GET', url)).status).toBe(404);
    expect((await stranger.call('POST', url, { text: 'x' })).status).toBe(404);
    const at = `/api/v1/notes/${body.id}`;
    expect((await stranger.call('PATCH', at, { text: 'x' })).status).toBe(404);
    expect((await stranger.call('DELETE', at)).status).toBe(404);
  });
});
