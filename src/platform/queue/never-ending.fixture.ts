import { z } from 'zod';
import { silentLogger } from '../logging/logger.ts';
import { createQueue, type QueueBackend } from './index.ts';

// A process that begins a piece of work, says so, and never ends it: the test kills it.
const settings: { backend: QueueBackend; name: string; lockMs: number } = JSON.parse(
  process.argv[2] ?? '',
);
const queue = await createQueue({ ...settings, log: silentLogger });
const kind = { name: settings.name, payload: z.object({ id: z.number() }), concurrency: 1 };
queue.handle(kind, async () => {
  process.stdout.write('running\n');
  await new Promise(() => undefined);
});
await queue.start();
