import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';
import { createEngineProcesses, type EngineProcess } from '../support/engine-processes.ts';
import { startNaiveReader } from '../support/naive-reader.ts';
import { until } from '../support/world.ts';
import { startWriters, type Writers } from '../support/writers.ts';

const changes = Number(process.env['ENGINE_CHANGES'] ?? 2_000);
const kills = Number(process.env['ENGINE_KILLS'] ?? 6);

const watching = (fields: string[], step: object) => ({
  trigger: { type: 'contact_updated', params: { fields } },
  steps: [{ id: 'effect', kind: 'action', ...step }],
});
const seen = '{{ event.changes.fields.new.seq }}';

describe('16 writers, and engines that are killed again and again', () => {
  let world: AutomationWorld;
  let engines: ReturnType<typeof createEngineProcesses>;
  let writers: Writers;
  let automations: string[];
  const contactIds: string[] = [];
  /** What a reader by "id greater than the last one seen" saw of the same history. */
  let naive: Set<number>;
  let killsAtWork = 0;

  beforeAll(
    async () => {
      world = await openAutomationWorld({ engine: false });
      automations = [
        await world.publish(watching(['fields'], { action: 'add_note', input: { text: seen } })),
        await world.publish(
          watching(['fields.seq'], { action: 'create_task', input: { title: seen } }),
        ),
      ];
      for (let n = 0; n < 200; n += 1) contactIds.push(await world.contact());
      engines = createEngineProcesses({ OWNER_URL: world.db.ownerUrl, BATCH_SIZE: '20' });
      const url = new URL(inject('superuserUrl'));
      url.pathname = new URL(world.db.ownerUrl).pathname;
      const reader = await startNaiveReader(url.toString());
      writers = await startWriters({ url: url.toString(), count: 16, contactIds, changes });
      await history();
      await writers.done;
      naive = await reader.stop();
      await world.settled();
      await engines.stop();
    },
    60_000 + kills * 8_000,
  );
  afterAll(async () => {
    await engines.stop();
    await world.close();
  });

  /** Two engines; one of them is killed, `kills` times, while the writers write. */
  async function history(): Promise<void> {
    const two: EngineProcess[] = [engines.start(), engines.start()];
    for (let killed = 0; killed < kills; killed += 1) {
      const [victim, other] = two;
      if (!victim || !other) throw new Error('two engines run');
      await victim.ready;
      const before = await countRuns();
      // Each kill has its share of the history.
      writers.allow((changes * (killed + 1)) / kills);
      await until('work is being done', async () =>
        (await countRuns()) > before ? true : undefined,
      );
      await sleep(randomInt(0, 250));
      victim.signal('SIGKILL');
      const [work] = await world.db.psql('select from pending_events limit 1');
      if ((await victim.ended) === 'SIGKILL' && work) killsAtWork += 1;
      two.splice(0, 2, other, engines.start());
    }
  }

  async function countRuns(): Promise<number> {
    const [row] = await world.db.psql<{ count: number }>('select count(*)::int from runs');
    return row?.count ?? 0;
  }

  /** Positions of the committed changes that the automations had to see. */
  async function committed(): Promise<number[]> {
    const rows = await world.db.psql<{ id: string }>(
      `select id from events where type = 'contact.updated' and changes ? 'fields' order by id`,
    );
    return rows.map(({ id }) => Number(id));
  }

  it('did kill engines at work, and most of what was written was kept', async () => {
    expect(killsAtWork).toBeGreaterThanOrEqual(Math.ceil(kills * 0.6));
    expect(writers.committed).toBeGreaterThanOrEqual(changes * 0.85);
    expect(writers.rolledBack).toBeGreaterThan(0);
    expect(writers.refused).toBeLessThan(writers.committed * 0.05);
    const kept = await world.db.psql<{ count: number }>(
      `select sum((fields->>'seq')::int)::int as count from contacts`,
    );
    expect(kept[0]?.count).toBe(writers.committed);
    expect(await committed()).toHaveLength(writers.committed);
  });

  it('sees every committed change once, in each automation', async () => {
    const wanted = (await committed()).map((id) => `event:${id}`);
    for (const automationId of automations) {
      const runs = await world.db.psql<{ trigger_key: string; status: string }>(
        `select trigger_key, status from runs where automation_id = $1
         order by substring(trigger_key from 7)::bigint`,
        [automationId],
      );
      expect(runs.map((run) => run.trigger_key)).toEqual(wanted);
      expect(runs.every(({ status }) => status === 'completed')).toBe(true);
    }
    const refusals = await world.db.psql('select from run_refusals');
    expect(refusals).toHaveLength(0);
  });

  it.each([
    ['notes', 'text', 'note'],
    ['tasks', 'title', 'task'],
  ])(
    'has every effect once, in the order of the changes of each contact: %s',
    async (table, column, subject) => {
      const rows = await world.db.psql<{ contact_id: string; value: number }>(
        `select t.contact_id, t.${column}::int as value from ${table} t
       join events e on e.workspace_id = t.workspace_id and e.subject_id = t.id
         and e.type = '${subject}.created' order by e.id`,
      );
      expect(rows).toHaveLength(writers.committed);
      const last = new Map<string, number>();
      let inversions = 0;
      for (const { contact_id: id, value } of rows) {
        if (value !== (last.get(id) ?? 0) + 1) inversions += 1;
        last.set(id, value);
      }
      expect(inversions).toBe(0);
    },
  );

  it('would have lost changes by reading "id greater than the last one seen"', async () => {
    const lost = (await committed()).filter((id) => !naive.has(id)).length;
    console.log(
      `engine killed ${kills} times, ${killsAtWork} of them with events pending; ${writers.committed} changes ` +
        `committed, ${writers.rolledBack} rolled back, ${writers.refused} refused; naive reader lost ${lost}`,
    );
    expect(lost).toBeGreaterThan(0);
  });
});
