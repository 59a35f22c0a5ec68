import { type Selectable, sql } from 'kysely';
import {
  type CustomField,
  type CustomFieldChange,
  type CustomFieldInput,
  CustomFieldType,
} from '../../contracts/custom-fields.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { CustomFields } from '../../platform/database/schema.generated.ts';

type Ref = { workspaceId: string; fieldId: string };

/** A workspace's custom fields in their order. */
export async function listCustomFields(tx: Tx, workspaceId: string): Promise<CustomField[]> {
  const rows = await tx
    .selectFrom('customFields')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(present);
}

/** Locks the field until the transaction ends. */
export async function lockCustomField(tx: Tx, ref: Ref): Promise<CustomField | undefined> {
  const row = await tx
    .selectFrom('customFields')
    .selectAll()
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.fieldId)
    .forUpdate()
    .executeTakeFirst();
  return row && present(row);
}

/** Holds back others who add a field to the workspace, so that counting them is exact. */
export async function lockFieldList(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select 1 from workspaces where id = ${workspaceId} for no key update`.execute(tx);
}

/** Undefined when the key is taken. */
export async function insertCustomField(
  tx: Tx,
  workspaceId: string,
  input: CustomFieldInput & { position: number },
): Promise<CustomField | undefined> {
  const row = await tx
    .insertInto('customFields')
    .values({ ...input, workspaceId })
    .onConflict((clash) => clash.columns(['workspaceId', 'key']).doNothing())
    .returningAll()
    .executeTakeFirst();
  return row && present(row);
}

export async function updateCustomField(
  tx: Tx,
  ref: Ref,
  change: CustomFieldChange,
): Promise<CustomField | undefined> {
  const row = await tx
    .updateTable('customFields')
    .set(change)
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.fieldId)
    .returningAll()
    .executeTakeFirst();
  return row && present(row);
}

/** Removes the field and its key from all contacts. */
export async function deleteCustomField(tx: Tx, ref: Ref, key: string): Promise<void> {
  await tx
    .deleteFrom('customFields')
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.fieldId)
    .execute();
  await sql`update contacts set fields = fields - ${key}::text
    where workspace_id = ${ref.workspaceId} and fields ? ${key}::text`.execute(tx);
}

function present(row: Selectable<CustomFields>): CustomField {
  return {
    id: row.id,
    key: row.key,
    label: row.label,
    type: CustomFieldType.parse(row.type),
    choices: row.choices,
    position: row.position,
    createdAt: row.createdAt.toISOString(),
  };
}
