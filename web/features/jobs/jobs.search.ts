import type { Query } from '../../api/client.ts';
import {
  choiceParam,
  flagParam,
  present,
  type RawSearch,
  textParam,
} from '../../ui/search-params.ts';
import { jobStatuses } from './job-words.ts';

export const jobSortNames = { newest: 'Newest', start: 'Schedule', number: 'Number' };

/** `job`: id of the one that is open; `new`: the form of a new one is. */
export function jobsSearch(search: RawSearch) {
  return present({
    q: textParam(search['q']),
    assigneeId: textParam(search['assigneeId']),
    status: choiceParam(search['status'], jobStatuses),
    contactId: textParam(search['contactId']),
    sort: choiceParam(search['sort'], jobSortNames),
    job: textParam(search['job']),
    new: flagParam(search['new']),
  });
}

export type JobsSearch = ReturnType<typeof jobsSearch>;

/** What the API is asked for. */
export function jobQuery({ job: _job, new: _new, ...query }: JobsSearch): Query {
  return query;
}

/** Whether anything but an order is asked for. */
export function isFiltered({ q, assigneeId, status, contactId }: JobsSearch): boolean {
  return [q, assigneeId, status, contactId].some((each) => each !== undefined);
}
