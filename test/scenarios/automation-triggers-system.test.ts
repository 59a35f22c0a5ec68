import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  hourMs,
  inMs,
  lastOf,
  queueRun,
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

const weekMs = 7 * 24 * hourMs;

/** The next Monday at this hour in UTC. */
function nextMonday(hour: number): Date {
  const at = new Date();
  at.setUTCDate(at.getUTCDate() + ((8 - at.getUTCDay()) % 7));
  at.setUTCHours(hour, 0, 0, 0);
  return at > new Date() ? at : new Date(at.getTime() + weekMs);
}

it('schedule: on the workspace’s clock, again and again, once each time', async () => {
  const key = `workspace:${world.workspaceId}`;
  await set(world, 'workspaces', world.workspaceId, { time_zone: 'UTC' });
  const heard = await watch(world, {
    type: 'schedule',
    params: { cron: '0 9 * * 1' },
    says: '{{ company.name }}',
  });
  expect(await heard.timer(key)).toEqual(nextMonday(9));
  await heard.misses(set(world, 'workspaces', world.workspaceId, { name: 'Shine' }));
  await heard.misses(set(world, 'workspaces', world.workspaceId, { time_zone: 'Asia/Manila' }));
  expect(await heard.timer(key)).toEqual(nextMonday(1));

  const due = `update automation_timers set due_at = $2 where automation_id = $1`;
  const lastMonday = new Date(nextMonday(1).getTime() - weekMs);
  const made = world.db.psql(due, [heard.automationId, lastMonday]);
  await heard.fires(made, { says: 'Shine' });
  expect(await heard.timer(key)).toEqual(nextMonday(1));
  await heard.misses(world.db.psql(due, [heard.automationId, lastMonday]));
  // A moment that is none of the schedule is only set right.
  await heard.misses(world.db.psql(due, [heard.automationId, inMs(-1_000)]));
  expect(await heard.timer(key)).toEqual(nextMonday(1));
});

it('incoming_webhook: a call of its own address, with what was posted', async () => {
  const contactId = await world.contact();
  const says = '{{ webhook.plan }} for {{ contact.firstName | default: "nobody" }}';
  const other = await watch(world, { type: 'incoming_webhook' });
  const heard = await watch(world, { type: 'incoming_webhook', says });
  const call = (automationId: string, contact: string | null, plan: string) =>
    world.insert('hook_calls', {
      automation_id: automationId,
      contact_id: contact,
      body: { plan },
    });
  await heard.misses(call(other.automationId, contactId, 'Silver'));
  await heard.fires(call(heard.automationId, contactId, 'Gold'), {
    contactId,
    says: 'Gold for Rosa',
  });
  await heard.fires(call(heard.automationId, null, 'Free'), { says: 'Free for nobody' });
});

it('manual: only when a person chose it', async () => {
  const contactId = await world.contact();
  const heard = await watch(world, { type: 'manual', says: '{{ event.data.why }}' });
  await heard.misses(set(world, 'contacts', contactId, { first_name: 'Ana' }));
  const { automationId } = heard;
  const chosen = { automationId, contactId, type: 'manual.start', data: { why: 'Fair' } };
  await heard.fires(queueRun(world, chosen), { contactId, says: 'Fair' });
});

it('manual: not for a contact that does not meet the conditions', async () => {
  const contactId = await world.contact({ score: 10 });
  const automationId = await world.publish({
    trigger: { type: 'manual', params: {} },
    conditions: { field: 'contact.score', op: 'gt', value: 50 },
    steps: [{ id: 'note', kind: 'action', action: 'add_note', input: { text: 'Chosen' } }],
  });
  await queueRun(world, { automationId, contactId, type: 'manual.start' });
  await world.settled();
  const runs = await world.runs(automationId);
  expect(runs).toMatchObject([{ status: 'cancelled', error_code: 'conditions_not_met' }]);
  expect(await world.steps(lastOf(runs).id)).toEqual([]);
  await set(world, 'contacts', contactId, { score: 60 });
  await queueRun(world, { automationId, contactId, type: 'manual.start' });
  await world.settled();
  expect(lastOf(await world.runs(automationId))).toMatchObject({ status: 'completed' });
});

it('started_by_automation: by a step of another one, one deeper', async () => {
  const contactId = await world.contact();
  const heard = await watch(world, {
    type: 'started_by_automation',
    says: '{{ event.data.reason }} of {{ contact.firstName }}',
  });
  await heard.misses(set(world, 'contacts', contactId, { tags: ['other'] }));
  const input = { automationId: heard.automationId, data: { reason: 'Score {{ contact.score }}' } };
  const parent = await world.publish({
    trigger: { type: 'tag_added', params: { tag: 'hot' } },
    steps: [{ id: 'go', kind: 'action', action: 'start_automation', input }],
  });
  const run = await heard.fires(
    set(world, 'contacts', contactId, { score: 90, tags: ['other', 'hot'] }),
    { contactId, says: 'Score 90 of Rosa' },
  );
  const [cause] = await world.runs(parent);
  expect(run).toMatchObject({ depth: 1, cause: `run:${cause?.id}` });
});

async function userOf(memberId: string): Promise<string> {
  const rows = await world.db.psql<{ user_id: string }>(
    'select user_id from members where id = $1',
    [memberId],
  );
  return lastOf(rows).user_id;
}

async function colleague(): Promise<string> {
  const rows = await world.db.psql<{ id: string }>(
    `insert into users (name, email) values ('Bo', $1) returning id`,
    [`${randomUUID()}@example.com`],
  );
  return world.insert('members', { user_id: lastOf(rows).id, role: 'agent' });
}

