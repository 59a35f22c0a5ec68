import { describe, it } from 'vitest';
import { startTestRedis } from '../../../test/support/redis.ts';
import { describeQueue, type Server } from './conformance.fixture.ts';

const redis = await startTestRedis();

if (redis) {
  const open = async (): Promise<Server> => ({
    backend: { kind: 'redis', url: redis.url },
    async dropConnections() {
      return Number(await redis.command('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'));
    },
    wipe: async () => void (await redis.command('FLUSHALL')),
    stop: () => redis.stop(),
  });
  describeQueue('queue on Redis', open);
} else {
  describe.skip('queue on Redis', () => it('needs redis-server', () => undefined));
}
