import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automationRoutes } from '../../src/automation/api/index.ts';
import type { Automation } from '../../src/contracts/automations.ts';
import type { ProblemDetails } from '../../src/contracts/problem.ts';
import { roles } from '../../src/contracts/roles.ts';
import type { Run } from '../../src/contracts/runs.ts';
import { deliveryRoutes } from '../../src/features/deliveries/index.ts';
import type { ApiServer } from '../../src/platform/http/server.ts';
import { silentLogger } from '../../src/platform/logging/logger.ts';
import { createQueue, type Queue } from '../../src/platform/queue/index.ts';
import { createSecretBox } from '../../src/platform/secrets/index.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';
import { addTestMember, openTestApi, type TestMember } from '../support/test-api.ts';
import { operationsOf, readDocument } from './operations.ts';

let world: AutomationWorld;
let queue: Queue;
let app: ApiServer;
let admin: TestMember;
let agent: TestMember;
let everybody: TestMember[];

beforeAll(async () => {
  world = await openAutomationWorld();
  const { db: database, workspaceId } = world;
  const backend = { kind: 'postgres', url: database.urls.engine, schema: 'queue' } as const;
  queue = await createQueue({ backend, log: silentLogger });
  const secrets = createSecretBox(randomBytes(32));
  app = await openTestApi(
    ...automationRoutes({ database }),
    deliveryRoutes({ database, queue, secrets }),
  );
  const join = (role: (typeof roles)[number]) =>
    addTestMember(database, app, { name: role, role, workspaceId });
  everybody = await Promise.all(roles.map(join));
  admin = await join('admin');
  agent = await join('agent');
});
afterAll(async () => {
  await app.close();
  await queue.close();
  await world.close();
});

const hook = {
  url: 'https://user:hush-login@example.com/in?token=hush-token&page=2',
  headers: { Authorization: 'Bearer hush-header', 'x-source': 'switchyard' },
  body: { client_secret: { value: 'hush-body' }, name: 'Rosa', list: [{ password: 'hush-list' }] },
};
const shown = {
  url: 'https://•••@example.com/in?token=•••&page=2',
  headers: { Authorization: '•••', 'x-source': 'switchyard' },
  body: { client_secret: { value: '•••' }, name: 'Rosa', list: [{ password: '•••' }] },
};
const definitionOf = (title: string, input: object = hook) => ({
  trigger: { type: 'contact_updated', params: { fields: ['score'] } },
  steps: [
    { id: 'call', kind: 'action', action: 'create_task', input: { title } },
    {
      id: 'split',
      kind: 'split',
      branches: [
        {
          id: 'a',
          weight: 1,
          steps: [{ id: 'hook', kind: 'action', action: 'call_webhook', input }],
        },
        { id: 'b', weight: 1, steps: [] },
      ],
    },
  ],
});
/** Makes every run take the path with the webhook. */
const straight = (title: string, input: object = hook) => {
  const { trigger, steps } = definitionOf(title, input);
  const [task, split] = steps;
  return { trigger, steps: [task, ...(split?.branches?.[0]?.steps ?? [])] };
};
const create = async (definition: object) => {
  const made = await admin.call<Automation>('POST', '/api/v1/automations', {
    name: 'Tell the shop',
    definition,
    pipelineId: world.pipelineId,
  });
  expect(made.status).toBe(201);
  return { made, url: `/api/v1/automations/${made.body.id}`, id: made.body.id };
};
/** Inputs of the webhooks of all versions, as engines read them. */
const published = async (automationId: string) => {
  const rows = await world.db.psql<{ input: unknown }>(
    `select jsonb_path_query(definition, 'strict $.**.steps[*] ? (@.id == "hook").input') as input
     from automation_versions where automation_id = $1 order by number`,
    [automationId],
  );
  return rows.map(({ input }) => input);
};
async function runOf(automationId: string): Promise<Run> {
  const contactId = await world.contact({
    pipeline_id: world.pipelineId,
    stage_id: world.stages['New'],
  });
  await world.db.psql('update contacts set score = 50 where id = $1', [contactId]);
  await world.settled();
  const [run] = await world.runs(automationId);
  return (await admin.call<Run>('GET', `/api/v1/runs/${run?.id}`)).body;
}

