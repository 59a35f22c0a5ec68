import { type Selectable, sql } from 'kysely';
import type { Job, JobChange, JobClient, JobInput, JobStatus } from '../../contracts/jobs.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Jobs } from '../../platform/database/schema.generated.ts';
import { type JobFilter, jobCondition } from './job-conditions.ts';
import type { JobSort } from './job-sorts.ts';

type Row = Omit<Selectable<Jobs>, 'workspaceId' | 'writtenBy'> & {
  client: JobClient;
  assigneeName: string | null;
};

/** Columns of an answer, of jobs `j` with contacts `c` and the assignee's user `u`. */
const columns = sql.raw(`j.id, j.number, j.contact_id, j.title, j.description, j.status,
  j.scheduled_start, j.scheduled_end, j.address, j.amount, j.currency, j.assignee_id,
  j.completed_at, j.created_at, j.updated_at, u.name as assignee_name,
  jsonb_build_object('id', c.id, 'firstName', c.first_name, 'lastName', c.last_name,
    'phone', c.phone, 'email', c.email) as client`);
const tables = sql.raw(`jobs j
  join contacts c on c.workspace_id = j.workspace_id and c.id = j.contact_id
  left join members m on m.workspace_id = j.workspace_id and m.id = j.assignee_id
  left join users u on u.id = m.user_id`);

/** Jobs that a filter finds, in an order; `position` is exclusive. */
export async function listJobs(
  tx: Tx,
  filter: JobFilter,
  sort: JobSort,
  page: { limit: number; position: [string, string] | null },
): Promise<{ item: Job; position: [string, string] }[]> {
  const direction = sort.descending ? sql`desc` : sql`asc`;
  const beyond = sort.descending ? sql`<` : sql`>`;
  const after = page.position
    ? sql`(${sort.by}, j.id) ${beyond} (${sort.parse(page.position[0])}, ${page.position[1]}::uuid)`
    : sql`true`;
  const { rows } = await sql<Row & { sortKey: string }>`
    select ${columns}, ${sort.key} as sort_key from ${tables}
    where ${jobCondition(filter)} and ${after}
    order by ${sort.by} ${direction}, j.id ${direction}
    limit ${page.limit}
  `.execute(tx);
  return rows.map((row) => ({ item: present(row), position: [row.sortKey, row.id] }));
}

export async function findJob(tx: Tx, id: string): Promise<Job | undefined> {
  const { rows } = await sql<Row>`select ${columns} from ${tables} where j.id = ${id}`.execute(tx);
  return rows[0] && present(rows[0]);
}

export type LockedJob = {
  status: JobStatus;
  scheduledStart: Date | null;
  scheduledEnd: Date | null;
  assigneeId: string | null;
  updatedAt: Date;
};

/** What a change needs to know, locked until it is done. */
export async function lockJob(tx: Tx, id: string): Promise<LockedJob | undefined> {
  const row = await tx
    .selectFrom('jobs')
    .select(['status', 'scheduledStart', 'scheduledEnd', 'assigneeId', 'updatedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, status: row.status as JobStatus };
}

/** Makes one; the database gives its number. Returns its id. */
export async function insertJob(
  tx: Tx,
  workspaceId: string,
  input: JobInput & { status: JobStatus },
): Promise<string> {
  const { id } = await tx
    .insertInto('jobs')
    .values({ ...input, workspaceId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateJob(
  tx: Tx,
  id: string,
  change: Omit<JobChange, 'unchangedSince'>,
): Promise<void> {
  await tx.updateTable('jobs').set(change).where('id', '=', id).execute();
}

/** Returns whether there was such a job. */
export async function removeJob(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('jobs').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

function present(row: Row): Job {
  return {
    id: row.id,
    number: row.number,
    contactId: row.contactId,
    client: row.client,
    title: row.title,
    description: row.description,
    status: row.status as JobStatus,
    scheduledStart: row.scheduledStart?.toISOString() ?? null,
    scheduledEnd: row.scheduledEnd?.toISOString() ?? null,
    address: row.address,
    amount: row.amount,
    currency: row.currency,
    assigneeId: row.assigneeId,
    assigneeName: row.assigneeName,
    completedAt: row.completedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
