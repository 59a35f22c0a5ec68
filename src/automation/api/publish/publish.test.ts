import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import type { Automation, AutomationVersion, VersionDiff } from '../../../contracts/automations.ts';
import type { ProblemDetails } from '../../../contracts/problem.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let agent: TestMember;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(...automationRoutes({ database: db }));
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
  const { workspaceId } = ana;
  agent = await addTestMember(db, app, { name: 'Agent', role: 'agent', workspaceId });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const task = (title: string) => ({
  id: 'call',
  kind: 'action',
  action: 'create_task',
  input: { title },
});
const create = async (definition: object) => {
  const input = { name: 'Call', definition };
  const { body } = await ana.call<Automation>('POST', '/api/v1/automations', input);
  return { id: body.id, url: `/api/v1/automations/${body.id}` };
};
const tagAdded = (...steps: object[]) => ({
  trigger: { type: 'tag_added', params: {} },
  steps,
});
const listeners = (automationId: string) =>
  db.psql<{ type: string; version: number }>(
    `select event_type as type, version from automation_listeners where automation_id = $1
     order by version, event_type`,
    [automationId],
  );
const revision = async () => {
  const [row] = await db.psql<{ revision: string }>(
    `select revision from automation_revisions where workspace_id = $1`,
    [ana.workspaceId],
  );
  return Number(row?.revision);
};

