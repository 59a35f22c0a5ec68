import type { Query } from '../../api/client.ts';
import {
  choiceParam,
  flagParam,
  present,
  type RawSearch,
  textParam,
} from '../../ui/search-params.ts';
import { instantOf, ownTimeZone } from '../work/zoned-time.rules.ts';
import { appointmentStatuses } from './appointment-words.ts';

export const whenNames = { upcoming: 'Upcoming', past: 'Past' };

/** `appointment`: id of the one that is open; `new`: the form of a new one is. */
export function appointmentsSearch(search: RawSearch) {
  return present({
    q: textParam(search['q']),
    when: choiceParam(search['when'], whenNames),
    assigneeId: textParam(search['assigneeId']),
    status: choiceParam(search['status'], appointmentStatuses),
    contactId: textParam(search['contactId']),
    appointment: textParam(search['appointment']),
    new: flagParam(search['new']),
  });
}

export type AppointmentsSearch = ReturnType<typeof appointmentsSearch>;

/** What the API is asked for; `today` ('YYYY-MM-DD') begins what is upcoming. */
export function appointmentQuery(
  { when, q, assigneeId, status, contactId }: AppointmentsSearch,
  today: string,
  timeZone: string = ownTimeZone,
): Query {
  const midnight = instantOf({ date: today, time: '00:00' }, timeZone);
  const range =
    when === 'past' ? { to: midnight, sort: 'startLatest' } : { from: midnight, sort: 'start' };
  return { q, assigneeId, status, contactId, ...range };
}

/** Whether anything but past or upcoming is asked for. */
export function isFiltered({ q, assigneeId, status, contactId }: AppointmentsSearch): boolean {
  return [q, assigneeId, status, contactId].some((each) => each !== undefined);
}
