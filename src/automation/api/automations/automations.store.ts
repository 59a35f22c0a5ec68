import { sql } from 'kysely';
import type { Definition } from '../../../contracts/automation-definition.ts';
import type { AutomationStatus } from '../../../contracts/automations.ts';
import type { Actor, Tx } from '../../../platform/database/database.ts';
import { notFound } from '../../../platform/http/problem.ts';

export type Scope = { workspaceId: string; actor: Actor };
export type AutomationRef = { workspaceId: string; automationId: string };

/** An automation as those who change it need it. */
export type StoredAutomation = {
  id: string;
  name: string;
  description: string;
  status: AutomationStatus;
  folderId: string | null;
  pipelineId: string | null;
  recipeId: string | null;
  /** What is stored; `readDraft` makes a definition of it. */
  draft: unknown;
  draftRevision: number;
  version: number | null;
};

const selectStored = (tx: Tx, { workspaceId, automationId }: AutomationRef) =>
  tx
    .selectFrom('automations')
    .select(['id', 'name', 'description', 'status', 'folderId', 'pipelineId', 'recipeId'])
    .select(['draft', 'draftRevision', 'version'])
    .$narrowType<{ status: AutomationStatus }>()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', automationId);

/** @throws Problem 404 */
export async function requireAutomation(tx: Tx, ref: AutomationRef): Promise<StoredAutomation> {
  return found(await selectStored(tx, ref).executeTakeFirst());
}

/** Two who publish or save at once take turns. @throws Problem 404 */
export async function lockAutomation(tx: Tx, ref: AutomationRef): Promise<StoredAutomation> {
  return found(await selectStored(tx, ref).forNoKeyUpdate().executeTakeFirst());
}

function found(stored: StoredAutomation | undefined): StoredAutomation {
  if (!stored) throw notFound('automation');
  return stored;
}

export type NewAutomation = {
  name: string;
  description: string;
  folderId: string | null;
  pipelineId: string | null;
  recipeId: string | null;
  definition: Definition;
};

/** A draft that nothing listens to. Returns its id. */
export async function insertAutomation(
  tx: Tx,
  { workspaceId, actor }: Scope,
  { definition, ...input }: NewAutomation,
): Promise<string> {
  const draft = JSON.stringify(definition);
  const { id } = await tx
    .insertInto('automations')
    .values({ ...input, draft, workspaceId, createdBy: actor })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateAutomation(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
  change: Partial<Omit<NewAutomation, 'definition' | 'recipeId'>> & { status?: AutomationStatus },
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tx
    .updateTable('automations')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', automationId)
    .execute();
}

/** Another draft; its revision grows only when it really is another. */
export async function updateDraft(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
  definition: Definition,
): Promise<void> {
  const draft = JSON.stringify(definition);
  await sql`
    update automations set draft = ${draft}::jsonb, draft_revision = draft_revision + 1
    where workspace_id = ${workspaceId} and id = ${automationId} and draft <> ${draft}::jsonb
  `.execute(tx);
}

/** With its versions, timers and runs. */
export async function removeAutomation(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
): Promise<void> {
  await tx
    .deleteFrom('automations')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', automationId)
    .execute();
}

/** Whether there is such a row in the workspace, for ids that a body names. */
export async function rowExists(
  tx: Tx,
  table: 'automationFolders' | 'pipelines',
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<boolean> {
  const found = await tx
    .selectFrom(table)
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return found !== undefined;
}

export async function countUnfinishedRuns(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
): Promise<number> {
  const { rows } = await sql<{ runs: number }>`
    select count(*) as runs from runs
    where workspace_id = ${workspaceId} and automation_id = ${automationId}
      and status in ('pending', 'processing', 'waiting')
  `.execute(tx);
  return rows[0]?.runs ?? 0;
}

/** Ends all unfinished runs, and takes back what they have handed in and nobody has sent yet. */
export async function cancelUnfinishedRuns(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
): Promise<void> {
  await sql`
    with ended as (
      update runs set status = 'cancelled', wait_reason = null, due_at = null, waiting_for = null,
        finished_at = clock_timestamp()
      where workspace_id = ${workspaceId} and automation_id = ${automationId}
        and status in ('pending', 'processing', 'waiting')
      returning id)
    update deliveries d set status = 'cancelled', next_attempt_at = null,
      finished_at = clock_timestamp()
    from ended e
    where d.workspace_id = ${workspaceId} and d.run_id = e.id and d.status in ('held', 'queued')
  `.execute(tx);
}
