import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { CompiledAutomation } from '../model/types.ts';
import { type ActiveRun, failureOf } from './active-run.ts';
import type { Broken } from './library.ts';
import { recordsetOf } from './recordset.ts';

type Tally = {
  workspaceId: string;
  automationId: string;
  /** A run that ended well came before these failures. */
  isReset: boolean;
  failures: number;
  limit: number | null;
  lastError: string;
  /** One of the failures is there for people to decide on; else they are merely told. */
  review: boolean;
};

/** A failure without a run: the automation could do nothing for an event or a timer. */
export type Fault = { automation: CompiledAutomation; message: string };

/**
 * Counts failures in a row, tells the owners, and pauses automations that fail again and again.
 */
export async function heedFailures(
  tx: Tx,
  runs: readonly ActiveRun[],
  faults: readonly Fault[],
): Promise<void> {
  const tallies = [...tally([...endsOf(runs), ...faults]).values()];
  if (tallies.length === 0) return;
  const { rows: paused } = await sql<{ id: string }>`
    with given as materialized (
      select * from jsonb_to_recordset(${recordsetOf(tallies)}::jsonb) as x ("workspaceId" uuid,
        "automationId" uuid, "isReset" boolean, failures int, "limit" int, "lastError" text,
        review boolean)),
    counted as (
      update automations a set
        failures_in_row = case when g."isReset" then 0 else a.failures_in_row end + g.failures,
        status = case when pauses then 'paused' else a.status end,
        paused_reason = case when pauses
          then 'Paused after ' || (case when g."isReset" then 0 else a.failures_in_row end + g.failures)
            || ' failed runs in a row. The last one: ' || g."lastError"
          else a.paused_reason end
      from (select g.*, coalesce(a.status = 'active' and (case when g."isReset" then 0
            else a.failures_in_row end) + g.failures >= g."limit", false) as pauses
          from given g join automations a on a.workspace_id = g."workspaceId" and a.id = g."automationId"
          where g.failures > 0 or a.failures_in_row > 0) g
      where a.workspace_id = g."workspaceId" and a.id = g."automationId"
      returning a.workspace_id, a.id, a.name, a.created_by, a.paused_reason, pauses, g.failures,
        g."lastError", case when g.review then 'A run needs review: ' else 'A run failed: ' end as title,
        case when g.review then '/runs?review=true&automation=' else '/runs?status=failed&automation=' end
          || a.id as link),
    told as (
      insert into notifications (workspace_id, member_id, kind, title, text, link)
      select c.workspace_id, m.id, case when c.pauses then 'automation_paused' else 'run_failed' end,
        left(case when c.pauses then 'Automation paused: ' else c.title end || c.name, 300),
        case when c.pauses then c.paused_reason else c."lastError" end,
        case when c.pauses then '/automations/' || c.id else c.link end
      from counted c
      join members m on m.workspace_id = c.workspace_id
        and (m.role in ('owner', 'admin') or 'member:' || m.id = c.created_by)
      where c.failures > 0 and (c.pauses or not exists (
        select from notifications n where n.workspace_id = c.workspace_id and n.member_id = m.id
          and n.kind = 'run_failed' and n.link = c.link
          and n.read_at is null and n.created_at > now() - interval '1 hour')))
    select id from counted where pauses
  `.execute(tx);
  if (paused.length > 0)
    await dropTimersOf(
      tx,
      paused.map(({ id }) => id),
    );
}

async function dropTimersOf(tx: Tx, automationIds: readonly string[]): Promise<void> {
  await sql`
    delete from automation_timers t using automations a
    where a.id = any(${automationIds}::uuid[]) and t.workspace_id = a.workspace_id
      and t.automation_id = a.id
  `.execute(tx);
}

/** Completed runs have no message. */
type End = { automation: CompiledAutomation; message: string | null; review?: boolean };

function endsOf(runs: readonly ActiveRun[]): End[] {
  return runs.flatMap((run): End[] => {
    const { automation, result } = run;
    const failure = failureOf(run);
    if (failure) return [{ automation, ...failure }];
    return result?.status === 'completed' ? [{ automation, message: null }] : [];
  });
}

function tally(ends: readonly End[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { automation, message, review = true } of ends) {
    const { workspaceId, automationId, definition } = automation;
    const limit = definition.settings.pauseAfterFailures;
    const fresh: Tally = {
      workspaceId,
      automationId,
      isReset: false,
      failures: 0,
      limit,
      lastError: '',
      review: false,
    };
    const own = tallies.get(automationId) ?? fresh;
    tallies.set(automationId, own);
    if (message === null) {
      own.isReset = true;
      own.failures = 0;
    } else {
      own.failures += 1;
      own.review ||= review;
      own.lastError = message.slice(0, 300);
    }
  }
  return tallies;
}

/** A version that cannot be read pauses its automation, with the reason. */
export async function pauseBroken(tx: Tx, broken: readonly Broken[]): Promise<void> {
  if (broken.length === 0) return;
  await sql`
    with paused as (
      update automations a set status = 'paused', paused_reason = 'It cannot be read: ' || x.why
      from jsonb_to_recordset(${recordsetOf(broken)}::jsonb)
        as x ("workspaceId" uuid, "automationId" uuid, version int, why text)
      where a.workspace_id = x."workspaceId" and a.id = x."automationId" and a.version = x.version
        and a.status = 'active'
      returning a.workspace_id, a.id, a.name, a.paused_reason)
    insert into notifications (workspace_id, member_id, kind, title, text, link)
    select p.workspace_id, m.id, 'automation_paused', left('Automation paused: ' || p.name, 300),
      p.paused_reason, '/automations/' || p.id
    from paused p join members m on m.workspace_id = p.workspace_id and m.role in ('owner', 'admin')
  `.execute(tx);
}
