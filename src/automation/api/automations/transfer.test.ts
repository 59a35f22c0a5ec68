import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { Definition } from '../../../contracts/automation-definition.ts';
import type {
  Automation,
  AutomationFile,
  ImportResult,
  Recipe,
} from '../../../contracts/automations.ts';
import type { ProblemDetails } from '../../../contracts/problem.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';
import { recipes } from '../recipes/registry.ts';
import { withoutSecrets } from './transfer.rules.ts';

let db: TestDatabase;
let app: ApiServer;
let ana: TestMember;
let eva: TestMember;

beforeAll(async () => {
  db = await openTestDatabase();
  app = await openTestApi(...automationRoutes({ database: db }));
  ana = await addTestMember(db, app, { name: 'Ana Reyes', role: 'admin' });
  eva = await addTestMember(db, app, { name: 'Eva', role: 'admin' });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const stageIn = async (workspaceId: string, pipeline: string, stage: string) => {
  const [row] = await db.psql<{ id: string }>(
    `with p as (insert into pipelines (workspace_id, name) values ($1, $2) returning id)
     insert into stages (workspace_id, pipeline_id, name, type, position)
     select $1, id, $3, 'WON', 0 from p returning id`,
    [workspaceId, pipeline, stage],
  );
  if (!row) throw new Error('no stage');
  return row.id;
};

const importUrl = '/api/v1/automations/import';
const plain = {
  trigger: { type: 'manual' },
  steps: [{ id: 'note', kind: 'action', action: 'add_note', input: { text: 'Hello' } }],
};
const webhook = {
  url: 'https://user:hushword@example.com/hook?token=hushtoken&page=2',
  headers: { 'X-Api-Key': 'hushkey', 'x-source': 'switchyard' },
};

describe('files', () => {
  it('carry names, leave secrets out, and find things again elsewhere', async () => {
    const here = await stageIn(ana.workspaceId, 'Sales', 'Won');
    const there = await stageIn(eva.workspaceId, 'sales', 'won');
    const steps = [
      { id: 'move', kind: 'action', action: 'move_stage', input: { stageId: here } },
      { id: 'hook', kind: 'action', action: 'call_webhook', input: webhook },
      {
        id: 'tell',
        kind: 'action',
        action: 'set_owner',
        input: { ownerId: ana.memberId },
      },
    ];
    const definition = {
      trigger: { type: 'tag_added' },
      conditions: { field: 'contact.stageId', op: 'not_equals', value: here },
      steps,
    };
    const made = await ana.call<Automation>('POST', '/api/v1/automations', {
      name: 'Job done: SMS!',
      definition,
    });
    const answer = await app.inject({
      url: `/api/v1/automations/${made.body.id}/export`,
      headers: ana.headers,
    });
    expect(answer.headers['content-disposition']).toBe('attachment; filename="job-done-sms.json"');
    expect(answer.body).toContain('\n  "name": "Job done: SMS!"');
    expect(answer.body).not.toMatch(/hush/);
    const file: AutomationFile = answer.json();
    expect(file.references).toContainEqual({
      kind: 'stage',
      id: here,
      name: 'Won',
      within: 'Sales',
    });
    expect(file.secretsLeftOut).toEqual([
      'steps.hook.input.url',
      'steps.hook.input.headers.X-Api-Key',
    ]);

    const url = '/api/v1/automations/import';
    const imported = await eva.call<z.infer<typeof ImportResult>>('POST', url, file);
    expect(imported.status).toBe(201);
    const { automation, ...told } = imported.body;
    expect(automation).toMatchObject({
      name: 'Job done: SMS!',
      status: 'draft',
      draft: {
        conditions: { value: there },
        steps: [
          { input: { stageId: there } },
          {
            input: {
              url: 'https://•••@example.com/hook?token=•••&page=2',
              headers: { 'X-Api-Key': '•••', 'x-source': 'switchyard' },
            },
          },
          { input: { ownerId: ana.memberId } },
        ],
      },
    });
    // A secret that is not there blocks publishing as a missing member does.
    expect(automation.problems.map(({ place }) => place)).toEqual([
      'steps.tell.input.ownerId',
      ...file.secretsLeftOut,
    ]);
    expect(told).toEqual({
      secretsLeftOut: file.secretsLeftOut,
      notFound: [{ kind: 'member', name: expect.stringContaining('@example.test') }],
    });
    // Where everything is still there, nothing changes.
    const home = await ana.call<z.infer<typeof ImportResult>>('POST', url, file);
    expect(home.body.automation.draft.steps[0]).toEqual(made.body.draft.steps[0]);
    expect(home.body.notFound).toEqual([]);
  });

  it('lose secrets within branches too, and keep the rest as it is', () => {
    const hook = { id: 'hook', kind: 'action', action: 'call_webhook', input: webhook } as const;
    const definition = Definition.parse({
      trigger: { type: 'tag_added' },
      steps: [
        {
          id: 'split',
          kind: 'split',
          branches: [
            { id: 'a', weight: 1, steps: [hook] },
            { id: 'b', weight: 1, steps: [] },
          ],
        },
      ],
    });
    const cleaned = withoutSecrets(definition);
    expect(JSON.stringify(cleaned.definition)).not.toMatch(/hush/);
    expect(cleaned.leftOut).toHaveLength(2);
    expect(withoutSecrets(cleaned.definition)).toEqual(cleaned);
  });

  it('keep an automation of one pipeline to the pipeline of that name', async () => {
    const ofStage = 'select pipeline_id as id from stages where id = $1';
    const here = await stageIn(ana.workspaceId, 'Repairs', 'New');
    const [pipeline] = await db.psql<{ id: string }>(ofStage, [here]);
    const made = await ana.call<Automation>('POST', '/api/v1/automations', {
      name: 'Repairs only',
      pipelineId: pipeline?.id,
      definition: plain,
    });
    const url = `/api/v1/automations/${made.body.id}/export`;
    const file = (await ana.call<AutomationFile>('GET', url)).body;
    const importInto = async (member: TestMember) =>
      (await member.call<z.infer<typeof ImportResult>>('POST', importUrl, file)).body;
    const nowhere = await importInto(eva);
    expect(nowhere.automation.pipelineId).toBeNull();
    expect(nowhere.notFound).toEqual([{ kind: 'pipeline', name: 'Repairs' }]);
    const there = await stageIn(eva.workspaceId, 'repairs', 'New');
    const [same] = await db.psql<{ id: string }>(ofStage, [there]);
    expect(await importInto(eva)).toMatchObject({
      automation: { pipelineId: same?.id },
      notFound: [],
    });
    expect((await importInto(ana)).automation.pipelineId).toBe(pipeline?.id);
  });

  it('are refused, not half read, when their references are none', async () => {
    await stageIn(ana.workspaceId, 'Sales', 'Won');
    const stepId = 'a1996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11';
    const steps = [{ id: stepId, kind: 'action', action: 'add_note', input: { text: 'kind' } }];
    const file = { switchyard: 'automation/1', name: 'Odd', definition: { ...plain, steps } };
    const importWith = (id: string) =>
      ana.call<z.infer<typeof ImportResult>>('POST', importUrl, {
        ...file,
        references: [{ kind: 'pipeline', id, name: 'Sales' }],
      });
    // Words of the language are no ids: nothing of the workspace takes their place.
    for (const word of ['action', 'add_note', 'kind', 'manual']) {
      const { status, body } = await importWith(word);
      expect([word, status]).toEqual([word, 201]);
      expect(body.automation.draft.steps).toMatchObject(steps);
    }
    expect((await importWith(stepId)).body.automation.draft.steps).toMatchObject(steps);
    const blank = await ana.call('POST', importUrl, { ...file, name: '  ' });
    expect(blank.status).toBe(422);
  });
});

describe('recipes', () => {
  it('become drafts that can be published as they are', async () => {
    const stageId = await stageIn(ana.workspaceId, 'Service', 'Customer');
    await db.psql(
      `insert into custom_fields (workspace_id, key, label, type)
       values ($1, 'birthday', 'Birthday', 'date')`,
      [ana.workspaceId],
    );
    const listed = await ana.call<{ items: Recipe[] }>('GET', '/api/v1/automation-recipes');
    expect(listed.body.items.map(({ id }) => id)).toEqual(recipes.map(({ id }) => id));
    for (const { id, questions } of listed.body.items) {
      const required = questions.filter((question) => question.required);
      const answers = Object.fromEntries(
        required.map(({ name, control }) => [name, control === 'stage' ? stageId : 'birthday']),
      );
      const url = `/api/v1/automation-recipes/${id}/use`;
      const used = await ana.call<Automation>('POST', url, { answers });
      expect([id, used.status, used.body.problems]).toEqual([id, 201, []]);
      expect(used.body).toMatchObject({ status: 'draft', recipeId: id });
      const published = await ana.call<Automation>(
        'POST',
        `/api/v1/automations/${used.body.id}/publish`,
        {},
      );
      expect([id, published.status]).toEqual([id, 200]);
    }
  });

  it('say which answer does not fit', async () => {
    const url = '/api/v1/automation-recipes/lost_win_back/use';
    const { body } = await ana.call<ProblemDetails>('POST', url, {
      answers: { stageId: 'x', no: 1 },
    });
    expect(body.status).toBe(422);
    expect(body.errors?.map(({ field }) => field)).toContain('body.answers.stageId');
    const empty = await ana.call<ProblemDetails>('POST', url, { answers: { stageId: '' } });
    expect(empty.body.errors).toEqual([
      { field: 'body.answers.stageId', message: 'choose a stage' },
    ]);
    const blank = await ana.call('POST', '/api/v1/automation-recipes/weekly_summary/use', {
      answers: { assigneeId: '', time: null },
    });
    expect(blank.status).toBe(201);
    const none = await ana.call('POST', '/api/v1/automation-recipes/none/use', {});
    expect(none.status).toBe(404);
  });
});

describe('the catalogue', () => {
  it("has the workspace's own fields", async () => {
    const { body } = await ana.call<{ fields: { path: string }[]; triggers: unknown[] }>(
      'GET',
      '/api/v1/automation-catalog',
    );
    expect(body.fields).toContainEqual(
      expect.objectContaining({ path: 'contact.fields.birthday' }),
    );
    expect(body.triggers.length).toBeGreaterThan(30);
  });
});
