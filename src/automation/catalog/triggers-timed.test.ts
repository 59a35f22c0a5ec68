import { expect, test } from 'vitest';
import type { Facts, JsonObject } from '../model/types.ts';
import { triggersById } from './triggers.ts';

const days = (amount: number) => ({ amount, unit: 'days' });
const hours = (amount: number) => ({ amount, unit: 'hours' });
const noon = '2026-07-01T12:00:00.000Z';

/** When a time-based trigger starts, as things are at noon on 1 July 2026 or at another time. */
function dueAt(id: string, params: JsonObject, facts: Facts, now = noon): string | null {
  const timer = triggersById.get(id)?.timer;
  if (!timer) throw new Error(`${id} is no time-based trigger`);
  return timer.dueAt(params, facts, new Date(now))?.toISOString() ?? null;
}

test('nothing happened: counts from the last message, else from the beginning', () => {
  const createdAt = '2026-06-01T08:00:00.000Z';
  const ask = (contact: JsonObject) => dueAt('contact_inactive', { after: days(30) }, { contact });
  expect(ask({ createdAt, lastInteractionAt: null })).toBe('2026-07-01T08:00:00.000Z');
  expect(ask({ createdAt, lastInteractionAt: noon })).toBe('2026-07-31T12:00:00.000Z');
  expect(dueAt('contact_inactive', { after: days(30) }, {})).toBeNull();
});

test('no response: only while the other side has the last word', () => {
  const contact = (lastMessageDirection: string) => ({
    contact: { lastMessageDirection, lastInteractionAt: noon },
  });
  const customer = { whose: 'customer', after: days(2) };
  const team = { whose: 'team', after: hours(1) };
  expect(dueAt('no_response', customer, contact('out'))).toBe('2026-07-03T12:00:00.000Z');
  expect(dueAt('no_response', customer, contact('in'))).toBeNull();
  expect(dueAt('no_response', team, contact('in'))).toBe('2026-07-01T13:00:00.000Z');
  expect(dueAt('no_response', team, contact('out'))).toBeNull();
  expect(dueAt('no_response', team, { contact: {} })).toBeNull();
});

test('a reminder comes before what is still to be, even when it is late', () => {
  const at = (startsAt: string, status = 'scheduled') =>
    dueAt('appointment_reminder', { before: hours(24) }, { appointment: { startsAt, status } });
  expect(at('2026-07-03T14:00:00.000Z')).toBe('2026-07-02T14:00:00.000Z');
  expect(at('2026-07-03T14:00:00.000Z', 'confirmed')).toBe('2026-07-02T14:00:00.000Z');
  expect(at('2026-07-01T12:00:01.000Z')).toBe('2026-06-30T12:00:01.000Z');
  expect(at(noon)).toBeNull();
  expect(at('2026-07-03T14:00:00.000Z', 'cancelled')).toBeNull();
  expect(dueAt('appointment_reminder', { before: hours(24) }, {})).toBeNull();
});

test('a job: before its start, until it has begun', () => {
  const at = (scheduledStart: string | null, status: string) =>
    dueAt('job_starts_soon', { before: hours(2) }, { job: { scheduledStart, status } });
  expect(at('2026-07-02T08:00:00.000Z', 'scheduled')).toBe('2026-07-02T06:00:00.000Z');
  expect(at('2026-07-02T08:00:00.000Z', 'in_progress')).toBeNull();
  expect(at(null, 'new')).toBeNull();
});

test('a task: when its time has come and it is open', () => {
  const at = (dueAtTime: string | null, status: string) =>
    dueAt('task_overdue', {}, { task: { dueAt: dueAtTime, status } });
  expect(at(noon, 'open')).toBe(noon);
  expect(at('2026-06-01T00:00:00.000Z', 'in_progress')).toBe('2026-06-01T00:00:00.000Z');
  expect(at(noon, 'completed')).toBeNull();
  expect(at(null, 'open')).toBeNull();
});

