import { sql } from 'kysely';
import { storableJson } from '../../../features/ingest/index.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { JsonObject } from '../../model/types.ts';
import type { RunScope } from './runs-change.store.ts';

/** A run that has ended, with the version that a retry of it takes. */
export type EndedRun = {
  id: string;
  automationId: string;
  name: string;
  status: string;
  /** Where it stood when it ended; null at its end, or before its first step. */
  stepId: string | null;
  version: number;
};

/** Those that have ended, locked; the newest published version stands in for one that is gone. */
export async function lockEndedRuns(
  tx: Tx,
  { workspaceId }: RunScope,
  ids: readonly string[],
  version: 'same' | 'newest',
): Promise<EndedRun[]> {
  const chosen = version === 'same' ? sql`r.version` : sql`coalesce(a.version, r.version)`;
  const { rows } = await sql<EndedRun>`
    select r.id, r.automation_id, a.name, r.status, r.step_id, ${chosen} as version
    from runs r join automations a on a.workspace_id = r.workspace_id and a.id = r.automation_id
    where r.workspace_id = ${workspaceId} and r.id = any(${ids}::uuid[])
      and r.status in ('completed', 'failed', 'cancelled')
    order by r.id for update of r
  `.execute(tx);
  return rows;
}

export type VersionKey = { automationId: string; version: number };

/** Definitions of versions, as they are stored. */
export async function readDefinitions(
  tx: Tx,
  { workspaceId }: Pick<RunScope, 'workspaceId'>,
  versions: readonly VersionKey[],
): Promise<(VersionKey & { definition: unknown })[]> {
  const { rows } = await sql<VersionKey & { definition: unknown }>`
    select v.automation_id, v.number as version, v.definition from automation_versions v
    where v.workspace_id = ${workspaceId} and (v.automation_id, v.number) in (
      select * from unnest(${versions.map((row) => row.automationId)}::uuid[],
        ${versions.map((row) => row.version)}::int[]))
  `.execute(tx);
  return rows;
}

export type Retry = {
  runId: string;
  newId: string;
  version: number;
  stepId: string | null;
  /** Steps that were done after `stepId` had failed are not done again. */
  keepsLater: boolean;
};

/**
 * Writes a new run for each: the same happening under a key of its own, from a step on with what
 * the steps before it gave. The old ones need no review any more.
 */
export async function insertRetries(
  tx: Tx,
  { workspaceId, actor }: RunScope,
  retries: readonly Retry[],
  input: JsonObject | undefined,
): Promise<void> {
  const override = input === undefined ? null : storableJson(input);
  await sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(retries)}::jsonb)
        as x ("runId" uuid, "newId" uuid, version int, "stepId" text, "keepsLater" boolean)),
    made as (
      insert into runs (workspace_id, id, automation_id, version, contact_id, trigger_key, trigger,
        cause, depth, status, state, step_id, wait_reason, due_at, lane, retry_of, search)
      select r.workspace_id, x."newId", r.automation_id, x.version, r.contact_id,
        'retry:' || x."newId", r.trigger || jsonb_build_object('key', 'retry:' || x."newId"), r.cause,
        r.depth, 'pending',
        jsonb_build_object('at', x."stepId", 'attempt', 1, 'number', 1, 'executed', 0,
          'outputs', case when x."stepId" is null then '{}'
            else coalesce(r.state->'outputs', '{}') - x."stepId" - later.lost end,
          'done', later.done, 'wait', null)
        || case when ${override}::jsonb is null then '{}'
          else jsonb_build_object('overrides', jsonb_build_object(x."stepId", ${override}::jsonb)) end,
        x."stepId", 'retry', clock_timestamp(), r.lane, r.id,
        replace(replace(replace(r.search, coalesce(r.error, ''), ''), coalesce(r.error_code, ''), ''),
          coalesce(regexp_replace(r.error, '[._/:-]+', ' ', 'g'), ''), '')
      from given x
      join runs r on r.workspace_id = ${workspaceId} and r.id = x."runId"
      cross join lateral (
        select coalesce(array_agg(s.step_id) filter (where not is_done), '{}') as lost,
          coalesce(jsonb_agg(s.step_id) filter (where is_done), '[]') as done
        from run_steps s
        cross join lateral (select x."keepsLater" and s.status = 'completed'
          and s.kind not in ('branch', 'split', 'goal', 'stop')) as d (is_done)
        where s.workspace_id = r.workspace_id and s.run_id = r.id and s.number >= (
          select min(f.number) from run_steps f
          where f.workspace_id = r.workspace_id and f.run_id = r.id and f.step_id = x."stepId")
      ) as later)
    update runs r set needs_review = false, reviewed_by = ${actor}
    from given x where r.workspace_id = ${workspaceId} and r.id = x."runId" and r.needs_review
  `.execute(tx);
}

/** What a version's runs may wait for is queued again, for one that was no longer heard for. */
export async function addListeners(
  tx: Tx,
  { workspaceId }: RunScope,
  heard: readonly (VersionKey & { eventType: string })[],
): Promise<void> {
  await sql`
    insert into automation_listeners (workspace_id, event_type, automation_id, version)
    select ${workspaceId}, x."eventType", x."automationId", x.version
    from jsonb_to_recordset(${JSON.stringify(heard)}::jsonb)
      as x ("eventType" text, "automationId" uuid, version int)
    on conflict do nothing
  `.execute(tx);
}
