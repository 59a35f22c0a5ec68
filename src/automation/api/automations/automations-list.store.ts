import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { AutomationQuery, AutomationStatus } from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { timeKey } from '../../../platform/database/time-key.ts';

/** An automation as people see it, without its counts. */
export type AutomationRow = {
  id: string;
  name: string;
  description: string;
  status: AutomationStatus;
  pausedReason: string | null;
  folderId: string | null;
  pipelineId: string | null;
  recipeId: string | null;
  draft: unknown;
  draftRevision: number;
  version: number | null;
  hasChanges: boolean;
  lastTriggeredAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};
type Expression = RawBuilder<unknown>;
type Filter = Omit<AutomationQuery, 'limit' | 'cursor' | 'sort'>;

// Ids of runs grow with time, so the newest run is the first of an index.
const columns = sql`a.id, a.name, a.description, a.status, a.paused_reason, a.folder_id, a.pipeline_id,
    a.recipe_id, a.draft, a.draft_revision, a.version, a.created_at, a.updated_at,
    v.definition is distinct from a.draft as has_changes, last.started_at as last_triggered_at`;
const sources = sql`automations a
  left join automation_versions v on v.workspace_id = a.workspace_id and v.automation_id = a.id
    and v.number = a.version
  left join lateral (select r.started_at from runs r
    where r.workspace_id = a.workspace_id and r.automation_id = a.id
    order by r.id desc limit 1) last on true`;

export async function findAutomation(
  tx: Tx,
  { workspaceId, automationId }: { workspaceId: string; automationId: string },
): Promise<AutomationRow | undefined> {
  const { rows } = await sql<AutomationRow>`
    select ${columns} from ${sources}
    where a.workspace_id = ${workspaceId} and a.id = ${automationId}
  `.execute(tx);
  return rows[0];
}

/** How a list is ordered: by `by`, then by id, both one way, so a page is one row comparison. */
type Sort = {
  by: Expression;
  descending: boolean;
  key: Expression;
  parse(key: string): Expression;
};

const lastTriggered = sql`coalesce(last.started_at, 'epoch')`;
const name = sql`left(lower(a.name), 60)`;
const sorts: Record<AutomationQuery['sort'], Sort> = {
  recent: byTime(sql`a.created_at`),
  lastTriggered: byTime(lastTriggered),
  name: { by: name, descending: false, key: name, parse: (key) => sql`${key}::text` },
};

function byTime(by: Expression): Sort {
  return { by, descending: true, key: timeKey(by), parse: (key) => sql`${key}::timestamptz` };
}

const timeCursor = z.tuple([z.iso.datetime({ precision: 6 }), z.uuid()]);
/** What a cursor of each order must look like. */
export const listCursors: Record<AutomationQuery['sort'], z.ZodType<[string, string]>> = {
  recent: timeCursor,
  lastTriggered: timeCursor,
  name: z.tuple([
    z
      .string()
      .max(60)
      .regex(/^[^\0]*$/),
    z.uuid(),
  ]),
};

/** Automations that a filter finds, in an order; `position` is exclusive. */
export async function listAutomations(
  tx: Tx,
  workspaceId: string,
  filter: Filter,
  page: { sort: AutomationQuery['sort']; limit: number; position: [string, string] | null },
): Promise<{ row: AutomationRow; position: [string, string] }[]> {
  const sort = sorts[page.sort];
  const direction = sort.descending ? sql`desc` : sql`asc`;
  const beyond = sort.descending ? sql`<` : sql`>`;
  const after = page.position
    ? sql`(${sort.by}, a.id) ${beyond} (${sort.parse(page.position[0])}, ${page.position[1]}::uuid)`
    : sql`true`;
  const { rows } = await sql<AutomationRow & { sortKey: string }>`
    select ${columns}, ${sort.key} as sort_key from ${sources}
    where a.workspace_id = ${workspaceId} and ${matching(filter)} and ${after}
    order by ${sort.by} ${direction}, a.id ${direction}
    limit ${page.limit}
  `.execute(tx);
  return rows.map((row) => ({ row, position: [row.sortKey, row.id] }));
}

function matching({ q, status, folderId, pipelineId, triggerType }: Filter): Expression {
  const pattern = `%${(q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
  const parts = [
    ...(q === undefined ? [] : [sql`(a.name ilike ${pattern} or a.description ilike ${pattern})`]),
    ...(status === undefined ? [] : [sql`a.status = ${status}`]),
    ...(folderId === undefined
      ? []
      : [folderId === 'none' ? sql`a.folder_id is null` : sql`a.folder_id = ${folderId}`]),
    ...(pipelineId === undefined ? [] : [sql`a.pipeline_id = ${pipelineId}`]),
    ...(triggerType === undefined ? [] : [sql`a.draft #>> '{trigger,type}' = ${triggerType}`]),
  ];
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}