test('a schedule: the next time after now, in its own zone or the workspace’s', () => {
  const company = { company: { timeZone: 'Asia/Manila' } };
  const mondays = { cron: '0 9 * * 1' };
  expect(dueAt('schedule', mondays, company)).toBe('2026-07-06T01:00:00.000Z');
  expect(dueAt('schedule', mondays, company, '2026-07-06T01:00:00.000Z')).toBe(
    '2026-07-13T01:00:00.000Z',
  );
  expect(dueAt('schedule', { ...mondays, timeZone: 'Europe/Lisbon' }, company)).toBe(
    '2026-07-06T08:00:00.000Z',
  );
  expect(dueAt('schedule', mondays, {})).toBe('2026-07-06T09:00:00.000Z');
});

const person = (birthday: string | null, timeZone = 'Asia/Manila'): Facts => ({
  contact: { timeZone, stageEnteredAt: '2026-06-30T22:15:00.000Z', fields: { birthday } },
});
const birthday = 'contact.fields.birthday';

test('a date: at a time of day by the contact’s clock', () => {
  const ask = (params: JsonObject, facts = person('2026-08-10')) =>
    dueAt('date_reached', { field: birthday, ...params }, facts);
  expect(ask({})).toBe('2026-08-10T01:00:00.000Z');
  expect(ask({ time: '18:30' })).toBe('2026-08-10T10:30:00.000Z');
  expect(ask({ when: 'before', offset: days(7) })).toBe('2026-08-03T01:00:00.000Z');
  expect(ask({ when: 'after', offset: hours(3) })).toBe('2026-08-10T04:00:00.000Z');
  expect(ask({}, person('2026-08-10', 'Nowhere'))).toBe('2026-08-10T09:00:00.000Z');
  expect(ask({}, person(null))).toBeNull();
  expect(ask({}, person('soon'))).toBeNull();
  expect(ask({}, person('2026-02-30'))).toBeNull();
});

test('a date: days are those of the calendar, also over a change to winter time', () => {
  const params = { field: birthday, when: 'before', offset: days(1) };
  expect(dueAt('date_reached', params, person('2026-10-26', 'Europe/Berlin'))).toBe(
    '2026-10-25T08:00:00.000Z',
  );
  expect(dueAt('date_reached', params, person('2026-10-25', 'Europe/Berlin'))).toBe(
    '2026-10-24T07:00:00.000Z',
  );
});

test('a moment of the contact is taken as it is', () => {
  const params = { field: 'contact.stageEnteredAt', when: 'after', offset: days(3) };
  expect(dueAt('date_reached', params, person(null))).toBe('2026-07-03T22:15:00.000Z');
});

test('every year: the next one after now', () => {
  const ask = (date: string, now: string, more: JsonObject = {}) =>
    dueAt('date_reached', { field: birthday, everyYear: true, ...more }, person(date, 'UTC'), now);
  expect(ask('1990-07-02', noon)).toBe('2026-07-02T09:00:00.000Z');
  expect(ask('1990-07-01', '2026-07-01T08:59:59.999Z')).toBe('2026-07-01T09:00:00.000Z');
  expect(ask('1990-07-01', '2026-07-01T09:00:00.000Z')).toBe('2027-07-01T09:00:00.000Z');
  expect(ask('2030-07-01', noon)).toBe('2030-07-01T09:00:00.000Z');
  expect(ask('1992-02-29', noon)).toBe('2027-02-28T09:00:00.000Z');
  expect(ask('1992-02-29', '2028-01-01T00:00:00.000Z')).toBe('2028-02-29T09:00:00.000Z');
  const weekBefore = { when: 'before', offset: days(7) };
  expect(ask('1990-01-03', '2026-12-20T00:00:00.000Z', weekBefore)).toBe(
    '2026-12-27T09:00:00.000Z',
  );
  const longAfter = { when: 'after', offset: days(400) };
  expect(ask('1990-12-01', '2026-01-01T00:00:00.000Z', longAfter)).toBe('2026-01-05T09:00:00.000Z');
});
