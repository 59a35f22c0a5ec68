import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { type ClientOptions, openClient, type TestClient } from './test-client.ts';
import {
  addContacts,
  addMember,
  makeWorkspace,
  openGateway,
  type TestGateway,
  type TestWorkspace,
} from './test-gateway.ts';

let database: TestDatabase;
let gateway: TestGateway;
let own: TestWorkspace;
const clients: TestClient[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  gateway = await openGateway(database);
  own = await makeWorkspace(database);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await gateway.close();
  await database.close();
});

async function open(options: Partial<ClientOptions> = {}): Promise<TestClient> {
  const { workspaceId, memberId, pipelineId } = own;
  const room = `pipeline:${pipelineId}`;
  const all = { url: gateway.url, workspaceId, memberId, room, ...options };
  const client = await openClient(database, all);
  clients.push(client);
  return client;
}

async function addCard(): Promise<string> {
  const [id] = await addContacts(database, own, 1);
  if (!id) throw new Error('no contact was made');
  return id;
}

async function openPsql(): Promise<pg.Client> {
  const url = new URL(database.ownerUrl);
  url.username = 'postgres';
  const session = new pg.Client({ connectionString: url.toString() });
  await session.connect();
  return session;
}

const setScore = (id: string, score: number) =>
  database.psql('update contacts set score = $2 where id = $1', [id, score]);

const scores = (client: TestClient, id: string): unknown[] =>
  client.applied.filter((d) => d.subjectId === id).map((d) => d.changes['score']?.[1]);

describe('live delivery', () => {
  it('brings what a request changed, with actor, old and new value', async () => {
    const id = await addCard();
    const client = await open();
    await database.withWorkspace(own.workspaceId, `member:${own.memberId}`, (tx) =>
      tx.updateTable('contacts').set({ score: 42 }).where('id', '=', id).execute(),
    );
    await vi.waitFor(() => expect(client.cards.get(id)?.score).toBe(42));
    const [delta] = client.applied;
    expect(delta).toMatchObject({
      type: 'contact.updated',
      contactId: id,
      actor: `member:${own.memberId}`,
    });
    expect(delta?.changes['score']).toEqual([1, 42]);
  });

  it('brings what psql changed, which rings no doorbell', async () => {
    const id = await addCard();
    const client = await open();
    await database.psql('update contacts set stage_id = $2 where id = $1', [id, own.stages[1]]);
    await vi.waitFor(() => expect(client.cards.get(id)?.stageId).toBe(own.stages[1]));
    expect(client.applied.at(-1)?.actor).toBe('database:postgres');
  });

  it('goes on by polling when no ring ever comes', async () => {
    const deaf = { ring: () => undefined, onRing: () => () => undefined, close: async () => {} };
    const polling = await openGateway(database, deaf);
    try {
      const id = await addCard();
      const client = await open({ url: polling.url });
      await setScore(id, 7);
      await vi.waitFor(() => expect(scores(client, id)).toEqual([7]));
      client.close();
    } finally {
      await polling.close();
    }
  });

  it('reaches the clients of two processes', async () => {
    const second = await openGateway(database);
    try {
      const id = await addCard();
      const here = await open();
      const there = await open({ url: second.url });
      await setScore(id, 8);
      await vi.waitFor(() => expect([scores(here, id), scores(there, id)]).toEqual([[8], [8]]));
      there.close();
    } finally {
      await second.close();
    }
  });

  it('is not held up by an open transaction, and loses nothing of it', async () => {
    const slow = await addCard();
    const quick = await addCard();
    const client = await open();
    const session = await openPsql();
    await session.query('begin');
    await session.query('update contacts set score = 90 where id = $1', [slow]);
    await setScore(quick, 50);
    await vi.waitFor(() => expect(scores(client, quick)).toEqual([50]));
    const naive = client.applied.at(-1)?.id ?? 0;
    expect(scores(client, slow)).toEqual([]);
    await session.query('commit');
    await session.end();
    await vi.waitFor(() => expect(scores(client, slow)).toEqual([90]));
    // A reader of "id greater than the last one seen" never finds it: its id is lower.
    expect(client.applied.at(-1)?.id).toBeLessThan(naive);
    const found = await database.psql('select from events where id > $1 and subject_id = $2', [
      naive,
      slow,
    ]);
    expect(found).toEqual([]);
  });

  it('tells a contact room of its messages and a workspace room of pages and stages', async () => {
    const id = await addCard();
    const contact = await open({ room: `contact:${id}` });
    const workspace = await open({ room: 'workspace' });
    await database.psql(
      `insert into activities (workspace_id, contact_id, type, actor) values ($1, $2, 'note', 'x')`,
      [own.workspaceId, id],
    );
    await database.psql(`update stages set name = 'Bought' where id = $1`, [own.stages[1]]);
    await vi.waitFor(() => expect(contact.applied.at(-1)?.type).toBe('activity.created'));
    await vi.waitFor(() => expect(workspace.applied.at(-1)?.type).toBe('stage.updated'));
    expect(workspace.applied).toHaveLength(1);
  });

  it('tells the room of work of a job, and a member alone of what is for them', async () => {
    const id = await addCard();
    const other = await addMember(database, own.workspaceId, 'agent');
    const work = await open({ room: 'work' });
    const mine = await open({ room: `member:${own.memberId}` });
    const theirs = await open({ room: `member:${other}`, memberId: other });
    const contact = await open({ room: `contact:${id}` });
    await database.psql(
      `insert into jobs (workspace_id, contact_id, title) values ($1, $2, 'Repair')`,
      [own.workspaceId, id],
    );
    await database.psql(
      `insert into notifications (workspace_id, member_id, kind, title, contact_id)
       values ($1, $2, 'job_assigned', 'For you', $3)`,
      [own.workspaceId, own.memberId, id],
    );
    await database.psql('update notifications set read_at = now()');
    const kinds = (client: TestClient) => client.applied.map(({ type }) => type);
    const toMe = ['notification.created', 'notification.updated'];
    await vi.waitFor(() => expect(kinds(mine)).toEqual(toMe));
    await database.psql('delete from notifications');
    await vi.waitFor(() => expect(kinds(mine)).toEqual([...toMe, 'notification.deleted']));
    await setScore(id, 3);
    await vi.waitFor(() => expect(kinds(contact)).toEqual(['job.created', 'contact.updated']));
    expect(kinds(work)).toEqual(['job.created']);
    expect(kinds(theirs)).toEqual([]);
  });

  it('brings what a member was told while away', async () => {
    const client = await open({ room: `member:${own.memberId}` });
    client.socket.disconnect();
    await database.psql(
      `insert into notifications (workspace_id, member_id, kind, title) values ($1, $2, 'x', 'Y')`,
      [own.workspaceId, own.memberId],
    );
    await database.psql('update notifications set read_at = now()');
    client.socket.connect();
    await vi.waitFor(() =>
      expect(client.applied.map(({ type }) => type)).toEqual([
        'notification.created',
        'notification.updated',
      ]),
    );
  });
});

