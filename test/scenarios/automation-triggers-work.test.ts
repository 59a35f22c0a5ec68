import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { hourMs, inMs, pass, set, silence, watch } from '../support/automation-scenario.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';

let world: AutomationWorld;
let contactId: string;

beforeAll(async () => {
  world = await openAutomationWorld();
  contactId = await world.contact({ first_name: 'Rosa' });
});
afterEach(() => silence(world));
afterAll(() => world.close());

/** Long enough to write a row before it, on a busy machine. */
const soonMs = 700;
const before = { amount: 1, unit: 'hours' } as const;

const appointment = (columns: Record<string, unknown> = {}) =>
  world.insert('appointments', {
    contact_id: contactId,
    title: 'Visit',
    starts_at: inMs(5 * hourMs),
    time_zone: 'Asia/Manila',
    ...columns,
  });
const job = (columns: Record<string, unknown> = {}) =>
  world.insert('jobs', { contact_id: contactId, title: 'Paint', ...columns });
const task = (columns: Record<string, unknown> = {}) =>
  world.insert('tasks', { contact_id: contactId, title: 'Call', ...columns });
const change = (table: string, id: string, columns: Record<string, unknown>) =>
  set(world, table, id, columns);

it('appointment_created: a new one, with its facts on its own clock', async () => {
  const old = await appointment();
  const heard = await watch(world, {
    type: 'appointment_created',
    says: '{{ contact.firstName }}: {{ appointment.title }}, {{ appointment.date }} {{ appointment.time }}',
  });
  await heard.misses(change('appointments', old, { title: 'Other' }));
  await heard.fires(appointment({ starts_at: '2040-03-09T02:30:00Z' }), {
    contactId,
    says: 'Rosa: Visit, Friday, 9 March 2040 10:30',
  });
});

it('appointment_status_changed: from and to the chosen status', async () => {
  const id = await appointment();
  const heard = await watch(world, {
    type: 'appointment_status_changed',
    params: { from: 'scheduled', to: 'confirmed' },
    says: '{{ appointment.status }}',
  });
  await heard.misses(change('appointments', id, { status: 'cancelled' }));
  await heard.misses(change('appointments', id, { status: 'confirmed' }));
  await heard.misses(change('appointments', id, { status: 'scheduled' }));
  await heard.fires(change('appointments', id, { status: 'confirmed' }), {
    contactId,
    says: 'confirmed',
  });
});

it('appointment_rescheduled: another time, not another title', async () => {
  const id = await appointment();
  const heard = await watch(world, {
    type: 'appointment_rescheduled',
    says: 'Moved {{ appointment.reschedules }} times',
  });
  await heard.misses(change('appointments', id, { title: 'Other', status: 'confirmed' }));
  await heard.fires(change('appointments', id, { starts_at: inMs(9 * hourMs) }), {
    contactId,
    says: 'Moved 1 times',
  });
});

it('appointment_reminder: moves with the appointment, goes with it, comes once', async () => {
  const heard = await watch(world, {
    type: 'appointment_reminder',
    params: { before },
    says: 'Soon: {{ appointment.title }}',
  });
  const startsAt = inMs(5 * hourMs);
  const id = await appointment({ starts_at: startsAt });
  await heard.misses(Promise.resolve());
  const due = (start: Date) => new Date(start.getTime() - hourMs);
  expect(await heard.timer(`appointment:${id}`)).toEqual(due(startsAt));
  const later = inMs(7 * hourMs);
  await heard.misses(change('appointments', id, { starts_at: later }));
  expect(await heard.timer(`appointment:${id}`)).toEqual(due(later));
  await heard.misses(change('appointments', id, { status: 'cancelled' }));
  expect(await heard.timer(`appointment:${id}`)).toBeNull();
  await heard.misses(change('appointments', id, { status: 'scheduled' }));
  expect(await heard.timer(`appointment:${id}`)).toEqual(due(later));
  // Too late for it: nobody is reminded of what begins in ten minutes.
  await heard.misses(change('appointments', id, { starts_at: inMs(hourMs / 6) }));
  expect(await heard.timer(`appointment:${id}`)).toBeNull();

  const moment = inMs(soonMs);
  const moved = change('appointments', id, { starts_at: new Date(moment.getTime() + hourMs) });
  await heard.fires(
    moved.then(() => pass(moment)),
    { contactId, says: 'Soon: Visit' },
  );
  await heard.misses(change('appointments', id, { title: 'Other' }));
  await heard.misses(change('appointments', id, { status: 'confirmed' }));
  expect(await heard.timer(`appointment:${id}`)).toBeNull();
});

