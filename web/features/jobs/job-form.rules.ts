import type { Job, JobInput, JobStatus } from '../../../src/contracts/jobs.ts';
import type { PickedContact } from '../work/contact-picker.tsx';
import {
  instantOf,
  lacksTime,
  noTime,
  type WallClock,
  wallClock,
} from '../work/zoned-time.rules.ts';

/** The fields of the form; those of the API carry its names, for its refusals. */
export type JobValues = {
  title: string;
  contactId: PickedContact | null;
  /** Null lets the schedule decide: scheduled with a time, else new. */
  status: JobStatus | null;
  scheduledStart: WallClock;
  scheduledEnd: WallClock;
  address: string;
  amount: number | '';
  currency: string | null;
  assigneeId: string | null;
  description: string;
};

export function emptyJob(contact: PickedContact | null, assigneeId: string | null): JobValues {
  return {
    title: '',
    contactId: contact,
    status: null,
    scheduledStart: noTime,
    scheduledEnd: noTime,
    address: '',
    amount: '',
    currency: null,
    assigneeId,
    description: '',
  };
}

export function valuesOfJob(job: Job, timeZone: string): JobValues {
  const { title, status, address, amount, currency, assigneeId, description, client } = job;
  const name = `${client.firstName} ${client.lastName}`.trim() || 'Unknown';
  return {
    title,
    contactId: { id: client.id, name },
    status,
    scheduledStart: wallClock(job.scheduledStart, timeZone),
    scheduledEnd: wallClock(job.scheduledEnd, timeZone),
    address,
    amount: amount ?? '',
    currency,
    assigneeId,
    description,
  };
}

/** What is missing or does not fit, beside its field. */
export function jobProblems(values: JobValues): Record<string, string> {
  const { title, contactId, scheduledStart, scheduledEnd } = values;
  return {
    ...(title.trim() ? {} : { title: 'Say what is to be done.' }),
    ...(contactId ? {} : { contactId: 'Choose the client.' }),
    ...(lacksTime(scheduledStart) ? { scheduledStart: 'Choose the time too.' } : {}),
    ...(ends(scheduledStart, scheduledEnd) ? {} : { scheduledEnd: 'Ends before it starts.' }),
    ...(lacksTime(scheduledEnd) ? { scheduledEnd: 'Choose the time too.' } : {}),
  };
}

/** Both are on the same clock, so their texts can be compared. */
function ends(start: WallClock, end: WallClock): boolean {
  const textOf = ({ date, time }: WallClock) => `${date} ${time}`;
  return end.date === '' || (start.date !== '' && textOf(end) >= textOf(start));
}

/** What the API takes; null while the client is missing. */
export function inputOfJob(values: JobValues, timeZone: string): JobInput | null {
  const { contactId, status, amount, scheduledStart, scheduledEnd, ...rest } = values;
  if (!contactId) return null;
  return {
    ...rest,
    contactId: contactId.id,
    ...(status ? { status } : {}),
    scheduledStart: instantOf(scheduledStart, timeZone),
    scheduledEnd: instantOf(scheduledEnd, timeZone),
    amount: amount === '' ? null : amount,
  };
}
