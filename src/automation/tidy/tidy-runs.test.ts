import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../test/support/automation-world.ts';
import { leastId } from '../../platform/database/least-id.ts';
import { tidyRuns } from './tidy-runs.ts';

let world: AutomationWorld;
let automationId: string;

const keepDays = 90;
const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);

beforeAll(async () => {
  world = await openAutomationWorld({ engine: false });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.psql('delete from automations');
  await world.db.psql('delete from deliveries');
  await world.db.psql('delete from pending_events');
  automationId = await publish({ mode: 'always' });
});

const tidy = (signal = new AbortController().signal) =>
  tidyRuns({ database: world.db, keepDays, signal });
const publish = (reenrolment: object) =>
  world.publish({
    trigger: { type: 'score_crossed', params: { threshold: 80, direction: 'up' } },
    steps: [],
    settings: { reenrolment },
  } as Parameters<AutomationWorld['publish']>[0]);
const contact = () => world.contact();

/** An id of that time, as the engine would have made it. */
const idOf = (time: Date) => leastId(time).slice(0, 24) + randomUUID().slice(24);
const addRun = (days: number, columns: Record<string, unknown> = {}) => {
  const at = ago(days);
  return world.insert('runs', {
    id: idOf(at),
    automation_id: automationId,
    version: 1,
    trigger_key: randomUUID(),
    trigger: '{}',
    lane: 0,
    status: 'completed',
    started_at: at,
    finished_at: at,
    ...columns,
  });
};
const addDelivery = (runId: string | null, days: number, columns: Record<string, unknown> = {}) =>
  world.insert('deliveries', {
    channel: 'webhook',
    key: randomUUID(),
    run_id: runId,
    recipient: 'x',
    payload: '{}',
    status: 'delivered',
    created_at: ago(days),
    finished_at: ago(days),
    ...columns,
  });
const ids = async (table: string) =>
  (await world.db.psql<{ id: string }>(`select id from ${table} order by id`)).map(({ id }) => id);

describe('old runs', () => {
  it('go with their steps when they have ended, and the young ones stay', async () => {
    const old = await addRun(91, { status: 'failed' });
    await world.db.psql(
      `insert into run_steps (workspace_id, run_id, number, step_id, kind, status, started_at)
       values ($1, $2, 1, 'a', 'action', 'failed', now())`,
      [world.workspaceId, old],
    );
    await addRun(200, { status: 'cancelled' });
    const young = await addRun(89);
    const justEnded = await addRun(200, { finished_at: ago(1) });
    await tidy();
    expect((await ids('runs')).toSorted()).toEqual([justEnded, young].toSorted());
    expect(await world.db.psql('select from run_steps')).toEqual([]);
  });

  it('stay as long as they wait, are in review, or have something to send', async () => {
    const open = { finished_at: null };
    const kept = [
      await addRun(300, { ...open, status: 'waiting', due_at: ago(-1) }),
      await addRun(301, { ...open, status: 'pending' }),
      await addRun(302, { ...open, status: 'processing' }),
      await addRun(303, { status: 'failed', needs_review: true }),
      await addRun(304),
      await addRun(305),
    ];
    const held = { status: 'held', channel: 'sms', finished_at: null };
    const deliveries = [
      await addDelivery(kept[0] ?? null, 300),
      await addDelivery(kept[3] ?? null, 300, { status: 'failed' }),
      await addDelivery(kept[4] ?? null, 300, held),
      await addDelivery(kept[5] ?? null, 300, { status: 'unknown' }),
    ];
    const sent = await addRun(306);
    await addDelivery(sent, 306);
    await addDelivery(null, 306, { status: 'failed' });
    await tidy();
    expect(await ids('runs')).toEqual(kept.toSorted());
    expect(await ids('deliveries')).toEqual(deliveries.toSorted());
  });

  it('stay as long as an automation must know that it ran', async () => {
    const contactId = await contact();
    const gone = JSON.stringify({ contactId: randomUUID() });
    automationId = await publish({ mode: 'once' });
    const kept = [
      await addRun(400, { contact_id: contactId }),
      // About a member, say, and no contact.
      await addRun(402, { trigger: JSON.stringify({ contactId: null, subjectId: randomUUID() }) }),
    ];
    await addRun(401, { contact_id: contactId, status: 'cancelled' });
    await addRun(403, { trigger: gone });
    await addRun(404, { trigger: JSON.stringify({ type: 'hook_call.created' }) });
    automationId = await publish({ mode: 'not_within', hours: 4_380 });
    kept.push(await addRun(180, { contact_id: contactId }));
    await addRun(190, { contact_id: contactId });
    automationId = await publish({ mode: 'not_while_running' });
    await addRun(100, { contact_id: contactId });
    await tidy();
    expect((await ids('runs')).toSorted()).toEqual(kept.toSorted());
  });

  it('go batch by batch, whoever else is at it, and tell no automation', async () => {
    await world.db.psql(
      `insert into runs (workspace_id, id, automation_id, version, trigger_key, trigger, lane, status,
         started_at, finished_at)
       select $1, (lpad(to_hex((extract(epoch from now() - interval '100 days') * 1000)::bigint), 12, '0')
           || lpad(to_hex(n), 20, '0'))::uuid, $2, 1, n, '{}', 0, 'completed',
         now() - interval '100 days', now() - interval '100 days' from generate_series(1, 2500) n`,
      [world.workspaceId, automationId],
    );
    await world.db.psql(
      `insert into automation_listeners (workspace_id, event_type, automation_id, version)
       values ($1, 'run.deleted', $2, 1)`,
      [world.workspaceId, automationId],
    );
    const waiting = await addRun(100, { status: 'waiting', finished_at: null });
    await Promise.all([tidy(), tidy(), tidy()]);
    await tidy();
    expect(await ids('runs')).toEqual([waiting]);
    expect(await world.db.psql('select from pending_events')).toEqual([]);
  });

  it('are left for the next time when somebody holds them, or it is time to stop', async () => {
    const id = await addRun(100);
    const stopped = new AbortController();
    stopped.abort();
    await tidy(stopped.signal);
    expect(await ids('runs')).toEqual([id]);
    await world.db.asEngine('system', async (tx) => {
      await tx.selectFrom('runs').select('id').where('id', '=', id).forUpdate().execute();
      await tidy();
    });
    expect(await ids('runs')).toEqual([id]);
    await tidy();
    expect(await ids('runs')).toEqual([]);
  });
});