it('appointment_reminder: armed for what there is already; not one that is gone', async () => {
  const moment = inMs(2 * soonMs);
  const startsAt = new Date(moment.getTime() + hourMs);
  const id = await appointment({ starts_at: startsAt });
  const cancelled = await appointment({ starts_at: startsAt, status: 'cancelled' });
  const heard = await watch(world, { type: 'appointment_reminder', params: { before } });
  expect(await heard.timer(`appointment:${id}`)).toEqual(moment);
  expect(await heard.timer(`appointment:${cancelled}`)).toBeNull();
  await heard.misses(world.db.psql('delete from appointments where id = $1', [id]));
  await heard.misses(pass(moment));
  expect(await heard.timer(`appointment:${id}`)).toBeNull();
});

it('appointment_completed: completed, not confirmed', async () => {
  const id = await appointment();
  const heard = await watch(world, { type: 'appointment_completed' });
  await heard.misses(change('appointments', id, { status: 'confirmed' }));
  await heard.fires(change('appointments', id, { status: 'completed' }), {
    contactId,
    says: 'appointment.updated',
  });
});

it('appointment_no_show: did not come, not cancelled', async () => {
  const id = await appointment();
  const heard = await watch(world, { type: 'appointment_no_show' });
  await heard.misses(change('appointments', id, { status: 'cancelled' }));
  await heard.fires(change('appointments', id, { status: 'no_show' }), {
    contactId,
    says: 'appointment.updated',
  });
});

it('job_created: a new job, with its number', async () => {
  const old = await job();
  const heard = await watch(world, {
    type: 'job_created',
    says: '{{ job.title }} is {{ job.status }}',
  });
  await heard.misses(change('jobs', old, { title: 'Other' }));
  await heard.fires(job(), { contactId, says: 'Paint is new' });
});

it('job_status_changed: from and to the chosen status', async () => {
  const id = await job({ status: 'new' });
  const heard = await watch(world, {
    type: 'job_status_changed',
    params: { from: 'scheduled', to: 'in_progress' },
  });
  await heard.misses(change('jobs', id, { status: 'in_progress' }));
  await heard.misses(change('jobs', id, { status: 'scheduled' }));
  await heard.fires(change('jobs', id, { status: 'in_progress' }), {
    contactId,
    says: 'job.updated',
  });
});

it('job_scheduled: gets a start, on creation too; losing it is none', async () => {
  const id = await job();
  const heard = await watch(world, { type: 'job_scheduled', says: '{{ job.scheduledStart }}' });
  const start = '2040-03-09T08:00:00.000Z';
  await heard.misses(change('jobs', id, { status: 'on_hold' }));
  await heard.fires(change('jobs', id, { scheduled_start: start }), { contactId, says: start });
  await heard.misses(change('jobs', id, { scheduled_start: null }));
  await heard.fires(job({ scheduled_start: start }), { contactId, says: start });
});