describe('publishing', () => {
  it('tells every place that is wrong, and writes nothing', async () => {
    const { id, url } = await create({
      trigger: { type: 'tag_added', params: { tag: 'nowhere' } },
      steps: [{ ...task('{{ contact.nose }}') }, { ...task('Twice') }],
    });
    const { status, body } = await ana.call<ProblemDetails>('POST', `${url}/publish`, {});
    expect(status).toBe(422);
    const fields = body.errors?.map(({ field }) => field) ?? [];
    expect(fields).toContain('body.draft.trigger.params.tag');
    expect(fields).toContain('body.draft.steps.call.input.title');
    expect(fields.length).toBeGreaterThan(2);
    const versions = await db.psql(`select from automation_versions where automation_id = $1`, [
      id,
    ]);
    expect(versions).toEqual([]);
    const refused = await ana.call<ProblemDetails>('POST', `${url}/activate`);
    expect(refused.body).toMatchObject({
      status: 409,
      detail: 'Nothing of it is published yet: publish its draft first.',
    });
  });

  it('makes the next version, listens for its trigger and waits, and tells the engines', async () => {
    const { id, url } = await create(
      tagAdded({
        id: 'answer',
        kind: 'wait_for_event',
        event: { type: 'message_received' },
        timeout: { amount: 1, unit: 'days' },
      }),
    );
    const before = await revision();
    const { body } = await ana.call<Automation>('POST', `${url}/publish`, { note: 'First' });
    expect(body).toMatchObject({ status: 'active', version: 1, hasChanges: false });
    expect(await revision()).toBeGreaterThan(before);
    expect(await listeners(id)).toEqual([
      { type: 'contact.created', version: 1 },
      { type: 'contact.updated', version: 1 },
      { type: 'message.created', version: 1 },
    ]);
    // The same again makes no version.
    const again = await ana.call<Automation>('POST', `${url}/publish`, {});
    expect(again.body.version).toBe(1);
    await ana.call('PATCH', url, { definition: tagAdded(task('Call')) });
    const next = await ana.call<Automation>('POST', `${url}/publish`, { note: 'Second' });
    expect(next.body).toMatchObject({ status: 'active', version: 2 });
    expect(await listeners(id)).toEqual([
      { type: 'contact.created', version: 2 },
      { type: 'contact.updated', version: 2 },
    ]);
  });

  it('keeps hearing for runs of an earlier version, and for none when it is paused', async () => {
    const waits = {
      id: 'answer',
      kind: 'wait_for_event',
      event: { type: 'message_received' },
      timeout: { amount: 1, unit: 'days' },
    };
    const { id, url } = await create(tagAdded(waits));
    await ana.call('POST', `${url}/publish`, {});
    await db.psql(
      `insert into runs (workspace_id, automation_id, version, trigger_key, trigger, status,
         wait_reason, lane) values ($1, $2, 1, 'a', '{}', 'waiting', 'paused', 0)`,
      [ana.workspaceId, id],
    );
    await ana.call('PATCH', url, { definition: tagAdded(task('Call')) });
    await ana.call('POST', `${url}/publish`, {});
    const heard = await listeners(id);
    expect(heard).toContainEqual({ type: 'message.created', version: 1 });
    expect(heard).toContainEqual({ type: 'contact.updated', version: 2 });
    const paused = await agent.call<Automation>('POST', `${url}/pause`);
    expect(paused.body).toMatchObject({ status: 'paused', pausedReason: null });
    expect((await listeners(id)).map(({ version }) => version)).toEqual([1, 1, 1]);
    const held = () =>
      db.psql<{ due: boolean }>(
        `select due_at is not null as due from runs where automation_id = $1`,
        [id],
      );
    await db.psql(`update runs set due_at = null where automation_id = $1`, [id]);
    await db.psql(
      `update automations set paused_reason = 'x', failures_in_row = 10 where id = $1`,
      [id],
    );
    const on = await agent.call<Automation>('POST', `${url}/activate`);
    expect(on.body).toMatchObject({ status: 'active', pausedReason: null, version: 2 });
    expect(await held()).toEqual([{ due: true }]);
    const [row] = await db.psql(`select failures_in_row as n from automations where id = $1`, [id]);
    expect(row).toEqual({ n: 0 });
  });

  it('refuses to put a draft live that the caller has not seen', async () => {
    const { url } = await create(tagAdded(task('Call')));
    await agent.call('PATCH', url, { definition: tagAdded(task('Call nobody')) });
    const late = await ana.call<ProblemDetails>('POST', `${url}/publish`, { draftRevision: 1 });
    expect(late.body).toMatchObject({ status: 409, code: 'conflict' });
    expect(late.body.detail).toContain('revision 2');
    const kept = await ana.call<Automation>('GET', url);
    expect(kept.body).toMatchObject({ status: 'draft', version: null, draftRevision: 2 });
    const seen = await ana.call<Automation>('POST', `${url}/publish`, { draftRevision: 2 });
    expect(seen.body).toMatchObject({ status: 'active', version: 1 });
  });

  it('without activating leaves it switched off', async () => {
    const { id, url } = await create(tagAdded(task('Call')));
    const { body } = await ana.call<Automation>('POST', `${url}/publish`, { activate: false });
    expect(body).toMatchObject({ status: 'draft', version: 1 });
    expect(await listeners(id)).toEqual([]);
    // A mistyped name must not switch it on.
    expect((await ana.call('POST', `${url}/publish`, { active: false })).status).toBe(422);
    const on = await agent.call<Automation>('POST', `${url}/activate`);
    expect(on.body.status).toBe('active');
    expect(await listeners(id)).not.toEqual([]);
  });

  it('sets timers for what there is, and takes them away when it is paused', async () => {
    await db.psql(
      `with c as (insert into contacts (workspace_id, first_name) values ($1, 'Eva') returning id)
       insert into appointments (workspace_id, contact_id, title, starts_at)
       select $1, id, 'Tasting', now() + interval '3 days' from c`,
      [ana.workspaceId],
    );
    const { id, url } = await create({
      trigger: { type: 'appointment_reminder', params: { before: { amount: 24, unit: 'hours' } } },
      steps: [task('Prepare')],
    });
    const timers = () => db.psql(`select from automation_timers where automation_id = $1`, [id]);
    const on = await ana.call('POST', `${url}/publish`, {});
    expect(on.body).toMatchObject({ status: 'active' });
    expect(await timers()).toHaveLength(1);
    await ana.call('POST', `${url}/pause`);
    expect(await timers()).toHaveLength(0);
  });

  it('lets only admins publish what needs one', async () => {
    const call = { id: 'hook', kind: 'action', action: 'call_webhook' };
    const { url } = await create(tagAdded({ ...call, input: { url: 'https://example.com/hook' } }));
    const refused = await agent.call<ProblemDetails>('POST', `${url}/publish`, {});
    expect(refused.body).toMatchObject({ status: 403, detail: expect.stringContaining('admin') });
    expect((await ana.call('POST', `${url}/publish`, {})).status).toBe(200);
  });
});

