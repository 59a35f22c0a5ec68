import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../../test/support/automation-world.ts';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import type { AutomationAnalytics, WorkspaceAnalytics } from '../../../contracts/runs.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

type OfAutomation = z.infer<typeof AutomationAnalytics>;
type OfWorkspace = z.infer<typeof WorkspaceAnalytics>;

let world: AutomationWorld;
let app: ApiServer;
let viewer: TestMember;
let stranger: TestMember;

beforeAll(async () => {
  world = await openAutomationWorld();
  app = await openTestApi(...automationRoutes({ database: world.db }));
  const { workspaceId } = world;
  viewer = await addTestMember(world.db, app, { name: 'Vera', role: 'viewer', workspaceId });
  stranger = await addTestMember(world.db, app, { name: 'Sten', role: 'owner' });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const onScore = {
  trigger: { type: 'score_crossed', params: { threshold: 80, direction: 'up' } },
};
const call = { id: 'call', kind: 'action', action: 'create_task', input: { title: 'Call' } };
const pause = { id: 'pause', kind: 'delay', for: { amount: 2, unit: 'days' } };
const last = { ...call, id: 'last', name: 'The last one' };
const move = {
  id: 'move',
  kind: 'action',
  action: 'move_stage',
  input: { stageId: '01996d2e-6f0a-7c3b-9a51-2f6f4f1f0a11' },
};

const cross = async () => {
  const contactId = await world.contact({ score: 10 });
  await world.db.psql('update contacts set score = 90 where id = $1', [contactId]);
};
const read = async (id: string, query = '', member = viewer) => {
  const url = `/api/v1/automations/${id}/analytics${query}`;
  return (await member.call<OfAutomation>('GET', url)).body;
};
const readAll = async (query = '', member = viewer) =>
  (await member.call<OfWorkspace>('GET', `/api/v1/automation-analytics${query}`)).body;
const count = (automationId: string, at: string, numbers: object) =>
  world.insert('automation_counts', { automation_id: automationId, version: 1, at, ...numbers });
const midnight = async (zone: string): Promise<Date> => {
  const [row] = await world.db.psql<{ at: Date }>(
    `select (now() at time zone $1)::date::timestamp at time zone $1 as at`,
    [zone],
  );
  return row?.at ?? new Date();
};
const setZone = (zone: string) =>
  world.db.psql('update workspaces set time_zone = $2 where id = $1', [world.workspaceId, zone]);
const shifted = (time: Date, ms: number) => new Date(time.getTime() + ms).toISOString();

describe('the numbers of an automation', () => {
  it('say what real runs did, step by step', async () => {
    const id = await world.publish({ ...onScore, steps: [call, pause, last] });
    await cross();
    await cross();
    await world.settled();
    const [first] = await world.runs(id);
    await world.db.psql(
      `update runs set due_at = now(), state = jsonb_set(state, '{wait,until}', '"2020-01-01T00:00:00.000Z"')
       where id = $1`,
      [first?.id],
    );
    await world.settled();
    const { total, byDay, steps, days } = await read(id);
    expect(days).toBe(30);
    expect(total).toMatchObject({ started: 2, completed: 1, failed: 0, waiting: 1 });
    expect(total.p50Ms).toBeGreaterThan(0);
    expect(byDay).toHaveLength(30);
    expect(byDay.at(-1)).toMatchObject({ started: 2, completed: 1 });
    expect(steps).toMatchObject([
      { stepId: 'call', title: 'Create a task', entered: 2, completed: 2, conversion: 1 },
      {
        stepId: 'pause',
        title: 'Wait 2 days',
        entered: 2,
        completed: 1,
        waiting: 1,
        conversion: 0.5,
      },
      { stepId: 'last', title: 'The last one', entered: 1, completed: 1, conversion: 0.5 },
    ]);
    await world.db.psql(`update automations set status = 'paused' where id = $1`, [id]);
    expect((await read(id)).total).toEqual(total);
    expect(await read(id, '?days=1')).toMatchObject({ days: 1, byDay: [{ started: 2 }] });
  });

  it('are those of the workspace’s days', async () => {
    const id = await world.insert('automations', {
      name: 'Days',
      draft: '{}',
      created_by: 'system',
    });
    for (const zone of ['Asia/Kolkata', 'Pacific/Kiritimati', 'America/St_Johns', 'UTC']) {
      await setZone(zone);
      await world.db.psql('delete from automation_counts where automation_id = $1', [id]);
      const start = await midnight(zone);
      await count(id, shifted(start, 0), { started: 1 });
      await count(id, shifted(start, -1), { started: 10, sends: 3 });
      await count(id, shifted(start, -86_400_000), { started: 100 });
      await count(id, shifted(start, -86_400_001), { started: 1_000 });
      await count(id, shifted(start, -86_400_001), { step_id: 'call', started: 5_000 });
      const { byDay, total } = await read(id, '?days=2');
      expect([zone, byDay.map(({ started }) => started)]).toEqual([zone, [110, 1]]);
      expect(total).toMatchObject({ started: 111, sends: 3 });
    }
    await setZone('Europe/Lisbon');
  });

  it('give times of finished runs alone, of those started in these days', async () => {
    const id = await world.insert('automations', {
      name: 'Times',
      draft: '{}',
      created_by: 'system',
    });
    await world.db.psql(
      `insert into runs (workspace_id, id, automation_id, version, trigger_key, trigger, lane, status,
         started_at, finished_at)
       select $1, (lpad(to_hex((extract(epoch from now() - days * interval '1 day') * 1000)::bigint
           + n), 12, '0') || repeat('0', 20))::uuid,
         $2, 1, days || '-' || n, '{}', 0, status, now() - days * interval '1 day',
         now() - days * interval '1 day' + n * interval '1 second'
       from (values (0, 'completed', 1, 99), (3, 'failed', 100, 100), (40, 'completed', 500, 900),
         (0, 'cancelled', 901, 999)) given (days, status, low, high), generate_series(low, high) n`,
      [world.workspaceId, id],
    );
    expect((await read(id)).total).toMatchObject({ p50Ms: 50_500, p95Ms: 95_050 });
    expect((await read(id, '?days=2')).total).toMatchObject({ p50Ms: 50_000 });
  });

  it('are zero for what never ran, and nothing to strangers and for what is deleted', async () => {
    const id = await world.insert('automations', {
      name: 'New',
      draft: '{}',
      created_by: 'system',
    });
    expect(await read(id, '?days=1')).toMatchObject({
      total: { started: 0, waiting: 0, p50Ms: null, p95Ms: null },
      steps: [],
    });
    const url = `/api/v1/automations/${id}/analytics`;
    expect((await stranger.call('GET', url)).status).toBe(404);
    await world.db.psql('delete from automations where id = $1', [id]);
    expect((await viewer.call('GET', url)).status).toBe(404);
    for (const days of ['0', '91', 'x']) {
      const { status } = await viewer.call('GET', `${url}?days=${days}`);
      expect([days, status]).toEqual([days, 422]);
    }
  });
});

describe('the numbers of all automations', () => {
  it('add up, with what waits, what failed and what the limits have left', async () => {
    const settings = { pauseAfterFailures: null };
    await world.publish({ ...onScore, steps: [{ ...move, onError: 'review' }], settings });
    const before = await readAll();
    await cross();
    await world.settled();
    await world.db.psql(
      'update workspaces set runs_per_hour = 900, sends_per_day = 50 where id = $1',
      [world.workspaceId],
    );
    const after = await readAll();
    expect(after.today.failed).toBe(before.today.failed + 1);
    expect(after.total.started).toBeGreaterThan(before.total.started);
    expect(after.needsReview).toBe(before.needsReview + 1);
    expect(after.topErrors).toContainEqual({ errorCode: 'missing_stage', runs: 1 });
    expect(after.limits).toMatchObject({ runsPerHour: 900, sendsPerDay: 50 });
    expect(after.limits.runsThisHour).toBeGreaterThan(0);
    expect(after.queue).toEqual({ events: 0, dueRuns: 0, oldestSeconds: null });
  });

  it('show nothing of another workspace', async () => {
    const { today, total, queue, needsReview, topErrors, limits } = await readAll('', stranger);
    expect(today.started + total.started + total.waiting + needsReview).toBe(0);
    expect(topErrors).toEqual([]);
    expect(queue.events).toBe(0);
    expect(limits).toEqual({
      runsPerHour: null,
      runsThisHour: 0,
      sendsPerDay: null,
      sendsToday: 0,
    });
  });

  it('say how much the engine has not taken up, and how old the oldest is', async () => {
    const alone = await openAutomationWorld({ engine: false });
    const other = await openTestApi(...automationRoutes({ database: alone.db }));
    const { workspaceId } = alone;
    const vera = await addTestMember(alone.db, other, {
      name: 'Vera',
      role: 'viewer',
      workspaceId,
    });
    const id = await alone.publish({ ...onScore, steps: [call] });
    await alone.db.psql(
      `insert into pending_events (workspace_id, id, at, lane, slow)
       values ($1, 1, now() - interval '90 seconds', 0, true), ($1, 2, now(), 0, false)`,
      [workspaceId],
    );
    await alone.db.psql(
      `insert into runs (workspace_id, automation_id, version, trigger_key, trigger, lane, status, due_at)
       values ($1, $2, 1, 'a', '{}', 0, 'waiting', now() - interval '5 minutes'),
         ($1, $2, 1, 'b', '{}', 0, 'waiting', now() + interval '5 minutes')`,
      [workspaceId, id],
    );
    const { queue, total } = await readAll('', vera);
    expect(queue).toMatchObject({ events: 2, dueRuns: 1 });
    expect(queue.oldestSeconds).toBeGreaterThanOrEqual(300);
    expect(queue.oldestSeconds).toBeLessThan(330);
    expect(total.waiting).toBe(2);
    await other.close();
    await alone.close();
  });
});
