import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../../test/support/automation-world.ts';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import type { ProblemDetails } from '../../../contracts/problem.ts';
import type { Run, RunListItem } from '../../../contracts/runs.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

let world: AutomationWorld;
let app: ApiServer;
let ana: TestMember;
let stranger: TestMember;

beforeAll(async () => {
  world = await openAutomationWorld();
  app = await openTestApi(...automationRoutes({ database: world.db }));
  const { workspaceId } = world;
  ana = await addTestMember(world.db, app, { name: 'Ana Reyes', role: 'agent', workspaceId });
  stranger = await addTestMember(world.db, app, { name: 'Stranger', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

type Page = { items: RunListItem[]; nextCursor: string | null };

const onScore = { trigger: { type: 'contact_updated', params: { fields: ['score'] } } };
const task = (id: string, title: string, more: object = {}) => ({
  id,
  kind: 'action',
  action: 'create_task',
  input: { title },
  ...more,
});
const pause = { id: 'pause', kind: 'delay', for: { amount: 1, unit: 'days' } };
const hook = { id: 'hook', kind: 'action', action: 'call_webhook' };

/** A run of a contact whose score became 50, as far as it goes by itself. */
async function runOf(automationId: string, columns: object = {}): Promise<string> {
  const contactId = await world.contact({ first_name: 'Rosa', ...columns });
  await world.db.psql('update contacts set score = 50 where id = $1', [contactId]);
  await world.settled();
  const runs = await world.runs(automationId);
  const run = runs.find(({ contact_id }) => contact_id === contactId);
  if (!run) throw new Error('it did not run');
  return run.id;
}

const list = async (query: string, who = ana) =>
  (await who.call<Page>('GET', `/api/v1/runs?${query}`)).body;
const read = async (id: string) => (await ana.call<Run>('GET', `/api/v1/runs/${id}`)).body;
const post = (id: string, action: string, body?: object) =>
  ana.call<Run & Pick<ProblemDetails, 'detail' | 'errors'>>(
    'POST',
    `/api/v1/runs/${id}/${action}`,
    body,
  );

describe('runs', () => {
  it('are found by what they are, newest first, page by page', async () => {
    const automationId = await world.publish({ ...onScore, steps: [task('call', 'Call'), pause] });
    const ids: string[] = [];
    for (const name of ['Maria', 'Marta', 'Nuno']) {
      ids.push(await runOf(automationId, { first_name: name, last_name: 'Costa' }));
    }
    const [first, , last] = ids;
    const found = (query: string) =>
      list(`automationId=${automationId}&${query}`).then(({ items }) => items.map(({ id }) => id));
    expect(await found('')).toEqual(ids.toReversed());
    expect(await found('q=mar')).toEqual(ids.slice(0, 2).toReversed());
    expect(await found('q=COSTA+nuno')).toEqual([last]);
    expect(await found('q=nobody')).toEqual([]);
    expect(await found('q=call')).toHaveLength(3);
    // What has no word is not looked for as if nothing had been asked: a bulk action goes by it.
    expect(await found('q=!')).toEqual([]);
    expect(await found('q=+')).toHaveLength(3);
    expect(await found('status=waiting,failed&stepId=pause')).toHaveLength(3);
    expect(await found('status=completed')).toEqual([]);
    expect(await found(`after=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
    const page = await list(`automationId=${automationId}&limit=2`);
    const rest = await list(`automationId=${automationId}&limit=2&cursor=${page.nextCursor}`);
    expect(rest.items.map(({ id }) => id)).toEqual([first]);
    expect(page.items[0]).toMatchObject({
      contactName: 'Nuno Costa',
      status: 'waiting',
      waitReason: 'delay',
      triggerType: 'contact.updated',
    });
    expect((await list('', stranger)).items).toEqual([]);
    expect((await ana.call('GET', '/api/v1/runs?status=done')).status).toBe(422);
  });

  it('are found by words among many, rare and frequent ones', async () => {
    const automationId = await world.publish({ ...onScore, steps: [] });
    await world.db.psql(
      `insert into runs (workspace_id, automation_id, version, trigger_key, trigger, status, lane, search)
       select $1, $2, 1, 'many:' || i, '{}', 'completed', 0,
         'plenty' || case when i = 7 then ' o''neill@needle.example' else '' end
       from generate_series(1, 1200) i`,
      [world.workspaceId, automationId],
    );
    expect((await list('q=plenty&limit=200')).items).toHaveLength(200);
    const needle = await list(`q=${encodeURIComponent("O'NEILL@nee")}`);
    expect(needle.items).toHaveLength(1);
    expect((await list('q=needle.example', stranger)).items).toEqual([]);
  });

  it('are found by a part of the name of a field that was missing', async () => {
    const steps = [task('call', 'Offer {{ contact.dealAmount }}')];
    const id = await runOf(await world.publish({ ...onScore, steps }));
    const { items } = await list('q=dealamount');
    expect(items.map((run) => run.id)).toEqual([id]);
  });

  it('show every step by name, what it sent, and who started it', async () => {
    const steps = [
      task('call', 'Call', { name: 'Call the customer' }),
      { ...hook, input: { url: 'https://example.com/in', waitForAnswer: false } },
    ];
    const run = await read(await runOf(await world.publish({ ...onScore, steps })));
    expect(run).toMatchObject({
      status: 'completed',
      trigger: { type: 'contact.updated', actorName: 'Database: postgres' },
      steps: [
        { stepId: 'call', title: 'Call the customer', status: 'completed', deliveries: [] },
        { stepId: 'hook', title: 'Call a webhook', deliveries: [{ channel: 'webhook' }] },
      ],
    });
    expect(run.definition).toMatchObject({ steps: [{ id: 'call' }, { id: 'hook' }] });
    expect((await stranger.call('GET', `/api/v1/runs/${run.id}`)).status).toBe(404);
  });
});

describe('people', () => {
  it('cancel a run with its waiting step and what it has not sent', async () => {
    const steps = [{ ...hook, input: { url: 'https://example.com', waitForAnswer: true } }];
    const id = await runOf(await world.publish({ ...onScore, steps }));
    expect(await read(id)).toMatchObject({ status: 'waiting', waitReason: 'delivery' });
    const cancelled = await post(id, 'cancel');
    expect(cancelled.body).toMatchObject({
      status: 'cancelled',
      dueAt: null,
      steps: [{ status: 'cancelled', deliveries: [{ status: 'cancelled' }] }],
    });
    expect(cancelled.body.finishedAt).not.toBeNull();
    expect(await post(id, 'cancel')).toMatchObject({
      status: 409,
      body: { detail: 'The run has already ended: it is cancelled.' },
    });
    expect((await stranger.call('POST', `/api/v1/runs/${id}/cancel`)).status).toBe(404);
  });

  it('let a waiting run go on now, and only one that waits for a time', async () => {
    const id = await runOf(
      await world.publish({ ...onScore, steps: [pause, task('call', 'Call')] }),
    );
    expect((await post(id, 'wake')).status).toBe(200);
    await world.settled();
    expect(await read(id)).toMatchObject({
      status: 'completed',
      steps: [{ status: 'completed' }, { stepId: 'call' }],
    });
    expect((await post(id, 'wake')).status).toBe(409);
    expect((await post(id, 'review-done')).status).toBe(409);
    const noStep = await post(id, 'retry', { from: 'failed_step' });
    expect(noStep).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const event = { type: 'message_received', params: {} };
    const wait = { id: 'answer', kind: 'wait_for_event', event, timeout: pause.for };
    const waiting = await runOf(await world.publish({ ...onScore, steps: [wait] }));
    expect((await post(waiting, 'wake')).body.detail).toContain('It waits for something to happen');
  });

  it('retry from a step with what the steps before it gave, and with another input', async () => {
    const steps = [
      task('first', 'One'),
      { id: 'move', kind: 'action', action: 'move_stage', input: { stageId: randomUUID() } },
      task('last', 'After {{ steps.first.taskId }}'),
    ];
    const automationId = await world.publish({ ...onScore, steps });
    const failed = await runOf(automationId);
    expect(await read(failed)).toMatchObject({
      status: 'failed',
      stepId: 'move',
      needsReview: true,
    });

    const made = await post(failed, 'retry', {
      stepId: 'move',
      input: { stageId: world.stages['Won'] },
    });
    expect(made).toMatchObject({ status: 201, body: { retryOf: failed, stepId: 'move' } });
    await world.settled();
    const again = await read(made.body.id);
    expect(again).toMatchObject({
      status: 'completed',
      trigger: { type: 'contact.updated' },
      steps: [{ stepId: 'move', input: { stageId: world.stages['Won'] } }, { stepId: 'last' }],
    });
    const firstOutput = (await read(failed)).steps[0]?.output;
    const id = (firstOutput as { taskId?: string } | null)?.taskId;
    expect(again.steps[1]?.input).toMatchObject({ title: `After ${id}` });
    expect((await read(failed)).needsReview).toBe(false);
    expect((await list(`automationId=${automationId}&q=missing_stage`)).items).toHaveLength(1);

    const nowhere = await post(failed, 'retry', { stepId: 'gone' });
    expect(nowhere).toMatchObject({ status: 422, body: { errors: [{ field: 'body.stepId' }] } });
    const wrong = await post(failed, 'retry', { stepId: 'move', input: { stageId: randomUUID() } });
    expect(wrong).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'body.input.stageId' }] },
    });
  });

  it('retry what failed without doing again what the run has done after it', async () => {
    const steps = [
      { id: 'move', kind: 'action', action: 'move_stage', input: { stageId: randomUUID() } },
      pause,
      task('told', 'Stage: {{ steps.move.stageId }}'),
      task('call', 'Call {{ contact.firstName }}'),
    ];
    const id = await runOf(await world.publish({ ...onScore, steps }));
    expect(await read(id)).toMatchObject({
      status: 'waiting',
      needsReview: true,
      errorCode: 'missing_stage',
    });
    expect((await post(id, 'retry', { from: 'failed_step' })).status).toBe(409);
    expect((await post(id, 'review-done')).body).toMatchObject({ needsReview: false });
    await post(id, 'wake');
    await world.settled();
    expect(await read(id)).toMatchObject({
      status: 'failed',
      stepId: 'move',
      needsReview: false,
      steps: [{ status: 'failed' }, { stepId: 'pause' }, { status: 'failed' }, { stepId: 'call' }],
    });
    const input = { stageId: world.stages['Won'] };
    const made = await post(id, 'retry', { from: 'failed_step', input });
    await world.settled();
    const again = await read(made.body.id);
    expect(again).toMatchObject({ status: 'completed' });
    expect(again.steps.map(({ stepId, status }) => `${stepId} ${status}`)).toEqual([
      'move completed',
      'pause skipped',
      'told completed',
      'call skipped',
    ]);
  });

  it('retry only what has ended, and take the newest version when they say so', async () => {
    const automationId = await world.publish({ ...onScore, steps: [pause] });
    const id = await runOf(automationId);
    expect((await post(id, 'retry', {})).status).toBe(409);
    await post(id, 'cancel');
    await world.db.psql(
      `with v as (insert into automation_versions
         (workspace_id, automation_id, number, definition, published_by)
         values ($1, $2, 2, $3, 'system'))
       update automations set version = 2 where id = $2`,
      [
        world.workspaceId,
        automationId,
        JSON.stringify({ ...onScore, steps: [task('new', 'New')] }),
      ],
    );
    const made = await post(id, 'retry', { version: 'newest' });
    await world.settled();
    expect(await read(made.body.id)).toMatchObject({ version: 2, status: 'completed' });
    expect((await post(id, 'retry', { version: 'newest', stepId: 'pause' })).status).toBe(422);
  });

  it('do the same to many at once', async () => {
    const bad = {
      id: 'move',
      kind: 'action',
      action: 'move_stage',
      input: { stageId: randomUUID() },
    };
    const automationId = await world.publish({
      ...onScore,
      steps: [bad],
      settings: { pauseAfterFailures: null },
    });
    const ids = [await runOf(automationId), await runOf(automationId), await runOf(automationId)];
    const bulk = async (body: object) => (await ana.call('POST', '/api/v1/runs/bulk', body)).body;
    expect(await bulk({ runs: { ids: ids.slice(0, 2) }, action: 'review_done' })).toEqual({
      changed: 2,
      skipped: 0,
    });
    expect((await list(`automationId=${automationId}&needsReview=true`)).items).toHaveLength(1);
    const search = { automationId, status: 'failed' };
    const retry = { from: 'failed_step' };
    expect(await bulk({ runs: { search }, action: 'retry', retry })).toEqual({
      changed: 3,
      skipped: 0,
    });
    await world.settled();
    expect((await list(`automationId=${automationId}&status=failed`)).items).toHaveLength(6);
    expect(await bulk({ runs: { ids }, action: 'cancel' })).toEqual({ changed: 0, skipped: 3 });
    const foreign = await stranger.call('POST', '/api/v1/runs/bulk', {
      runs: { ids },
      action: 'retry',
    });
    expect(foreign.body).toEqual({ changed: 0, skipped: 3 });
  });

  it('are not all meant by a mistyped search, nor retried from the start by a mistyped step', async () => {
    const automationId = await world.publish({ ...onScore, steps: [pause] });
    const id = await runOf(automationId);
    for (const [runs, field] of [
      [{ search: { automationID: automationId } }, 'body.runs.search'],
      [{ ids: [id], search: {} }, 'body.runs'],
      [{}, 'body.runs'],
    ] as const) {
      const body = { runs, action: 'cancel' };
      const refused = await ana.call<ProblemDetails>('POST', '/api/v1/runs/bulk', body);
      expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([422, field]);
    }
    expect(await read(id)).toMatchObject({ status: 'waiting' });
    const bulk = { runs: { ids: [id] }, action: 'retry', retries: { from: 'failed_step' } };
    expect((await ana.call('POST', '/api/v1/runs/bulk', bulk)).status).toBe(422);
    await post(id, 'cancel');
    const mistyped = await post(id, 'retry', { step: 'pause' });
    expect(mistyped).toMatchObject({ status: 422, body: { errors: [{ field: 'body' }] } });
  });
});
