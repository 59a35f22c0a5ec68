import { createRedisBackend, type IQueueBackend } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../logging/logger.ts';
import { type OpenBackend, type QueueBackend, within } from './backend.ts';

/** Longest pause between two tries to connect: back within 2 s of the server. */
const longestPauseMs = 2_000;

type Patience = Pick<RedisOptions, 'maxRetriesPerRequest' | 'commandTimeout'>;

/** Connects to Redis: 2 connections, and one more for each kind of work that is handled. */
export async function openRedis(
  backend: Extract<QueueBackend, { kind: 'redis' }>,
  log: Logger,
): Promise<OpenBackend> {
  // Adding gives up after a few tries, so that a request does not hang: the sweeper adds it again.
  const adding = connect(backend.url, 'add', { maxRetriesPerRequest: 3, commandTimeout: 10_000 });
  // Workers wait for the server however long it takes.
  const working = connect(backend.url, 'work', { maxRetriesPerRequest: null });
  for (const client of [adding, working]) {
    client.setMaxListeners(0);
    client.on('error', (error: Error) => {
      log.warn({ error: error.message }, 'a connection of the queue was lost');
    });
  }
  try {
    await Promise.all([adding.connect(), working.connect()]);
  } catch (cause) {
    adding.disconnect();
    working.disconnect();
    throw new Error('Redis cannot be reached: check REDIS_URL.', { cause });
  }
  return {
    prefix: backend.prefix ?? 'switchyard',
    factory: (name, options, how): IQueueBackend => {
      const connection = how?.withBlockingConnection ? working : adding;
      return createRedisBackend(name, { ...options, connection }, how);
    },
    close: async () => {
      await within(1_000, Promise.all([adding.quit(), working.quit()]));
      adding.disconnect();
      working.disconnect();
    },
  };
}

function connect(url: string, name: string, options: Patience): Redis {
  return new Redis(url, {
    ...options,
    connectionName: `switchyard-queue-${name}`,
    lazyConnect: true,
    connectTimeout: 10_000,
    keepAlive: 10_000,
    retryStrategy: (tries) => Math.min(50 * 2 ** tries, longestPauseMs),
  });
}
