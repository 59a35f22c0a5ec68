import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  activateAutomation,
  pauseAutomation,
} from '../../src/automation/api/publish/publish-automation.ts';
import {
  act,
  conversation,
  hourMs,
  inMs,
  lastOf,
  message,
  pass,
  perform,
  queueRun,
  set,
  silence,
} from '../support/automation-scenario.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld();
});
afterEach(() => silence(world));
afterAll(() => world.close());

const note = (id: string, text = id) => act('add_note', { text }, id);
const delay = (amount: number, unit = 'seconds') => ({
  id: 'wait',
  kind: 'delay',
  for: { amount, unit },
});
const won = { type: 'contact_status_changed', params: { to: 'WON' } };

async function notesOf(contactId: string): Promise<string[]> {
  const rows = await world.db.psql<{ text: string }>(
    'select text from notes where contact_id = $1 order by created_at',
    [contactId],
  );
  return rows.map(({ text }) => text);
}

/** Publishes, and gives a contact the status that starts it. */
async function begin(definition: object, columns: Record<string, unknown> = {}) {
  const automationId = await world.publish({ trigger: won, ...definition });
  const contactId = await world.contact(columns);
  await set(world, 'contacts', contactId, { status: 'WON' });
  await world.settled();
  return { automationId, contactId };
}

async function winAgain(contactId: string): Promise<void> {
  await set(world, 'contacts', contactId, { status: 'LOST' });
  await set(world, 'contacts', contactId, { status: 'WON' });
  await world.settled();
}

const ref = (automationId: string) => ({ workspaceId: world.workspaceId, automationId });

async function pause(automationId: string): Promise<void> {
  await world.db.withWorkspace(world.workspaceId, 'system', (tx) =>
    pauseAutomation(tx, ref(automationId)),
  );
}

async function activate(automationId: string): Promise<void> {
  await world.db.withWorkspace(world.workspaceId, 'system', (tx) =>
    activateAutomation(tx, ref(automationId)),
  );
}

async function refusalsOf(automationId: string): Promise<string[]> {
  const rows = await world.db.psql<{ reason: string }>(
    'select reason from run_refusals where automation_id = $1 order by id',
    [automationId],
  );
  return rows.map(({ reason }) => reason);
}

it('a delay lets the run go on when its time has come, not before', async () => {
  const { automationId, contactId } = await begin({ steps: [note('one'), delay(1), note('two')] });
  const [waiting] = await world.runs(automationId);
  expect(waiting).toMatchObject({ status: 'waiting', wait_reason: 'delay' });
  expect(await notesOf(contactId)).toEqual(['one']);
  await pass(waiting?.due_at ?? inMs(1_000));
  await world.settled();
  expect(await notesOf(contactId)).toEqual(['one', 'two']);
  const [row] = await world.db.psql(
    `select finished_at - started_at >= interval '1 s' as long_enough, status from run_steps
     where run_id = $1 and step_id = 'wait'`,
    [waiting?.id],
  );
  expect(row).toEqual({ long_enough: true, status: 'completed' });
});

const reply = {
  id: 'reply',
  kind: 'wait_for_event',
  event: { type: 'message_received', params: {} },
  condition: { field: 'message.text', op: 'contains', value: 'yes' },
  timeout: { amount: 1, unit: 'hours' },
};

it('waits for an event of its contact that meets the condition', async () => {
  const steps = [
    reply,
    note('told', '{{ steps.reply.timedOut }}: {{ steps.reply.event.changes.text.new }}'),
  ];
  const { automationId, contactId } = await begin({ steps });
  const other = await world.contact();
  const chat = async (id: string) => ({
    contactId: id,
    conversationId: await conversation(world, id),
  });
  await message(world, await chat(other), { text: 'yes' });
  const own = await chat(contactId);
  await message(world, own, { text: 'no' });
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([
    { status: 'waiting', wait_reason: 'event' },
  ]);
  await message(world, own, { text: 'yes please' });
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([{ status: 'completed' }]);
  expect(await notesOf(contactId)).toEqual(['false: yes please']);
});

