import { sql } from 'kysely';
import type { z } from 'zod';
import type { AutomationFolder } from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';

type Folder = z.infer<typeof AutomationFolder>;
type FolderRef = { workspaceId: string; folderId: string };

/** All folders by name, or the one asked for, with how many automations are in each. */
export async function listFolders(
  tx: Tx,
  { workspaceId, folderId }: { workspaceId: string; folderId?: string },
): Promise<Folder[]> {
  const which = folderId === undefined ? sql`true` : sql`f.id = ${folderId}`;
  const { rows } = await sql<Folder>`
    select f.id, f.name, (select count(*) from automations a
      where a.workspace_id = f.workspace_id and a.folder_id = f.id) as automations
    from automation_folders f
    where f.workspace_id = ${workspaceId} and ${which}
    order by lower(f.name), f.id
  `.execute(tx);
  return rows;
}

/** Returns its id, or null when there is a folder of this name. */
export async function insertFolder(
  tx: Tx,
  workspaceId: string,
  name: string,
): Promise<string | null> {
  const made = await tx
    .insertInto('automationFolders')
    .values({ workspaceId, name })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id ?? null;
}

export async function folderOfName(
  tx: Tx,
  workspaceId: string,
  name: string,
): Promise<string | undefined> {
  const found = await tx
    .selectFrom('automationFolders')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', name)
    .executeTakeFirst();
  return found?.id;
}

export async function renameFolder(
  tx: Tx,
  { workspaceId, folderId }: FolderRef,
  name: string,
): Promise<void> {
  await tx
    .updateTable('automationFolders')
    .set({ name })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', folderId)
    .execute();
}

/** Its automations stay, in no folder. Returns whether there was one. */
export async function removeFolder(tx: Tx, { workspaceId, folderId }: FolderRef): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('automationFolders')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', folderId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
