import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';
import { createEngineProcesses } from '../support/engine-processes.ts';
import { until } from '../support/world.ts';

const hour = 3_600_000;
let world: AutomationWorld;
let engines: ReturnType<typeof createEngineProcesses>;
beforeEach(async () => {
  world = await openAutomationWorld({ engine: false });
  engines = createEngineProcesses({ OWNER_URL: world.db.ownerUrl });
});
afterEach(async () => {
  await engines.stop();
  await world.close();
});

it('ends waits at their time, whatever the clocks of the engines say', {
  timeout: 60_000,
}, async () => {
  await world.insert('custom_fields', { key: 'visit', label: 'Visit', type: 'date' });
  const note = (text: string) => ({
    id: text,
    kind: 'action',
    action: 'add_note',
    input: { text },
  });
  const trigger = { type: 'contact_created', params: {} };
  const delay = { id: 'delay', kind: 'delay', for: { amount: 2, unit: 'seconds' } };
  await world.publish({ trigger, steps: [delay, note('delayed')] });
  const visit = { field: 'contact.fields.visit', offsetMinutes: 0 };
  const wait = { id: 'wait', kind: 'wait_until', until: visit, ifPast: 'stop' };
  await world.publish({ trigger, steps: [wait, note('waited')] });
  const skewed = [0, -hour, hour].map((ms) => engines.start({ CLOCK_SKEW_MS: String(ms) }));
  await Promise.all(skewed.map(({ ready }) => ready));
  await until('they share the lanes', async () => {
    const rows = await world.db.psql(
      `select holder from engine_lanes where holder is not null group by holder having count(*) > 15`,
    );
    return rows.length === 3 ? true : undefined;
  });
  await world.db.psql(
    `insert into contacts (workspace_id, first_name, fields)
     select $1, 'Rosa', jsonb_build_object('visit', clock_timestamp() + interval '2 s')
     from generate_series(1, 120)`,
    [world.workspaceId],
  );
  await sleep(5_000);
  const notes = await world.db.psql<{ text: string; count: number; least: number; most: number }>(
    `select n.text, count(*)::int, min(extract(epoch from n.created_at - c.created_at))::float as least,
       max(extract(epoch from n.created_at - c.created_at))::float as most
     from notes n join contacts c on c.id = n.contact_id group by 1 order by 1`,
  );
  expect(notes).toMatchObject([
    { text: 'delayed', count: 120 },
    { text: 'waited', count: 120 },
  ]);
  for (const { least, most } of notes) {
    expect(least).toBeGreaterThanOrEqual(1.99);
    expect(most).toBeLessThan(5);
  }
});