describe('catching up', () => {
  it('brings what was missed exactly once', async () => {
    const id = await addCard();
    const client = await open();
    await setScore(id, 2);
    await vi.waitFor(() => expect(scores(client, id)).toEqual([2]));
    client.socket.disconnect();
    await setScore(id, 3);
    await setScore(id, 4);
    client.socket.connect();
    await vi.waitFor(() => expect(scores(client, id)).toEqual([2, 3, 4]));
    expect(client.replies.at(-1)).toMatchObject({ ok: true });
    await setScore(id, 5);
    await vi.waitFor(() => expect(scores(client, id)).toEqual([2, 3, 4, 5]));
  });

  it('brings what a transaction wrote that was open when the board was loaded', async () => {
    const id = await addCard();
    const session = await openPsql();
    await session.query('begin');
    await session.query('update contacts set score = 66 where id = $1', [id]);
    const client = await open();
    client.socket.disconnect();
    await session.query('commit');
    await session.end();
    client.socket.connect();
    await vi.waitFor(() => expect(scores(client, id)).toEqual([66]));
  });

  it('asks for a reload after the database came from elsewhere', async () => {
    const client = await open();
    client.socket.disconnect();
    await database.psql('update event_epoch set system_identifier = system_identifier - 1');
    client.socket.connect();
    await vi.waitFor(() => expect(client.replies.at(-1)).toEqual({ ok: false, reason: 'reload' }));
    const id = await addCard();
    const fresh = await open();
    await setScore(id, 9);
    await vi.waitFor(() => expect(scores(fresh, id)).toEqual([9]));
  });

  it('asks for a reload when the cursor is unknown, old, from the future or too far behind', async () => {
    const client = await open();
    const ask = (cursor: string) =>
      client.socket.emitWithAck('subscribe', { room: 'workspace', cursor });
    const [epoch, seconds, snapshot] = client.log.ask().split('.');
    const reload = { ok: false, reason: 'reload' };
    expect(await ask('12:34')).toEqual(reload);
    expect(await ask(`${epoch}.${Number(seconds) - 90_000}.${snapshot}`)).toEqual(reload);
    expect(await ask(`${epoch}.${seconds}.900000000:900000000:`)).toEqual(reload);
    client.replies.length = 0;
    // So much at once cuts the connection; the client comes back and is told.
    await addContacts(database, own, 20_001);
    await vi.waitFor(() => expect(client.replies).toEqual([reload]), 5_000);
  });
});

