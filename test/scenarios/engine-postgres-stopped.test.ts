import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StoppablePostgres, startStoppablePostgres } from '../support/stoppable-postgres.ts';
import { openWaitingWorld, type WaitingWorld } from '../support/waiting-world.ts';

const stops = Number(process.env['ENGINE_DATABASE_STOPS'] ?? 2);
const betweenMs = Number(process.env['ENGINE_DATABASE_STOP_EVERY_MS'] ?? 2_000);
const patienceMs = 15_000;

let server: StoppablePostgres;
let waiting: WaitingWorld;
beforeAll(async () => {
  server = await startStoppablePostgres();
  waiting = await openWaitingWorld(1, { server });
});
afterAll(async () => {
  await waiting.close();
  await server.stop();
});

/** People who try again until it works, or until their patience is over. */
async function startPeople() {
  const people = {
    tried: 0,
    refused: 0,
    succeeded: 0,
    gaveUp: 0,
    stop: () => undefined as unknown,
  };
  let stopped = false;
  const insist = async (work: () => Promise<void>): Promise<void> => {
    for (const endAt = Date.now() + patienceMs; Date.now() < endAt; await sleep(100)) {
      people.tried += 1;
      try {
        await work();
        people.succeeded += 1;
        return;
      } catch {
        people.refused += 1;
      }
    }
    people.gaveUp += 1;
  };
  const working = [() => waiting.begin(1), () => waiting.begin(1), () => waiting.answer()].map(
    async (work) => {
      for (; !stopped; await sleep(randomInt(20, 80))) await insist(work);
    },
  );
  return Object.assign(people, {
    async stop() {
      stopped = true;
      await Promise.all(working);
    },
  });
}

it(
  'loses, doubles and forgets nothing while Postgres is stopped at once again and again',
  async () => {
    const engines = [waiting.engines.start(), waiting.engines.start()];
    const ended: unknown[] = [];
    for (const engine of engines) void engine.ended.then((signal) => ended.push(signal));
    await Promise.all(engines.map(({ ready }) => ready));
    const people = await startPeople();
    let stopsAtWork = 0;
    for (let stopped = 0; stopped < stops; stopped += 1) {
      await sleep(randomInt(betweenMs / 2, betweenMs));
      if ((await waiting.unfinished()) > 0) stopsAtWork += 1;
      await server.stopAtOnceAndStart();
    }
    await sleep(1_000);
    await people.stop();
    const began = Date.now();
    await waiting.endHolds();
    while ((await waiting.unfinished()) > 0 && Date.now() < began + 60_000) {
      await waiting.answer();
      await sleep(100);
    }
    console.log(
      `Postgres stopped ${stops} times; ${people.succeeded} of ${people.tried} tries succeeded, ` +
        `${people.gaveUp} given up; ${waiting.receiver.received.length} requests; all done ${Date.now() - began} ms later`,
    );
    expect(await waiting.faults()).toEqual({});
    expect(ended).toEqual([]);
    expect(stopsAtWork).toBe(stops);
    expect(people.refused).toBeGreaterThanOrEqual(stops);
    expect(people.succeeded).toBeGreaterThanOrEqual(30);
    expect(people.succeeded / (people.succeeded + people.gaveUp)).toBeGreaterThanOrEqual(0.95);
  },
  120_000 + stops * (betweenMs + 10_000),
);
