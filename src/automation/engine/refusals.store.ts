import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { recordsetOf } from './recordset.ts';

/** Why an automation that matched did not run, or what could not be worked on at all. */
export type Refusal = {
  workspaceId: string;
  automationId: string | null;
  version: number | null;
  contactId: string | null;
  eventId: number | null;
  reason: string;
  detail: string;
};

/** A contact that is gone by now is left out: its refusals went with it. */
export async function saveRefusals(tx: Tx, refusals: readonly Refusal[]): Promise<void> {
  if (refusals.length === 0) return;
  await sql`
    insert into run_refusals
      (workspace_id, automation_id, version, contact_id, event_id, reason, detail)
    select x."workspaceId", x."automationId", x.version, c.id, x."eventId", x.reason, x.detail
    from jsonb_to_recordset(${recordsetOf(refusals)}::jsonb) as x ("workspaceId" uuid,
      "automationId" uuid, version int, "contactId" uuid, "eventId" bigint, reason text, detail text)
    left join contacts c on c.workspace_id = x."workspaceId" and c.id = x."contactId"
    where x."contactId" is null or c.id is not null
  `.execute(tx);
}
