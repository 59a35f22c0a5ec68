import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, expect, it } from 'vitest';
import { startTestRedis, type TestRedis } from '../support/redis.ts';
import { openWaitingWorld, type WaitingWorld } from '../support/waiting-world.ts';

const rounds = Number(process.env['ENGINE_QUEUE_LOSSES'] ?? 2);
const redis: TestRedis | undefined = await startTestRedis();

let waiting: WaitingWorld;
afterEach(() => waiting.close());
afterAll(() => redis?.stop());

/** Ends the connections over which processes ring each other. @returns how many there were */
async function cutBells(): Promise<number> {
  const cut = await waiting.world.db.psql(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'switchyard doorbell'`,
  );
  return cut.length;
}

async function emptyPostgresQueue(): Promise<void> {
  await waiting.world.db.psql('truncate queue.job, queue.dedup, queue.dedup_next cascade');
}

/** Runs that wait and send, with `lose` in the middle of them; asserts that nothing is missing. */
async function loseWakeUps(lose: () => Promise<unknown>): Promise<void> {
  const engines = [waiting.engines.start(), waiting.engines.start()];
  await Promise.all(engines.map(({ ready }) => ready));
  let bellsCut = 0;
  let atWork = 0;
  // On a fast machine all may be done before the loss: then it is no loss, and more is begun.
  for (let round = 0; atWork < rounds && round < 10 * rounds; round += 1) {
    await waiting.begin(20);
    for (const endAt = Date.now() + randomInt(100, 1_000); Date.now() < endAt; await sleep(50)) {
      bellsCut += await cutBells();
      await waiting.answer();
    }
    if ((await waiting.unfinished()) === 0) continue;
    atWork += 1;
    await lose();
  }
  const began = Date.now();
  while ((await waiting.unfinished()) > 0 && Date.now() < began + 60_000) {
    bellsCut += await cutBells();
    await waiting.answer();
    await sleep(100);
  }
  console.log(
    `wake-ups lost ${rounds} times, ${bellsCut} bells cut; ` +
      `${waiting.receiver.received.length} requests; all done ${Date.now() - began} ms later`,
  );
  expect(await waiting.faults()).toEqual({});
  expect(atWork).toBe(rounds);
  expect(bellsCut).toBeGreaterThanOrEqual(rounds);
  expect(waiting.receiver.received.length).toBeGreaterThanOrEqual(2 * 20 * rounds);
}

const timeout = 90_000 + rounds * 10_000;

it('does all the work while the queue is emptied and nobody rings', { timeout }, async () => {
  waiting = await openWaitingWorld(0);
  await loseWakeUps(emptyPostgresQueue);
});

// Without a redis-server that is installed or can be: the queue in Postgres is tested above.
it.skipIf(!redis)(
  'does all the work while Redis is flushed and killed, and nobody rings',
  { timeout },
  async () => {
    waiting = await openWaitingWorld(0, redis ? { redisUrl: redis.url } : {});
    await loseWakeUps(async () => {
      await redis?.command('flushall');
      await sleep(randomInt(0, 500));
      await redis?.restart();
    });
  },
);
