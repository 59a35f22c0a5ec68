import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { conversation, set, silence, watch } from '../support/automation-scenario.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';

let world: AutomationWorld;

beforeAll(async () => {
  world = await openAutomationWorld();
});
afterEach(() => silence(world));
afterAll(() => world.close());

const change = (contactId: string, columns: Record<string, unknown>) =>
  set(world, 'contacts', contactId, columns);

it('contact_created: a new contact, not a changed one', async () => {
  const known = await world.contact();
  const heard = await watch(world, { type: 'contact_created', says: '{{ contact.firstName }}' });
  await heard.misses(change(known, { first_name: 'Ana' }));
  const contactId = await world.contact({ first_name: 'Maria' });
  await heard.fires(Promise.resolve(), { contactId, says: 'Maria' });
});

it('contact_updated: one of the chosen fields, custom ones too', async () => {
  const contactId = await world.contact({ fields: { city: 'Cebu', size: 1 } });
  const heard = await watch(world, {
    type: 'contact_updated',
    params: { fields: ['email', 'fields.city'] },
    says: '{{ contact.email | default: "none" }} {{ contact.fields.city }}',
  });
  await heard.misses(change(contactId, { last_name: 'Reyes' }));
  await heard.misses(change(contactId, { fields: { city: 'Cebu', size: 2 } }));
  await heard.misses(change(contactId, { email: null }));
  await heard.fires(change(contactId, { email: 'r@example.com' }), {
    contactId,
    says: 'r@example.com Cebu',
  });
  await heard.fires(change(contactId, { fields: { city: 'Davao' } }), {
    contactId,
    says: 'r@example.com Davao',
  });
});

it('contact_updated: without a choice any field, but no mere count of messages', async () => {
  const contactId = await world.contact();
  const heard = await watch(world, { type: 'contact_updated' });
  await heard.misses(change(contactId, { message_count: 4, unread_count: 1 }));
  await heard.fires(change(contactId, { summary: 'Asked' }), {
    contactId,
    says: 'contact.updated',
  });
});

it('contact_status_changed: from and to the chosen status', async () => {
  const contactId = await world.contact({ status: 'NEW' });
  const heard = await watch(world, {
    type: 'contact_status_changed',
    params: { from: 'CONTACTED', to: 'QUALIFIED' },
    says: '{{ event.changes.status.old }} → {{ contact.status }}',
  });
  await heard.misses(change(contactId, { status: 'QUALIFIED' }));
  await heard.misses(change(contactId, { status: 'CONTACTED' }));
  await heard.misses(change(contactId, { score: 50 }));
  const says = 'CONTACTED → QUALIFIED';
  await heard.fires(change(contactId, { status: 'QUALIFIED' }), { contactId, says });
});

it('stage_changed: to the chosen stage', async () => {
  const { pipelineId, stages } = world;
  const contactId = await world.contact({ pipeline_id: pipelineId, stage_id: stages['New'] });
  const heard = await watch(world, {
    type: 'stage_changed',
    params: { from: stages['New'], to: stages['Qualified'], pipeline: pipelineId },
    says: '{{ contact.stageName }} of {{ contact.pipelineName }}',
  });
  await heard.misses(change(contactId, { stage_id: stages['Won'] }));
  await heard.misses(change(contactId, { stage_id: stages['Qualified'] }));
  await heard.misses(change(contactId, { stage_id: stages['New'] }));
  await heard.fires(change(contactId, { stage_id: stages['Qualified'] }), {
    contactId,
    says: 'Qualified of Sales',
  });
});

it('score_crossed: over the threshold, not above it already nor back', async () => {
  const contactId = await world.contact({ score: 60 });
  const heard = await watch(world, {
    type: 'score_crossed',
    params: { threshold: 80, direction: 'up' },
    says: 'Score {{ contact.score }}',
  });
  await heard.misses(change(contactId, { score: 79 }));
  await heard.fires(change(contactId, { score: 80 }), { contactId, says: 'Score 80' });
  await heard.misses(change(contactId, { score: 95 }));
  await heard.misses(change(contactId, { score: 20 }));
  const born = await world.contact({ score: 90 });
  await heard.fires(Promise.resolve(), { contactId: born, says: 'Score 90' });
});