describe('access', () => {
  it('tells nothing of another workspace, and not whether its rooms exist', async () => {
    const other = await makeWorkspace(database);
    const [theirs] = await addContacts(database, other, 1);
    const client = await open();
    const ask = (room: string) => client.socket.emitWithAck('subscribe', { room });
    const hidden = { ok: false, reason: 'not_found' };
    expect(await ask(`pipeline:${other.pipelineId}`)).toEqual(hidden);
    expect(await ask(`contact:${theirs}`)).toEqual(hidden);
    expect(await ask('contact:019a0000-0000-7000-8000-000000000000')).toEqual(hidden);
    expect(await ask(`member:${other.memberId}`)).toEqual(hidden);
    const colleague = await addMember(database, own.workspaceId, 'agent');
    expect(await ask(`member:${colleague}`)).toEqual(hidden);
    expect(await ask('everything')).toEqual({ ok: false, reason: 'invalid' });
    await database.psql('update contacts set score = 77 where id = $1', [theirs]);
    const id = await addCard();
    await vi.waitFor(() => expect(client.cards.has(id)).toBe(true));
    expect(client.applied.some(({ subjectId }) => subjectId === theirs)).toBe(false);
  });

  it('lets a viewer listen, and nobody without credentials or from another site', async () => {
    const memberId = await addMember(database, own.workspaceId, 'viewer');
    const client = await open({ memberId });
    expect(client.replies.at(-1)?.ok).toBe(true);
    await expect(open({ memberId: 'nobody' })).rejects.toThrow('not_signed_in');
    const connects = (origin: string) =>
      new Promise<boolean>((resolve) => {
        const headers = { 'x-api-key': memberId, origin };
        const socket = io(gateway.url, { extraHeaders: headers, forceNew: true });
        const end = (connected: boolean): void => {
          socket.disconnect();
          resolve(connected);
        };
        socket.on('connect', () => end(true)).on('connect_error', () => end(false));
      });
    expect(await connects('https://evil.example.com')).toBe(false);
    expect(await connects('https://crm.example.com')).toBe(true);
    expect(await connects(gateway.url)).toBe(true);
  });

  it('cuts a removed member at once, before what follows', async () => {
    const memberId = await addMember(database, own.workspaceId, 'agent');
    const id = await addCard();
    const client = await open({ memberId });
    await database.psql('delete from members where id = $1', [memberId]);
    await vi.waitFor(() => expect(client.closings).toEqual(['not_allowed']));
    await vi.waitFor(() => expect(client.socket.connected).toBe(false));
    await setScore(id, 99);
    await sleep(150);
    expect(scores(client, id)).toEqual([]);
  });

  it('cuts who sends too many messages and refuses a 51st room', async () => {
    const client = await open();
    const ids = await addContacts(database, own, 51);
    const ask = (id: string) => client.socket.emitWithAck('subscribe', { room: `contact:${id}` });
    const replies = await Promise.all(ids.map(ask));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(49);
    expect(replies.at(-1)).toEqual({ ok: false, reason: 'too_many' });
    for (let n = 0; n < 300; n += 1) client.socket.emit('unsubscribe', {});
    await vi.waitFor(() => expect(client.closings).toEqual(['too_many_messages']));
  });
});

describe('a client that does not read', () => {
  it('is disconnected instead of filling our memory, and has the truth once it is back', async () => {
    const id = await addCard();
    const client = await open();
    const stuck = client.socket.io.engine.transport as unknown as { ws: { _socket: Socket } };
    stuck.ws._socket.pause();
    const noise = 'x'.repeat(200_000);
    const update = 'update contacts set summary = $2 where id = $1';
    for (let n = 0; gateway.stats().sockets > 0 && n < 500; n += 1) {
      await database.psql(update, [id, `${noise}${n}`]);
    }
    expect(gateway.stats().sockets).toBe(0);
    stuck.ws._socket.resume();
    await setScore(id, 100);
    await vi.waitFor(() => expect(client.cards.get(id)?.score).toBe(100), 10_000);
    expect(client.replies.length).toBeGreaterThan(1);
  });
});