it('job_starts_soon: moves with the start, goes when the job has begun, comes once', async () => {
  const start = inMs(5 * hourMs);
  const id = await job({ scheduled_start: start, status: 'scheduled' });
  const heard = await watch(world, {
    type: 'job_starts_soon',
    params: { before },
    says: 'Soon: {{ job.title }}',
  });
  const due = (at: Date) => new Date(at.getTime() - hourMs);
  expect(await heard.timer(`job:${id}`)).toEqual(due(start));
  const later = inMs(8 * hourMs);
  await heard.misses(change('jobs', id, { scheduled_start: later }));
  expect(await heard.timer(`job:${id}`)).toEqual(due(later));
  await heard.misses(change('jobs', id, { status: 'in_progress' }));
  expect(await heard.timer(`job:${id}`)).toBeNull();
  await heard.misses(change('jobs', id, { status: 'scheduled', scheduled_start: null }));
  expect(await heard.timer(`job:${id}`)).toBeNull();

  const moment = inMs(soonMs);
  const moved = change('jobs', id, { scheduled_start: new Date(moment.getTime() + hourMs) });
  await heard.fires(
    moved.then(() => pass(moment)),
    { contactId, says: 'Soon: Paint' },
  );
  await heard.misses(change('jobs', id, { title: 'Other', status: 'new' }));
  expect(await heard.timer(`job:${id}`)).toBeNull();
});

it('job_completed: completed, not cancelled', async () => {
  const id = await job();
  const heard = await watch(world, { type: 'job_completed' });
  await heard.misses(change('jobs', id, { status: 'cancelled' }));
  await heard.fires(change('jobs', id, { status: 'completed' }), {
    contactId,
    says: 'job.updated',
  });
});

it('task_created: for a contact, and for none', async () => {
  const old = await task();
  const heard = await watch(world, { type: 'task_created', says: '{{ task.title }}' });
  await heard.misses(change('tasks', old, { title: 'Other' }));
  await heard.fires(task(), { contactId, says: 'Call' });
  await heard.fires(task({ contact_id: null, title: 'Clean' }), { says: 'Clean' });
});

it('task_assigned: to the chosen person, not taken away', async () => {
  const id = await task();
  const heard = await watch(world, {
    type: 'task_assigned',
    params: { member: world.memberId },
    says: '{{ task.assigneeName }}: {{ task.title }}',
  });
  await heard.misses(change('tasks', id, { priority: 'high' }));
  await heard.fires(change('tasks', id, { assignee_id: world.memberId }), {
    contactId,
    says: 'Ana: Call',
  });
  await heard.misses(change('tasks', id, { assignee_id: null }));
  await heard.fires(task({ assignee_id: world.memberId }), { contactId, says: 'Ana: Call' });
});

it('task_overdue: moves with the due time, goes when it is done, comes once', async () => {
  const heard = await watch(world, { type: 'task_overdue', says: 'Late: {{ task.title }}' });
  const dueAt = inMs(hourMs);
  const id = await task({ due_at: dueAt });
  await heard.misses(Promise.resolve());
  expect(await heard.timer(`task:${id}`)).toEqual(dueAt);
  const later = inMs(2 * hourMs);
  await heard.misses(change('tasks', id, { due_at: later }));
  expect(await heard.timer(`task:${id}`)).toEqual(later);
  await heard.misses(change('tasks', id, { status: 'completed' }));
  expect(await heard.timer(`task:${id}`)).toBeNull();
  await heard.misses(change('tasks', id, { status: 'open', due_at: inMs(-hourMs) }));
  expect(await heard.timer(`task:${id}`)).toBeNull();

  const moment = inMs(soonMs);
  await heard.fires(
    change('tasks', id, { due_at: moment }).then(() => pass(moment)),
    { contactId, says: 'Late: Call' },
  );
  await heard.misses(change('tasks', id, { status: 'in_progress' }));
  expect(await heard.timer(`task:${id}`)).toBeNull();
});

it('task_completed: done, not cancelled', async () => {
  const id = await task();
  const heard = await watch(world, { type: 'task_completed', says: '{{ task.status }}' });
  await heard.misses(change('tasks', id, { status: 'cancelled' }));
  await heard.fires(change('tasks', id, { status: 'completed' }), {
    contactId,
    says: 'completed',
  });
});