describe('versions', () => {
  it('are listed, compared and restored', async () => {
    const { url } = await create(tagAdded(task('Call')));
    await ana.call('POST', `${url}/publish`, { note: 'First' });
    await ana.call('PATCH', url, { definition: tagAdded(task('Call today')) });
    await agent.call('POST', `${url}/publish`, { note: 'Sooner' });
    await ana.call('PATCH', url, { definition: tagAdded() });
    type Versions = { items: z.infer<typeof AutomationVersion>[]; nextCursor: string | null };
    const first = await agent.call<Versions>('GET', `${url}/versions?limit=1`);
    expect(first.body.items).toMatchObject([
      { number: 2, note: 'Sooner', publishedByName: 'Agent', liveRuns: 0 },
    ]);
    const rest = await agent.call<Versions>(
      'GET',
      `${url}/versions?cursor=${first.body.nextCursor}`,
    );
    expect(rest.body).toMatchObject({ items: [{ number: 1, note: 'First' }], nextCursor: null });
    const diff = async (path: string) =>
      (await agent.call<z.infer<typeof VersionDiff>>('GET', `${url}/versions/${path}`)).body
        .differences;
    expect(await diff('1/diff/2')).toMatchObject([
      { place: 'steps.call.input.title', kind: 'changed', from: 'Call', to: 'Call today' },
    ]);
    expect(await diff('2/diff/draft')).toMatchObject([{ kind: 'removed', stepId: 'call' }]);
    expect((await agent.call('GET', `${url}/versions/9`)).status).toBe(404);
    const back = await agent.call<Automation>('POST', `${url}/versions/1/restore`);
    expect(back.body).toMatchObject({ version: 2, draft: tagAdded(task('Call')) });
    expect(await diff('1/diff/draft')).toEqual([]);
    const [old] = await db.psql(
      `select definition->'steps'->0->'input'->>'title' as title from automation_versions
       where number = 1 and automation_id = $1`,
      [back.body.id],
    );
    expect(old).toEqual({ title: 'Call' });
  });

  it('are not restored over a draft that the caller has not seen', async () => {
    const { url } = await create(tagAdded(task('Call')));
    await ana.call('POST', `${url}/publish`, {});
    const theirs = tagAdded(task('Call before noon'));
    await agent.call('PATCH', url, { definition: theirs });
    const restore = (input: object) =>
      ana.call<Automation & ProblemDetails>('POST', `${url}/versions/1/restore`, input);
    const late = await restore({ draftRevision: 1 });
    expect(late.body).toMatchObject({ status: 409, code: 'conflict' });
    expect((await ana.call<Automation>('GET', url)).body).toMatchObject({ draft: theirs });
    expect((await restore({ draftRevison: 2 })).status).toBe(422);
    const seen = await restore({ draftRevision: 2 });
    expect(seen.body).toMatchObject({ draft: tagAdded(task('Call')), draftRevision: 3 });
  });
});

describe('routes people already know', () => {
  it('create for a pipeline, switch on and off, delete', async () => {
    const [pipeline] = await db.psql<{ id: string }>(
      `insert into pipelines (workspace_id, name) values ($1, 'Sales') returning id`,
      [ana.workspaceId],
    );
    const url = `/api/pipelines/${pipeline?.id}/automations`;
    const made = await ana.call<Automation>('POST', url, {
      name: 'Old client',
      definition: tagAdded(task('Call')),
      isActive: true,
    });
    expect(made.body).toMatchObject({ status: 'active', version: 1, pipelineId: pipeline?.id });
    const listed = await agent.call('GET', url);
    expect(listed.body).toMatchObject({ items: [{ id: made.body.id }] });
    const one = `/api/automations/${made.body.id}`;
    const off = await ana.call('PATCH', one, { name: 'Older client', isActive: false });
    expect(off.body).toMatchObject({ name: 'Older client', status: 'paused' });
    const on = await ana.call('PATCH', one, {
      definition: tagAdded(task('Call now')),
      isActive: true,
    });
    expect(on.body).toMatchObject({ status: 'active', version: 2 });
    expect((await ana.call('DELETE', one)).status).toBe(204);
    expect((await ana.call('GET', `/api/pipelines/${made.body.id}/automations`)).status).toBe(404);
  });
});
