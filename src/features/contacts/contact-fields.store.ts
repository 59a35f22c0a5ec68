import { type RawBuilder, sql } from 'kysely';
import type { FieldValue } from '../../contracts/custom-fields.ts';
import type { Tx } from '../../platform/database/database.ts';
import { invalidField } from '../../platform/http/problem.ts';

/** What the database takes for all custom fields of one contact. */
const mostBytes = 65_536;

/**
 * The new value of the column `fields` of a contact (locked from here on) or, with null, of one that
 * is not made yet. Fields that the change does not name stay as they are.
 *
 * @throws Problem 422 naming `body.fields` when it would be larger than 64 KiB
 */
export async function mergeFields(
  tx: Tx,
  contactId: string | null,
  change: { set: Record<string, FieldValue>; emptied: string[] },
): Promise<RawBuilder<string>> {
  const stored = contactId === null ? sql`'{}'::jsonb` : sql`fields`;
  const from = contactId === null ? sql`` : sql`from contacts where id = ${contactId} for update`;
  const merged = sql<string>`
    ((${stored} - ${change.emptied}::text[]) || ${JSON.stringify(change.set)}::jsonb)`;
  const { rows } = await sql<{ bytes: number }>`
    select pg_column_size(${merged}) as bytes ${from}
  `.execute(tx);
  if ((rows[0]?.bytes ?? 0) > mostBytes) {
    throw invalidField('body.fields', 'All fields of a contact together are too long (64 KiB).');
  }
  return merged;
}