it('tag_added: the chosen tag, also on a new contact', async () => {
  const contactId = await world.contact({ tags: ['lead'] });
  const says = '{{ contact.tags | join: "+" }}';
  const heard = await watch(world, { type: 'tag_added', params: { tag: 'vip' }, says });
  await heard.misses(change(contactId, { tags: ['lead', 'loyal'] }));
  await heard.fires(change(contactId, { tags: ['lead', 'vip'] }), { contactId, says: 'lead+vip' });
  await heard.misses(change(contactId, { tags: ['vip'] }));
  const born = await world.contact({ tags: ['vip'] });
  await heard.fires(Promise.resolve(), { contactId: born, says: 'vip' });
});

it('tag_removed: the chosen tag', async () => {
  const contactId = await world.contact({ tags: ['lead', 'vip'] });
  const heard = await watch(world, { type: 'tag_removed', params: { tag: 'vip' } });
  await heard.misses(change(contactId, { tags: ['vip'] }));
  await heard.misses(change(contactId, { tags: ['vip', 'new'] }));
  await heard.fires(change(contactId, { tags: ['new'] }), { contactId, says: 'contact.updated' });
});

it('owner_changed: to the chosen person', async () => {
  const contactId = await world.contact();
  const other = await colleague();
  const heard = await watch(world, {
    type: 'owner_changed',
    params: { member: world.memberId },
    says: '{{ owner.name }}',
  });
  await heard.misses(change(contactId, { owner_id: other }));
  await heard.fires(change(contactId, { owner_id: world.memberId }), { contactId, says: 'Ana' });
  await heard.misses(change(contactId, { owner_id: null }));
});

async function colleague(): Promise<string> {
  const [user] = await world.db.psql<{ id: string }>(
    `insert into users (name, email) values ('Bo', 'bo@example.com') returning id`,
  );
  return world.insert('members', { user_id: user?.id, role: 'agent' });
}

it('note_added: a new note, not another text of it', async () => {
  const contactId = await world.contact();
  const old = await world.insert('notes', { contact_id: contactId, text: 'Old', author: 'system' });
  const heard = await watch(world, { type: 'note_added', says: '{{ note.text }}' });
  await heard.misses(set(world, 'notes', old, { text: 'Older' }));
  const added = world.insert('notes', { contact_id: contactId, text: 'Call', author: 'system' });
  await heard.fires(added, { contactId, says: 'Call' });
});

it('note_changed: its text, not its author', async () => {
  const contactId = await world.contact();
  const heard = await watch(world, {
    type: 'note_changed',
    says: '{{ event.changes.text.old }} → {{ note.text }}',
  });
  const id = await world.insert('notes', { contact_id: contactId, text: 'One', author: 'system' });
  await heard.misses(set(world, 'notes', id, { author: 'member:1' }));
  await heard.fires(set(world, 'notes', id, { text: 'Two' }), { contactId, says: 'One → Two' });
  await heard.misses(world.db.psql('delete from notes where id = $1', [id]));
});

it('engagement_reached: the message that makes it so many', async () => {
  const contactId = await world.contact({ message_count: 3 });
  const heard = await watch(world, {
    type: 'engagement_reached',
    params: { messages: 5 },
    says: '{{ contact.messageCount }} messages',
  });
  await heard.misses(change(contactId, { message_count: 4 }));
  await heard.fires(change(contactId, { message_count: 6 }), { contactId, says: '6 messages' });
  await heard.misses(change(contactId, { message_count: 7 }));
});

it('contact_analyzed: a new analysis, not a new score by hand', async () => {
  const contactId = await world.contact();
  const conversationId = await conversation(world, contactId);
  const heard = await watch(world, {
    type: 'contact_analyzed',
    says: '{{ analysis.source }}: {{ analysis.score }}, {{ analysis.sentiment }}',
  });
  await heard.misses(change(contactId, { score: 85, analyzed_at: new Date() }));
  const analysis = world.insert('analyses', {
    conversation_id: conversationId,
    contact_id: contactId,
    source: 'local',
    model: 'local-1',
    is_fallback: false,
    score: 85,
    status: 'QUALIFIED',
    confidence: 78,
    summary: 'Wants a cake',
    result: { sentiment: 'positive' },
    messages_read: 2,
    duration_ms: 1,
  });
  await heard.fires(analysis, { contactId, says: 'local: 85, positive' });
});

it('review_needed: asked for, not answered', async () => {
  const contactId = await world.contact();
  const heard = await watch(world, { type: 'review_needed' });
  await heard.misses(change(contactId, { confidence: 20 }));
  await heard.fires(change(contactId, { needs_review: true }), {
    contactId,
    says: 'contact.updated',
  });
  await heard.misses(change(contactId, { needs_review: false }));
  expect(await world.db.psql('select 1 from run_refusals')).toEqual([]);
});
