import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { StoredRun } from './runs.store.ts';

/**
 * Leaves runs for later whose wait was over after an event came that has not been looked at yet: a
 * reply before the timeout is a reply, however long no engine ran.
 */
export async function withoutOvertaking(tx: Tx, due: readonly StoredRun[]): Promise<StoredRun[]> {
  const hearing = due.filter((run) => run.waitingFor !== null);
  const backlog = await findBacklog(tx, [...new Set(hearing.map((run) => run.workspaceId))]);
  return due.filter(({ workspaceId, waitingFor, state }) => {
    const oldest = waitingFor === null ? undefined : backlog.get(workspaceId);
    const until = state.wait?.until;
    return !oldest || !until || oldest.getTime() > Date.parse(until);
  });
}

/** When the oldest event that still waits came, by workspace; slow ones come after everything else. */
async function findBacklog(tx: Tx, workspaceIds: readonly string[]): Promise<Map<string, Date>> {
  if (workspaceIds.length === 0) return new Map();
  const { rows } = await sql<{ workspaceId: string; at: Date }>`
    select w.workspace_id, p.at from unnest(${workspaceIds}::uuid[]) as w (workspace_id)
    cross join lateral (select q.at from pending_events q
      where q.workspace_id = w.workspace_id and not q.slow order by q.id limit 1) p
  `.execute(tx);
  return new Map(rows.map((row) => [row.workspaceId, row.at]));
}
