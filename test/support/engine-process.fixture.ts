// A process that runs automations and, when asked, sends webhooks: to be killed at any moment, or
// at a named one by itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { startEngine } from '../../src/automation/engine/engine.ts';
import { handleDeliveries, sweepDeliveries } from '../../src/features/deliveries/index.ts';
import { openDatabase } from '../../src/platform/database/database.ts';
import { silentLogger as log } from '../../src/platform/logging/logger.ts';
import { createOutgoing } from '../../src/platform/outgoing/index.ts';
import { createQueue } from '../../src/platform/queue/index.ts';
import { createSecretBox } from '../../src/platform/secrets/index.ts';

const given = (name: string): string => process.env[name] ?? '';
const allowed = given('ALLOW_ORIGIN');
const redis = given('REDIS_URL');
let left = Number(process.env['FAILPOINT_AT'] ?? 1);

/** Ends (or, with SIGSTOP, pauses) this process at the named moment, when it comes that often. */
function failpoint(moment: string): void {
  if (moment !== given('FAILPOINT')) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, given('FAILPOINT_SIGNAL') || 'SIGKILL');
}

/** A machine whose clock is wrong. */
const skewMs = Number(given('CLOCK_SKEW_MS') || 0);
const RightDate = Date;
if (skewMs !== 0) {
  globalThis.Date = new Proxy(RightDate, {
    construct: (target, args, self) =>
      Reflect.construct(target, args.length === 0 ? [RightDate.now() + skewMs] : args, self),
    get: (target, name, self) =>
      name === 'now' ? () => RightDate.now() + skewMs : Reflect.get(target, name, self),
  });
}

const database = await openDatabase({
  ownerUrl: given('OWNER_URL'),
  password: () => 'test',
  log,
  poolSize: { app: 1, engine: 4 },
});
const onSends = allowed === '' ? undefined : await startSending();
startEngine({
  database,
  log,
  batchSize: Number(given('BATCH_SIZE') || 50),
  leaseMs: Number(given('LEASE_MS') || 500),
  pollMs: 20,
  failpoint,
  ...(onSends ? { onSends } : {}),
});
process.stdout.write('ready\n');

/** The worker for deliveries, on the queue in Postgres or Redis; gives what wakes it. */
async function startSending(): Promise<() => void> {
  const queue = await createQueue({
    backend:
      redis === ''
        ? { kind: 'postgres', url: database.urls.engine, schema: 'queue' }
        : { kind: 'redis', url: redis },
    log,
    // A killed process's work is free again after this long, not after the usual 30 s.
    lockMs: 1_000,
  });
  handleDeliveries(queue, {
    database,
    outgoing: createOutgoing({ allowOrigins: [allowed] }),
    secrets: createSecretBox(Buffer.from(given('MASTER_KEY'), 'hex')),
    log,
    failpoint,
  });
  await queue.start();
  void (async () => {
    for (;;) {
      await sweepDeliveries(database, queue).catch(() => undefined);
      await sleep(100);
    }
  })();
  return () => void sweepDeliveries(database, queue).catch(() => undefined);
}
