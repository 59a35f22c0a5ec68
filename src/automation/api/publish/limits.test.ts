import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { act, hourMs, set, silence } from '../../../../test/support/automation-scenario.ts';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../../test/support/automation-world.ts';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

let world: AutomationWorld;
let app: ApiServer;
let ana: TestMember;

beforeAll(async () => {
  world = await openAutomationWorld();
  app = await openTestApi(...automationRoutes({ database: world.db }));
  const { workspaceId } = world;
  ana = await addTestMember(world.db, app, { name: 'Ana', role: 'admin', workspaceId });
  // Limits count clock hours and days: this must not happen across the change of one.
  if (Date.now() % hourMs > hourMs - 20_000) await sleep(20_500);
});
afterEach(async () => {
  await limit({ runsPerHour: null, sendsPerDay: null });
  await silence(world);
  await world.db.psql('delete from automation_counts');
});
afterAll(async () => {
  await app.close();
  await world.close();
});

async function limit(limits: { runsPerHour: number | null; sendsPerDay: number | null }) {
  const { status } = await ana.call('PUT', '/api/v1/automation-limits', limits);
  expect(status).toBe(200);
}

/** One contact after the other becomes a client. */
async function win(contacts: number): Promise<void> {
  for (let n = 0; n < contacts; n += 1) {
    await set(world, 'contacts', await world.contact(), { status: 'WON' });
    await world.settled();
  }
}

const won = { type: 'contact_status_changed', params: { to: 'WON' } };
const steps = [act('add_note', { text: 'won' })];

/** The clock hours from this one in which runs start; -1: it has. */
async function hours(automationId: string): Promise<number[]> {
  const thisHour = Math.floor(Date.now() / hourMs);
  return (await world.runs(automationId)).map(({ status, due_at }) =>
    status === 'completed' ? -1 : Math.floor((due_at?.getTime() ?? 0) / hourMs) - thisHour,
  );
}

it('runs that were held go on when the limit is raised, as many as have room, and when it is gone', async () => {
  await limit({ runsPerHour: 1, sendsPerDay: null });
  const automationId = await world.publish({ trigger: won, steps });
  await win(6);
  expect(await hours(automationId)).toEqual([-1, 1, 2, 3, 4, 5]);
  await limit({ runsPerHour: 3, sendsPerDay: null });
  await world.settled();
  expect(await hours(automationId)).toEqual([-1, -1, -1, 1, 1, 1]);
  await limit({ runsPerHour: 2, sendsPerDay: null });
  await world.settled();
  expect(await hours(automationId)).toEqual([-1, -1, -1, 1, 1, 2]);
  await limit({ runsPerHour: null, sendsPerDay: null });
  await world.settled();
  expect(await hours(automationId)).toEqual(Array(6).fill(-1));
});

it('an automation’s own limit still holds its runs', async () => {
  await limit({ runsPerHour: 1, sendsPerDay: null });
  const settings = { maxRunsPerHour: 2 };
  const automationId = await world.publish({ trigger: won, steps, settings });
  await win(4);
  await limit({ runsPerHour: null, sendsPerDay: null });
  await world.settled();
  expect(await hours(automationId)).toEqual([-1, -1, 1, 1]);
});

it('messages that wait for tomorrow go out when the limit is raised, as many as have room', async () => {
  await limit({ runsPerHour: null, sendsPerDay: 1 });
  const call = act('call_webhook', { url: 'https://example.com/hook' });
  await world.publish({ trigger: won, steps: [call] });
  await win(4);
  const waiting = async () =>
    (
      await world.db.psql<{ code: string | null; due: boolean }>(
        `select error_code as code, next_attempt_at <= clock_timestamp() as due from deliveries
         order by created_at, id`,
      )
    ).map(({ code, due }) => `${code ?? 'none'} ${due ? 'now' : 'later'}`);
  const held = 'daily_limit later';
  expect(await waiting()).toEqual(['none now', held, held, held]);
  await limit({ runsPerHour: null, sendsPerDay: 3 });
  expect(await waiting()).toEqual(['none now', 'none now', 'none now', held]);
  await limit({ runsPerHour: null, sendsPerDay: null });
  expect(await waiting()).toEqual(Array(4).fill('none now'));
});
