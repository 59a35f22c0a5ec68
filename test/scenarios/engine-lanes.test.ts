import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepLanes, laneCount, lockLanes } from '../../src/automation/engine/lanes.ts';
import { type AutomationWorld, openAutomationWorld } from '../support/automation-world.ts';
import { createEngineProcesses } from '../support/engine-processes.ts';
import { type WatchedHistory, watchHistory } from '../support/watched-history.ts';
import { until } from '../support/world.ts';
import { startWriters } from '../support/writers.ts';

const stops = Number(process.env['ENGINE_STOPS'] ?? 1);
const changesOfStop = 150;
const leaseMs = 500;

describe('engines that share the lanes', () => {
  let world: AutomationWorld;
  let history: WatchedHistory;
  let engines: ReturnType<typeof createEngineProcesses>;
  beforeEach(async () => {
    world = await openAutomationWorld({ engine: false });
    history = await watchHistory(world, 50);
    engines = createEngineProcesses({
      OWNER_URL: world.db.ownerUrl,
      BATCH_SIZE: '10',
      LEASE_MS: String(leaseMs),
    });
  });
  afterEach(async () => {
    await engines.stop();
    await world.close();
  });

  /** How many lanes each has whose lease has not ended, fewest first. */
  const held = async (): Promise<number[]> => {
    const rows = await world.db.psql<{ count: number }>(
      `select count(*)::int as count from engine_lanes where lease_until > clock_timestamp()
       group by holder order by 1`,
    );
    return rows.map(({ count }) => count);
  };
  const untilHeld = (lanes: number[]) =>
    until(
      `lanes are ${lanes.join(' + ')}`,
      async () => ((await held()).join() === lanes.join() ? true : undefined),
      20_000,
    );
  const write = (changes: number) => {
    const { contactIds } = history;
    return startWriters({ url: world.db.superuserUrl, count: 4, contactIds, changes });
  };

  it('have about the same number of them, while they come and go', {
    timeout: 60_000,
  }, async () => {
    const writers = await write(600);
    const first = engines.start();
    await untilHeld([64]);
    writers.allow(200);
    const second = engines.start();
    await untilHeld([32, 32]);
    engines.start();
    writers.allow(400);
    await untilHeld([20, 22, 22]);
    first.signal('SIGKILL');
    await untilHeld([32, 32]);
    writers.allow(600);
    second.signal('SIGKILL');
    await untilHeld([64]);
    await writers.done;
    await world.settled();
    expect(writers.committed).toBeGreaterThan(500);
    expect(await history.runs()).toBe(2 * writers.committed);
    expect(await history.faults()).toEqual({});
  });

  it.each([
    // Between batches, and with a transaction that has not locked its lanes yet.
    'after-commit',
    'before-claim',
    // With locked lanes: Postgres ends the session before another engine gets them.
    'before-save',
  ])(
    'leave what is not theirs any more alone, frozen %s and then going on',
    async (moment) => {
      let writers = await write(0);
      let committed = 0;
      for (let stopped = 0; stopped < stops; stopped += 1) {
        const frozen = engines.start({
          FAILPOINT: moment,
          FAILPOINT_AT: '3',
          FAILPOINT_SIGNAL: 'SIGSTOP',
        });
        await untilHeld([64]);
        writers = await write(changesOfStop);
        writers.allow(changesOfStop);
        await until('it is frozen', async () => ((await held()).length === 0 ? true : undefined));
        const tokens = await tokensOfLanes();
        engines.start();
        await untilHeld([64]);
        for (const [lane, token] of await tokensOfLanes()) {
          expect(token, `lane ${lane}`).toBeGreaterThan(tokens.get(lane) ?? 0);
        }
        const done = await history.runs();
        await until('the other one works', async () =>
          (await history.runs()) > done || (await isIdle()) ? true : undefined,
        );
        frozen.signal('SIGCONT');
        await untilHeld([32, 32]);
        await writers.done;
        await world.settled();
        committed += writers.committed;
        await engines.stop();
        if (stopped + 1 < stops) await untilHeld([]);
      }
      expect(committed).toBeGreaterThan(stops * changesOfStop * 0.7);
      expect(await history.runs()).toBe(2 * committed);
      expect(await history.faults()).toEqual({});
    },
    20_000 + stops * 10_000,
  );

  const isIdle = async (): Promise<boolean> =>
    (await world.db.psql('select from pending_events limit 1')).length === 0;

  async function tokensOfLanes(): Promise<Map<number, number>> {
    const rows = await world.db.psql<{ lane: number; token: string }>(
      'select lane, token from engine_lanes',
    );
    return new Map(rows.map(({ lane, token }) => [lane, Number(token)]));
  }

  it('cannot lock a lane with the token of an earlier holding, also not when it came back', async () => {
    const asEngine = world.db.asEngine;
    const keep = (id: string) => asEngine('system', (tx) => keepLanes(tx, id, 200));
    const lock = async (id: string, lanes: Awaited<ReturnType<typeof keep>>) =>
      (await asEngine('system', (tx) => lockLanes(tx, id, lanes, 200))).lanes;
    const first = await keep('a');
    expect(first).toHaveLength(laneCount);
    expect(await lock('a', first)).toHaveLength(laneCount);
    await sleep(250);
    const others = await keep('b');
    expect(others).toHaveLength(laneCount);
    expect(await lock('a', first)).toEqual([]);
    expect(await lock('a', others)).toEqual([]);
    await sleep(250);
    const again = await keep('a');
    expect(again).toHaveLength(laneCount);
    expect(await lock('a', first)).toEqual([]);
    expect(await lock('a', again)).toHaveLength(laneCount);
  });
});
