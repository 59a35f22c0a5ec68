import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';
import { createEngineProcesses, type EngineProcess } from '../support/engine-processes.ts';
import { startNaiveReader } from '../support/naive-reader.ts';
import { type WatchedHistory, watchHistory } from '../support/watched-history.ts';
import { until } from '../support/world.ts';
import { startWriters, type Writers } from '../support/writers.ts';

const changes = Number(process.env['ENGINE_CHANGES'] ?? 2_000);
const kills = Number(process.env['ENGINE_KILLS'] ?? 6);

describe('16 writers, and engines that are killed again and again', () => {
  let world: AutomationWorld;
  let history: WatchedHistory;
  let engines: ReturnType<typeof createEngineProcesses>;
  let writers: Writers;
  /** What a reader by "id greater than the last one seen" saw of the same history. */
  let naive: Set<number>;
  let killsAtWork = 0;

  beforeAll(
    async () => {
      world = await openAutomationWorld({ engine: false });
      history = await watchHistory(world, 200);
      const { contactIds } = history;
      const { ownerUrl, superuserUrl: url } = world.db;
      engines = createEngineProcesses({ OWNER_URL: ownerUrl, BATCH_SIZE: '20' });
      const reader = await startNaiveReader(url);
      writers = await startWriters({ url, count: 16, contactIds, changes });
      await killAgainAndAgain();
      await writers.done;
      naive = await reader.stop();
      await world.settled(60_000);
      await engines.stop();
    },
    120_000 + kills * 12_000,
  );
  afterAll(async () => {
    await engines.stop();
    await world.close();
  });

  /** Two engines; one of them is killed, `kills` times, while the writers write. */
  async function killAgainAndAgain(): Promise<void> {
    const two: EngineProcess[] = [engines.start(), engines.start()];
    for (let killed = 0; killed < kills; killed += 1) {
      const [victim, other] = two;
      if (!victim || !other) throw new Error('two engines run');
      await victim.ready;
      const before = await history.runs();
      // Each kill has its share of the history.
      writers.allow((changes * (killed + 1)) / kills);
      await until('work is being done', async () =>
        (await history.runs()) > before ? true : undefined,
      );
      await sleep(randomInt(0, 250));
      victim.signal('SIGKILL');
      const [work] = await world.db.psql('select from pending_events limit 1');
      if ((await victim.ended) === 'SIGKILL' && work) killsAtWork += 1;
      two.splice(0, 2, other, engines.start());
    }
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
    expect(await history.changes()).toHaveLength(writers.committed);
  });

  it('sees every committed change once in each automation, in the order of each contact', async () => {
    expect(await history.runs()).toBe(2 * writers.committed);
    expect(await history.faults()).toEqual({});
  });

  it('would have lost changes by reading "id greater than the last one seen"', async () => {
    const lost = (await history.changes()).filter((id) => !naive.has(id)).length;
    console.log(
      `engine killed ${kills} times, ${killsAtWork} of them with events pending; ${writers.committed} changes ` +
        `committed, ${writers.rolledBack} rolled back, ${writers.refused} refused; naive reader lost ${lost}`,
    );
    expect(lost).toBeGreaterThan(0);
  });
});
