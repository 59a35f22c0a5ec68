import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import type { Automation, Forecast } from '../../../contracts/automations.ts';
import type { ProblemDetails } from '../../../contracts/problem.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(...automationRoutes({ database: db }));
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
  const stranger = await addTestMember(db, app, { name: 'Stranger', role: 'owner' });
  for (const { workspaceId } of [ana, stranger]) {
    await db.psql(
      `insert into contacts (workspace_id, first_name, score, tags)
       select $1, 'C' || i, i, case when i > 90 then array['vip'] else '{}' end
       from generate_series(1, 100) i`,
      [workspaceId],
    );
  }
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const create = async (definition: object) => {
  const input = { name: 'Call', definition };
  const { body } = await ana.call<Automation>('POST', '/api/v1/automations', input);
  return { id: body.id, url: `/api/v1/automations/${body.id}` };
};
const task = { id: 'call', kind: 'action', action: 'create_task', input: { title: 'Call' } };
const manual = { trigger: { type: 'manual' }, steps: [task] };
type Result = { queued: number; skipped: number; lastStartAt: string | null };

describe('starting by hand', () => {
  it('queues a run for each contact that a filter finds, at the chosen rate', async () => {
    const { id, url } = await create(manual);
    const body = { filter: { tag: 'vip' }, data: { why: 'sale' }, perMinute: 2 };
    expect((await ana.call('POST', `${url}/enrol`, body)).status).toBe(409);
    await ana.call('POST', `${url}/publish`, {});
    const started = Date.now();
    const { body: result } = await ana.call<Result>('POST', `${url}/enrol`, body);
    expect(result).toMatchObject({ queued: 10, skipped: 0 });
    const minutes = (Date.parse(result.lastStartAt ?? '') - started) / 60_000;
    expect(minutes).toBeGreaterThan(4.4);
    expect(minutes).toBeLessThan(4.7);
    const runs = await db.psql<{ trigger: { [key: string]: unknown } }>(
      `select r.*, (r.lane = uuid_hash(r.contact_id) & 63) as in_lane,
         (r.trigger->>'key' = r.trigger_key) as same_key, c.workspace_id = r.workspace_id as own
       from runs r join contacts c on c.id = r.contact_id where automation_id = $1`,
      [id],
    );
    expect(runs).toHaveLength(10);
    for (const run of runs) {
      expect(run).toMatchObject({
        status: 'pending',
        wait_reason: 'queued',
        version: 1,
        in_lane: true,
        same_key: true,
        own: true,
        trigger: { type: 'manual.start', actor: ana.actor, data: { why: 'sale' }, depth: 0 },
      });
    }
    expect(new Set(runs.map(({ trigger }) => trigger['contactId'])).size).toBe(10);
  });

  it('leaves out whom the rule for starting again leaves out, and strangers', async () => {
    const settings = { reenrolment: { mode: 'once' } };
    const { url } = await create({ ...manual, settings });
    await ana.call('POST', `${url}/publish`, {});
    const contacts = await db.psql<{ id: string; own: boolean }>(
      `select id, workspace_id = $1 as own from contacts where score in (1, 2)`,
      [ana.workspaceId],
    );
    const own = contacts.filter((contact) => contact.own).map(({ id }) => id);
    const enrol = (contactIds: string[]) =>
      ana.call<Result>('POST', `${url}/enrol`, { contactIds });
    expect((await enrol(own.slice(0, 1))).body).toMatchObject({ queued: 1, skipped: 0 });
    const all = contacts.map(({ id }) => id);
    expect((await enrol(all)).body).toMatchObject({ queued: 1, skipped: 1 });
    expect((await enrol(own)).body).toEqual({ queued: 0, skipped: 2, lastStartAt: null });
  });

  it('is refused with a choice that is two or none, or with data that every run would carry', async () => {
    const { url } = await create(manual);
    await ana.call('POST', `${url}/publish`, {});
    const [contact] = await db.psql<{ id: string }>(
      'select id from contacts where workspace_id = $1 limit 1',
      [ana.workspaceId],
    );
    const contactIds = [contact?.id];
    const enrol = async (body: object) => {
      const answer = await ana.call<ProblemDetails>('POST', `${url}/enrol`, body);
      return [answer.status, ...(answer.body.errors ?? [])];
    };
    const choice = {
      field: 'body',
      message: 'must have contactIds (1 to 1,000) or a filter, not both',
    };
    expect(await enrol({})).toEqual([422, choice]);
    expect(await enrol({ contactIds, filter: {} })).toEqual([422, choice]);
    const message = 'must have at most 16000 characters as JSON';
    const data = { text: 'x'.repeat(16_000) };
    for (const chosen of [{ contactIds }, { filter: {} }]) {
      const problem = { field: 'body.data', message };
      expect(await enrol({ ...chosen, data })).toEqual([422, problem]);
    }
    expect(await enrol({ contactIds, data: { text: 'x'.repeat(15_000) } })).toEqual([202]);
  });

  it('does not take a mistyped filter for everybody', async () => {
    const { url } = await create(manual);
    await ana.call('POST', `${url}/publish`, {});
    const { status } = await ana.call<ProblemDetails>('POST', `${url}/enrol`, {
      filter: { tga: 'vip' },
    });
    expect(status).toBe(422);
  });
});

