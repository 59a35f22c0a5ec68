import type { Delivery } from '../../contracts/deliveries.ts';
import type { Tx } from '../../platform/database/database.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';
import {
  cancelDelivery as cancel,
  type DeliveryRow,
  lockDelivery,
  requeueDelivery,
} from './deliveries.store.ts';
import { presentDelivery } from './present-delivery.ts';
import { wakeRun } from './waking.store.ts';

const ended = ['delivered', 'failed', 'cancelled'];
const notBegun = ['queued', 'held'];

/**
 * Queues a webhook again, under the same id: a receiver that took it knows it again.
 * @throws Problem 404, or 409 when it is no webhook, or has not ended
 */
export async function resendDelivery(tx: Tx, id: string): Promise<Delivery> {
  const { channel, status } = await lock(tx, id);
  if (channel !== 'webhook') {
    throw new Problem('conflict', 'Only webhooks can be sent again: a message could arrive twice.');
  }
  if (!ended.includes(status)) {
    throw new Problem('conflict', `It is ${status}: only what has ended can be sent again.`);
  }
  return presentDelivery(await requeueDelivery(tx, id));
}

/**
 * Keeps a delivery from being sent, and wakes the run that waits for it.
 * @throws Problem 404, or 409 when it is being sent or has ended
 */
export async function cancelDelivery(tx: Tx, id: string): Promise<Delivery> {
  const { status } = await lock(tx, id);
  if (!notBegun.includes(status)) {
    throw new Problem('conflict', `It is ${status}: only queued and held ones can be cancelled.`);
  }
  const row = await cancel(tx, id);
  await wakeRun(tx, row);
  return presentDelivery(row);
}

async function lock(tx: Tx, id: string): Promise<DeliveryRow> {
  const row = await lockDelivery(tx, id);
  if (!row) throw notFound('delivery');
  return row;
}
