import { type Selectable, sql } from 'kysely';
import type { DeliveryQuery } from '../../contracts/deliveries.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Deliveries, DeliveryAttempts } from '../../platform/database/schema.generated.ts';
import { timeKey } from '../../platform/database/time-key.ts';

export type DeliveryRow = Selectable<Deliveries>;
export type AttemptRow = Selectable<DeliveryAttempts>;
type Filter = Omit<DeliveryQuery, 'limit' | 'cursor'>;

/** Deliveries of the workspace, newest first; `position` is exclusive. */
export async function listDeliveries(
  tx: Tx,
  filter: Filter,
  page: { limit: number; position: [string, string] | null },
): Promise<(DeliveryRow & { createdKey: string })[]> {
  const conditions = [sql`true`];
  if (filter.channel) conditions.push(sql`d.channel = ${filter.channel}`);
  if (filter.status) conditions.push(sql`d.status = any(${filter.status}::text[])`);
  if (filter.automationId) conditions.push(sql`d.automation_id = ${filter.automationId}`);
  if (filter.runId) conditions.push(sql`d.run_id = ${filter.runId}`);
  if (filter.contactId) conditions.push(sql`d.contact_id = ${filter.contactId}`);
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(sql`d.recipient ilike ${pattern}`);
  }
  if (page.position) {
    const [at, id] = page.position;
    conditions.push(sql`(d.created_at, d.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const { rows } = await sql<DeliveryRow & { createdKey: string }>`
    select d.*, ${timeKey(sql`d.created_at`)} as created_key from deliveries d
    where ${sql.join(conditions, sql` and `)}
    order by d.created_at desc, d.id desc limit ${page.limit}`.execute(tx);
  return rows;
}

export function findDelivery(tx: Tx, id: string): Promise<DeliveryRow | undefined> {
  return tx.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
}

/** As `findDelivery`; nobody else changes it until the end of the transaction. */
export function lockDelivery(tx: Tx, id: string): Promise<DeliveryRow | undefined> {
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function findAttempts(tx: Tx, deliveryId: string): Promise<AttemptRow[]> {
  return tx
    .selectFrom('deliveryAttempts')
    .selectAll()
    .where('deliveryId', '=', deliveryId)
    .orderBy('number')
    .execute();
}

/** Queues it again from the first try; its attempts go on being counted. */
export async function requeueDelivery(tx: Tx, id: string): Promise<DeliveryRow> {
  const { rows } = await sql<DeliveryRow>`
    update deliveries set status = 'queued', next_attempt_at = now(), finished_at = null,
      response = null, error_code = null, error = null,
      payload = payload || jsonb_build_object('attemptsBefore', attempts)
    where id = ${id} returning *`.execute(tx);
  return only(rows);
}

export async function cancelDelivery(tx: Tx, id: string): Promise<DeliveryRow> {
  const { rows } = await sql<DeliveryRow>`
    update deliveries set status = 'cancelled', next_attempt_at = null, finished_at = now(),
      error_code = 'cancelled', error = 'It was cancelled by hand.'
    where id = ${id} returning *`.execute(tx);
  return only(rows);
}

function only(rows: DeliveryRow[]): DeliveryRow {
  const [row] = rows;
  if (!row) throw new Error('a locked delivery is gone');
  return row;
}
