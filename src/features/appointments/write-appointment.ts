import type {
  AppointmentChange,
  AppointmentInput,
  RescheduleInput,
} from '../../contracts/appointments.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Caller } from '../../platform/http/access.ts';
import { invalidField, notFound } from '../../platform/http/problem.ts';
import { requireUnchanged } from '../../platform/http/unchanged.ts';
import { contactExists, memberExists } from '../contacts/index.ts';
import { notifyMembers } from '../notifications/index.ts';
import { reschedule } from './appointment.rules.ts';
import {
  findAppointment,
  insertAppointment,
  lockAppointment,
  updateAppointment,
} from './appointments.store.ts';

type By = Pick<Caller, 'workspaceId' | 'memberId'>;

/**
 * Makes an appointment and tells its assignee.
 *
 * @returns its id
 * @throws Problem 422 naming `body.contactId` or `body.assigneeId`
 */
export async function createAppointment(tx: Tx, by: By, input: AppointmentInput): Promise<string> {
  await requireReferences(tx, input);
  const id = await insertAppointment(tx, by.workspaceId, input);
  await tellAssignee(tx, by, id, null);
  return id;
}

/**
 * Changes an appointment and tells a new assignee.
 *
 * @throws Problem 404, 409 when it is not as it was read, or 422 naming `body.contactId` or `body.assigneeId`
 */
export async function changeAppointment(
  tx: Tx,
  by: By,
  id: string,
  change: AppointmentChange,
): Promise<void> {
  const before = await lockAppointment(tx, id);
  if (!before) throw notFound('appointment');
  const { unchangedSince, ...fields } = change;
  requireUnchanged(before, unchangedSince);
  await requireReferences(tx, fields);
  await updateAppointment(tx, id, fields);
  await tellAssignee(tx, by, id, before.assigneeId);
}

/**
 * Gives an appointment another time.
 *
 * @throws Problem 404, or 422 naming `body.startsAt` for one that is over
 */
export async function rescheduleAppointment(
  tx: Tx,
  id: string,
  time: RescheduleInput,
): Promise<void> {
  const before = await lockAppointment(tx, id);
  if (!before) throw notFound('appointment');
  const outcome = reschedule(before.status);
  if ('refusal' in outcome) throw invalidField('body.startsAt', outcome.refusal);
  await updateAppointment(tx, id, { ...time, status: outcome.status });
}

async function requireReferences(
  tx: Tx,
  { contactId, assigneeId }: Pick<AppointmentChange, 'contactId' | 'assigneeId'>,
): Promise<void> {
  if (contactId && !(await contactExists(tx, contactId))) {
    throw invalidField('body.contactId', 'There is no such contact in this workspace.');
  }
  if (assigneeId && !(await memberExists(tx, assigneeId))) {
    throw invalidField('body.assigneeId', 'There is no such member in this workspace.');
  }
}

async function tellAssignee(tx: Tx, by: By, id: string, before: string | null): Promise<void> {
  const appointment = await findAppointment(tx, id);
  const assigneeId = appointment?.assigneeId ?? null;
  if (!appointment || assigneeId === null) return;
  if (assigneeId === before || assigneeId === by.memberId) return;
  await notifyMembers(tx, {
    workspaceId: by.workspaceId,
    memberIds: [assigneeId],
    kind: 'appointment_assigned',
    title: `Appointment for you: ${appointment.title}`,
    text: `With ${appointment.contactName}`,
    link: `/appointments?appointment=${id}`,
    contactId: appointment.contactId,
  });
}
