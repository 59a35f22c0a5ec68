import { type Selectable, sql } from 'kysely';
import {
  type Task,
  type TaskChange,
  type TaskInput,
  TaskPriority,
  TaskStatus,
} from '../../contracts/tasks.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Tasks } from '../../platform/database/schema.generated.ts';
import { type TaskFilter, taskCondition } from './task-conditions.ts';
import type { TaskSort } from './task-sorts.ts';

type TaskRow = Omit<Selectable<Tasks>, 'workspaceId' | 'writtenBy'> & {
  contactName: string | null;
  assigneeName: string | null;
};
type Ref = { workspaceId: string; taskId: string };

const columns = sql.raw(`t.id, t.contact_id, t.title, t.description, t.status, t.priority,
  t.assignee_id, t.due_at, t.completed_at, t.created_at, t.updated_at,
  trim(c.first_name || ' ' || c.last_name) as contact_name, u.name as assignee_name`);

const joined = sql.raw(`tasks t
  left join contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id
  left join members m on m.workspace_id = t.workspace_id and m.id = t.assignee_id
  left join users u on u.id = m.user_id`);

/** Tasks that a filter finds, in an order; `position` is exclusive. */
export async function listTasks(
  tx: Tx,
  workspaceId: string,
  filter: TaskFilter,
  sort: TaskSort,
  page: { limit: number; position: string[] | null },
): Promise<{ item: Task; position: string[] }[]> {
  const direction = sort.descending ? sql`desc` : sql`asc`;
  const order = sort.columns.map(({ by }) => sql`${by} ${direction}`);
  const { rows } = await sql<TaskRow & { position: string[] }>`
    select ${columns}, array[${sql.join(sort.columns.map(({ key }) => key))}] as position
    from ${joined}
    where t.workspace_id = ${workspaceId} and ${taskCondition(filter)}
      and ${beyond(sort, page.position)}
    order by ${sql.join(order)} limit ${page.limit}
  `.execute(tx);
  return rows.map((row) => ({ item: present(row), position: row.position }));
}

function beyond({ columns: by, descending }: TaskSort, position: string[] | null) {
  if (!position) return sql`true`;
  const here = sql.join(by.map((column) => column.by));
  const there = sql.join(by.map((column, index) => column.parse(position[index] ?? '')));
  return descending ? sql`(${here}) < (${there})` : sql`(${here}) > (${there})`;
}

export async function findTask(tx: Tx, ref: Ref): Promise<Task | undefined> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from ${joined}
    where t.workspace_id = ${ref.workspaceId} and t.id = ${ref.taskId}
  `.execute(tx);
  return rows[0] && present(rows[0]);
}

/** Locks the task until the transaction ends; whose it is and since when it is as it is. */
export async function lockTask(
  tx: Tx,
  ref: Ref,
): Promise<{ assigneeId: string | null; updatedAt: Date } | undefined> {
  return tx
    .selectFrom('tasks')
    .select(['assigneeId', 'updatedAt'])
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.taskId)
    .forUpdate()
    .executeTakeFirst();
}

/** Returns its id. */
export async function insertTask(tx: Tx, workspaceId: string, input: TaskInput): Promise<string> {
  const { id } = await tx
    .insertInto('tasks')
    .values({ ...input, workspaceId, dueAt: dateOrNull(input.dueAt) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateTask(
  tx: Tx,
  ref: Ref,
  change: Omit<TaskChange, 'unchangedSince'>,
): Promise<void> {
  const { dueAt, ...rest } = change;
  const values = { ...rest, ...(dueAt === undefined ? {} : { dueAt: dateOrNull(dueAt) }) };
  if (Object.keys(values).length === 0) return;
  await tx
    .updateTable('tasks')
    .set(values)
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.taskId)
    .execute();
}

/** Returns whether there was such a task. */
export async function deleteTask(tx: Tx, ref: Ref): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('tasks')
    .where('workspaceId', '=', ref.workspaceId)
    .where('id', '=', ref.taskId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function dateOrNull(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}

function present(row: TaskRow): Task {
  return {
    id: row.id,
    contactId: row.contactId,
    contactName: row.contactName,
    title: row.title,
    description: row.description,
    status: TaskStatus.parse(row.status),
    priority: TaskPriority.parse(row.priority),
    assigneeId: row.assigneeId,
    assigneeName: row.assigneeName,
    dueAt: row.dueAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
