import { sql } from 'kysely';
import { createAppointment } from '../features/appointments/index.ts';
import { changeContact } from '../features/contacts/index.ts';
import { createCustomField } from '../features/custom-fields/index.ts';
import { createJob } from '../features/jobs/index.ts';
import { createTag, tagContacts } from '../features/tags/index.ts';
import { createTask } from '../features/tasks/index.ts';
import { setAutomations } from '../platform/database/automations-choice.ts';
import type { Database, Tx } from '../platform/database/database.ts';
import { type DemoContact, planDemoWork } from './demo-work-plan.ts';

/**
 * Gives a demo workspace something to do: tasks, appointments, jobs, tags and custom fields of the
 * contacts that its first sync brought, all or nothing. Starts no automation. Leaves a workspace
 * alone that has any of these already.
 *
 * @returns whether it did
 */
export function addDemoWork(database: Database, workspaceId: string): Promise<boolean> {
  return database.withWorkspace(workspaceId, 'system', async (tx) => {
    if (await hasWork(tx, workspaceId)) return false;
    const contacts = await loadContacts(tx, workspaceId);
    await setAutomations(tx, 'no');
    await writeWork(tx, workspaceId, contacts);
    return true;
  });
}

async function writeWork(tx: Tx, workspaceId: string, contacts: DemoContact[]): Promise<void> {
  const memberId = await findOwner(tx, workspaceId);
  const plan = planDemoWork(contacts, { now: new Date(), assigneeId: memberId });
  // The owner makes it for themselves: nobody is notified.
  const by = { workspaceId, memberId };
  for (const field of plan.customFields) await createCustomField(tx, workspaceId, field);
  for (const { contactId, fields } of plan.fieldValues) {
    await changeContact(tx, { workspaceId, actor: 'system' }, contactId, { fields });
  }
  for (const { contactIds, ...tag } of plan.tags) {
    await createTag(tx, workspaceId, tag);
    if (contactIds.length === 0) continue;
    const change = { contactIds, add: [tag.name], remove: [], runAutomations: 'no' as const };
    await tagContacts(tx, workspaceId, change);
  }
  for (const task of plan.tasks) await createTask(tx, by, task);
  for (const appointment of plan.appointments) await createAppointment(tx, by, appointment);
  for (const job of plan.jobs) await createJob(tx, by, job);
}

/** Holds back others who would add work at the same time. */
async function hasWork(tx: Tx, workspaceId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    with held as (select id from workspaces where id = ${workspaceId} for no key update)
    select exists (select from tags t where t.workspace_id = held.id)
      or exists (select from custom_fields f where f.workspace_id = held.id)
      or exists (select from tasks t where t.workspace_id = held.id)
      or exists (select from appointments a where a.workspace_id = held.id)
      or exists (select from jobs j where j.workspace_id = held.id) as has
    from held`.execute(tx);
  return rows[0]?.has ?? true;
}

async function findOwner(tx: Tx, workspaceId: string): Promise<string | null> {
  const owner = await tx
    .selectFrom('members')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', 'owner')
    .orderBy('id')
    .executeTakeFirst();
  return owner?.id ?? null;
}

/** The contacts of each type of stage whom the team heard of last. */
async function loadContacts(tx: Tx, workspaceId: string): Promise<DemoContact[]> {
  const { rows } = await sql<DemoContact>`
    select id, name, stage_type, next_best_action, deal_amount, deal_currency from (
      select c.id, trim(c.first_name || ' ' || c.last_name) as name, s.type as stage_type,
        c.next_best_action, c.deal_amount, c.deal_currency,
        row_number() over (partition by s.type
          order by c.last_interaction_at desc nulls last, c.id) as place
      from contacts c join stages s on s.workspace_id = c.workspace_id and s.id = c.stage_id
      where c.workspace_id = ${workspaceId}) ranked
    where place <= 10 order by stage_type, place`.execute(tx);
  return rows;
}
