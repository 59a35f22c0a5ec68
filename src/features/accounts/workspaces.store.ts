import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Workspace, WorkspaceChange } from '../../contracts/accounts.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { DB } from '../../platform/database/schema.generated.ts';
import { actAs, newId } from './accounts-database.ts';
import { slugOf } from './slug.rules.ts';

const columns = ['id', 'name', 'slug', 'timeZone'] as const;

/** A workspace with its first owner. The slug comes from the name, with a random end when taken. */
export async function insertWorkspace(
  tx: Tx,
  input: { name: string; ownerUserId: string },
): Promise<Workspace> {
  const slug = slugOf(input.name);
  const values = { name: input.name, slug };
  // The workspace's own event names its first member, so the name is taken before the row is made.
  const id = await actAsNewMember(tx);
  const workspace =
    (await insertUnlessTaken(tx, values)) ??
    (await insertUnlessTaken(tx, { ...values, slug: `${slug}-${randomBytes(4).toString('hex')}` }));
  if (!workspace) throw new Error('no free slug was found');
  const owner = { workspaceId: workspace.id, userId: input.ownerUserId, role: 'owner' };
  await insertMember(tx, { id, ...owner });
  return workspace;
}

async function insertUnlessTaken(
  tx: Tx,
  values: { name: string; slug: string },
): Promise<Workspace | undefined> {
  return tx
    .insertInto('workspaces')
    .values(values)
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning(columns)
    .executeTakeFirst();
}

/** Id of a membership to be made; from here on that member is the transaction's actor. */
export async function actAsNewMember(tx: Tx): Promise<string> {
  const id = await newId(tx);
  await actAs(tx, `member:${id}`);
  return id;
}

export async function insertMember(
  tx: Tx,
  member: { id: string; workspaceId: string; userId: string; role: string },
): Promise<void> {
  await tx.insertInto('members').values(member).execute();
}

/** The workspace with exactly this slug and this owner; made or completed when it is missing. */
export async function upsertWorkspace(
  tx: Tx,
  input: { name: string; slug: string; ownerUserId: string },
): Promise<Workspace> {
  const values = { name: input.name, slug: input.slug };
  const id = await actAsNewMember(tx);
  const workspace =
    (await insertUnlessTaken(tx, values)) ??
    (await tx
      .selectFrom('workspaces')
      .select(columns)
      .where('slug', '=', input.slug)
      .executeTakeFirstOrThrow());
  const member = await tx
    .selectFrom('members')
    .select('id')
    .where('workspaceId', '=', workspace.id)
    .where('userId', '=', input.ownerUserId)
    .executeTakeFirst();
  if (!member) {
    const owner = { workspaceId: workspace.id, userId: input.ownerUserId, role: 'owner' };
    await insertMember(tx, { id, ...owner });
  }
  return workspace;
}

export async function findWorkspace(tx: Kysely<DB>, id: string): Promise<Workspace | undefined> {
  return tx.selectFrom('workspaces').select(columns).where('id', '=', id).executeTakeFirst();
}

export async function updateWorkspace(tx: Tx, id: string, change: WorkspaceChange): Promise<void> {
  const set = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.timeZone === undefined ? {} : { timeZone: change.timeZone }),
  };
  if (Object.keys(set).length === 0) return;
  await tx.updateTable('workspaces').set(set).where('id', '=', id).execute();
}
