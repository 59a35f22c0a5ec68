import type { JobChange, JobInput } from '../../contracts/jobs.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Caller } from '../../platform/http/access.ts';
import { invalidField, notFound } from '../../platform/http/problem.ts';
import { requireUnchanged } from '../../platform/http/unchanged.ts';
import { contactExists, memberExists } from '../contacts/index.ts';
import { notifyMembers } from '../notifications/index.ts';
import { endsBeforeStart, statusAfter } from './job.rules.ts';
import { findJob, insertJob, lockJob, updateJob } from './jobs.store.ts';

type By = Pick<Caller, 'workspaceId' | 'memberId'>;

/**
 * Makes a job and tells its assignee.
 *
 * @returns its id
 * @throws Problem 422 naming `body.contactId`, `body.assigneeId` or `body.scheduledEnd`
 */
export async function createJob(tx: Tx, by: By, input: JobInput): Promise<string> {
  requireOrder({ scheduledStart: null, scheduledEnd: null }, input);
  await requireReferences(tx, input);
  const status = statusAfter('new', input);
  const id = await insertJob(tx, by.workspaceId, { ...input, status });
  await tellAssignee(tx, by, id, null);
  return id;
}

/**
 * Changes a job and tells a new assignee.
 *
 * @throws Problem 404, 409 when it is not as it was read, or 422 naming `body.contactId`,
 *   `body.assigneeId` or `body.scheduledEnd`
 */
export async function changeJob(tx: Tx, by: By, id: string, change: JobChange): Promise<void> {
  const before = await lockJob(tx, id);
  if (!before) throw notFound('job');
  const { unchangedSince, ...fields } = change;
  requireUnchanged(before, unchangedSince);
  requireOrder(before, fields);
  await requireReferences(tx, fields);
  await updateJob(tx, id, { ...fields, status: statusAfter(before.status, fields) });
  await tellAssignee(tx, by, id, before.assigneeId);
}

function requireOrder(
  before: Parameters<typeof endsBeforeStart>[0],
  change: Parameters<typeof endsBeforeStart>[1],
): void {
  if (!endsBeforeStart(before, change)) return;
  throw invalidField('body.scheduledEnd', 'A job cannot end before it starts.');
}

async function requireReferences(
  tx: Tx,
  { contactId, assigneeId }: Pick<JobChange, 'contactId' | 'assigneeId'>,
): Promise<void> {
  if (contactId && !(await contactExists(tx, contactId))) {
    throw invalidField('body.contactId', 'There is no such contact in this workspace.');
  }
  if (assigneeId && !(await memberExists(tx, assigneeId))) {
    throw invalidField('body.assigneeId', 'There is no such member in this workspace.');
  }
}

async function tellAssignee(tx: Tx, by: By, id: string, before: string | null): Promise<void> {
  const job = await findJob(tx, id);
  const assigneeId = job?.assigneeId ?? null;
  if (!job || assigneeId === null) return;
  if (assigneeId === before || assigneeId === by.memberId) return;
  await notifyMembers(tx, {
    workspaceId: by.workspaceId,
    memberIds: [assigneeId],
    kind: 'job_assigned',
    title: `Job #${job.number} for you: ${job.title}`,
    text: `For ${`${job.client.firstName} ${job.client.lastName}`.trim()}`,
    link: `/jobs?job=${id}`,
    contactId: job.contactId,
  });
}
