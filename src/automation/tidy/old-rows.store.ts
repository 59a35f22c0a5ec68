import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { leastId } from '../../platform/database/least-id.ts';

/** A batch: the oldest of a workspace that ended before a time, after the last of the batch before. */
export type OldRows = { workspaceId: string; before: Date; after: string; limit: number };
/** How many are gone, and where to go on. */
export type Removed = { count: number; last: string | null };
/** Removes one batch and says where to go on; `first` is where the first batch begins. */
export type RemoveOld = { first: string; remove(tx: Tx, rows: OldRows): Promise<Removed> };

const noId = '00000000-0000-0000-0000-000000000000';

/**
 * Deliveries that have ended, with their tries; those of a run that is under way or in review stay,
 * and so do held ones and ones whose answer was lost: people still have to see to them.
 */
export const oldDeliveries: RemoveOld = {
  first: '-infinity',
  remove: (tx, { workspaceId, before, after, limit }) =>
    gone(
      tx,
      sql`
      with chosen as materialized (
        select d.id, d.created_at from deliveries d
        where d.workspace_id = ${workspaceId} and d.created_at >= ${after}::timestamptz
          and d.created_at < ${before} and d.finished_at < ${before}
          and d.status in ('delivered', 'failed', 'cancelled')
          and not exists (select from runs r where r.workspace_id = d.workspace_id
            and r.id = d.run_id
            and (r.needs_review or r.status in ('pending', 'processing', 'waiting')))
        order by d.created_at, d.id limit ${limit} for update of d skip locked),
      gone as (
        delete from deliveries d using chosen c
        where d.workspace_id = ${workspaceId} and d.id = c.id returning c.created_at)
      select count(*) as count, max(created_at)::text as last from gone`,
    ),
};

/** Whether a later happening asks for the run: not of a contact that is gone, nor of a hook's call. */
const canCount = sql`(r.status <> 'cancelled' and (r.contact_id is not null
  or r.trigger->>'contactId' is null and r.trigger->>'type' is distinct from 'hook_call.created'))`;

/**
 * Runs that have ended, with their step log. Stay: those in review, those with a delivery that
 * stays, and those that keep an automation from running again for the same contact, because it runs
 * once or not within some hours.
 */
export const oldRuns: RemoveOld = {
  first: noId,
  remove: (tx, { workspaceId, before, after, limit }) =>
    gone(
      tx,
      sql`
      with rules as materialized (
        select a.id, v.definition #>> '{settings,reenrolment,mode}' as mode,
          v.definition #>> '{settings,reenrolment,hours}' as hours
        from automations a left join automation_versions v on v.workspace_id = a.workspace_id
          and v.automation_id = a.id and v.number = a.version
        where a.workspace_id = ${workspaceId}),
      chosen as materialized (
        select r.id from runs r join rules on rules.id = r.automation_id
        where r.workspace_id = ${workspaceId} and r.id > ${after}::uuid and r.id < ${leastId(before)}
          and r.status in ('completed', 'failed', 'cancelled') and r.finished_at < ${before}
          and not r.needs_review
          and (not ${canCount} or case coalesce(rules.mode, '')
            when 'once' then false
            when 'not_within' then rules.hours ~ '^[0-9]{1,5}$'
              and r.started_at < now() - make_interval(hours => rules.hours::int)
            else true end)
          and not exists (select from deliveries d
            where d.workspace_id = r.workspace_id and d.run_id = r.id)
        order by r.id limit ${limit} for update of r skip locked),
      gone as (
        delete from runs r using chosen c where r.workspace_id = ${workspaceId} and r.id = c.id
        returning r.id)
      select count(*) as count, max(id::text) as last from gone`,
    ),
};

/** Calls of incoming webhooks; a run that is under way or in review still reads the body of its own. */
export const oldCalls: RemoveOld = {
  first: noId,
  remove: (tx, { workspaceId, before, limit }) =>
    gone(
      tx,
      sql`
      with chosen as materialized (
        select c.id from automations a cross join lateral (
          select h.id from hook_calls h
          where h.workspace_id = a.workspace_id and h.automation_id = a.id
            and h.created_at < ${before}
            and h.id::text not in (select r.trigger->>'subjectId' from runs r
              where r.workspace_id = ${workspaceId}
                and (r.needs_review or r.status in ('pending', 'processing', 'waiting'))
                and r.trigger->>'type' = 'hook_call.created' and r.trigger ? 'subjectId')
          order by h.created_at limit ${limit}) c
        where a.workspace_id = ${workspaceId} limit ${limit}),
      gone as (
        delete from hook_calls h using chosen c
        where h.workspace_id = ${workspaceId} and h.id = c.id returning h.id)
      select count(*) as count, max(id::text) as last from gone`,
    ),
};

export const oldRefusals: RemoveOld = {
  first: noId,
  remove: (tx, { workspaceId, before, after, limit }) =>
    gone(
      tx,
      sql`
      with chosen as materialized (
        select id from run_refusals
        where workspace_id = ${workspaceId} and id > ${after}::uuid and id < ${leastId(before)}
          and at < ${before}
        order by id limit ${limit} for update skip locked),
      gone as (
        delete from run_refusals r using chosen c
        where r.workspace_id = ${workspaceId} and r.id = c.id returning r.id)
      select count(*) as count, max(id::text) as last from gone`,
    ),
};

async function gone(tx: Tx, statement: RawBuilder<unknown>): Promise<Removed> {
  const { rows } = await sql<Removed>`${statement}`.execute(tx);
  return rows[0] ?? { count: 0, last: null };
}
