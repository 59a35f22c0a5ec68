import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { AuditQuery } from '../../contracts/audit.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { AuditEntries } from '../../platform/database/schema.generated.ts';
import { timeKey } from '../../platform/database/time-key.ts';
import type { TimeCursor } from '../../platform/http/cursor.ts';

export type AuditRow = Selectable<AuditEntries> & { atKey: string };
type Filter = Omit<z.infer<typeof AuditQuery>, 'limit' | 'cursor'>;

/** Audit entries, newest first; `position` is exclusive. */
export async function listAudit(
  tx: Tx,
  filter: Filter,
  limit: number,
  position: z.infer<typeof TimeCursor> | null,
): Promise<AuditRow[]> {
  const conditions = [sql`true`];
  if (filter.subjectId) conditions.push(sql`a.subject_id = ${filter.subjectId}`);
  if (filter.subjectType) conditions.push(sql`a.subject_type = ${filter.subjectType}`);
  if (filter.contactId) conditions.push(sql`a.contact_id = ${filter.contactId}`);
  if (filter.actor) conditions.push(sql`a.actor = ${filter.actor}`);
  if (position) {
    conditions.push(sql`(a.at, a.id) < (${position[0]}::timestamptz, ${position[1]}::uuid)`);
  }
  const { rows } = await sql<AuditRow>`
    select a.*, ${timeKey(sql`a.at`)} as at_key from audit_entries a
    where ${sql.join(conditions, sql` and `)}
    order by a.at desc, a.id desc limit ${limit}
  `.execute(tx);
  return rows;
}
