import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  act,
  expectEvent,
  expectFailure,
  hourMs,
  inMs,
  lastOf,
  type Performed,
  perform,
  set,
  silence,
  writer,
} from '../support/automation-scenario.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld();
});
afterEach(() => silence(world));
afterAll(() => world.close());

const does = (action: string, input: object, columns: Record<string, unknown> = {}) =>
  perform(world, [act(action, input)], columns);

/** The row that the run made or changed. */
async function written(table: string, { automationId, run }: Performed) {
  const rows = await world.db.psql(`select * from ${table} where written_by = $1`, [
    writer(automationId, run, 1),
  ]);
  expect(run).toMatchObject({ status: 'completed', error: null });
  expect(rows).toHaveLength(1);
  return lastOf(rows);
}

/** Starts a step by a change of an appointment or job, whose facts it then has. */
async function onUpdate(
  subject: 'appointment' | 'job',
  step: object,
  columns: Record<string, unknown>,
): Promise<Performed & { id: string }> {
  const status = subject === 'job' ? 'in_progress' : 'confirmed';
  const trigger = { type: `${subject}_status_changed`, params: { to: status } };
  const automationId = await world.publish({ trigger, steps: [step] });
  const contactId = await world.contact();
  const id = await world.insert(`${subject}s`, {
    contact_id: contactId,
    title: 'Visit',
    ...columns,
  });
  await set(world, `${subject}s`, id, { status });
  await world.settled();
  const run = lastOf(await world.runs(automationId));
  return { automationId, contactId, run, steps: await world.steps(run.id), id };
}

it('create_task: due in a while, for the owner of the contact, who is told', async () => {
  const { memberId } = world;
  const input = {
    title: 'Call {{ contact.firstName }}',
    priority: 'high',
    dueIn: { amount: 2, unit: 'hours' },
    assigneeId: 'contact_owner',
  };
  const done = await does('create_task', input, { owner_id: memberId });
  const task = await written('tasks', done);
  expect(task).toMatchObject({
    contact_id: done.contactId,
    title: 'Call Rosa',
    status: 'open',
    priority: 'high',
    assignee_id: memberId,
  });
  const dueIn = task['due_at'].getTime() - task['created_at'].getTime();
  expect(Math.abs(dueIn - 2 * hourMs)).toBeLessThan(10_000);
  expect(done.steps).toMatchObject([
    { input: { title: 'Call Rosa' }, output: { taskId: task['id'] } },
  ]);
  await expectEvent(world, done, 'task.created', { assigneeId: [null, memberId] });
  const told = await written('notifications', done);
  expect(told).toMatchObject({ kind: 'task_assigned', title: 'New task: Call Rosa' });
  const gone = await does('create_task', { title: 'Call', assigneeId: randomUUID() });
  await expectFailure(world, gone, 'missing_member', /team member/);
  const late = await does('create_task', { title: 'Call', dueAt: 'soon' });
  await expectFailure(world, late, 'invalid_input', /dueAt: must be a date and time/);
});

it('complete_tasks: those of the contact with this title', async () => {
  const trigger = { type: 'contact_status_changed', params: { to: 'WON' } };
  const steps = [act('complete_tasks', { title: 'Call {{ contact.firstName }}' })];
  const automationId = await world.publish({ trigger, steps });
  const contactId = await world.contact();
  const task = (title: string, columns: Record<string, unknown> = {}) =>
    world.insert('tasks', { contact_id: contactId, title, ...columns });
  const open = await task('Call Rosa', { status: 'in_progress' });
  await task('Write');
  await task('Call Rosa', { status: 'cancelled' });
  await task('Call Rosa', { contact_id: await world.contact() });
  await set(world, 'contacts', contactId, { status: 'WON' });
  await world.settled();
  const run = lastOf(await world.runs(automationId));
  const done = { automationId, contactId, run, steps: await world.steps(run.id) };
  const row = await written('tasks', done);
  expect(row).toMatchObject({ id: open, status: 'completed', completed_at: expect.any(Date) });
  await expectEvent(world, done, 'task.updated', { status: ['in_progress', 'completed'] });
  expect(done.steps).toMatchObject([{ output: { title: 'Call Rosa' } }]);
});

