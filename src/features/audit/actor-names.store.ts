import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

type ActorRow = { workspaceId: string; actor: string; name: string };

/** Names of 'member:<id>', 'key:<id>', 'automation:<id>' and 'run:<id>' actors that still exist. */
export async function findActorRows(
  tx: Tx,
  refs: readonly { workspaceId: string; actor: string }[],
): Promise<ActorRow[]> {
  const { rows } = await sql<ActorRow>`
    with wanted as (
      select distinct workspace_id, actor, split_part(actor, ':', 1) as kind,
        split_part(actor, ':', 2)::uuid as id
      from unnest(${refs.map((ref) => ref.workspaceId)}::uuid[],
        ${refs.map((ref) => ref.actor)}::text[]) as given (workspace_id, actor))
    select w.workspace_id, w.actor, u.name
    from wanted w
    join members m on m.workspace_id = w.workspace_id and m.id = w.id
    join users u on u.id = m.user_id
    where w.kind = 'member'
    union all
    select w.workspace_id, w.actor, coalesce(k.name, 'without a name')
    from wanted w
    join api_keys k on k.workspace_id = w.workspace_id and k.id = w.id
    where w.kind = 'key'
    union all
    select w.workspace_id, w.actor, a.name
    from wanted w
    join automations a on a.workspace_id = w.workspace_id and a.id = w.id
    where w.kind = 'automation'
    union all
    select w.workspace_id, w.actor, a.name
    from wanted w
    join runs r on r.workspace_id = w.workspace_id and r.id = w.id
    join automations a on a.workspace_id = r.workspace_id and a.id = r.automation_id
    where w.kind = 'run'
  `.execute(tx);
  return rows;
}