it('gives up waiting for an event when its time is over', async () => {
  const timeout = { amount: 1, unit: 'seconds' };
  const steps = [{ ...reply, timeout }, note('told', '{{ steps.reply.timedOut }}')];
  const { automationId, contactId } = await begin({ steps });
  const stopping = await world.publish({
    trigger: { type: 'tag_added', params: { tag: 'stop' } },
    steps: [{ ...reply, timeout, onTimeout: 'stop' }, note('never')],
  });
  await set(world, 'contacts', contactId, { tags: ['stop'] });
  await sleep(1_100);
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([{ status: 'completed' }]);
  expect(await world.runs(stopping)).toMatchObject([{ status: 'completed' }]);
  expect(await notesOf(contactId)).toEqual(['true']);
});

it('jumps to a goal that is reached while it waits', async () => {
  const goal = {
    id: 'goal',
    kind: 'goal',
    condition: { field: 'contact.score', op: 'gte', value: 80 },
    otherwise: 'stop',
  };
  const steps = [delay(1, 'hours'), note('remind'), goal, note('thank')];
  const { automationId, contactId } = await begin({ steps }, { score: 10 });
  await set(world, 'contacts', contactId, { score: 40 });
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([{ status: 'waiting' }]);
  await set(world, 'contacts', contactId, { score: 85 });
  await world.settled();
  const run = lastOf(await world.runs(automationId));
  expect(run.status).toBe('completed');
  expect(await notesOf(contactId)).toEqual(['thank']);
  expect(await world.steps(run.id)).toMatchObject([
    { step_id: 'wait', status: 'skipped' },
    { step_id: 'remind', status: 'skipped' },
    { step_id: 'goal', status: 'completed' },
    { step_id: 'thank', status: 'completed' },
  ]);
});

it('stops at a reply of the contact, not at a message of ours', async () => {
  const settings = { stopOnReply: true };
  const { automationId, contactId } = await begin({ steps: [delay(1, 'hours')], settings });
  const chat = { contactId, conversationId: await conversation(world, contactId) };
  await message(world, chat, { direction: 'out' });
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([{ status: 'waiting' }]);
  await message(world, chat);
  await world.settled();
  const run = lastOf(await world.runs(automationId));
  expect(run).toMatchObject({ status: 'cancelled', due_at: null });
  expect(await world.steps(run.id)).toMatchObject([{ step_id: 'wait', status: 'cancelled' }]);
});

it('starts again: always, once, not while running, not within some hours', async () => {
  const starts = async (reenrolment: object) => {
    const settings = { reenrolment };
    const { automationId, contactId } = await begin({ steps: [delay(1, 'hours')], settings });
    await winAgain(contactId);
    // The first run is over, an hour and a half ago.
    await world.db.psql(
      `update runs set status = 'completed', due_at = null,
         started_at = started_at - interval '90 min' where automation_id = $1`,
      [automationId],
    );
    await winAgain(contactId);
    const runs = (await world.runs(automationId)).length;
    await silence(world);
    return [runs, ...(await refusalsOf(automationId))];
  };
  expect(await starts({ mode: 'always' })).toEqual([3]);
  expect(await starts({ mode: 'once' })).toEqual([1, 'already_ran', 'already_ran']);
  expect(await starts({ mode: 'not_while_running' })).toEqual([2, 'already_running']);
  expect(await starts({ mode: 'not_within', hours: 1 })).toEqual([2, 'too_soon']);
  expect(await starts({ mode: 'not_within', hours: 2 })).toEqual([1, 'too_soon', 'too_soon']);
});

it('five quick changes are one run with the last of them', async () => {
  const automationId = await world.publish({
    trigger: { type: 'contact_updated', params: { fields: ['email'] } },
    steps: [note('told', '{{ event.changes.email.old }} → {{ event.changes.email.new }}')],
    settings: { debounceSeconds: 1 },
  });
  const contactId = await world.contact({ email: '0@a.b' });
  for (const count of [1, 2, 3, 4, 5]) {
    await set(world, 'contacts', contactId, { email: `${count}@a.b` });
    await world.settled();
  }
  const [waiting] = await world.runs(automationId);
  expect(await world.runs(automationId)).toMatchObject([
    { status: 'waiting', wait_reason: 'debounce' },
  ]);
  await pass(waiting?.due_at ?? inMs(1_000));
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([{ status: 'completed' }]);
  expect(await notesOf(contactId)).toEqual(['4@a.b → 5@a.b']);
});

