import { sql } from 'kysely';
import type { Definition } from '../../../contracts/automation-definition.ts';
import type { Actor, Tx } from '../../../platform/database/database.ts';
import type { AutomationRef } from '../automations/automations.store.ts';

/** Whether the draft is what the newest version has. */
export async function isPublishedAsIs(tx: Tx, ref: AutomationRef): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select v.definition = a.draft as same
    from automations a
    join automation_versions v on v.workspace_id = a.workspace_id and v.automation_id = a.id
      and v.number = a.version
    where a.workspace_id = ${ref.workspaceId} and a.id = ${ref.automationId}
  `.execute(tx);
  return rows[0]?.same ?? false;
}

/** The next version, and the one that new runs take. Returns its number. */
export async function insertVersion(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
  version: { definition: Definition; note: string; actor: Actor },
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    with made as (
      insert into automation_versions (workspace_id, automation_id, number, definition, note,
        published_by)
      select ${workspaceId}, ${automationId}, coalesce(max(number), 0) + 1,
        ${JSON.stringify(version.definition)}::jsonb, ${version.note}, ${version.actor}
      from automation_versions
      where workspace_id = ${workspaceId} and automation_id = ${automationId}
      returning number)
    update automations set version = made.number from made
    where workspace_id = ${workspaceId} and id = ${automationId}
    returning made.number
  `.execute(tx);
  const number = rows[0]?.number;
  if (number === undefined) throw new Error('the version was not written');
  return number;
}

/**
 * Which events are heard for an automation: those of the version that is switched on, and those of
 * versions with runs under way, whose waits want them still.
 *
 * @param active null when it is not switched on
 */
export async function writeListeners(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
  active: { version: number; listens: readonly string[] } | null,
): Promise<void> {
  await sql`
    delete from automation_listeners l
    where l.workspace_id = ${workspaceId} and l.automation_id = ${automationId}
      and not exists (select from runs r
        where r.workspace_id = l.workspace_id and r.automation_id = l.automation_id
          and r.version = l.version and r.status in ('pending', 'processing', 'waiting'))
  `.execute(tx);
  if (active === null) return;
  await sql`
    insert into automation_listeners (workspace_id, event_type, automation_id, version)
    select ${workspaceId}, type, ${automationId}, ${active.version}
    from unnest(${active.listens}::text[]) as heard (type)
    on conflict do nothing
  `.execute(tx);
}

/** Switched on: what it failed at before is forgotten. */
export async function switchOn(tx: Tx, ref: AutomationRef): Promise<void> {
  await tx
    .updateTable('automations')
    .set({ status: 'active', pausedReason: null, failuresInRow: 0 })
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.automationId)
    .execute();
}

/** Switched off by a person. */
export async function switchOff(tx: Tx, ref: AutomationRef): Promise<void> {
  await tx
    .updateTable('automations')
    .set({ status: 'paused', pausedReason: null })
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.automationId)
    .execute();
}

/** Runs that were held at their next step while it was paused go on. */
export async function releaseHeldRuns(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
): Promise<void> {
  await sql`
    update runs set due_at = now()
    where workspace_id = ${workspaceId} and automation_id = ${automationId}
      and wait_reason = 'paused' and status in ('pending', 'waiting')
  `.execute(tx);
}
