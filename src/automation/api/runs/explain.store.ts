import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Happening } from '../../model/types.ts';
import type { AutomationRef } from '../automations/automations.store.ts';
import type { Names } from './explain.rules.ts';

export type LoggedEvent = {
  id: number;
  type: string;
  at: Date;
  actor: string;
  subjectId: string;
  contactId: string | null;
  changes: Happening['changes'];
  cause: string | null;
  depth: number;
  /** 'no': whoever wrote it switched automations off for it. */
  automations: string;
};
type OfContact = AutomationRef & { contactId: string };

/** Events of one look; a contact with more within its window is explained by the newest. */
const mostEvents = 5_000;

/** What happened to a contact, and to the automation itself, since a time; newest first. */
export async function listEvents(
  tx: Tx,
  { workspaceId, automationId, contactId }: OfContact,
  since: { days: number; types: readonly string[] },
): Promise<LoggedEvent[]> {
  const { rows } = await sql<LoggedEvent>`
    select id, type, at, actor, subject_id, contact_id, changes, cause, depth, automations
    from events
    where workspace_id = ${workspaceId} and at >= now() - make_interval(days => ${since.days})
      and (contact_id = ${contactId} and type = any(${since.types}::text[])
        or type = 'contact.updated' and subject_id = ${contactId}
        or type = 'automation.updated' and subject_id = ${automationId})
    order by id desc limit ${mostEvents}
  `.execute(tx);
  return rows;
}

/** Whether the engine has still to look at it. @param tx the engine's: requests may not see it */
export async function isPending(tx: Tx, workspaceId: string, eventId: number): Promise<boolean> {
  const { rows } = await sql`
    select from pending_events where workspace_id = ${workspaceId} and id = ${eventId}
  `.execute(tx);
  return rows.length > 0;
}

export type RunFound = { id: string; status: string; startedAt: Date };

/** The run that a happening started. */
export async function findRunByKey(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
  triggerKey: string,
): Promise<RunFound | undefined> {
  return tx
    .selectFrom('runs')
    .select(['id', 'status', 'startedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('automationId', '=', automationId)
    .where('triggerKey', '=', triggerKey)
    .executeTakeFirst();
}

/** The newest run of the automation for a contact, before a moment if one is given. */
export async function findNewestRun(
  tx: Tx,
  { workspaceId, automationId, contactId }: OfContact,
  before: Date | null,
): Promise<RunFound | undefined> {
  return tx
    .selectFrom('runs')
    .select(['id', 'status', 'startedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('contactId', '=', contactId)
    .where('automationId', '=', automationId)
    .$if(before !== null, (query) => query.where('startedAt', '<=', before ?? new Date()))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export type RefusalFound = { reason: string; detail: string; at: Date };

/** Why the automation did not run for an event; without one, why it last did not for the contact. */
export async function findRefusal(
  tx: Tx,
  { workspaceId, automationId, contactId }: OfContact,
  eventId: number | null,
): Promise<RefusalFound | undefined> {
  const which = eventId === null ? sql`automation_id is not null` : sql`event_id = ${eventId}`;
  const { rows } = await sql<RefusalFound>`
    select reason, detail, at from run_refusals
    where workspace_id = ${workspaceId} and contact_id = ${contactId}
      and (automation_id = ${automationId} or automation_id is null) and ${which}
    order by id desc limit 1
  `.execute(tx);
  return rows[0];
}

/** When the automation looks at the contact, or at something of it, by itself. */
export async function findTimer(
  tx: Tx,
  { workspaceId, automationId, contactId }: OfContact,
): Promise<Date | null> {
  const { rows } = await sql<{ dueAt: Date | null }>`
    select min(due_at) as due_at from automation_timers
    where workspace_id = ${workspaceId} and automation_id = ${automationId}
      and (contact_id = ${contactId} or contact_id is null)
  `.execute(tx);
  return rows[0]?.dueAt ?? null;
}

export type VersionFound = { number: number; definition: unknown; publishedAt: Date };

/** The version that was published last at a moment; null: none was. */
export async function findVersionAt(
  tx: Tx,
  { workspaceId, automationId }: AutomationRef,
  moment: Date,
): Promise<VersionFound | undefined> {
  return tx
    .selectFrom('automationVersions')
    .select(['number', 'definition', 'publishedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('automationId', '=', automationId)
    .where('publishedAt', '<=', moment)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** 'Rosa Silva'; undefined when there is no such contact. */
export async function findContactName(
  tx: Tx,
  { workspaceId, contactId }: { workspaceId: string; contactId: string },
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('contacts')
    .select(['firstName', 'lastName'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', contactId)
    .executeTakeFirst();
  return row && (`${row.firstName} ${row.lastName}`.trim() || 'the contact');
}

/** What stages, pipelines and members are called: a few hundred rows at most. */
export async function readNames(tx: Tx, workspaceId: string): Promise<Names> {
  const { rows } = await sql<{ kind: string; id: string; name: string; more: string }>`
    select 'stage' as kind, id, name, type as more from stages where workspace_id = ${workspaceId}
    union all
    select 'pipeline', id, name, '' from pipelines where workspace_id = ${workspaceId}
    union all
    select 'member', m.id, u.name, u.email from members m join users u on u.id = m.user_id
    where m.workspace_id = ${workspaceId}
  `.execute(tx);
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  return {
    stages: new Map(of('stage').map(({ id, name, more }) => [id, { name, type: more }])),
    pipelines: new Map(of('pipeline').map(({ id, name }) => [id, name])),
    members: new Map(of('member').map(({ id, name, more }) => [id, { name, email: more }])),
  };
}