describe('the secrets of an automation', () => {
  it('are in no answer to anybody', async () => {
    const { made, id, url } = await create(straight('Call'));
    const answers = [made];
    const ask = async (method: 'POST' | 'PATCH', path: string, body?: object) => {
      const answer = await admin.call<Automation>(method, `${url}${path}`, body);
      expect([path, answer.status]).toEqual([path, expect.toSatisfy((code: number) => code < 300)]);
      answers.push(answer);
      return answer.body;
    };
    await ask('POST', '/publish', {});
    const other = { ...hook, headers: { Authorization: 'Bearer hush-other' } };
    await ask('PATCH', '', { definition: straight('Call today', other) });
    await ask('POST', '/publish', {});
    await ask('POST', '/duplicate');
    const run = await runOf(id);
    expect(run.steps[1]?.deliveries).toHaveLength(1);
    await ask('POST', '/versions/1/restore');

    const ids: [string, string | undefined][] = [
      ['automations', id],
      ['runs', run.id],
      ['deliveries', run.steps[1]?.deliveries[0]?.id],
      ['pipelines', world.pipelineId],
    ];
    const paths = operationsOf(readDocument(app.swagger()))
      .filter(({ method }) => method === 'GET')
      .map(({ path }) =>
        ids
          .reduce((text, [noun, one]) => text.replace(`/${noun}/{id}`, `/${noun}/${one}`), path)
          .replace('{number}', '1')
          .replace('{other}', 'draft')
          .replace(/explain$/, `explain?contactId=${run.contactId}`),
      );
    paths.push(`${url}/versions/1/diff/2`, `${url}/versions/2`);
    expect(paths.length).toBeGreaterThan(12);
    for (const member of everybody) {
      for (const path of paths) {
        const { statusCode, body } = await app.inject({ url: path, headers: member.headers });
        expect([path, statusCode === 200 || statusCode === 403]).toEqual([path, true]);
        expect([path, body.match(/hush-\w+/)?.[0]]).toEqual([path, undefined]);
      }
    }
    expect(JSON.stringify(answers)).not.toContain('hush-');
    const diff = await agent.call('GET', `${url}/versions/1/diff/2`);
    expect(JSON.stringify(diff.body)).toContain('••• (another)');
  });

  it('stay when somebody who does not see them edits another step, and are sent', async () => {
    const { made, id, url } = await create(definitionOf('Call'));
    const [, split] = made.body.draft.steps;
    expect(split).toMatchObject({ branches: [{ steps: [{ input: shown }] }, {}] });
    const definition = definitionOf('Call today', shown);
    const saved = await agent.call<Automation>('PATCH', url, { definition });
    expect(saved.body).toMatchObject({ problems: [], draftRevision: 2 });
    // Out of its branch the step is still the same.
    await agent.call('PATCH', `/api/automations/${id}`, { definition: straight('Call', shown) });
    expect((await admin.call('POST', `${url}/publish`, {})).status).toBe(200);
    expect(await published(id)).toEqual([hook]);
    const run = await runOf(id);
    expect(run.steps[1]).toMatchObject({ input: { headers: shown.headers, body: shown.body } });
    const [delivery] = await world.db.psql<{ payload: object }>(
      'select payload from deliveries where run_id = $1',
      [run.id],
    );
    expect(delivery?.payload).toMatchObject({ url: hook.url, headers: hook.headers });

    const one = { ...shown, headers: { Authorization: 'Bearer new' } };
    await agent.call('PATCH', url, { definition: straight('Call', one) });
    await admin.call('POST', `${url}/publish`, {});
    expect((await published(id))[1]).toEqual({ ...hook, headers: one.headers });
    await agent.call('POST', `${url}/versions/1/restore`);
    await admin.call('POST', `${url}/publish`, {});
    expect((await published(id))[2]).toEqual(hook);
  });

  it('must be written again where none is stored, or for another server', async () => {
    const { id, url } = await create(definitionOf('Call'));
    const elsewhere = { ...shown, url: shown.url.replace('example.com', 'example.org') };
    const saved = await agent.call<Automation>('PATCH', url, {
      definition: definitionOf('Call', elsewhere),
    });
    const places = [
      'steps.hook.input.url',
      'steps.hook.input.headers.Authorization',
      'steps.hook.input.body.client_secret.value',
      'steps.hook.input.body.list.0.password',
    ];
    const { problems } = saved.body;
    expect(problems.map(({ place }) => place).sort()).toEqual(places.toSorted());
    expect(problems[0]).toMatchObject({ stepId: 'hook', severity: 'error' });
    expect(problems[0]?.message).toContain('write the secret again');
    const refused = await admin.call<ProblemDetails>('POST', `${url}/publish`, {});
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map(({ field }) => field).sort()).toEqual(
      places.map((place) => `body.draft.${place}`).sort(),
    );
    expect(await published(id)).toEqual([]);
    const checked = await agent.call('POST', '/api/v1/automations/check', {
      definition: definitionOf('Call', elsewhere),
    });
    expect(checked.body).toEqual({ problems: [] });
  });

  it('are those of the version when a run is retried with an edited input', async () => {
    const { id, url } = await create(straight('Call', { ...hook, waitForAnswer: false }));
    await admin.call('POST', `${url}/publish`, {});
    const run = await runOf(id);
    const retry = (input: object) =>
      admin.call<Run & Pick<ProblemDetails, 'errors'>>('POST', `/api/v1/runs/${run.id}/retry`, {
        stepId: 'hook',
        input,
      });
    const edited = { ...shown, body: { name: 'Nuno' }, waitForAnswer: false };
    const again = await retry(edited);
    expect(again.status).toBe(201);
    await world.settled();
    const [delivery] = await world.db.psql<{ payload: object }>(
      'select payload from deliveries where run_id = $1',
      [again.body.id],
    );
    expect(delivery?.payload).toMatchObject({
      url: hook.url,
      headers: hook.headers,
      body: '{"name":"Nuno"}',
    });
    const lost = await retry({ ...edited, headers: { 'X-Api-Key': '•••' } });
    expect(lost.body.errors?.[0]?.field).toBe('body.input.headers.X-Api-Key');
  });
});
