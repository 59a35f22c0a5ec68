import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  conversation,
  hourMs,
  inMs,
  message,
  minuteMs,
  pass,
  set,
  silence,
  watch,
} from '../support/automation-scenario.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld();
});
afterEach(() => silence(world));
afterAll(() => world.close());

const change = (contactId: string, columns: Record<string, unknown>) =>
  set(world, 'contacts', contactId, columns);
/** Long enough to write a row before it, on a busy machine. */
const soonMs = 700;
const days = (count: number) => 24 * hourMs * count;
const after = { amount: 2, unit: 'days' } as const;

async function thread(columns: Record<string, unknown> = {}) {
  const contactId = await world.contact(columns);
  return { contactId, conversationId: await conversation(world, contactId) };
}

it('message_received: a new one of the customer, none that a first sync brings in', async () => {
  const chat = await thread();
  const heard = await watch(world, {
    type: 'message_received',
    says: '{{ message.text }} ({{ message.platform }}, {{ conversation.platform }})',
  });
  await heard.misses(message(world, chat, { direction: 'out' }));
  await heard.misses(message(world, chat, { sent_at: inMs(-days(3)) }));
  await heard.fires(message(world, chat, { text: 'Hello' }), {
    contactId: chat.contactId,
    says: 'Hello (messenger, messenger)',
  });
});

it('message_sent: one of ours, typed in the platform’s own app', async () => {
  const chat = await thread();
  const heard = await watch(world, {
    type: 'message_sent',
    params: { by: 'app' },
    says: '{{ message.text }}',
  });
  await heard.misses(message(world, chat, { direction: 'in' }));
  await heard.misses(message(world, chat, { direction: 'out' }));
  const typed = { direction: 'out', from_platform_app: true, text: 'Yes!' };
  await heard.misses(message(world, chat, { ...typed, sent_at: inMs(-days(3)) }));
  await heard.fires(message(world, chat, typed), { contactId: chat.contactId, says: 'Yes!' });
});

it('message_replied: after a message of ours, not after one of their own', async () => {
  const contactId = await world.contact({ last_message_direction: 'in' });
  const heard = await watch(world, { type: 'message_replied', says: '{{ contact.lastMessage }}' });
  const says = (direction: string, text: string) =>
    change(contactId, {
      last_message_direction: direction,
      last_message: text,
      last_interaction_at: new Date(),
    });
  await heard.misses(says('in', 'Anybody there?'));
  await heard.misses(says('out', 'Shall I put one aside?'));
  await heard.fires(says('in', 'Yes please'), { contactId, says: 'Yes please' });
});

it('message_delivery_changed: read, delivered, and what could not be sent', async () => {
  const chat = await thread();
  const { contactId } = chat;
  const read = await watch(world, {
    type: 'message_delivery_changed',
    params: { status: 'read' },
    says: 'Read: {{ message.text }}',
  });
  const id = await message(world, chat, { direction: 'out', text: 'An offer' });
  await read.misses(set(world, 'messages', id, { delivered_at: new Date() }));
  await read.fires(set(world, 'messages', id, { read_at: new Date() }), {
    contactId,
    says: 'Read: An offer',
  });
  await read.misses(set(world, 'messages', id, { read_at: inMs(1_000) }));

  const failed = await watch(world, {
    type: 'message_delivery_changed',
    params: { status: 'failed' },
    says: '{{ event.changes.status.new }}',
  });
  const sms = await world.insert('deliveries', {
    channel: 'sms',
    key: 'one',
    contact_id: contactId,
    recipient: '+1 555 0100',
    payload: { text: 'Hi' },
    status: 'queued',
  });
  await failed.misses(set(world, 'deliveries', sms, { status: 'sending' }));
  await failed.fires(set(world, 'deliveries', sms, { status: 'failed' }), {
    contactId,
    says: 'failed',
  });
});

it('no_response: the customer’s, counted from our last message, until they answer', async () => {
  const contactId = await world.contact();
  const heard = await watch(world, {
    type: 'no_response',
    params: { whose: 'customer', after },
    says: 'No answer to {{ contact.lastMessage }}',
  });
  const last = (direction: string, at: Date) =>
    change(contactId, {
      last_message_direction: direction,
      last_message: 'Still there?',
      last_interaction_at: at,
    });
  const sent = inMs(-hourMs);
  await heard.misses(last('out', sent));
  const due = new Date(sent.getTime() + days(2));
  expect(await heard.timer(`contact:${contactId}`)).toEqual(due);
  const again = inMs(-minuteMs);
  await heard.misses(last('out', again));
  expect(await heard.timer(`contact:${contactId}`)).toEqual(new Date(again.getTime() + days(2)));
  await heard.misses(last('in', new Date()));
  expect(await heard.timer(`contact:${contactId}`)).toBeNull();

  const moment = inMs(soonMs);
  const silent = last('out', new Date(moment.getTime() - days(2)));
  await heard.fires(
    silent.then(() => pass(moment)),
    { contactId, says: 'No answer to Still there?' },
  );
  await heard.misses(change(contactId, { last_message: 'Edited' }));
  expect(await heard.timer(`contact:${contactId}`)).toBeNull();
});