describe('the forecast', () => {
  it('counts contacts, runs and sends, and finds circles', async () => {
    const sms = { id: 'sms', kind: 'action', action: 'send_sms', input: { text: 'Hello' } };
    const tag = { id: 'tag', kind: 'action', action: 'add_tag', input: { tags: ['vip'] } };
    const { id, url } = await create({
      trigger: { type: 'score_crossed', params: { threshold: 50, direction: 'up' } },
      conditions: { field: 'contact.score', op: 'gt', value: 80 },
      steps: [
        tag,
        sms,
        {
          id: 'who',
          kind: 'split',
          branches: [
            { id: 'a', weight: 1, steps: [{ ...sms, id: 'again' }] },
            { id: 'b', weight: 1, steps: [] },
          ],
        },
      ],
    });
    const score = { id: 'score', kind: 'action', action: 'set_score', input: { score: 90 } };
    const other = await create({ trigger: { type: 'tag_added' }, steps: [score] });
    await ana.call('POST', `${other.url}/publish`, {});
    const { status, body } = await ana.call<Forecast>('GET', `${url}/forecast`);
    expect(status).toBe(200);
    // 100 contacts were made with scores 1 … 100 just now: 20 above 80.
    expect(body).toEqual({
      contactsMatchingNow: 20,
      contactsLookedAt: 100,
      runsPerDay: 2.86,
      sendsPerDay: 5.72,
      daysLookedAt: 7,
      mayTrigger: [{ automationId: other.id, name: 'Call' }],
      loops: [['Call', 'Call']],
    });
    expect(id).not.toBe(other.id);
  });

  it('counts the turns of a schedule and moments that come', async () => {
    const { url } = await create({
      trigger: { type: 'schedule', params: { cron: '0 9 * * *' } },
      steps: [task],
    });
    expect((await ana.call<Forecast>('GET', `${url}/forecast`)).body.runsPerDay).toBe(1);
    await db.psql(
      `insert into tasks (workspace_id, contact_id, title, due_at)
       select $1, c.id, 'Call', now() + i * interval '1 day'
       from (select id from contacts where workspace_id = $1 limit 1) c, generate_series(1, 14) i`,
      [ana.workspaceId],
    );
    const overdue = await create({
      trigger: { type: 'task_overdue' },
      conditions: { field: 'contact.score', op: 'gt', value: 0 },
      steps: [task],
    });
    const { body } = await ana.call<Forecast>('GET', `${overdue.url}/forecast`);
    expect(body.runsPerDay).toBe(1);
  });
});

describe('starting a crowd', () => {
  it('goes on past the runs of one statement', async () => {
    const { workspaceId } = ana;
    await db.psql(
      `insert into contacts (workspace_id, first_name, last_name)
       select $1, 'Many', 'Crowd' from generate_series(1, 5_200)`,
      [workspaceId],
    );
    const { id, url } = await create(manual);
    await ana.call('POST', `${url}/publish`, {});
    const many = { filter: { q: 'Many Crowd' }, perMinute: 100_000 };
    const { body } = await ana.call<Result>('POST', `${url}/enrol`, many);
    expect(body.queued).toBe(5_200);
    const [row] = await db.psql(
      `select count(distinct contact_id)::int as n, count(distinct due_at)::int as times
       from runs where automation_id = $1`,
      [id],
    );
    expect(row).toEqual({ n: 5_200, times: 5_200 });
  });
});
