import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  act,
  conversation,
  expectEvent,
  expectFailure,
  type Performed,
  perform,
  silence,
  writer,
} from '../support/automation-scenario.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld();
  await world.insert('tags', { name: 'vip' });
  await world.insert('custom_fields', { key: 'city', label: 'City', type: 'text' });
  await world.insert('custom_fields', { key: 'size', label: 'Size', type: 'number' });
});
afterEach(() => silence(world));
afterAll(() => world.close());

const does = (action: string, input: object, columns: Record<string, unknown> = {}) =>
  perform(world, [act(action, input)], columns);

/** The contact has the values, one event says which run wrote them. */
async function expectContact(
  done: Performed,
  columns: Record<string, unknown>,
  changes: Record<string, unknown>,
): Promise<void> {
  expect(done.run).toMatchObject({ status: 'completed', error: null });
  const names = [...Object.keys(columns), 'written_by'].join(', ');
  const [row] = await world.db.psql(`select ${names} from contacts where id = $1`, [
    done.contactId,
  ]);
  expect(row).toEqual({ ...columns, written_by: writer(done.automationId, done.run, 1) });
  await expectEvent(world, done, 'contact.updated', changes);
}

it('set_field: a column from a template', async () => {
  const value = '{{ contact.firstName | append: " Maria" }}';
  const done = await does('set_field', { field: 'firstName', value });
  await expectContact(done, { first_name: 'Rosa Maria' }, { firstName: ['Rosa', 'Rosa Maria'] });
  expect(done.steps).toMatchObject([
    {
      input: { field: 'firstName', value: 'Rosa Maria' },
      output: { field: 'firstName', value: 'Rosa Maria' },
    },
  ]);
});

it('set_field: custom fields as their type, emptied by nothing, others left alone', async () => {
  const fields = { size: 1, city: 'Faro' };
  const done = await does('set_field', { field: 'fields.size', value: '42' }, { fields });
  const now = { size: 42, city: 'Faro' };
  await expectContact(done, { fields: now }, { fields: [fields, now] });
  const emptied = await does('set_field', { field: 'fields.city' }, { fields });
  await expectContact(emptied, { fields: { size: 1 } }, { fields: [fields, { size: 1 }] });
});

it('set_field: what cannot be is said and nothing is written', async () => {
  const email = await does('set_field', { field: 'email', value: 'nobody' });
  await expectFailure(world, email, 'invalid_input', /must be an e-mail address/);
  const field = await does('set_field', { field: 'fields.gone', value: 'x' });
  await expectFailure(world, field, 'missing_custom_field', /custom field "gone" is not there/);
  const size = await does('set_field', { field: 'fields.size', value: 'huge' });
  await expectFailure(world, size, 'invalid_input', /^size /);
  const empty = await does('set_field', { field: 'phone', value: '{{ contact.email }}' });
  await expectFailure(world, empty, 'missing_value', /contact\.email/);
});

it('set_score: calculated from the score that is there', async () => {
  const done = await does('set_score', { score: '{{ contact.score | plus: 10 }}' }, { score: 42 });
  await expectContact(done, { score: 52 }, { score: [42, 52] });
  expect(done.steps).toMatchObject([{ input: { score: '52' }, output: { score: 52 } }]);
  const wrong = await does('set_score', { score: 'high' });
  await expectFailure(world, wrong, 'invalid_input', /score: must be a number/);
});

it('set_status: without moving the contact', async () => {
  const done = await does('set_status', { status: 'WON' }, { status: 'NEW' });
  await expectContact(done, { status: 'WON', stage_id: null }, { status: ['NEW', 'WON'] });
  expect(done.steps).toMatchObject([{ output: { status: 'WON' } }]);
  const wrong = await does('set_status', { status: 'MAYBE' });
  await expectFailure(world, wrong, 'invalid_input', /status/);
});

it('set_owner: a member, or nobody', async () => {
  const { memberId } = world;
  const done = await does('set_owner', { ownerId: memberId });
  await expectContact(done, { owner_id: memberId }, { ownerId: [null, memberId] });
  const nobody = await does('set_owner', {}, { owner_id: memberId });
  await expectContact(nobody, { owner_id: null }, { ownerId: [memberId, null] });
  const gone = await does('set_owner', { ownerId: randomUUID() });
  await expectFailure(world, gone, 'missing_member', /team member is not there/);
});

async function tagsOf({ contactId }: Performed): Promise<string[]> {
  const rows = await world.db.psql<{ tags: string[] }>('select tags from contacts where id = $1', [
    contactId,
  ]);
  return rows.flatMap(({ tags }) => tags.filter((tag) => !tag.startsWith('start ')));
}

it('add_tag: beside those that are there', async () => {
  const done = await does('add_tag', { tags: 'vip' }, { tags: ['lead'] });
  expect(await tagsOf(done)).toEqual(['lead', 'vip']);
  await expectContact(done, {}, {});
  expect(done.steps).toMatchObject([{ input: { tags: 'vip' }, output: { tags: ['vip'] } }]);
  const gone = await does('add_tag', { tags: 'never heard of' });
  await expectFailure(world, gone, 'missing_tag', /tag "never heard of" is not there/);
});

