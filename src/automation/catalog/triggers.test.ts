import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { keysOf } from '../model/index-keys.ts';
import type { Facts, Happening, JsonObject } from '../model/types.ts';
import type { Trigger } from './define.ts';
import { sampleEvent, sampleIds } from './samples.ts';
import { triggers, triggersById } from './triggers.ts';

/** Event types that the tables raise, as database/triggers.sql says, and the engine's own. */
function knownTypes(): Set<string> {
  const statements = readFileSync(
    new URL('../../../database/triggers.sql', import.meta.url),
    'utf8',
  );
  const subjects = [...statements.matchAll(/install_event_trigger\('\w+', '(\w+)'/g)];
  const types = subjects.flatMap(([, subject]) =>
    ['created', 'updated', 'deleted'].map((verb) => `${subject}.${verb}`),
  );
  return new Set([...types, 'manual.start', 'automation.start']);
}

function find(id: string): Trigger {
  const found = triggersById.get(id);
  if (!found) throw new Error(`There is no trigger ${id}`);
  return found;
}

test('every entry has an id of its own', () => {
  expect(triggersById.size).toBe(triggers.length);
});

describe.each(triggers.map((trigger) => [trigger.id, trigger] as const))('%s', (id, trigger) => {
  test('names itself for people', () => {
    expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(trigger.title).toMatch(/^[A-Z]/);
    expect(trigger.summary).toMatch(/^Starts .+\.$/);
  });

  test('takes its sample parameters and shows a form for each of them', () => {
    expect(trigger.params.safeParse(trigger.sampleParams).success).toBe(true);
    const schema = z.toJSONSchema(trigger.params, { io: 'input' });
    const names = Object.keys(schema.properties ?? {}).sort();
    expect(trigger.form.map(({ name }) => name).sort()).toEqual(names);
    for (const field of trigger.form) {
      expect(field.required).toBe((schema.required ?? []).includes(field.name));
      const isChoice = field.control === 'select' || field.control === 'multi_select';
      if (isChoice) expect(field.options?.length).toBeGreaterThan(1);
    }
  });

  test('matches its sample', () => {
    expect(trigger.match(trigger.sample, trigger.sampleParams, {})).toEqual({ ok: true });
  });

  test('is found by its sample, and by nothing too wide', () => {
    const keys = trigger.keys(trigger.sampleParams);
    for (const key of keys) expect(trigger.listens).toContain(key.split(':')[0]);
    if (trigger.timer) return;
    expect(keysOf(trigger.sample).some((key) => keys.includes(key))).toBe(true);
    // A contact changes with every message: nothing may be looked at for each of these changes.
    expect(keys).not.toContain('contact.updated');
  });

  test('listens to what is really raised', () => {
    const known = knownTypes();
    expect(trigger.listens.filter((type) => !known.has(type))).toEqual([]);
  });

  test('says why it does not start for something else', () => {
    const other = sampleEvent('invitation.created', sampleIds.member, {});
    expect(trigger.match(other, trigger.sampleParams, {})).toMatchObject({
      ok: false,
      why: expect.stringMatching(/^[A-Z"].*[^.]$/),
    });
  });
});

const { lead, qualified, pipeline, member, contact } = sampleIds;
const changed = (type: string, changes: Happening['changes'], contactId: string | null = contact) =>
  sampleEvent(type, contact, changes, contactId);
const toContact = (changes: Happening['changes']) => changed('contact.updated', changes);
const inQualified = {
  contact: { stageId: qualified, stageName: 'Qualified', pipelineId: pipeline },
};
const tenDaysAgo = '2026-06-21T09:00:00+00:00';

type Example = [trigger: string, params: JsonObject, happening: Happening, facts?: Facts];

const starting: Example[] = [
  ['contact_updated', {}, toContact({ email: [null, 'a@example.com'] })],
  ['contact_updated', { fields: ['fields.size'] }, toContact({ fields: [{}, { size: 0 }] })],
  ['contact_status_changed', {}, toContact({ status: [null, 'NEW'] })],
  ['contact_status_changed', { from: 'NEW' }, toContact({ status: ['NEW', null] })],
  ['stage_changed', {}, toContact({ stageId: [qualified, null] })],
  [
    'stage_changed',
    { from: lead, pipeline },
    toContact({ stageId: [lead, qualified] }),
    inQualified,
  ],
  [
    'stage_changed',
    { pipeline },
    toContact({ stageId: [null, lead], pipelineId: [null, pipeline] }),
  ],
  ['score_crossed', { threshold: 80 }, toContact({ score: [null, 80] })],
  ['score_crossed', { threshold: 80 }, changed('contact.created', { score: [null, 95] })],
  ['score_crossed', { threshold: 50, direction: 'down' }, toContact({ score: [50, 49] })],
  ['score_crossed', { threshold: 50, direction: 'both' }, toContact({ score: [50, 49] })],
  ['tag_added', {}, changed('contact.created', { tags: [null, ['vip']] })],
  [
    'tag_removed',
    {},
    toContact({
      tags: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    }),
  ],
  ['owner_changed', {}, toContact({ ownerId: [member, null] })],
  ['engagement_reached', { messages: 10 }, toContact({ messageCount: [8, 12] })],
  ['message_sent', {}, changed('message.created', { direction: [null, 'out'] })],
  [
    'message_sent',
    { by: 'switchyard' },
    changed('message.created', { direction: [null, 'out'], fromPlatformApp: [null, false] }),
  ],
  [
    'message_delivery_changed',
    { status: 'delivered' },
    changed('message.updated', { deliveredAt: [null, tenDaysAgo] }),
  ],
  [
    'message_delivery_changed',
    { status: 'failed' },
    changed('delivery.updated', { status: ['sending', 'failed'] }),
  ],
  ['job_scheduled', {}, changed('job.created', { scheduledStart: [null, tenDaysAgo] })],
  ['task_assigned', {}, changed('task.created', { assigneeId: [null, member] })],
  ['settings_changed', {}, changed('stage.deleted', { name: ['Lead', null] }, null)],
  [
    'settings_changed',
    { kinds: ['page'] },
    changed('page.updated', { autoSync: [true, false] }, null),
  ],
];

test.each(starting)('%s %j starts', (id, params, happening, facts = {}) => {
  const trigger = find(id);
  expect(trigger.match(happening, params, facts)).toEqual({ ok: true });
  expect(keysOf(happening).some((key) => trigger.keys(params).includes(key))).toBe(true);
});

const refusing: [...Example, why: string][] = [
  ['contact_created', {}, toContact({}), {}, 'This was "contact updated", not "contact created"'],
  [
    'contact_updated',
    {},
    toContact({ messageCount: [1, 2] }),
    {},
    'Only counts of messages changed',
  ],
  [
    'contact_updated',
    { fields: ['email', 'fields.size'] },
    toContact({ phone: [null, '1'], fields: [{ size: 1 }, { size: 1, city: 'Cebu' }] }),
    {},
    'Phone and Any custom field changed, none of the chosen fields',
  ],
  [
    'contact_status_changed',
    { from: 'PROPOSAL_SENT', to: 'WON' },
    toContact({ status: ['NEW', 'WON'] }),
    {},
    'Status changed from New, not from Proposal sent',
  ],
  [
    'stage_changed',
    { to: lead },
    toContact({ stageId: [lead, qualified] }),
    inQualified,
    'Stage changed to Qualified, not to the chosen stage',
  ],
  [
    'stage_changed',
    { to: qualified },
    toContact({ stageId: [qualified, null] }),
    {},
    'Stage changed to Incoming, not to the chosen stage',
  ],
  [
    'stage_changed',
    { to: qualified },
    toContact({ stageId: [null, lead] }),
    inQualified,
    'Stage changed to another stage, not to Qualified',
  ],
  [
    'stage_changed',
    { pipeline: lead },
    toContact({ stageId: [lead, qualified] }),
    inQualified,
    'The stage is not of the chosen pipeline',
  ],
  [
    'score_crossed',
    { threshold: 80 },
    toContact({ score: [80, 90] }),
    {},
    'Score went from 80 to 90, not across 80',
  ],
  [
    'score_crossed',
    { threshold: 80 },
    toContact({ score: [90, 70] }),
    {},
    'Score went from 90 to 70: down across 80, not up',
  ],
  [
    'tag_added',
    { tag: 'vip' },
    toContact({ tags: [['vip'], ['vip', 'new', 'hot']] }),
    {},
    'Tags added: new and hot, not vip',
  ],
  ['tag_added', {}, toContact({ tags: [['a', 'b'], ['b']] }), {}, 'No tag was added'],
  ['tag_removed', {}, toContact({ tags: [['a'], ['a', 'b']] }), {}, 'No tag was removed'],
  [
    'owner_changed',
    { member },
    toContact({ ownerId: [member, null] }),
    {},
    'Owner changed to nobody, not to the chosen person',
  ],
  [
    'engagement_reached',
    { messages: 10 },
    toContact({ messageCount: [10, 11] }),
    {},
    'Messages went from 10 to 11, not up to 10',
  ],
  [
    'message_received',
    {},
    changed('message.created', { direction: [null, 'out'] }),
    {},
    'The message is one of ours',
  ],
  [
    'message_received',
    {},
    changed('message.created', { direction: [null, 'in'], sentAt: [null, tenDaysAgo] }),
    {},
    'The message is of 2026-06-21 and was brought in later, by a sync',
  ],
  [
    'message_sent',
    { by: 'app' },
    changed('message.created', { direction: [null, 'out'], fromPlatformApp: [null, false] }),
    {},
    'It was sent from Switchyard',
  ],
  [
    'message_replied',
    {},
    toContact({ lastMessageDirection: [null, 'in'] }),
    {},
    'There was no message of ours before it',
  ],
  [
    'message_replied',
    {},
    toContact({ lastMessageDirection: ['in', 'out'] }),
    {},
    'The last message is one of ours',
  ],
  [
    'message_delivery_changed',
    { status: 'read' },
    changed('message.updated', { deliveredAt: [null, tenDaysAgo] }),
    {},
    'The message was not read just now',
  ],
  [
    'message_delivery_changed',
    { status: 'failed' },
    changed('delivery.updated', { status: ['sending', 'failed'] }, null),
    {},
    'It went to no contact',
  ],
  [
    'message_delivery_changed',
    { status: 'failed' },
    changed('delivery.updated', { status: ['queued', 'sent'] }),
    {},
    'Delivery changed to Sent, not to Failed',
  ],
  ['review_needed', {}, toContact({ needsReview: [true, false] }), {}, 'It needs no review'],
  [
    'appointment_status_changed',
    { to: 'cancelled' },
    changed('appointment.updated', { status: ['scheduled', 'no_show'] }),
    {},
    'Appointment changed to No show, not to Cancelled',
  ],
  [
    'appointment_rescheduled',
    {},
    changed('appointment.updated', { title: ['Fitting', 'Second fitting'] }),
    {},
    'Start did not change',
  ],
  [
    'job_completed',
    {},
    changed('job.updated', { status: ['in_progress', 'on_hold'] }),
    {},
    'Job changed to On hold, not to Completed',
  ],
  [
    'job_scheduled',
    {},
    changed('job.updated', { scheduledStart: [tenDaysAgo, null] }),
    {},
    'Start was emptied',
  ],
  [
    'task_assigned',
    {},
    changed('task.updated', { assigneeId: [member, null] }),
    {},
    'The task was taken from somebody',
  ],
  [
    'member_signed_in',
    { member },
    changed('member.updated', { signedInAt: [null, tenDaysAgo] }, null),
    {},
    'Another person signed in, not the chosen one',
  ],
  [
    'member_signed_out',
    {},
    changed('member.updated', { signedInAt: [null, tenDaysAgo] }, null),
    {},
    'Nobody signed out',
  ],
  [
    'settings_changed',
    { kinds: ['stage'] },
    changed('pipeline.updated', { name: ['Sales', 'Leads'] }, null),
    {},
    'It was a pipeline that changed, none of the chosen kinds',
  ],
  [
    'settings_changed',
    {},
    changed('page.updated', { status: ['connected', 'needs_reconnect'] }, null),
    {},
    'Nothing that people set changed of the Page',
  ],
  [
    'sync_finished',
    {},
    changed('sync.updated', { status: ['IN_PROGRESS', 'CANCELLED'] }, null),
    {},
    'Sync changed to Cancelled, not to Completed',
  ],
  [
    'api_limit_reached',
    {},
    changed('sync.updated', { waitingUntil: [tenDaysAgo, null] }, null),
    {},
    'The wait of the sync was emptied',
  ],
  [
    'automation_paused_itself',
    {},
    changed('automation.updated', { pausedReason: ['10 failures', null] }, null),
    {},
    'The reason for the pause was emptied',
  ],
];

test.each(refusing)('%s %j says why not', (id, params, happening, facts = {}, why) => {
  expect(find(id).match(happening, params, facts)).toEqual({ ok: false, why });
});

test('a choice of value is a key of its own', () => {
  expect(find('stage_changed').keys({ to: lead })).toEqual([`contact.updated:stageId=${lead}`]);
  expect(find('stage_changed').keys({})).toEqual(['contact.updated:stageId']);
  expect(find('contact_updated').keys({ fields: ['fields.a', 'fields.b'] })).toEqual([
    'contact.updated:fields.a',
    'contact.updated:fields.b',
  ]);
  expect(find('tag_added').keys({ tag: 'vip' })).toEqual([
    'contact.created:tags+vip',
    'contact.updated:tags+vip',
  ]);
  expect(find('tag_removed').keys({ tag: 'vip' })).toEqual(['contact.updated:tags-vip']);
  expect(find('message_delivery_changed').keys({ status: 'failed' })).toEqual([
    'delivery.updated:status=failed',
  ]);
});

test('ids in capital letters are the same ids', () => {
  const [from, to] = [
    '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0aaa',
    '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0abb',
  ];
  const params = { from: from.toUpperCase(), to: to.toUpperCase() };
  const changed = find('stage_changed');
  expect(changed.keys(params)).toEqual([`contact.updated:stageId=${to}`]);
  expect(changed.match(toContact({ stageId: [from, to] }), params, {})).toEqual({ ok: true });
  const member = { member: to.toUpperCase() };
  const owner = find('owner_changed');
  expect(owner.match(toContact({ ownerId: [null, to] }), member, {})).toEqual({ ok: true });
});

test('what parameters point at is told', () => {
  expect(find('stage_changed').references({ from: lead, to: qualified, pipeline })).toEqual([
    { kind: 'stage', id: lead },
    { kind: 'stage', id: qualified },
    { kind: 'pipeline', id: pipeline },
  ]);
  expect(find('contact_updated').references({ fields: ['email', 'fields.city'] })).toEqual([
    { kind: 'custom_field', id: 'city' },
  ]);
  expect(find('date_reached').references({ field: 'contact.fields.birthday' })).toEqual([
    { kind: 'custom_field', id: 'birthday' },
  ]);
  expect(find('tag_removed').references({ tag: 'vip' })).toEqual([{ kind: 'tag', id: 'vip' }]);
  expect(find('task_assigned').references({ member })).toEqual([{ kind: 'member', id: member }]);
  expect(find('owner_changed').references({})).toEqual([]);
});

const unfit: [string, JsonObject, string][] = [
  ['schedule', { cron: '61 * * * *' }, 'cron'],
  ['schedule', { cron: '0 9 * * 1', timeZone: 'Mars/Olympus' }, 'timeZone'],
  ['contact_inactive', { after: { amount: 0, unit: 'days' } }, 'after.amount'],
  ['date_reached', { field: 'contact.email' }, 'field'],
  [
    'date_reached',
    { field: 'contact.createdAt', offset: { amount: 4_000, unit: 'days' } },
    'offset.amount',
  ],
  ['score_crossed', { threshold: 101 }, 'threshold'],
  ['contact_updated', { fields: ['messageCount'] }, 'fields.0'],
  ['stage_changed', { to: 'Qualified' }, 'to'],
];

test.each(unfit)('%s does not take %j', (id, params, place) => {
  const { error } = find(id).params.safeParse(params);
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([place]);
});
