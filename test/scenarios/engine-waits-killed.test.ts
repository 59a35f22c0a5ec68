import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openWaitingWorld, type WaitingWorld } from '../support/waiting-world.ts';

const kills = Number(process.env['ENGINE_WAIT_KILLS'] ?? 6);
const runs = Number(process.env['ENGINE_WAIT_RUNS'] ?? 150);
const failpointKills = Number(process.env['ENGINE_FAILPOINT_KILLS'] ?? 1);
const moments = [
  'before-claim',
  'after-claim',
  'before-save',
  'after-save',
  'after-commit',
  'before-send',
  'after-send',
  'after-record',
];

describe('runs that wait and send, in a process that is killed', () => {
  let waiting: WaitingWorld;
  afterEach(() => waiting.close());

  /** Lets one engine work in peace until nothing is left. @returns how long it took, in ms */
  async function finish(most: number): Promise<number> {
    const began = Date.now();
    waiting.engines.start();
    while ((await waiting.unfinished()) > 0 && Date.now() < began + most) {
      await waiting.answer();
      await sleep(100);
    }
    await waiting.world.settled();
    return Date.now() - began;
  }

  /** On a busy machine work must not pile up: what is left at the end is what is stuck. */
  async function untilFew(): Promise<void> {
    for (; (await waiting.unfinished()) > 200; await sleep(100)) await waiting.answer();
  }

  /** Requests that a receiver which does not keep ids would have taken twice. */
  const repeats = () =>
    waiting.receiver.received.length -
    new Set(waiting.receiver.received.map(({ headers }) => headers['webhook-id'])).size;

  it(
    'at random: nothing lost, stuck or doubled',
    async () => {
      waiting = await openWaitingWorld(1);
      let killsAtWork = 0;
      for (let killed = 0; killed < kills; killed += 1) {
        const engine = waiting.engines.start();
        await engine.ready;
        await untilFew();
        await waiting.begin(Math.ceil(runs / 2 / kills));
        await waiting.answer();
        await sleep(randomInt(100, 1_200));
        await waiting.answer();
        const open = await waiting.unfinished();
        engine.signal('SIGKILL');
        if ((await engine.ended) === 'SIGKILL' && open > 0) killsAtWork += 1;
        await waiting.endHolds();
      }
      const sentBefore = waiting.receiver.received.length;
      const took = await finish(60_000);
      console.log(
        `${killsAtWork} of ${kills} kills with work open; ${runs} runs, done ${took} ms after the last kill; ` +
          `${waiting.receiver.received.length} requests, ${repeats()} repeated under their id`,
      );
      expect(await waiting.faults()).toEqual({});
      expect(killsAtWork).toBe(kills);
      expect(sentBefore).toBeGreaterThan(0);
    },
    120_000 + kills * 6_000,
  );

  it(
    'at named moments: nothing lost, stuck or doubled',
    async () => {
      waiting = await openWaitingWorld(0);
      const killed = new Map<string, number>();
      for (let round = 0; round < failpointKills; round += 1) {
        for (const moment of moments) {
          const engine = waiting.engines.start({
            FAILPOINT: moment,
            FAILPOINT_AT: String(1 + (round % 3)),
          });
          let ended: NodeJS.Signals | null | undefined;
          void engine.ended.then((signal) => {
            ended = signal;
          });
          await waiting.begin(4);
          await engine.ready;
          for (const endAt = Date.now() + 15_000; ended === undefined && Date.now() < endAt; ) {
            await waiting.answer();
            await sleep(200);
            await waiting.begin(1);
          }
          if (ended === 'SIGKILL') killed.set(moment, (killed.get(moment) ?? 0) + 1);
          await waiting.endHolds();
        }
      }
      const took = await finish(30_000);
      console.log(
        `killed at ${JSON.stringify(Object.fromEntries(killed))}; done ${took} ms after the last; ` +
          `${waiting.receiver.received.length} requests, ${repeats()} repeated under their id`,
      );
      expect(await waiting.faults()).toEqual({});
      expect([...killed]).toEqual(moments.map((moment) => [moment, failpointKills]));
      // An answer that was lost with its process: the request goes out again, under its id.
      expect(repeats()).toBeGreaterThan(0);
    },
    120_000 + failpointKills * 30_000,
  );
});
