import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';

/** Makes those of these tags that are not there yet. */
export async function ensureTags(
  tx: Tx,
  workspaceId: string,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  await sql`
    insert into tags (workspace_id, name)
    select distinct ${workspaceId}::uuid, trim(name) from unnest(${names}::text[]) as given (name)
    on conflict (workspace_id, name) do nothing
  `.execute(tx);
}
