import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { openWaitingWorld, type WaitingWorld } from '../support/waiting-world.ts';

const rounds = Number(process.env['ENGINE_REDIS_ROUNDS'] ?? 3);
const redis: TestRedis | undefined = await startTestRedis();

let waiting: WaitingWorld;
beforeAll(async () => {
  waiting = await openWaitingWorld(1, redis ? { redisUrl: redis.url } : {});
});
afterAll(async () => {
  await waiting.close();
  await redis?.stop();
});

/** Ends the connections over which processes ring each other. @returns how many there were */
async function cutBells(): Promise<number> {
  const cut = await waiting.world.db.psql(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'switchyard doorbell'`,
  );
  return cut.length;
}

it.skipIf(!redis)(
  'does all the work while Redis is flushed and killed, and nobody rings',
  async () => {
    const engines = [waiting.engines.start(), waiting.engines.start()];
    await Promise.all(engines.map(({ ready }) => ready));
    let bellsCut = 0;
    let atWork = 0;
    for (let round = 0; round < rounds; round += 1) {
      await waiting.begin(15);
      for (const endAt = Date.now() + randomInt(800, 1_600); Date.now() < endAt; await sleep(50)) {
        bellsCut += await cutBells();
        await waiting.answer();
      }
      if ((await waiting.unfinished()) > 0) atWork += 1;
      await redis?.command('flushall');
      await waiting.begin(5);
      await sleep(randomInt(0, 500));
      await redis?.restart();
    }
    const began = Date.now();
    while ((await waiting.unfinished()) > 0 && Date.now() < began + 60_000) {
      bellsCut += await cutBells();
      await waiting.answer();
      await sleep(100);
    }
    console.log(
      `Redis flushed and killed ${rounds} times each, ${bellsCut} bells cut; ` +
        `${waiting.receiver.received.length} requests; all done ${Date.now() - began} ms later`,
    );
    expect(await waiting.faults()).toEqual({});
    expect(atWork).toBe(rounds);
    expect(bellsCut).toBeGreaterThanOrEqual(rounds);
    expect(waiting.receiver.received.length).toBeGreaterThanOrEqual(2 * 20 * rounds);
  },
  120_000 + rounds * 10_000,
);