it('no_response: an answer that was written quietly is seen when the moment comes', async () => {
  const moment = inMs(2 * soonMs);
  const asked = new Date(moment.getTime() - days(2));
  const contactId = await world.contact({
    last_message_direction: 'in',
    last_interaction_at: asked,
  });
  const heard = await watch(world, { type: 'no_response', params: { whose: 'team', after } });
  expect(await heard.timer(`contact:${contactId}`)).toEqual(moment);
  await heard.misses(
    world.db.psql(
      `with quiet as materialized (select set_config('app.automations', 'no', true))
       update contacts set last_message_direction = 'out' from quiet where id = $1`,
      [contactId],
    ),
  );
  expect(await heard.timer(`contact:${contactId}`)).toEqual(moment);
  await heard.misses(pass(moment));
  expect(await heard.timer(`contact:${contactId}`)).toBeNull();
});

it('contact_inactive: since the last message, else since there is the contact', async () => {
  const heard = await watch(world, {
    type: 'contact_inactive',
    params: { after: { amount: 30, unit: 'days' } },
    says: '{{ contact.firstName }} sleeps',
  });
  const born = new Date();
  const contactId = await world.contact({ created_at: born });
  await heard.misses(Promise.resolve());
  expect(await heard.timer(`contact:${contactId}`)).toEqual(new Date(born.getTime() + days(30)));
  const active = inMs(-hourMs);
  await heard.misses(change(contactId, { last_interaction_at: active }));
  expect(await heard.timer(`contact:${contactId}`)).toEqual(new Date(active.getTime() + days(30)));
  // Nothing is made up for: the moment of this one was weeks ago.
  await heard.misses(change(contactId, { last_interaction_at: inMs(-days(50)) }));
  expect(await heard.timer(`contact:${contactId}`)).toBeNull();

  const moment = inMs(soonMs);
  const slept = change(contactId, { last_interaction_at: new Date(moment.getTime() - days(30)) });
  await heard.fires(
    slept.then(() => pass(moment)),
    { contactId, says: 'Rosa sleeps' },
  );
  await heard.misses(change(contactId, { first_name: 'Ros' }));
});

it('date_reached: before a date of the contact, by its clock; moved and taken away with it', async () => {
  await world.insert('custom_fields', { key: 'visitOn', label: 'Visit', type: 'date' });
  const contactId = await world.contact({ time_zone: 'Asia/Manila' });
  const heard = await watch(world, {
    type: 'date_reached',
    params: {
      field: 'contact.fields.visitOn',
      when: 'before',
      offset: { amount: 1, unit: 'days' },
      time: '09:00',
    },
  });
  await heard.misses(change(contactId, { fields: { visitOn: '2040-03-09' } }));
  expect(await heard.timer(`contact:${contactId}`)).toEqual(new Date('2040-03-08T01:00:00Z'));
  await heard.misses(change(contactId, { fields: { visitOn: '2040-03-19' } }));
  expect(await heard.timer(`contact:${contactId}`)).toEqual(new Date('2040-03-18T01:00:00Z'));
  await heard.misses(change(contactId, { time_zone: 'Europe/Lisbon' }));
  expect(await heard.timer(`contact:${contactId}`)).toEqual(new Date('2040-03-18T09:00:00Z'));
  await heard.misses(change(contactId, { fields: {} }));
  expect(await heard.timer(`contact:${contactId}`)).toBeNull();
  await heard.misses(change(contactId, { fields: { visitOn: '2020-03-09' } }));
  expect(await heard.timer(`contact:${contactId}`)).toBeNull();

  const moment = inMs(soonMs);
  const visitOn = new Date(moment.getTime() + days(1)).toISOString();
  await heard.fires(
    change(contactId, { fields: { visitOn } }).then(() => pass(moment)),
    { contactId, says: 'timer.due' },
  );
  await heard.misses(change(contactId, { fields: { visitOn, size: 2 } }));
  expect(await heard.timer(`contact:${contactId}`)).toBeNull();
});

it('date_reached: every year again', async () => {
  const moment = inMs(soonMs);
  const born = new Date(moment);
  born.setUTCFullYear(moment.getUTCFullYear() - 28);
  const contactId = await world.contact({ time_zone: 'UTC' });
  const heard = await watch(world, {
    type: 'date_reached',
    params: { field: 'contact.fields.birthday', everyYear: true },
  });
  await heard.fires(
    change(contactId, { fields: { birthday: born.toISOString() } }).then(() => pass(moment)),
    { contactId, says: 'timer.due' },
  );
  const next = await heard.timer(`contact:${contactId}`);
  expect(next?.getUTCFullYear()).toBe(moment.getUTCFullYear() + 1);
});
