import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/** A webhook as it came in. */
export type InboxEntry = { id: string; body: string; attempts: number };

/** While a worker has an entry nobody else takes it; it comes back when the worker died. */
const leaseSeconds = 30;
const entriesAtOnce = 100;

/** Takes entries that are due, oldest first. */
export async function claimInbox(tx: Tx): Promise<InboxEntry[]> {
  const { rows } = await sql<InboxEntry>`
    with due as (
      select id from webhook_inbox where processed_at is null and next_attempt_at <= now()
      order by received_at limit ${entriesAtOnce} for update skip locked
    ), claimed as (
      update webhook_inbox w set attempts = attempts + 1,
        next_attempt_at = now() + make_interval(secs => ${leaseSeconds})
      from due where w.id = due.id
      returning w.id, w.body, w.attempts, w.received_at
    )
    select id, body, attempts from claimed order by received_at, id`.execute(tx);
  return rows;
}

export async function finishEntry(tx: Tx, id: string, error: string | null): Promise<void> {
  await tx
    .updateTable('webhookInbox')
    .set({ processedAt: sql<Date>`now()`, error })
    .where('id', '=', id)
    .execute();
}

export async function retryEntry(
  tx: Tx,
  id: string,
  afterSeconds: number,
  error: string,
): Promise<void> {
  await tx
    .updateTable('webhookInbox')
    .set({ nextAttemptAt: sql<Date>`now() + make_interval(secs => ${afterSeconds})`, error })
    .where('id', '=', id)
    .execute();
}

export async function hasDueEntries(tx: Tx): Promise<boolean> {
  const { rows } = await sql`
    select from webhook_inbox where processed_at is null and next_attempt_at <= now() limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Bodies hold what customers wrote: they are kept a week for looking into trouble, then removed. */
export async function removeOldEntries(tx: Tx): Promise<void> {
  await sql`delete from webhook_inbox where processed_at < now() - interval '7 days'`.execute(tx);
}
