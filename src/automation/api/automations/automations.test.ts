import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import type { Automation, AutomationListItem } from '../../../contracts/automations.ts';
import type { ProblemDetails } from '../../../contracts/problem.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let agent: TestMember;
let viewer: TestMember;
let stranger: TestMember;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(...automationRoutes({ database: db }));
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
  const { workspaceId } = ana;
  agent = await addTestMember(db, app, { name: 'Agent', role: 'agent', workspaceId });
  viewer = await addTestMember(db, app, { name: 'Viewer', role: 'viewer', workspaceId });
  stranger = await addTestMember(db, app, { name: 'Stranger', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

type Page = { items: AutomationListItem[]; nextCursor: string | null };

const definition = {
  trigger: { type: 'score_crossed', params: { threshold: 80, direction: 'up' } },
  steps: [{ id: 'call', kind: 'action', action: 'create_task', input: { title: 'Call' } }],
};
const create = async (name: string, rest: object = {}) => {
  const made = await ana.call<Automation>('POST', '/api/v1/automations', {
    name,
    definition,
    ...rest,
  });
  expect(made.status).toBe(201);
  return made.body;
};
const list = async (query = '') =>
  (await ana.call<Page>('GET', `/api/v1/automations${query}`)).body;

describe('automations', () => {
  it('are made as drafts, with what is wrong with them', async () => {
    const sound = await create('Sound');
    expect(sound).toMatchObject({
      status: 'draft',
      version: null,
      draftRevision: 1,
      hasChanges: true,
      triggerTitle: 'Score crosses a threshold',
      stepCount: 1,
      problems: [],
      counts: { started: 0, completed: 0, failed: 0, waiting: 0, sends: 0 },
      lastTriggeredAt: null,
    });
    const steps = [
      { id: 'go', kind: 'action', action: 'move_stage', input: { stageId: sound.id } },
      { id: 'say', kind: 'action', action: 'add_note', input: { text: '{{ contact.nose }}' } },
    ];
    const broken = await create('Broken', { definition: { ...definition, steps } });
    expect(broken.problems).toEqual([
      expect.objectContaining({ place: 'steps.go.input.stageId', stepId: 'go', severity: 'error' }),
      expect.objectContaining({ place: 'steps.say.input.text', stepId: 'say' }),
    ]);
    const checked = await agent.call<{ problems: unknown[] }>('POST', '/api/v1/automations/check', {
      definition: { trigger: { type: 'no_such' }, steps: [] },
    });
    expect(checked.body.problems).toContainEqual(
      expect.objectContaining({ place: 'trigger.type', severity: 'error' }),
    );
  });

  it('are refused when they are nested without end', async () => {
    const nested = (wrap: (inner: unknown) => unknown, inner: unknown): unknown =>
      Array.from({ length: 3_000 }).reduce(wrap, inner);
    const conditions = nested((not) => ({ not }), { field: 'contact.score', op: 'gt', value: 1 });
    const body = nested((inner) => [inner], 1);
    const steps = [
      {
        id: 'hook',
        kind: 'action',
        action: 'call_webhook',
        input: { url: 'https://a.test', body },
      },
    ];
    for (const deep of [
      { ...definition, conditions },
      { ...definition, steps },
    ]) {
      for (const url of ['/api/v1/automations', '/api/v1/automations/check']) {
        const refused = await ana.call<ProblemDetails>('POST', url, {
          name: 'Deep',
          definition: deep,
        });
        expect(refused.status).toBe(422);
        expect(refused.body.errors).toEqual([
          { field: 'body', message: 'is nested deeper than 100 levels' },
        ]);
      }
    }
  });

  it('are listed though somebody wrote with psql a draft that nobody can read', async () => {
    const { id } = await create('Endless');
    const deep = `${'[{"id":"a","kind":"split","branches":[{"id":"b","weight":1,"steps":'.repeat(2_000)}[]${'}]}]'.repeat(2_000)}`;
    await db.psql('update automations set draft = $2 where id = $1', [
      id,
      JSON.stringify({ trigger: { type: 'manual' }, steps: 'deep' }).replace('"deep"', deep),
    ]);
    const found = await list('?q=Endless');
    expect(found.items).toMatchObject([{ id, triggerType: 'unreadable', stepCount: 0 }]);
    const one = await ana.call<Automation>('GET', `/api/v1/automations/${id}`);
    expect(one.status).toBe(200);
    const published = await ana.call('POST', `/api/v1/automations/${id}/publish`, {});
    expect(published.status).toBe(409);
    expect((await ana.call('DELETE', `/api/v1/automations/${id}`)).status).toBe(204);
  });

  it('are not overwritten by somebody who read an older draft', async () => {
    const { id, draftRevision } = await create('Contested');
    const url = `/api/v1/automations/${id}`;
    const other = { ...definition, steps: [] };
    const saved = await ana.call<Automation>('PATCH', url, { definition: other, draftRevision });
    expect(saved.body).toMatchObject({ draftRevision: 2, stepCount: 0 });
    const late = await agent.call<ProblemDetails>('PATCH', url, { definition, draftRevision });
    expect(late.body).toMatchObject({ status: 409, code: 'conflict' });
    // The same again is no change.
    const same = await ana.call<Automation>('PATCH', url, { definition: other, draftRevision: 2 });
    expect(same.body.draftRevision).toBe(2);
  });

  it('are found by name, folder, pipeline, trigger and status, page by page', async () => {
    const folder = await ana.call<{ id: string }>('POST', '/api/v1/automation-folders', {
      name: 'Service',
    });
    const [pipeline] = await db.psql<{ id: string }>(
      `insert into pipelines (workspace_id, name) values ($1, 'Sales') returning id`,
      [ana.workspaceId],
    );
    const place = { folderId: folder.body.id, pipelineId: pipeline?.id };
    const placed = await create('Ask 100% for a review', place);
    const ids = (page: Page) => page.items.map(({ id }) => id);
    expect(ids(await list('?q=100%25'))).toEqual([placed.id]);
    expect(ids(await list(`?folderId=${folder.body.id}`))).toEqual([placed.id]);
    expect(ids(await list(`?pipelineId=${pipeline?.id}`))).toEqual([placed.id]);
    expect(ids(await list('?triggerType=job_completed'))).toEqual([]);
    expect((await list('?folderId=none')).items.map(({ name }) => name)).not.toContain(placed.name);
    expect((await list('?status=active')).items).toEqual([]);
    for (const sort of ['recent', 'name', 'lastTriggered']) {
      const whole = ids(await list(`?sort=${sort}`));
      const paged: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Page = await list(`?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`);
        paged.push(...ids(page));
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(paged.length);
    }
    const folders = await viewer.call('GET', '/api/v1/automation-folders');
    expect(folders.body).toEqual({
      items: [{ id: folder.body.id, name: 'Service', automations: 1 }],
    });
    const twice = await ana.call<ProblemDetails>('POST', '/api/v1/automation-folders', {
      name: 'Service',
    });
    expect(twice.body.errors).toEqual([expect.objectContaining({ field: 'body.name' })]);
    const url = `/api/v1/automation-folders/${folder.body.id}`;
    expect((await ana.call('PATCH', url, { name: 'Care' })).body).toMatchObject({ name: 'Care' });
    expect((await ana.call('DELETE', url)).status).toBe(204);
    const left = await ana.call<Automation>('GET', `/api/v1/automations/${placed.id}`);
    expect(left.body.folderId).toBeNull();
  });

  it('are duplicated as drafts and deleted', async () => {
    const source = await create('Original', { description: 'Why' });
    const url = `/api/v1/automations/${source.id}`;
    const copy = await agent.call<Automation>('POST', `${url}/duplicate`);
    expect(copy.body).toMatchObject({
      name: 'Copy of Original',
      description: 'Why',
      status: 'draft',
      draft: source.draft,
    });
    expect((await agent.call('DELETE', url)).status).toBe(403);
    expect((await ana.call('DELETE', url)).status).toBe(204);
    expect((await ana.call('GET', url)).status).toBe(404);
  });

  it('with runs under way are deleted only when these are to be cancelled', async () => {
    const { id } = await create('Busy');
    await db.psql(
      `with run as (insert into runs (workspace_id, automation_id, version, trigger_key, trigger, lane)
         values ($1, $2, 1, 'event:1', '{}', 0) returning id)
       insert into deliveries (workspace_id, channel, key, automation_id, run_id, recipient, payload,
         status) select $1, 'sms', 'k', $2, id, '+1', '{}', 'queued' from run`,
      [ana.workspaceId, id],
    );
    const url = `/api/v1/automations/${id}`;
    const refused = await ana.call<ProblemDetails>('DELETE', url);
    expect(refused.body).toMatchObject({
      status: 409,
      detail: expect.stringContaining('1 of its runs is under way'),
    });
    expect((await ana.call('DELETE', `${url}?cancelRuns=true`)).status).toBe(204);
    expect(await db.psql(`select status from deliveries where key = 'k'`)).toEqual([
      { status: 'cancelled' },
    ]);
  });

  it('count what became of their runs', async () => {
    const { id } = await create('Counted');
    await db.psql(
      `insert into automation_counts (workspace_id, automation_id, version, step_id, at, started,
         completed, failed, sends)
       values ($1, $2, 1, '', now(), 3, 2, 1, 0), ($1, $2, 1, 'sms', now(), 9, 9, 9, 2),
         ($1, $2, 1, '', now() - interval '31 days', 50, 50, 0, 0)`,
      [ana.workspaceId, id],
    );
    await db.psql(
      `insert into runs (workspace_id, automation_id, version, trigger_key, trigger, status, lane)
       values ($1, $2, 1, 'a', '{}', 'waiting', 0), ($1, $2, 1, 'b', '{}', 'completed', 0)`,
      [ana.workspaceId, id],
    );
    const { body } = await viewer.call<Automation>('GET', `/api/v1/automations/${id}`);
    expect(body.counts).toEqual({ started: 3, completed: 2, failed: 1, waiting: 1, sends: 2 });
    expect(body.lastTriggeredAt).not.toBeNull();
    expect((await list('?sort=lastTriggered')).items[0]?.id).toBe(id);
  });

  it('whose draft psql has broken are still listed', async () => {
    const { id } = await create('Broken by hand');
    await db.psql(`update automations set draft = '{"steps": 1}' where id = $1`, [id]);
    expect((await list('?q=by+hand')).items).toMatchObject([{ id, triggerType: 'unreadable' }]);
    const { body } = await ana.call<Automation>('GET', `/api/v1/automations/${id}`);
    expect(body.problems).not.toEqual([]);
  });

  it('refuse places of another workspace', async () => {
    const mine = await ana.call<{ id: string }>('POST', '/api/v1/automation-folders', {
      name: 'Mine',
    });
    const taken = await stranger.call<ProblemDetails>('POST', '/api/v1/automations', {
      name: 'Theirs',
      definition,
      folderId: mine.body.id,
    });
    expect(taken.body.errors).toEqual([expect.objectContaining({ field: 'body.folderId' })]);
  });

  it('are nothing to another workspace, and each role does its part', async () => {
    const { id } = await create('Private');
    const url = `/api/v1/automations/${id}`;
    const routes = [
      ['GET', '', undefined, 'viewer'],
      ['PATCH', '', { name: 'Renamed' }, 'agent'],
      ['POST', '/duplicate', undefined, 'agent'],
      ['POST', '/publish', {}, 'agent'],
      ['POST', '/activate', undefined, 'agent'],
      ['POST', '/pause', undefined, 'agent'],
      ['GET', '/versions', undefined, 'viewer'],
      ['GET', '/versions/1', undefined, 'viewer'],
      ['GET', '/versions/1/diff/draft', undefined, 'viewer'],
      ['POST', '/versions/1/restore', undefined, 'agent'],
      ['GET', '/export', undefined, 'viewer'],
      ['GET', '/forecast', undefined, 'viewer'],
      ['POST', '/enrol', { contactIds: [id] }, 'agent'],
      ['DELETE', '', undefined, 'admin'],
    ] as const;
    for (const [method, path, body, role] of routes) {
      const name = `${method} ${path}`;
      expect([name, (await stranger.call(method, url + path, body)).status]).toEqual([name, 404]);
      const asViewer = (await viewer.call(method, url + path, body)).status;
      expect([name, asViewer !== 403]).toEqual([name, role === 'viewer']);
      const asAgent = (await agent.call(method, url + path, body)).status;
      expect([name, asAgent !== 403]).toEqual([name, role !== 'admin']);
    }
    expect((await stranger.call<Page>('GET', '/api/v1/automations')).body.items).toEqual([]);
  });
});

describe('limits', () => {
  it('are read by all and set by admins', async () => {
    const url = '/api/v1/automation-limits';
    expect((await viewer.call('GET', url)).body).toEqual({ runsPerHour: null, sendsPerDay: null });
    const limits = { runsPerHour: 500, sendsPerDay: null };
    expect((await agent.call('PUT', url, limits)).status).toBe(403);
    expect((await ana.call('PUT', url, limits)).body).toEqual(limits);
    expect((await viewer.call('GET', url)).body).toEqual(limits);
    expect((await stranger.call('GET', url)).body).toEqual({
      runsPerHour: null,
      sendsPerDay: null,
    });
  });
});
