import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Contact } from '../../contracts/contacts.ts';
import type { Pipeline } from '../../contracts/pipelines.ts';
import type { ProblemDetails } from '../../contracts/problem.ts';
import type { ApiServer } from '../../platform/http/server.ts';
import { contactRoutes } from '../contacts/index.ts';
import { ensureDemoPipeline, pipelineRoutes } from './index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;
beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(pipelineRoutes({ database: db }), contactRoutes({ database: db }));
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
  stranger = await addTestMember(db, app, { name: 'Sid', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const stages = [
  { name: 'New', type: 'LEAD' },
  { name: 'Talking', type: 'IN_PROGRESS' },
  { name: 'Won', type: 'WON' },
];

async function create(name: string): Promise<Pipeline> {
  const { body, status } = await ana.call<Pipeline>('POST', '/api/v1/pipelines', { name, stages });
  expect(status).toBe(201);
  return body;
}

async function contactIn(pipeline: Pipeline, stage: number): Promise<Contact> {
  const body = { firstName: 'Joy', pipelineId: pipeline.id, stageId: pipeline.stages[stage]?.id };
  const made = await ana.call<Contact>('POST', '/api/v1/contacts', body);
  expect(made.status).toBe(201);
  return made.body;
}

describe('pipelines', () => {
  it('generates score ranges when all are left at the default, and says what is wrong with others', async () => {
    const pipeline = await create('Generated');
    const ranges = pipeline.stages.map(({ scoreMin, scoreMax }) => [scoreMin, scoreMax]);
    expect(ranges).toEqual([
      [0, 30],
      [31, 80],
      [81, 100],
    ]);
    expect(pipeline.rangeProblems).toEqual([]);
    const list = pipeline.stages.map((stage) => ({ ...stage, scoreMax: stage.scoreMin + 20 }));
    const gappy = list.map((stage) => ({ ...stage, scoreMax: Math.min(stage.scoreMax, 100) }));
    const changed = await ana.call<Pipeline>('PUT', `/api/v1/pipelines/${pipeline.id}/stages`, {
      stages: gappy,
    });
    expect(changed.body.rangeProblems).toEqual([
      'No stage covers scores 21–30; contacts there go to the nearest stage.',
      'No stage covers scores 52–80; contacts there go to the nearest stage.',
    ]);
    const again = await ana.call<Pipeline>('POST', `/api/v1/pipelines/${pipeline.id}/score-ranges`);
    expect(again.body.rangeProblems).toEqual([]);
  });

  it('keeps, makes, reorders and removes stages; contacts of removed ones go to incoming and say why', async () => {
    const pipeline = await create('Reordered');
    const contact = await contactIn(pipeline, 1);
    const [first, , won] = pipeline.stages;
    const { body, status } = await ana.call<Pipeline>(
      'PUT',
      `/api/v1/pipelines/${pipeline.id}/stages`,
      { stages: [won, { name: 'Visited', type: 'IN_PROGRESS' }, first] },
    );
    expect(status).toBe(200);
    expect(body.stages.map(({ name, position }) => [name, position])).toEqual([
      ['Won', 0],
      ['Visited', 1],
      ['New', 2],
    ]);
    expect(body.stages[0]?.id).toBe(won?.id);
    const { body: back } = await ana.call<Contact>('GET', `/api/v1/contacts/${contact.id}`);
    expect(back).toMatchObject({
      pipelineId: pipeline.id,
      stageId: null,
      stageEnteredAt: null,
      placementRule: 'stage_removed',
      placementReason: 'Back to incoming: the stage Talking was removed by Ana Reyes',
    });
    const placements = await db.psql(
      `select rule, from_stage_name, to_stage_id, actor from placements where contact_id = $1
       order by created_at`,
      [contact.id],
    );
    expect(placements).toEqual([
      expect.objectContaining({ rule: 'manual_move' }),
      { rule: 'stage_removed', from_stage_name: 'Talking', to_stage_id: null, actor: ana.actor },
    ]);
  });

  it('keeps the contacts of a deleted pipeline, and forgets it in pages', async () => {
    const pipeline = await create('Doomed');
    const contact = await contactIn(pipeline, 0);
    await db.psql(
      `insert into pages (workspace_id, external_id, name, pipeline_id) values ($1, 'p', 'P', $2)`,
      [ana.workspaceId, pipeline.id],
    );
    const gone = await ana.call('DELETE', `/api/v1/pipelines/${pipeline.id}`);
    expect(gone).toEqual({ status: 204, body: null });
    const { body: back } = await ana.call<Contact>('GET', `/api/v1/contacts/${contact.id}`);
    expect(back).toMatchObject({
      pipelineId: null,
      stageId: null,
      placementRule: 'pipeline_deleted',
      placementReason: 'Back to incoming: its pipeline was deleted by Ana Reyes',
    });
    const [page] = await db.psql(`select pipeline_id from pages where external_id = 'p'`);
    expect(page).toEqual({ pipeline_id: null });
    expect((await ana.call('GET', `/api/v1/pipelines/${pipeline.id}`)).status).toBe(404);
  });

  it('counts versions of prompt and examples, archives and restores', async () => {
    const { id } = await create('Prompted');
    const change = async (body: object) =>
      (await ana.call<Pipeline>('PATCH', `/api/v1/pipelines/${id}`, body)).body;
    const examples = [{ conversation: 'Customer: hi', expected: 'New' }];
    expect(await change({ name: 'Renamed' })).toMatchObject({ promptVersion: 1, name: 'Renamed' });
    expect(await change({ prompt: 'Be strict.' })).toMatchObject({ promptVersion: 2 });
    expect(await change({ prompt: 'Be strict.' })).toMatchObject({ promptVersion: 2 });
    expect(await change({ examples })).toMatchObject({ promptVersion: 3, examples });
    expect((await change({ archived: true })).archivedAt).not.toBeNull();
    expect((await change({ archived: false })).archivedAt).toBeNull();
    expect(await change({})).toMatchObject({ name: 'Renamed' });
  });

  it('names the field that a list of stages gets wrong', async () => {
    const { body } = await ana.call<ProblemDetails>('POST', '/api/v1/pipelines', {
      name: 'Wrong',
      stages: [
        { name: 'New', type: 'LEAD', scoreMin: 60, scoreMax: 40 },
        { name: 'new ', type: 'WON' },
      ],
    });
    expect(body).toMatchObject({
      status: 422,
      errors: [{ field: 'body.stages.0.scoreMax' }, { field: 'body.stages.1.name' }],
    });
    const other = await create('Other');
    const { id } = await create('Mine');
    const foreign = await ana.call<ProblemDetails>('PUT', `/api/v1/pipelines/${id}/stages`, {
      stages: other.stages,
    });
    expect(foreign.body).toMatchObject({
      status: 422,
      errors: [{ field: 'body.stages.0.id' }, {}, {}],
    });
  });

  it('shows another workspace nothing, and lets agents only look', async () => {
    const { id } = await create('Private');
    const agent = await addTestMember(db, app, {
      name: 'Agent',
      role: 'agent',
      workspaceId: ana.workspaceId,
    });
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'Mine now' }],
      ['DELETE', '', undefined],
      ['PUT', '/stages', { stages }],
      ['POST', '/score-ranges', undefined],
    ] as const) {
      const url = `/api/v1/pipelines/${id}${path}`;
      expect((await stranger.call(method, url, body)).status).toBe(404);
      expect((await agent.call(method, url, body)).status).toBe(method === 'GET' ? 200 : 403);
    }
    expect((await stranger.call('GET', '/api/v1/pipelines')).body).toEqual({ items: [] });
  });

  it('makes the first pipeline once', async () => {
    const make = () =>
      db.withWorkspace(stranger.workspaceId, 'system', (tx) =>
        ensureDemoPipeline(tx, stranger.workspaceId),
      );
    const first = await make();
    expect(await make()).toBe(first);
    const { body } = await stranger.call<Pipeline>('GET', `/api/v1/pipelines/${first}`);
    expect(body.stages).toHaveLength(7);
    expect(body.rangeProblems).toEqual([]);
  });
});
