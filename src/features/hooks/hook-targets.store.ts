import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

/** Where a token leads. */
export type HookTarget = {
  tokenHash: string;
  workspaceId: string;
  automationId: string;
  /** Sealed. */
  secret: string;
  status: string;
  /** Something of the automation starts or goes on when it is called. */
  isHeard: boolean;
  /** Of the trigger in the version that is active; null when none was published. */
  params: unknown;
};

/** The hooks of these tokens, whatever workspace they are in: the token is the permission. */
export async function findTargets(tx: Tx, hashes: readonly string[]): Promise<HookTarget[]> {
  const { rows } = await sql<HookTarget>`
    select h.token_hash, h.workspace_id, h.automation_id, h.secret, a.status,
      v.definition -> 'trigger' -> 'params' as params,
      exists (select from automation_listeners l where l.workspace_id = h.workspace_id
        and l.automation_id = h.automation_id and l.event_type = 'hook_call.created') as is_heard
    from automation_hooks h
    join automations a on a.workspace_id = h.workspace_id and a.id = h.automation_id
    left join automation_versions v on v.workspace_id = a.workspace_id and v.automation_id = a.id
      and v.number = a.version
    where h.token_hash = any(${hashes}::text[])`.execute(tx);
  return rows;
}
