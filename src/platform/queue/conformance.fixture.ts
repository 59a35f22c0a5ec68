import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { silentLogger } from '../logging/logger.ts';
import { createQueue, type Queue, type QueueBackend, type WorkKind } from './index.ts';

/** A server under test. */
export type Server = {
  backend: QueueBackend;
  /** Ends every connection of the queue at the server; how many there were. */
  dropConnections(): Promise<number>;
  /** Makes the server forget everything, past our code. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
};

type Item = { id: number };

const payload = z.strictObject({ id: z.number().int() });
const lockMs = 2_000;
let names = 0;

/** A kind of its own for each test, so that none sees another's work. */
function newKind(options: Partial<WorkKind<Item>> = {}): WorkKind<Item> {
  names += 1;
  return { name: `test.${process.pid}.${names}`, payload, concurrency: 5, ...options };
}

/** What every backend of the queue must do; `open` starts the server. */
export function describeQueue(title: string, open: () => Promise<Server>): void {
  describe(title, () => {
    let server: Server;
    let opened: Queue[] = [];

    beforeAll(async () => {
      server = await open();
    });
    afterEach(async () => {
      await Promise.all(opened.map((queue) => queue.close(200)));
      opened = [];
    });
    afterAll(() => server.stop());

    async function newQueue(lock = lockMs): Promise<Queue> {
      const queue = await createQueue({
        backend: server.backend,
        log: silentLogger,
        lockMs: lock,
      });
      opened.push(queue);
      return queue;
    }

    /** A started queue that notes the ids it carries out. */
    async function startNoting(kind: WorkKind<Item>): Promise<{ queue: Queue; done: number[] }> {
      const queue = await newQueue();
      const done: number[] = [];
      queue.handle(kind, async ({ id }) => void done.push(id));
      await queue.start();
      return { queue, done };
    }

    describe('delivery', () => {
      it('carries out what was added before and after the start', async () => {
        const kind = newKind();
        await (await newQueue()).add(kind, { id: 1 });
        const { queue, done } = await startNoting(kind);
        await queue.add(kind, { id: 2 });
        await eventually(() => expect(done.sort()).toEqual([1, 2]));
        await eventually(async () =>
          expect(await queue.health()).toMatchObject({ ok: true, waiting: 0, active: 0 }),
        );
      });

      it('reaches a worker of another queue object at once', async () => {
        const kind = newKind();
        const { done } = await startNoting(kind);
        const adding = await newQueue();
        await sleep(300);
        const began = Date.now();
        await adding.add(kind, { id: 1 });
        await eventually(() => expect(done).toEqual([1]), 2_000);
        expect(Date.now() - began).toBeLessThan(1_000);
      });

      it('waits for the delay', async () => {
        const kind = newKind();
        const { queue, done } = await startNoting(kind);
        await queue.add(kind, { id: 1 }, { delayMs: 800 });
        await queue.add(kind, { id: 2 });
        await sleep(500);
        expect(done).toEqual([2]);
        expect(await queue.health()).toMatchObject({ delayed: 1 });
        await eventually(() => expect(done).toEqual([2, 1]), 2_000);
      });

      it('takes 2,000 pieces in bulk and carries out each once', async () => {
        const kind = newKind({ concurrency: 20 });
        const { queue, done } = await startNoting(kind);
        const ids = Array.from({ length: 2_000 }, (_, id) => id);
        await queue.addMany(
          kind,
          ids.map((id) => ({ payload: { id } })),
        );
        await eventually(() => expect(done).toHaveLength(2_000), 15_000);
        expect(done.toSorted((a, b) => a - b)).toEqual(ids);
      });

      it('never carries out more at once than the kind allows', async () => {
        const kind = newKind({ concurrency: 3 });
        const queue = await newQueue();
        let now = 0;
        const seen: number[] = [];
        queue.handle(kind, async () => {
          now += 1;
          seen.push(now);
          await sleep(20);
          now -= 1;
        });
        await queue.start();
        await queue.addMany(
          kind,
          Array.from({ length: 30 }, (_, id) => ({ payload: { id } })),
        );
        await eventually(() => expect(seen).toHaveLength(30));
        expect(Math.max(...seen)).toBe(3);
      });

      it('refuses a payload that does not fit, naming the field and not the value', async () => {
        const queue = await newQueue();
        const kind = newKind();
        const wrong = JSON.parse('{"id":"hunter2"}');
        await expect(queue.add(kind, wrong)).rejects.toThrow(/work "test.*id/s);
        await expect(queue.addMany(kind, [{ payload: wrong }])).rejects.not.toThrow(/hunter2/);
        const secret = JSON.parse('{"id":1,"token":"hunter2"}');
        await expect(queue.add(kind, secret)).rejects.toThrow(/token/);
      });
    });

    describe('keys', () => {
      it('keeps one waiting piece for a key, also in bulk', async () => {
        const kind = newKind();
        const queue = await newQueue();
        await queue.add(kind, { id: 1 }, { key: 'a' });
        await queue.add(kind, { id: 2 }, { key: 'a' });
        await queue.addMany(kind, [
          { payload: { id: 3 }, key: 'a' },
          { payload: { id: 4 }, key: 'b' },
          { payload: { id: 5 }, key: 'b' },
        ]);
        const { done } = await startNoting(kind);
        await eventually(() => expect(done.toSorted()).toEqual([1, 4]));
        await sleep(200);
        expect(done).toHaveLength(2);
      });

      it('keeps one delayed piece for a key', async () => {
        const kind = newKind();
        const { queue, done } = await startNoting(kind);
        await queue.add(kind, { id: 1 }, { key: 'a', delayMs: 300 });
        await queue.add(kind, { id: 2 }, { key: 'a', delayMs: 300 });
        await sleep(1_000);
        expect(done).toEqual([1]);
      });

      it('loses no wake-up that comes while the key is running, and never runs it twice at once', async () => {
        const kind = newKind();
        const queue = await newQueue();
        const done: number[] = [];
        let now = 0;
        let most = 0;
        queue.handle(kind, async ({ id }) => {
          now += 1;
          most = Math.max(most, now);
          await sleep(300);
          done.push(id);
          now -= 1;
        });
        await queue.start();
        await queue.add(kind, { id: 1 }, { key: 'a' });
        await sleep(150);
        for (const id of [2, 3, 4]) await queue.add(kind, { id }, { key: 'a' });
        await queue.addMany(kind, [{ payload: { id: 5 }, key: 'a' }]);
        await eventually(() => expect(done).toEqual([1, 5]));
        await sleep(500);
        expect(done).toEqual([1, 5]);
        expect(most).toBe(1);
      });

      it('loses no wake-up under adds at random moments', async () => {
        const kind = newKind();
        const queue = await newQueue();
        // What the rows would hold: the handler brings `handled` up to `asked`.
        let asked = 0;
        let handled = 0;
        queue.handle(kind, async () => {
          const seen = asked;
          await sleep(Math.random() * 6);
          handled = seen;
        });
        await queue.start();
        for (let round = 0; round < 80; round += 1) {
          for (let add = 0; add < 2; add += 1) {
            asked += 1;
            await queue.add(kind, { id: asked }, { key: 'a' });
            await sleep(Math.random() * 6);
          }
          await eventually(() => expect(handled).toBe(asked), 2_000);
        }
      });

      it('takes a key again after its work failed for good', async () => {
        const kind = newKind({ attempts: 1 });
        const queue = await newQueue();
        const seen: number[] = [];
        queue.handle(kind, async ({ id }) => {
          seen.push(id);
          throw new Error('on purpose');
        });
        await queue.start();
        await queue.add(kind, { id: 1 }, { key: 'a' });
        await eventually(() => expect(seen).toEqual([1]));
        await eventually(async () => expect(await queue.health()).toMatchObject({ active: 0 }));
        await queue.add(kind, { id: 2 }, { key: 'a' });
        await eventually(() => expect(seen).toEqual([1, 2]));
      });
    });

    describe('failures', () => {
      it('tries again as often as the kind says, then lets go', async () => {
        const kind = newKind({ attempts: 2 });
        const queue = await newQueue();
        const attempts: number[] = [];
        queue.handle(kind, async (_, { attempt }) => {
          attempts.push(attempt);
          throw new Error('on purpose');
        });
        await queue.start();
        await queue.add(kind, { id: 1 });
        await eventually(() => expect(attempts).toEqual([1, 2]));
        await eventually(async () =>
          expect(await queue.health()).toMatchObject({ waiting: 0, delayed: 0, active: 0 }),
        );
      });

      it('goes on with others when a handler throws, also without a promise', async () => {
        const kind = newKind({ attempts: 1, concurrency: 1 });
        const queue = await newQueue();
        const done: number[] = [];
        queue.handle(kind, ({ id }) => {
          if (id < 3) throw new Error('on purpose');
          done.push(id);
          return Promise.resolve();
        });
        await queue.start();
        await queue.addMany(
          kind,
          [1, 2, 3, 4].map((id) => ({ payload: { id } })),
        );
        await eventually(() => expect(done).toEqual([3, 4]));
      });

      it('raises the signal and frees the slot when the time is up', async () => {
        const kind = newKind({ attempts: 1, concurrency: 1, timeoutMs: 200 });
        const queue = await newQueue();
        const reasons: string[] = [];
        const done: number[] = [];
        queue.handle(kind, async ({ id }, { signal }) => {
          if (id === 2) return void done.push(id);
          signal.addEventListener('abort', () => reasons.push(String(signal.reason)));
          await new Promise(() => undefined);
        });
        await queue.start();
        await queue.add(kind, { id: 1 });
        await queue.add(kind, { id: 2 });
        await eventually(() => expect(done).toEqual([2]));
        expect(reasons).toEqual(['Error: timed out after 200 ms']);
      });
    });

    describe('end and loss', () => {
      it('waits for running work when it closes', async () => {
        const kind = newKind();
        const queue = await newQueue();
        let state = 'none';
        queue.handle(kind, async () => {
          state = 'running';
          await sleep(600);
          state = 'done';
        });
        await queue.start();
        await queue.add(kind, { id: 1 });
        await eventually(() => expect(state).toBe('running'));
        await queue.close(5_000);
        expect(state).toBe('done');
        const { queue: next, done } = await startNoting(kind);
        await sleep(300);
        expect(done).toEqual([]);
        expect(await next.health()).toMatchObject({ waiting: 0, active: 0 });
      });

      it('gives work back at once, unfinished, when it may not wait longer', async () => {
        const kind = newKind({ attempts: 1 });
        const queue = await newQueue();
        let running = false;
        queue.handle(kind, async (_, { signal }) => {
          running = true;
          await once(signal, 'abort');
          throw signal.reason;
        });
        await queue.start();
        await queue.add(kind, { id: 1 });
        await eventually(() => expect(running).toBe(true));
        await queue.close(200);
        const { done } = await startNoting(kind);
        await eventually(() => expect(done).toEqual([1]), lockMs / 2);
      });

      it('takes up the work of a killed process', async () => {
        const kind = newKind();
        const adding = await newQueue();
        await adding.add(kind, { id: 7 }, { key: 'a' });
        await killWhileRunning(server.backend, kind.name);
        const { done } = await startNoting(kind);
        await eventually(() => expect(done).toEqual([7]), 4 * lockMs);
      });

      it('can be emptied in the middle of anything, and takes the same work again', async () => {
        const kind = newKind({ concurrency: 2 });
        const queue = await newQueue();
        const done: number[] = [];
        queue.handle(kind, async ({ id }) => {
          await sleep(50);
          done.push(id);
        });
        await queue.start();
        const list = Array.from({ length: 100 }, (_, id) => ({
          payload: { id },
          key: `k${id}`,
          ...(id % 2 ? { delayMs: 60_000 } : {}),
        }));
        await queue.addMany(kind, list);
        await eventually(() => expect(done.length).toBeGreaterThan(3));
        await queue.clear();
        await sleep(300);
        const before = done.length;
        expect(before).toBeLessThan(30);
        expect(await queue.health()).toMatchObject({ waiting: 0, delayed: 0, active: 0 });
        await queue.addMany(
          kind,
          list.map(({ payload: again, key }) => ({ payload: again, key })),
        );
        await eventually(() => expect(new Set(done.slice(before)).size).toBe(100), 10_000);
      });

      it('goes on after the server forgot everything', async () => {
        const kind = newKind({ concurrency: 2 });
        const queue = await newQueue();
        const done: number[] = [];
        queue.handle(kind, async ({ id }) => {
          await sleep(50);
          done.push(id);
        });
        await queue.start();
        const list = Array.from({ length: 60 }, (_, id) => ({ payload: { id }, key: `k${id}` }));
        await queue.addMany(kind, list);
        await eventually(() => expect(done.length).toBeGreaterThan(3));
        await server.wipe();
        await sleep(200);
        const before = done.length;
        expect(before).toBeLessThan(30);
        await queue.addMany(kind, list);
        await eventually(() => expect(new Set(done.slice(before)).size).toBe(60), 10_000);
      });

      it('comes back when its connections were ended while it worked', async () => {
        const kind = newKind({ concurrency: 2, attempts: 5 });
        const queue = await newQueue();
        const done = new Set<number>();
        queue.handle(kind, async ({ id }) => {
          await sleep(30);
          done.add(id);
        });
        await queue.start();
        const list = Array.from({ length: 40 }, (_, id) => ({ payload: { id } }));
        await queue.addMany(kind, list);
        await eventually(() => expect(done.size).toBeGreaterThan(3));
        expect(await server.dropConnections()).toBeGreaterThan(1);
        await eventually(() => expect(done.size).toBe(40), 15_000);
      });

      it('comes back when its connections were ended while it waited', async () => {
        const kind = newKind();
        // So long that neither the look for dead workers nor the lock can be what helps.
        const queue = await newQueue(60_000);
        const done: number[] = [];
        queue.handle(kind, async ({ id }) => void done.push(id));
        await queue.start();
        await queue.add(kind, { id: 1 });
        await eventually(() => expect(done).toEqual([1]));
        for (const id of [2, 3]) {
          await sleep(300);
          expect(await server.dropConnections()).toBeGreaterThan(1);
          await eventually(() => queue.add(kind, { id }));
          await eventually(() => expect(done).toContain(id), 4_000);
        }
        await queue.add(kind, { id: 4 }, { delayMs: 500 });
        await eventually(() => expect(done).toContain(4), 2_000);
      });
    });
  });
}

/** Repeats `check` until it passes. */
async function eventually(check: () => unknown, ms = 5_000): Promise<void> {
  const deadline = Date.now() + ms;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(20);
  }
}

/** Lets a process of its own begin the kind's next piece of work, and kills it there. */
async function killWhileRunning(backend: QueueBackend, name: string): Promise<void> {
  const program = join(import.meta.dirname, 'never-ending.fixture.ts');
  const settings = JSON.stringify({ backend, name, lockMs });
  const child = spawn(process.execPath, [program, settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('the process ended by itself'))),
  ]);
  child.kill('SIGKILL');
  await once(child, 'exit');
}
