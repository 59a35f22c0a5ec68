import { describe, expect, it } from 'vitest';
import type { Delta } from '../../contracts/realtime.ts';
import { hearingOf, roomsOf } from './rooms.rules.ts';

const subject = '019a0000-0000-7000-8000-000000000001';
const one = '019a0000-0000-7000-8000-0000000000a1';
const two = '019a0000-0000-7000-8000-0000000000a2';

const ofContacts = ['contact', 'message', 'note', 'task', 'job', 'run', 'notification'];

function hears(
  room: string,
  type: string,
  changes: Delta['changes'],
  now: string | null,
  memberId: string | null = null,
): boolean {
  const contactId = ofContacts.includes(type.split('.')[0] ?? '') ? subject : null;
  const delta = { id: 1, type, subjectId: subject, contactId, changes, actor: 'system', at: '' };
  const told = roomsOf({ delta, pipelineId: now, memberId });
  return hearingOf(room).some((name) => told.includes(name));
}

describe('roomsOf', () => {
  it('tells the board a contact is on, and no other', () => {
    const changes = { score: [1, 2] } satisfies Delta['changes'];
    expect(hears(`pipeline:${one}`, 'contact.updated', changes, one)).toBe(true);
    expect(hears(`pipeline:${two}`, 'contact.updated', changes, one)).toBe(false);
    expect(hears(`contact:${subject}`, 'contact.updated', changes, one)).toBe(true);
    expect(hears('workspace', 'contact.updated', changes, one)).toBe(false);
  });

  it('tells the board that a contact left and the one it came to', () => {
    const changes = { pipelineId: [one, two] } satisfies Delta['changes'];
    expect(hears(`pipeline:${one}`, 'contact.updated', changes, two)).toBe(true);
    expect(hears(`pipeline:${two}`, 'contact.updated', changes, two)).toBe(true);
    expect(hears(`pipeline:${subject}`, 'contact.updated', changes, two)).toBe(false);
  });

  it('tells every board of incoming contacts, also when they leave the incoming', () => {
    for (const [type, changes, now] of [
      ['contact.created', { firstName: [null, 'Ana'] }, null],
      ['contact.updated', { score: [null, 5] }, null],
      ['contact.updated', { pipelineId: [null, one] }, one],
      ['contact.updated', { pipelineId: [one, null] }, null],
      ['contact.deleted', { firstName: ['Ana', null] }, null],
    ] as const) {
      expect(hears(`pipeline:${two}`, type, changes as unknown as Delta['changes'], now)).toBe(
        true,
      );
    }
  });

  it('tells only its own board of a contact made in or deleted from a pipeline', () => {
    expect(hears(`pipeline:${two}`, 'contact.created', { pipelineId: [null, one] }, one)).toBe(
      false,
    );
    expect(hears(`pipeline:${one}`, 'contact.created', { pipelineId: [null, one] }, one)).toBe(
      true,
    );
    expect(hears(`pipeline:${two}`, 'contact.deleted', { pipelineId: [one, null] }, null)).toBe(
      false,
    );
    expect(hears(`pipeline:${one}`, 'contact.deleted', { pipelineId: [one, null] }, null)).toBe(
      true,
    );
  });

  it('tells a stage to its board and the workspace, a message to its contact alone', () => {
    expect(hears(`pipeline:${one}`, 'stage.updated', {}, one)).toBe(true);
    expect(hears(`pipeline:${two}`, 'stage.updated', {}, one)).toBe(false);
    expect(hears(`pipeline:${one}`, 'stage.deleted', { pipelineId: [one, null] }, null)).toBe(true);
    expect(hears('workspace', 'stage.updated', {}, one)).toBe(true);
    expect(hears(`contact:${subject}`, 'message.created', {}, null)).toBe(true);
    expect(hears(`pipeline:${one}`, 'message.created', {}, null)).toBe(false);
  });

  it('tells lists of work and of automations what is theirs, and the contact too', () => {
    for (const [room, types] of [
      ['work', ['task.created', 'appointment.updated', 'job.deleted']],
      ['automations', ['automation.updated', 'automation_folder.created', 'run.updated']],
      ['automations', ['delivery.updated']],
    ] as const) {
      for (const type of types) {
        expect(hears(room, type, {}, null)).toBe(true);
        expect(hears('workspace', type, {}, null)).toBe(false);
        expect(hears(room === 'work' ? 'automations' : 'work', type, {}, null)).toBe(false);
      }
    }
    for (const type of ['task.updated', 'job.updated', 'run.updated', 'note.created']) {
      expect(hears(`contact:${subject}`, type, {}, null)).toBe(true);
    }
    expect(hears('work', 'note.created', {}, null)).toBe(false);
  });

  it('tells a notification to its member alone', () => {
    for (const [type, changes, memberId] of [
      ['notification.created', { memberId: [null, one] }, null],
      ['notification.updated', { readAt: [null, '2026-03-02'] }, one],
      ['notification.deleted', { memberId: [one, null] }, null],
    ] as [string, Delta['changes'], string | null][]) {
      expect(hears(`member:${one}`, type, changes, null, memberId)).toBe(true);
      expect(hears(`member:${two}`, type, changes, null, memberId)).toBe(false);
      expect(hears(`contact:${subject}`, type, changes, null, memberId)).toBe(false);
      expect(hears('workspace', type, changes, null, memberId)).toBe(false);
    }
  });

  it('tells nobody of invitations and keys', () => {
    expect(hears('workspace', 'invitation.created', {}, null)).toBe(false);
    expect(hears('workspace', 'api_key.created', {}, null)).toBe(false);
  });
});
