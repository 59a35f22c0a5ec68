import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';

export type SealedSecret = { workspaceId: string; secret: string; createdAt: Date };

/** The sealed secrets of these workspaces; a workspace that has none yet gets the one given. */
export async function keepSecrets(
  tx: Tx,
  fresh: readonly { workspaceId: string; secret: string }[],
): Promise<SealedSecret[]> {
  const { rows } = await sql<SealedSecret>`
    with fresh as (select * from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb)
        as x("workspaceId" uuid, secret text)),
    made as (
      insert into webhook_secrets (workspace_id, secret)
      select f."workspaceId", f.secret from fresh f
      where not exists (select from webhook_secrets s where s.workspace_id = f."workspaceId")
      on conflict do nothing returning workspace_id, secret, created_at)
    select workspace_id, secret, created_at from made
    union all
    select s.workspace_id, s.secret, s.created_at from webhook_secrets s
    join fresh f on f."workspaceId" = s.workspace_id`.execute(tx);
  return rows;
}

export async function replaceSecret(
  tx: Tx,
  input: { workspaceId: string; secret: string },
): Promise<SealedSecret> {
  return tx
    .insertInto('webhookSecrets')
    .values(input)
    .onConflict((clash) =>
      clash
        .column('workspaceId')
        .doUpdateSet({ secret: input.secret, createdAt: sql<Date>`now()` }),
    )
    .returning(['workspaceId', 'secret', 'createdAt'])
    .executeTakeFirstOrThrow();
}