it('create_appointment: on the clock of the contact', async () => {
  const input = { title: 'Visit', startsAt: '2040-03-09 10:00', durationMinutes: '45' };
  const done = await does('create_appointment', input, { time_zone: 'Asia/Manila' });
  const row = await written('appointments', done);
  expect(row).toMatchObject({
    contact_id: done.contactId,
    title: 'Visit',
    status: 'scheduled',
    starts_at: new Date('2040-03-09T02:00:00Z'),
    duration_minutes: 45,
    time_zone: 'Asia/Manila',
  });
  await expectEvent(world, done, 'appointment.created', { status: [null, 'scheduled'] });
  expect(done.steps).toMatchObject([
    { input, output: { appointmentId: row['id'], startsAt: '2040-03-09T02:00:00.000Z' } },
  ]);
  const wrong = await does('create_appointment', { title: 'Visit', startsAt: 'tomorrow' });
  await expectFailure(world, wrong, 'invalid_input', /startsAt: must be a date and time/);
});

it('update_appointment: the one that the run is about', async () => {
  const step = act('update_appointment', { status: 'completed', startsAt: '2040-03-09 10:00' });
  const columns = { starts_at: inMs(hourMs), time_zone: 'Europe/Lisbon' };
  const done = await onUpdate('appointment', step, columns);
  const row = await written('appointments', done);
  expect(row).toMatchObject({
    id: done.id,
    status: 'completed',
    starts_at: new Date('2040-03-09T10:00:00Z'),
    reschedules: 1,
  });
  await expectEvent(world, done, 'appointment.updated', { status: ['confirmed', 'completed'] });
  expect(done.steps).toMatchObject([{ output: { appointmentId: done.id, status: 'completed' } }]);
  const none = await does('update_appointment', { status: 'completed' });
  await expectFailure(world, none, 'no_appointment', /no appointment/);
});

it('create_job: scheduled when it has a start', async () => {
  const input = {
    title: 'Paint',
    amount: '{{ contact.dealAmount }}',
    scheduledStart: '2040-03-09T08:00:00Z',
    assigneeId: world.memberId,
  };
  const done = await does('create_job', input, { deal_amount: 12.5 });
  const row = await written('jobs', done);
  expect(row).toMatchObject({
    contact_id: done.contactId,
    number: 1,
    status: 'scheduled',
    amount: '12.50',
    scheduled_start: new Date('2040-03-09T08:00:00Z'),
    assignee_id: world.memberId,
  });
  await expectEvent(world, done, 'job.created', { number: [null, 1] });
  expect(done.steps).toMatchObject([{ input: { amount: 12.5 }, output: { jobId: row['id'] } }]);
  const bare = await written('jobs', await does('create_job', { title: 'Paint' }));
  expect(bare).toMatchObject({ number: 2, status: 'new', amount: null, scheduled_start: null });
  const gone = await does('create_job', { title: 'Paint', assigneeId: randomUUID() });
  await expectFailure(world, gone, 'missing_member', /team member/);
});

it('update_job: the one that the run is about', async () => {
  const step = act('update_job', { status: 'completed', assigneeId: world.memberId });
  const done = await onUpdate('job', step, {});
  const row = await written('jobs', done);
  expect(row).toMatchObject({
    id: done.id,
    status: 'completed',
    completed_at: expect.any(Date),
    assignee_id: world.memberId,
  });
  await expectEvent(world, done, 'job.updated', { status: ['in_progress', 'completed'] });
  expect(done.steps).toMatchObject([{ output: { jobId: done.id, status: 'completed' } }]);

  const none = await does('update_job', { status: 'completed' });
  await expectFailure(world, none, 'no_job', /no job/);
  const backwards = await onUpdate('job', act('update_job', { scheduledEnd: '2040-01-01 08:00' }), {
    scheduled_start: '2040-03-09T08:00:00Z',
  });
  await expectFailure(world, backwards, 'invalid_input', /before it starts/);
});
