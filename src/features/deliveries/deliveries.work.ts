import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { type Queue, type WakeUp, type WorkKind, wakeUp } from '../../platform/queue/index.ts';
import { hasDueDeliveries } from './due-deliveries.store.ts';
import { createHostGate } from './host-gate.ts';
import { type SendDeps, sendDueDeliveries } from './send-due-deliveries.ts';

const deliveryWork: WorkKind<WakeUp> = {
  name: 'deliveries',
  payload: z.strictObject({}),
  concurrency: 1,
};

/** Makes a worker look for what is to be sent; the rows say what. */
export async function wakeDeliveries(queue: Queue): Promise<void> {
  await wakeUp(queue, deliveryWork);
}

export function handleDeliveries(queue: Queue, deps: SendDeps): void {
  const gate = createHostGate();
  queue.handle(deliveryWork, (_payload, { signal }) => sendDueDeliveries(deps, gate, signal));
}

/** Puts back what the queue forgot, what is to be tried again, and what a killed process left. */
export async function sweepDeliveries(database: Database, queue: Queue): Promise<void> {
  const isDue = await database.asEngine('system', hasDueDeliveries, { quiet: true });
  if (isDue) await wakeDeliveries(queue);
}