it('above the limit of the workspace runs wait for the next hour', async () => {
  // The limit counts clock hours: this must not happen across the change of one.
  if (Date.now() % hourMs > hourMs - 5_000) await sleep(5_500);
  await world.db.psql('update workspaces set runs_per_hour = 3');
  await world.db.psql('delete from automation_counts');
  const automationId = await world.publish({ trigger: won, steps: [note('won')] });
  const contactIds: string[] = [];
  for (let count = 0; count < 4; count += 1) {
    const contactId = await world.contact();
    contactIds.push(contactId);
    await set(world, 'contacts', contactId, { status: 'WON' });
    await world.settled();
  }
  await world.db.psql('update workspaces set runs_per_hour = null');
  const runs = await world.runs(automationId);
  const nextHour = new Date((Math.floor(Date.now() / hourMs) + 1) * hourMs);
  expect(runs.map(({ status }) => status)).toEqual([
    ...['completed', 'completed', 'completed', 'waiting'],
  ]);
  const held = lastOf(runs);
  expect(held).toMatchObject({ wait_reason: 'rate', due_at: nextHour });
  await set(world, 'runs', held.id, { due_at: new Date() });
  await world.settled();
  expect(await notesOf(contactIds[3] ?? '')).toEqual(['won']);
});

it('pausing holds runs at their next step; activating lets them go on', async () => {
  const { automationId, contactId } = await begin({ steps: [delay(1), note('two')] });
  await pause(automationId);
  await sleep(1_050);
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([
    { status: 'waiting', wait_reason: 'paused', due_at: null },
  ]);
  await winAgain(contactId);
  expect(await world.runs(automationId)).toHaveLength(1);
  expect(await notesOf(contactId)).toEqual([]);
  await activate(automationId);
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([{ status: 'completed' }]);
  expect(await notesOf(contactId)).toEqual(['two']);
});

it('a queued run that was held is admitted when it goes on, by how things are then', async () => {
  const automationId = await world.publish({
    trigger: { type: 'manual', params: {} },
    conditions: { field: 'contact.score', op: 'gte', value: 80 },
    steps: [note('chosen')],
    settings: { reenrolment: { mode: 'once' } },
  });
  const cold = await world.contact({ score: 10 });
  const hot = await world.contact({ score: 90 });
  await pause(automationId);
  await queueRun(world, { automationId, contactId: cold, type: 'manual.start' });
  await queueRun(world, { automationId, contactId: hot, type: 'manual.start' });
  await world.settled();
  const held = { status: 'pending', wait_reason: 'paused', due_at: null };
  expect(await world.runs(automationId)).toMatchObject([held, held]);
  await activate(automationId);
  await world.settled();
  expect(await world.runs(automationId)).toMatchObject([
    { contact_id: cold, status: 'cancelled', error_code: 'conditions_not_met' },
    { contact_id: hot, status: 'completed', error: null },
  ]);
  expect(await notesOf(hot)).toEqual(['chosen']);
});

it('a reference that is gone by the time of its step is said in words', async () => {
  const { pipelineId } = world;
  const stage = { pipeline_id: pipelineId, name: 'Soon gone', type: 'LEAD' };
  const stageId = await world.insert('stages', stage);
  const steps = [delay(1), note('before'), act('move_stage', { stageId }, 'move')];
  const { automationId, contactId, run } = await perform(world, steps);
  await world.db.psql('delete from stages where id = $1', [stageId]);
  await pass(run.due_at ?? inMs(1_000));
  await world.settled();
  expect(await notesOf(contactId)).toEqual(['before']);
  expect(await world.runs(automationId)).toMatchObject([
    {
      status: 'failed',
      error_code: 'missing_stage',
      error: 'The stage is not there any more: edit the step.',
      needs_review: true,
    },
  ]);
});
