import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUpAudit } from '../../../test/support/audited.ts';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { AuditEntry } from '../../contracts/audit.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { silentLogger } from '../../platform/logging/logger.ts';
import { auditRoutes, projectAudit, startAuditProjection } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;
beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(auditRoutes({ database: db }));
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

type Page = { items: AuditEntry[]; nextCursor: string | null };
const project = () => projectAudit(db, silentLogger);

async function addContact(member: TestMember, firstName: string): Promise<string> {
  return db.withWorkspace(member.workspaceId, member.actor, async (tx) => {
    const { id } = await tx
      .insertInto('contacts')
      .values({ workspaceId: member.workspaceId, firstName })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
}

describe('audit', () => {
  it('says who changed what, and passes over counters that every message changes', async () => {
    const id = await addContact(ana, 'Joy');
    await db.withWorkspace(ana.workspaceId, ana.actor, (tx) =>
      tx.updateTable('contacts').set({ firstName: 'Joyce' }).where('id', '=', id).execute(),
    );
    await db.asEngine('sync:1', (tx) =>
      tx
        .updateTable('contacts')
        .set({ messageCount: 3, lastMessage: 'hi', unreadCount: 1 })
        .where('id', '=', id)
        .execute(),
    );
    await db.psql(`update contacts set email = 'joy@example.test' where id = $1`, [id]);
    await addContact(stranger, 'Not ours');
    await catchUpAudit(db);
    expect(await catchUpAudit(db)).toBe(0);
    const { body } = await ana.call<Page>('GET', `/api/v1/audit?contactId=${id}`);
    expect(body.items).toMatchObject([
      {
        action: 'contact.updated',
        changes: { email: [null, 'joy@example.test'] },
        actorName: 'Database: postgres',
      },
      {
        action: 'contact.updated',
        changes: { firstName: ['Joy', 'Joyce'] },
        actor: ana.actor,
        actorName: 'Ana Reyes',
      },
      { action: 'contact.created', subjectType: 'contact', subjectId: id, contactId: id },
    ]);
    const foreign = await stranger.call<Page>('GET', `/api/v1/audit?contactId=${id}`);
    expect(foreign.body).toEqual({ items: [], nextCursor: null });
  });

  it('names automations, by what they are and by their runs', async () => {
    const [row] = await db.psql<{ automation: string; run: string }>(
      `with a as (insert into automations (workspace_id, name, draft, created_by)
         values ($1, 'Call hot leads', '{}', 'system') returning id),
       r as (insert into runs (workspace_id, automation_id, version, trigger_key, trigger, lane)
         select $1, id, 1, 'a', '{}', 0 from a returning id)
       select a.id as automation, r.id as run from a, r`,
      [ana.workspaceId],
    );
    const gone = 'automation:01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11';
    const actors = [`automation:${row?.automation}`, `run:${row?.run}`, gone];
    for (const actor of actors) await addContact({ ...ana, actor }, 'By a machine');
    await catchUpAudit(db);
    const names = await Promise.all(
      actors.map(async (actor) => {
        const { body } = await ana.call<Page>('GET', `/api/v1/audit?actor=${actor}`);
        return body.items.map((entry) => entry.actorName);
      }),
    );
    const known = ['Automation Call hot leads'];
    expect(names).toEqual([known, known, ['Automation']]);
  });

  it('pages and filters', async () => {
    for (let n = 0; n < 5; n += 1) await addContact(ana, `Page ${n}`);
    await catchUpAudit(db);
    const seen: string[] = [];
    const base = `/api/v1/audit?limit=2&subjectType=contact&actor=${ana.actor}`;
    let cursor: string | null = '';
    while (cursor !== null) {
      const url: string = `${base}${cursor && `&cursor=${cursor}`}`;
      const { body } = await ana.call<Page>('GET', url);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    const [row] = await db.psql<{ n: number }>(
      `select count(*)::int as n from audit_entries where actor = $1 and subject_type = 'contact'`,
      [ana.actor],
    );
    expect(seen).toHaveLength(row?.n ?? 0);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('keeps each change exactly once under concurrent writers, where a naive reader loses some', async () => {
    const writers = 5;
    const each = 150;
    await catchUpAudit(db);
    const [before] = await db.psql<{ n: number; last: string }>(
      `select count(*)::int as n, coalesce(max(event_id), 0) as last from audit_entries`,
    );
    const naive = { last: Number(before?.last ?? 0), seen: new Set<number>() };
    let committed = 0;
    let rolledBack = 0;
    let isWriting = true;

    async function write(writer: number): Promise<void> {
      for (let n = 0; n < each; n += 1) {
        const fails = (writer * each + n) % 20 === 0;
        const kept = db.withWorkspace(ana.workspaceId, ana.actor, async (tx) => {
          const values = { workspaceId: ana.workspaceId, firstName: `W${writer}` };
          await tx.insertInto('contacts').values(values).execute();
          // Some stay open after taking their position, so later ones commit before them.
          if (n % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 15));
          if (fails) throw new Error('rolled back on purpose');
        });
        await kept.then(
          () => {
            committed += 1;
          },
          () => {
            rolledBack += 1;
          },
        );
      }
    }
    async function readNaively(): Promise<void> {
      while (isWriting) {
        const rows = await db.psql<{ id: string }>(
          `select id from events where id > $1 and type = 'contact.created' order by id limit 1000`,
          [naive.last],
        );
        for (const { id } of rows) naive.seen.add(Number(id));
        naive.last = Math.max(naive.last, ...rows.map(({ id }) => Number(id)));
      }
    }
    async function readWell(): Promise<void> {
      while (isWriting) await project();
    }

    const readers = [readNaively(), readWell(), readWell()];
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    isWriting = false;
    await Promise.all(readers);
    await catchUpAudit(db);

    const entries = await db.psql<{ event_id: string }>(
      `select event_id from audit_entries where event_id > $1 and action = 'contact.created'`,
      [before?.last],
    );
    expect(rolledBack).toBeGreaterThan(0);
    expect(committed).toBe(writers * each - rolledBack);
    expect(entries).toHaveLength(committed);
    expect(new Set(entries.map((entry) => entry.event_id)).size).toBe(committed);
    console.info(
      `audit: ${committed} of ${committed} kept; the naive reader saw ${naive.seen.size}`,
    );
    expect(naive.seen.size).toBeLessThan(committed);
  });

  it('reads a backlog in batches and passes long stretches of transactions without events', async () => {
    await db.psql(
      `insert into contacts (workspace_id, first_name) select $1, 'Bulk' from generate_series(1, 2500)`,
      [ana.workspaceId],
    );
    expect(await catchUpAudit(db)).toBe(2500);
    await db.psql(`update event_readers set xid = -3000000000 where name = 'audit'`);
    // Everything is read again, and nothing is written twice.
    expect(await catchUpAudit(db)).toBe(0);
    const id = await addContact(ana, 'After');
    expect(await catchUpAudit(db)).toBe(1);
    const [row] = await db.psql(
      `select subject_id from audit_entries order by event_id desc limit 1`,
    );
    expect(row).toEqual({ subject_id: id });
  });

  it('follows changes by itself, stays quiet between them, and stops', async () => {
    const projection = startAuditProjection({ database: db, log: silentLogger, keepEventDays: 30 });
    try {
      const id = await addContact(ana, 'Soon');
      await expect
        .poll(() => db.psql(`select 1 from audit_entries where subject_id = $1`, [id]), {
          timeout: 8_000,
        })
        .toHaveLength(1);
      await new Promise((resolve) => setTimeout(resolve, 300));
      let rings = 0;
      const unsubscribe = db.doorbell.onRing(() => {
        rings += 1;
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      unsubscribe();
      expect(rings).toBe(0);
    } finally {
      await projection.stop();
    }
    const id = await addContact(ana, 'Too late');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await db.psql(`select 1 from audit_entries where subject_id = $1`, [id])).toEqual([]);
    const [partition] = await db.psql(
      `select to_regclass('events_' || to_char(now() at time zone 'utc' + interval '2 days', 'YYYYMMDD')) is not null as made`,
    );
    expect(partition).toEqual({ made: true });
  });
});
