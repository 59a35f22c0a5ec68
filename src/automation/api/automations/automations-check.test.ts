import { afterAll, beforeAll, expect, it } from 'vitest';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import type { DefinitionProblem } from '../../../contracts/automation-definition.ts';
import type { Automation, AutomationFile } from '../../../contracts/automations.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
/** In capital letters, as some programs write ids. */
let stageId: string;
let pipelineId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(...automationRoutes({ database: db }));
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
  const [row] = await db.psql<{ pipeline: string; stage: string }>(
    `with p as (insert into pipelines (workspace_id, name) values ($1, 'Sales') returning id)
     insert into stages (workspace_id, pipeline_id, name, type, position)
     select $1, id, 'Won', 'WON', 0 from p returning upper(pipeline_id::text) as pipeline,
       upper(id::text) as stage`,
    [ana.workspaceId],
  );
  if (!row) throw new Error('no stage');
  stageId = row.stage;
  pipelineId = row.pipeline;
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const act = (action: string, input: object) => ({ id: 'a', kind: 'action', action, input });

async function problemsOf(definition: object): Promise<string[]> {
  const { body } = await ana.call<{ problems: DefinitionProblem[] }>(
    'POST',
    '/api/v1/automations/check',
    { definition },
  );
  return body.problems.map(({ place, message }) => `${place}: ${message}`);
}

it('what is not there is told at its own field', async () => {
  const manual = { type: 'manual', params: {} };
  const nowhere = '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11';
  expect(
    await problemsOf({
      trigger: manual,
      steps: [act('set_field', { field: 'fields.size', value: 'L' })],
    }),
  ).toEqual(['steps.a.input.field: There is no custom field size']);
  expect(
    await problemsOf({
      trigger: { type: 'contact_updated', params: { fields: ['fields.size'] } },
      steps: [act('add_tag', { tags: 'nothing, nowhere' })],
    }),
  ).toEqual([
    'trigger.params.fields: There is no custom field size',
    'steps.a.input.tags: There is no tag nothing',
    'steps.a.input.tags: There is no tag nowhere',
  ]);
  expect(
    await problemsOf({
      trigger: { type: 'stage_changed', params: { to: nowhere.toUpperCase() } },
      steps: [act('move_stage', { stageId: nowhere.toUpperCase() })],
    }),
  ).toEqual([
    expect.stringContaining('trigger.params.to: There is no stage'),
    expect.stringContaining('steps.a.input.stageId: There is no stage'),
  ]);
});

it('ids in capital letters are the same ids, and are found again elsewhere', async () => {
  const definition = {
    trigger: { type: 'stage_changed', params: { to: stageId, pipeline: pipelineId } },
    conditions: { field: 'contact.stageId', op: 'equals', value: stageId },
    steps: [act('move_stage', { stageId })],
  };
  expect(await problemsOf(definition)).toEqual([]);
  const made = await ana.call<Automation>('POST', '/api/v1/automations', {
    name: 'Capitals',
    definition,
  });
  const url = `/api/v1/automations/${made.body.id}`;
  expect((await ana.call('POST', `${url}/publish`, {})).status).toBe(200);
  const { body: file } = await ana.call<AutomationFile>('GET', `${url}/export`);
  const eva = await addTestMember(db, app, { name: 'Eva', role: 'admin' });
  const [there] = await db.psql<{ id: string }>(
    `with p as (insert into pipelines (workspace_id, name) values ($1, 'Sales') returning id)
     insert into stages (workspace_id, pipeline_id, name, type, position)
     select $1, id, 'Won', 'WON', 0 from p returning id`,
    [eva.workspaceId],
  );
  const imported = await eva.call<{ automation: Automation }>(
    'POST',
    '/api/v1/automations/import',
    file,
  );
  expect(imported.body.automation).toMatchObject({
    draft: {
      trigger: { params: { to: there?.id } },
      conditions: { value: there?.id },
      steps: [{ input: { stageId: there?.id } }],
    },
    problems: [],
  });
});
