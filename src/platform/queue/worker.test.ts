import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { type Logger, silentLogger } from '../logging/logger.ts';
import type { BullQueue, OpenBackend } from './backend.ts';
import { openPostgres } from './postgres-backend.ts';
import { jobOptions, type WorkKind } from './work.ts';
import { startWorker } from './worker.ts';

let database: TestDatabase;
let backend: OpenBackend;

beforeAll(async () => {
  database = await openTestDatabase();
  const server = { kind: 'postgres', url: database.urls.engine, schema: 'queue' } as const;
  backend = await openPostgres(server, silentLogger);
});

afterAll(async () => {
  await backend.close();
  await database.close();
});

function newKind(name: string, attempts: number): WorkKind<{ id: number }> {
  return { name, payload: z.object({ id: z.number() }), concurrency: 2, attempts };
}

describe('a worker', () => {
  it('that hangs in its connection is replaced, and the work is done', async () => {
    const kind = newKind('hanging', 3);
    let opened = 0;
    // The first worker's question for work is never answered, as over a half-open connection.
    const lossy: OpenBackend = {
      ...backend,
      factory(name, options, how) {
        const made = backend.factory(name, options, how);
        opened += 1;
        if (opened === 1) made.moveToActive = () => new Promise(() => undefined);
        return made;
      },
    };
    const queue: BullQueue = new Queue(kind.name, { connection: {} }, backend.factory);
    const done: number[] = [];
    const worker = startWorker({
      kind,
      handler: async ({ id }) => void done.push(id),
      backend: lossy,
      queue,
      log: silentLogger,
      lockMs: 2_000,
    });
    await queue.add(kind.name, { id: 1 }, jobOptions(kind, {}));
    await worker.look();
    await sleep(100);
    expect(done).toEqual([]);
    await worker.look();
    await vi.waitFor(() => expect(done).toEqual([1]), 3_000);
    await worker.look();
    await worker.look();
    expect(opened).toBe(2);
    await worker.close(1_000);
    await queue.close();
  });

  it('logs a failure with name, key and attempt, and nothing of the payload', async () => {
    const kind = newKind('failing', 1);
    const lines: unknown[][] = [];
    const note = (...line: unknown[]): void => void lines.push(line);
    const log: Logger = { debug: note, info: note, warn: note, error: note, fatal: note };
    const queue: BullQueue = new Queue(kind.name, { connection: {} }, backend.factory);
    const handler = () => Promise.reject(new Error('on purpose'));
    const worker = startWorker({ kind, handler, backend, queue, log, lockMs: 2_000 });
    await queue.add(kind.name, { id: 424_242 }, jobOptions(kind, { key: 'contact-7' }));
    await vi.waitFor(() => expect(lines).toHaveLength(1), 3_000);
    expect(lines[0]).toMatchObject([
      { work: 'failing', workKey: 'contact-7', attempt: 1, attempts: 1, error: 'on purpose' },
      'work failed for good',
    ]);
    expect(JSON.stringify(lines)).not.toContain('424242');
    await worker.close(1_000);
    await queue.close();
  });
});
