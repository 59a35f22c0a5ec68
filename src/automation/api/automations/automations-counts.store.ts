import { sql } from 'kysely';
import type { z } from 'zod';
import type { AutomationCounts } from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';

type Counts = z.infer<typeof AutomationCounts>;

const none: Counts = { started: 0, completed: 0, failed: 0, waiting: 0, sends: 0 };

/** What became of runs within the last 30 days, and how many wait now, by automation. */
export async function countRuns(
  tx: Tx,
  workspaceId: string,
  automationIds: readonly string[],
): Promise<(automationId: string) => Counts> {
  if (automationIds.length === 0) return () => none;
  const { rows } = await sql<Counts & { automationId: string }>`
    select ids.id as automation_id, coalesce(sums.started, 0) as started,
      coalesce(sums.completed, 0) as completed, coalesce(sums.failed, 0) as failed,
      coalesce(sums.sends, 0) as sends, coalesce(now_waiting.runs, 0) as waiting
    from unnest(${automationIds}::uuid[]) as ids (id)
    left join (
      select automation_id, sum(started) filter (where step_id = '') as started,
        sum(completed) filter (where step_id = '') as completed,
        sum(failed) filter (where step_id = '') as failed, sum(sends) as sends
      from automation_counts
      where workspace_id = ${workspaceId} and automation_id = any(${automationIds}::uuid[])
        and at > now() - interval '30 days'
      group by automation_id) sums on sums.automation_id = ids.id
    left join (
      select automation_id, count(*) as runs from runs
      where workspace_id = ${workspaceId} and automation_id = any(${automationIds}::uuid[])
        and status in ('pending', 'waiting')
      group by automation_id) now_waiting on now_waiting.automation_id = ids.id
  `.execute(tx);
  const byId = new Map(rows.map(({ automationId, ...counts }) => [automationId, counts]));
  return (automationId) => byId.get(automationId) ?? none;
}
