import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversation } from '../../../../test/support/automation-scenario.ts';
import {
  type AutomationWorld,
  openAutomationWorld,
} from '../../../../test/support/automation-world.ts';
import { addTestMember, openTestApi, type TestMember } from '../../../../test/support/test-api.ts';
import type { Automation } from '../../../contracts/automations.ts';
import type { ApiServer } from '../../../platform/http/server.ts';
import { automationRoutes } from '../index.ts';

let world: AutomationWorld;
let app: ApiServer;
let owner: TestMember;

beforeAll(async () => {
  world = await openAutomationWorld();
  app = await openTestApi(...automationRoutes({ database: world.db }));
  const { workspaceId } = world;
  owner = await addTestMember(world.db, app, { name: 'Ana', role: 'owner', workspaceId });
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const turnOn = async (recipe: string) => {
  const used = await owner.call<Automation>('POST', `/api/v1/automation-recipes/${recipe}/use`, {});
  const url = `/api/v1/automations/${used.body.id}`;
  const published = await owner.call<Automation>('POST', `${url}/publish`, {});
  expect(published.body.status).toBe('active');
  return { id: used.body.id, url };
};

describe('a shop owner turns on “job completed: e-mail and SMS”', () => {
  it('and a plain SQL update sends both, with their names filled in', async () => {
    const { id, url } = await turnOn('job_completed_thanks');
    const contact_id = await world.contact({ email: 'rosa@example.com', phone: '+351210000000' });
    const jobId = await world.insert('jobs', { contact_id, title: 'Fix the oven' });
    const set = (status: string) =>
      world.db.psql('update jobs set status = $2 where id = $1', [jobId, status]);
    const sent = async () => {
      await world.settled();
      return world.db.psql<{ channel: string; text: string }>(
        `select channel, payload->>'text' as text from deliveries where automation_id = $1
         order by created_at, channel`,
        [id],
      );
    };
    await set('completed');
    expect(await sent()).toEqual([
      { channel: 'email', text: expect.stringContaining('Hello Rosa') },
      {
        channel: 'sms',
        text: 'Hello Rosa, “Fix the oven” is done. Thank you for choosing Shine & Co!',
      },
    ]);
    await owner.call('POST', `${url}/pause`);
    await set('in_progress');
    await set('completed');
    expect(await sent()).toHaveLength(2);
    await owner.call('POST', `${url}/activate`);
    await set('in_progress');
    await set('completed');
    expect(await sent()).toHaveLength(4);
    const { body } = await owner.call<Automation>('GET', url);
    expect(body.counts).toMatchObject({ started: 2, completed: 2, sends: 4 });
  });

  it('and who has no address is no failure', async () => {
    const { id } = await turnOn('job_completed_thanks');
    const contact_id = await world.contact();
    const jobId = await world.insert('jobs', { contact_id, title: 'Fix the oven' });
    await world.db.psql(`update jobs set status = 'completed' where id = $1`, [jobId]);
    await world.settled();
    expect(await world.runs(id)).toMatchObject([{ status: 'completed', error: null }]);
  });
});

describe('a reminder of an appointment', () => {
  it('moves with the appointment, and goes when it is cancelled', async () => {
    const { id } = await turnOn('appointment_reminder_day');
    const contact_id = await world.contact({ phone: '+351210000000' });
    const start = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const first = start(3);
    const appointmentId = await world.insert('appointments', {
      contact_id,
      title: 'Tasting',
      starts_at: first,
    });
    const due = async () => {
      await world.settled();
      const rows = await world.db.psql<{ due_at: Date }>(
        'select due_at from automation_timers where automation_id = $1',
        [id],
      );
      return rows.map((row) => row.due_at.toISOString());
    };
    const dayBefore = (time: string) => new Date(Date.parse(time) - 86_400_000).toISOString();
    expect(await due()).toEqual([dayBefore(first)]);
    const second = start(5);
    const change = (set: string, value: string) =>
      world.db.psql(`update appointments set ${set} = $2 where id = $1`, [appointmentId, value]);
    await change('starts_at', second);
    expect(await due()).toEqual([dayBefore(second)]);
    // Moved to so soon that its moment comes.
    await change('starts_at', new Date(Date.now() + 86_400_000 + 500).toISOString());
    await expect
      .poll(() => world.runs(id), { timeout: 5_000 })
      .toMatchObject([{ status: 'completed', contact_id }]);
    await change('starts_at', second);
    await change('status', 'cancelled');
    expect(await due()).toEqual([]);
  });
});

describe('an unhappy customer', () => {
  it('is told to the team when the analysis is sure, and the complaint is new', async () => {
    const { id } = await turnOn('unhappy_customer');
    const read = async (hoursAgo: number, confidence: number, sentiment: string) => {
      const contact_id = await world.contact({
        last_inbound_at: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
      });
      const conversation_id = await conversation(world, contact_id);
      await world.insert('analyses', {
        conversation_id,
        contact_id,
        source: 'local',
        model: 'local-1',
        is_fallback: false,
        score: 20,
        status: 'CONTACTED',
        confidence,
        summary: 'The order came broken.',
        result: { sentiment, nextBestAction: 'Send another one', confidence: 100 },
        messages_read: 2,
        duration_ms: 1,
      });
      return contact_id;
    };
    await read(1, 80, 'positive');
    await read(1, 40, 'negative');
    await read(200, 80, 'negative');
    const unhappy = await read(1, 80, 'negative');
    await world.settled();
    expect(await world.runs(id)).toMatchObject([{ status: 'completed', contact_id: unhappy }]);
    const tasks = await world.db.psql('select title, description, priority, contact_id from tasks');
    expect(tasks).toEqual([
      {
        title: 'Take care of Rosa',
        description: 'Send another one',
        priority: 'urgent',
        contact_id: unhappy,
      },
    ]);
    const told = await world.db.psql('select title, text from notifications');
    expect(told).toContainEqual({ title: 'Rosa is unhappy', text: 'The order came broken.' });
  });
});

describe('contacts that a person chose', () => {
  it('run through it, also when it runs once for each', async () => {
    const made = await owner.call<Automation>('POST', '/api/v1/automations', {
      name: 'By hand',
      definition: {
        trigger: { type: 'manual' },
        conditions: { field: 'contact.score', op: 'gt', value: 50 },
        steps: [
          {
            id: 'note',
            kind: 'action',
            action: 'add_note',
            input: { text: 'Chosen: {{ event.data.why }}' },
          },
        ],
        settings: { reenrolment: { mode: 'once' } },
      },
    });
    const url = `/api/v1/automations/${made.body.id}`;
    await owner.call('POST', `${url}/publish`, {});
    const warm = await world.contact({ score: 80 });
    const cold = await world.contact({ score: 10 });
    const chosen = { contactIds: [warm, cold], data: { why: 'sale' }, perMinute: 100_000 };
    const enrolled = await owner.call('POST', `${url}/enrol`, chosen);
    expect(enrolled.body).toMatchObject({ queued: 2, skipped: 0 });
    await world.settled();
    const runs = await world.runs(made.body.id);
    const statusOf = (id: string) => runs.find((run) => run.contact_id === id)?.status;
    expect([statusOf(warm), statusOf(cold)]).toEqual(['completed', 'cancelled']);
    expect(await world.db.psql('select text, author from notes')).toEqual([
      { text: 'Chosen: sale', author: `automation:${made.body.id}` },
    ]);
    // The one whose conditions did not hold may be chosen again.
    const again = await owner.call('POST', `${url}/enrol`, chosen);
    expect(again.body).toMatchObject({ queued: 1, skipped: 1 });
  });
});