describe('old calls and refusals', () => {
  it('go, but not the call that a waiting run reads', async () => {
    const call = (days: number) =>
      world.insert('hook_calls', {
        automation_id: automationId,
        body: '{}',
        created_at: ago(days),
      });
    const read = await call(100);
    const young = await call(80);
    await call(101);
    await addRun(100, {
      status: 'waiting',
      finished_at: null,
      trigger: JSON.stringify({ type: 'hook_call.created', subjectId: read }),
    });
    const refusal = (days: number) =>
      world.insert('run_refusals', {
        id: idOf(ago(days)),
        reason: 'x',
        detail: 'x',
        at: ago(days),
      });
    await refusal(100);
    const recent = await refusal(80);
    await tidy();
    expect((await ids('hook_calls')).toSorted()).toEqual([read, young].toSorted());
    expect(await ids('run_refusals')).toEqual([recent]);
  });
});

describe('counters', () => {
  const sums = (zone: string) =>
    world.db.psql(
      `select automation_id, version, step_id, (at at time zone $1)::date as day,
         date_trunc('day', at, 'UTC') as utc_day, sum(started) as started, sum(completed) as completed,
         sum(failed) as failed, sum(cancelled) as cancelled, sum(sends) as sends
       from automation_counts group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
      [zone],
    );
  const byHour = () =>
    world.db.psql(
      `select date_trunc('hour', at, 'UTC') as hour, sum(started) as started from automation_counts
       where at > now() - interval '1 day' group by 1 order by 1`,
    );
  const rows = async () => (await world.db.psql('select from automation_counts')).length;

  it('are fewer, and give the same sums a day, an hour, a step and a version', async () => {
    // Half an hour off the hours of UTC.
    const zone = 'Asia/Kolkata';
    await world.db.psql('update workspaces set time_zone = $1', [zone]);
    const other = await publish({ mode: 'always' });
    await world.db.psql(
      `insert into automation_counts (workspace_id, automation_id, version, step_id, at, started,
         completed, failed, cancelled, sends)
       select $1, case n % 5 when 0 then $3::uuid else $2::uuid end, 1 + n % 2, case n % 3 when 0 then '' else 's' || n % 3 end,
         now() - (n % 200) * interval '47 minutes', n, n % 7, n % 11, n % 13, n % 17
       from generate_series(1, 12000) n`,
      [world.workspaceId, automationId, other],
    );
    const [before, hours] = [await sums(zone), await byHour()];
    await Promise.all([tidy(), tidy()]);
    await tidy();
    expect(await sums(zone)).toEqual(before);
    expect(await byHour()).toEqual(hours);
    const merged = await rows();
    // 12 groups: 7 days, and about 60 hours, some cut in two where the day ends there.
    expect(merged).toBeLessThan(12 * 90 + 800);
    const known = await ids('automation_counts');
    await tidy();
    expect(await ids('automation_counts')).toEqual(known);
  });

  it('of one hour that does not fit into a batch are merged whole', async () => {
    await world.db.psql(
      `insert into automation_counts (workspace_id, automation_id, version, at, started)
       select $1, $2, 1, date_trunc('hour', now(), 'UTC') - interval '5 hours' + n * interval '0.1 seconds', 1
       from generate_series(1, 11000) n`,
      [world.workspaceId, automationId],
    );
    await tidy();
    expect(await world.db.psql('select started from automation_counts')).toEqual([
      { started: 11_000 },
    ]);
  });
});