it('remove_tag: one that is there; one that is not is no error', async () => {
  const done = await does('remove_tag', { tags: ['lead', 'vip'] }, { tags: ['lead', 'loyal'] });
  expect(await tagsOf(done)).toEqual(['loyal']);
  await expectContact(done, {}, {});
  const none = await does('remove_tag', { tags: '' });
  await expectFailure(world, none, 'invalid_input', /tags/);
});

it('move_stage: with a placement that says which automation did it', async () => {
  const { pipelineId, stages } = world;
  const stageId = stages['Qualified'];
  const done = await does(
    'move_stage',
    { stageId },
    { pipeline_id: pipelineId, stage_id: stages['New'] },
  );
  await expectContact(
    done,
    { stage_id: stageId, placement_rule: 'automation_move', locked_at: null },
    { stageId: [stages['New'], stageId] },
  );
  const placements = await world.db.psql(
    `select to_stage_name, decided_by, reason, actor, written_by from placements
     where contact_id = $1 and from_stage_id = $2`,
    [done.contactId, stages['New']],
  );
  expect(placements).toEqual([
    {
      to_stage_name: 'Qualified',
      decided_by: 'automation',
      reason: 'Automation “Test”',
      actor: `automation:${done.automationId}`,
      written_by: writer(done.automationId, done.run, 1),
    },
  ]);
  await expectEvent(world, done, 'placement.created', { toStageId: [null, stageId] });
  expect(done.steps).toMatchObject([{ output: { stageId } }]);
});

it('move_stage: back to incoming; not to a stage that is gone or archived', async () => {
  const { pipelineId, stages } = world;
  const placed = { pipeline_id: pipelineId, stage_id: stages['New'] };
  const back = await does('move_stage', { stageId: 'incoming' }, placed);
  await expectContact(back, { stage_id: null }, { stageId: [stages['New'], null] });
  const gone = await does('move_stage', { stageId: randomUUID() }, placed);
  await expectFailure(world, gone, 'missing_stage', /stage is not there any more/);
  const archived = await world.insert('stages', {
    pipeline_id: pipelineId,
    name: 'Old',
    type: 'LEAD',
    archived_at: new Date(),
  });
  const old = await does('move_stage', { stageId: archived }, placed);
  await expectFailure(world, old, 'missing_stage', /stage is not there any more/);
});

it('add_note: by the automation', async () => {
  const done = await does('add_note', { text: 'Asked for {{ contact.firstName }}' });
  expect(done.run.status).toBe('completed');
  const notes = await world.db.psql('select id, text, author, written_by from notes');
  const [note] = notes;
  expect(notes).toEqual([
    {
      id: expect.any(String),
      text: 'Asked for Rosa',
      author: `automation:${done.automationId}`,
      written_by: writer(done.automationId, done.run, 1),
    },
  ]);
  await expectEvent(world, done, 'note.created', { text: [null, 'Asked for Rosa'] });
  expect(done.steps).toMatchObject([
    { input: { text: 'Asked for Rosa' }, output: { noteId: note?.['id'] } },
  ]);
  const empty = await does('add_note', { text: '{{ contact.summary | default: "" }}' });
  await expectFailure(world, empty, 'invalid_input', /text: must not be empty/);
});

it('notify_members: each once, with a link to the contact', async () => {
  const { memberId } = world;
  const title = 'Look at {{ contact.firstName }}';
  const done = await does('notify_members', { memberIds: memberId, roles: ['owner'], title });
  const told = await world.db.psql(
    'select member_id, kind, title, link, contact_id from notifications where written_by = $1',
    [writer(done.automationId, done.run, 1)],
  );
  expect(told).toEqual([
    {
      member_id: memberId,
      kind: 'automation',
      title: 'Look at Rosa',
      link: `/contacts/${done.contactId}`,
      contact_id: done.contactId,
    },
  ]);
  await expectEvent(world, done, 'notification.created', { memberId: [null, memberId] });
  const gone = await does('notify_members', { memberIds: randomUUID(), title: 'Look' });
  await expectFailure(world, gone, 'missing_member', /team member/);
  const nobody = await does('notify_members', { contactOwner: true, title: 'Look' });
  await expectFailure(world, nobody, 'no_recipient', /Rosa has no owner/);
});

it('reanalyze_contact: its conversations are read again', async () => {
  const other = await world.contact();
  await conversation(world, other);
  const trigger = { type: 'contact_status_changed', params: { to: 'WON' } };
  await world.publish({ trigger, steps: [act('reanalyze_contact')] });
  const contactId = await world.contact();
  await conversation(world, contactId);
  await world.db.psql(`update contacts set status = 'WON' where id = $1`, [contactId]);
  await world.settled();
  const asked = await world.db.psql(
    `select contact_id, analysis_asked_at is not null as asked, reevaluate from conversations
     where analysis_due_at <= now()`,
  );
  expect(asked).toEqual([{ contact_id: contactId, asked: true, reevaluate: false }]);
});