async function signIn(memberId: string): Promise<void> {
  await world.db.psql(
    `insert into sessions (user_id, token, expires_at) values ($1, $2, now() + interval '1 day')`,
    [await userOf(memberId), randomUUID()],
  );
}

async function signOut(memberId: string): Promise<void> {
  await world.db.psql('delete from sessions where user_id = $1', [await userOf(memberId)]);
}

it('member_signed_in: the chosen person, not another role or a sign out', async () => {
  const { memberId } = world;
  const bo = await colleague();
  const heard = await watch(world, { type: 'member_signed_in', params: { member: memberId } });
  await heard.misses(signIn(bo));
  await heard.misses(set(world, 'members', bo, { role: 'viewer' }));
  await heard.fires(signIn(memberId), { says: 'member.updated' });
  await heard.misses(signOut(memberId));
});

it('member_signed_out: the chosen person, not a sign in', async () => {
  const { memberId } = world;
  const bo = await colleague();
  await signIn(bo);
  const heard = await watch(world, { type: 'member_signed_out', params: { member: memberId } });
  await heard.misses(signIn(memberId));
  await heard.misses(signOut(bo));
  await heard.fires(signOut(memberId), { says: 'member.updated' });
});

function page(): Promise<string> {
  return world.insert('pages', { external_id: randomUUID(), name: 'Shine' });
}

it('settings_changed: of the chosen kinds, by people, not how a Page is', async () => {
  const pageId = await page();
  const heard = await watch(world, {
    type: 'settings_changed',
    params: { kinds: ['page', 'stage'] },
  });
  await heard.misses(set(world, 'pages', pageId, { problem: 'Offline' }));
  await heard.misses(set(world, 'pipelines', world.pipelineId, { name: 'Deals' }));
  await heard.misses(set(world, 'workspaces', world.workspaceId, { name: 'Shine' }));
  await heard.fires(set(world, 'pages', pageId, { auto_sync: false }), { says: 'page.updated' });
  await heard.fires(set(world, 'stages', world.stages['Lost'] ?? '', { name: 'Gone' }), {
    says: 'stage.updated',
  });
  const stage = { pipeline_id: world.pipelineId, name: 'Later', type: 'LEAD' };
  await heard.fires(world.insert('stages', stage), { says: 'stage.created' });
});

async function sync(): Promise<string> {
  const columns = { kind: 'full', status: 'IN_PROGRESS', requested_by: 'system' };
  return world.insert('syncs', { page_id: await page(), ...columns });
}

it('sync_finished: all brought in, not failed, not half way', async () => {
  const failing = await sync();
  const id = await sync();
  const heard = await watch(world, { type: 'sync_finished' });
  await heard.misses(set(world, 'syncs', id, { synced: 10 }));
  await heard.misses(set(world, 'syncs', failing, { status: 'FAILED' }));
  await heard.fires(set(world, 'syncs', id, { status: 'COMPLETED' }), { says: 'sync.updated' });
});

it('sync_failed: with its reason, not one that was cancelled', async () => {
  const cancelled = await sync();
  const id = await sync();
  const heard = await watch(world, {
    type: 'sync_failed',
    says: '{{ event.changes.errorCode.new }}',
  });
  await heard.misses(set(world, 'syncs', cancelled, { status: 'CANCELLED' }));
  await heard.fires(set(world, 'syncs', id, { status: 'FAILED', error_code: 'token_expired' }), {
    says: 'token_expired',
  });
});

it('api_limit_reached: a sync has to wait, not that it goes on', async () => {
  const id = await sync();
  const heard = await watch(world, { type: 'api_limit_reached' });
  await heard.misses(set(world, 'syncs', id, { synced: 10 }));
  await heard.fires(set(world, 'syncs', id, { waiting_until: inMs(hourMs) }), {
    says: 'sync.updated',
  });
  await heard.misses(set(world, 'syncs', id, { waiting_until: null }));
});

it('channel_needs_attention: a Page lost its connection, not one that was taken off', async () => {
  const other = await page();
  const id = await page();
  const heard = await watch(world, {
    type: 'channel_needs_attention',
    says: '{{ event.changes.problem.new }}',
  });
  await heard.misses(set(world, 'pages', other, { status: 'disconnected' }));
  const lost = { status: 'needs_reconnect', problem: 'Facebook no longer accepts it' };
  await heard.fires(set(world, 'pages', id, lost), { says: 'Facebook no longer accepts it' });
  await heard.misses(set(world, 'pages', id, { status: 'connected', problem: null }));
});

it('automation_paused_itself: after failures, not when a person pauses it', async () => {
  const failing = await world.publish({
    trigger: { type: 'tag_added', params: { tag: 'odd' } },
    steps: [{ id: 'move', kind: 'action', action: 'move_stage', input: { stageId: randomUUID() } }],
    settings: { pauseAfterFailures: 2 },
  });
  const harmless = await world.publish({ trigger: { type: 'manual' }, steps: [] });
  const heard = await watch(world, {
    type: 'automation_paused_itself',
    says: '{{ event.changes.pausedReason.new | truncate: 30 }}',
  });
  await heard.misses(set(world, 'automations', harmless, { status: 'paused' }));
  await heard.misses(world.contact({ tags: ['odd'] }));
  await heard.fires(world.contact({ tags: ['odd'] }), {
    says: expect.stringMatching(/^Paused after 2/),
  });
  expect(await world.runs(failing)).toMatchObject([{ status: 'failed' }, { status: 'failed' }]);
  expect(
    await world.db.psql('select status, failures_in_row from automations where id = $1', [failing]),
  ).toEqual([{ status: 'paused', failures_in_row: 2 }]);
});
