import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { act, lastOf, perform, set, silence } from '../../../test/support/automation-scenario.ts';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../test/support/automation-world.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld({ engine: false });
});
afterEach(() => silence(world));
afterAll(() => world.close());

const hourMs = 3_600_000;

/** Work that piled up is done in one batch. */
async function workOff(): Promise<void> {
  const engine = world.startEngine();
  await world.settled();
  await engine.stop();
}

it('a change that comes as the debounced run starts is not lost', async () => {
  const automationId = await world.publish({
    trigger: { type: 'contact_updated', params: { fields: ['email'] } },
    steps: [act('add_note', { text: 'now {{ event.changes.email.new }}' })],
    settings: { debounceSeconds: 1 },
  });
  const contactId = await world.contact({ email: '0@a.b' });
  await set(world, 'contacts', contactId, { email: '1@a.b' });
  await workOff();
  await sleep(1_100);
  // Its time is over, nobody has looked at it yet, and there is a newer change.
  await set(world, 'contacts', contactId, { email: '2@a.b' });
  await workOff();
  await sleep(1_100);
  await workOff();
  expect(await world.runs(automationId)).toMatchObject([
    { status: 'completed' },
    { status: 'completed' },
  ]);
  const notes = await world.db.psql('select text from notes where contact_id = $1 order by id', [
    contactId,
  ]);
  expect(notes).toEqual([{ text: 'now 1@a.b' }, { text: 'now 2@a.b' }]);
});

it('what has no contact is told apart by what it is about', async () => {
  const automationId = await world.publish({
    trigger: { type: 'task_created', params: {} },
    steps: [act('notify_members', { roles: ['owner'], title: '{{ task.title }}' })],
    settings: { debounceSeconds: 1 },
  });
  await world.insert('tasks', { title: 'One' });
  await world.insert('tasks', { title: 'Two' });
  await workOff();
  expect(await world.runs(automationId)).toHaveLength(2);
});

it('a schedule waits for its last run to end, and a change of the workspace settles', async () => {
  const delay = { id: 'wait', kind: 'delay', for: { amount: 1, unit: 'hours' } };
  const apart = await world.publish({
    trigger: { type: 'schedule', params: { cron: '* * * * *' } },
    steps: [delay],
    settings: { reenrolment: { mode: 'not_while_running' } },
  });
  const settling = await world.publish({
    trigger: { type: 'settings_changed', params: { kinds: ['workspace'] } },
    steps: [delay],
    settings: { debounceSeconds: 3_600 },
  });
  for (const [ago, name] of [
    [2, 'A'],
    [1, 'B'],
  ]) {
    await world.db.psql(
      `update automation_timers set due_at = date_trunc('minute', now()) - $2 * interval '1 minute'
       where automation_id = $1`,
      [apart, ago],
    );
    await set(world, 'workspaces', world.workspaceId, { name });
    await workOff();
  }
  expect(await world.runs(apart)).toHaveLength(1);
  expect(await world.runs(settling)).toMatchObject([{ wait_reason: 'debounce' }]);
});

it('runs that waited for this hour fill it', async () => {
  if (Date.now() % hourMs > hourMs - 10_000) await sleep(10_500);
  const automationId = await world.publish({
    trigger: { type: 'contact_created', params: {} },
    steps: [act('add_note', { text: 'welcome' })],
    settings: { maxRunsPerHour: 2 },
  });
  for (let count = 0; count < 4; count += 1) await world.contact();
  await workOff();
  // An hour later: what was held begins now, and nothing else may.
  await world.db.psql(
    `update automation_counts set at = at - interval '1 hour' where automation_id = $1`,
    [automationId],
  );
  await world.db.psql(
    `update runs set due_at = due_at - interval '1 hour', started_at = started_at - interval '1 hour'
     where automation_id = $1`,
    [automationId],
  );
  await world.contact();
  await workOff();
  await world.contact();
  await workOff();
  const statuses = (await world.runs(automationId)).map((run) => run.status);
  expect(statuses).toEqual([...Array(4).fill('completed'), 'waiting', 'waiting']);
});

it('old tasks are completed before the new one is made', async () => {
  const steps = [
    act('complete_tasks', {}, 'old'),
    act('create_task', { title: 'Call again' }, 'new'),
  ];
  const engine = world.startEngine();
  const { contactId, run } = await perform(world, steps);
  await engine.stop();
  expect(run).toMatchObject({ status: 'completed' });
  expect(
    lastOf(await world.db.psql('select status from tasks where contact_id = $1', [contactId])),
  ).toEqual({ status: 'open' });
});

it('a run whose contact is deleted ends quietly', async () => {
  const automationId = await world.publish({
    trigger: { type: 'contact_created', params: {} },
    steps: [
      { id: 'wait', kind: 'delay', for: { amount: 1, unit: 'seconds' } },
      act('send_sms', { text: 'Hello {{ contact.firstName }}' }),
    ],
  });
  const contactId = await world.contact({ phone: '+351 210 000 000' });
  await workOff();
  await world.db.psql('delete from contacts where id = $1', [contactId]);
  await sleep(1_100);
  await workOff();
  expect(await world.runs(automationId)).toMatchObject([
    { status: 'cancelled', error_code: 'contact_deleted', needs_review: false },
  ]);
  const [run] = await world.runs(automationId);
  expect(await world.steps(run?.id ?? '')).toMatchObject([
    { step_id: 'wait', status: 'cancelled' },
  ]);
});

it('a run that ends as failed without review is not told of as one that needs it', async () => {
  const step = act('set_owner', { ownerId: '00000000-0000-4000-8000-000000000000' });
  const engine = world.startEngine();
  const { automationId } = await perform(world, [{ ...step, onError: 'stop' }]);
  await engine.stop();
  const told = await world.db.psql(
    `select title, link from notifications where kind = 'run_failed' and link like $1`,
    [`%${automationId}%`],
  );
  expect(told).toMatchObject([
    {
      title: expect.stringMatching(/^A run failed: /),
      link: `/runs?status=failed&automation=${automationId}`,
    },
  ]);
});

it.each([
  ['http_429', 'waiting'],
  ['http_404', 'failed'],
])(
  'a webhook that failed with %s leaves the run %s when its step asks for tries',
  async (code, status) => {
    const hook = act('call_webhook', { url: 'https://example.com/hook' });
    const retry = { attempts: 2, firstDelay: { amount: 1, unit: 'hours' } };
    const engine = world.startEngine();
    const { automationId, run } = await perform(world, [{ ...hook, retry }]);
    await world.db.psql(
      `update deliveries set status = 'failed', error_code = $2, error = 'no' where run_id = $1`,
      [run.id, code],
    );
    await world.db.psql('update runs set due_at = now() where id = $1', [run.id]);
    await world.settled();
    await engine.stop();
    expect(await world.runs(automationId)).toMatchObject([{ status }]);
  },
);
