import type { Appointment, AppointmentStatus } from '../../../src/contracts/appointments.ts';
import type { StatusWords } from '../work/status-menu.tsx';
import { dayWords } from '../work/time-words.rules.ts';
import { ownTimeZone, wallClock } from '../work/zoned-time.rules.ts';

export const appointmentStatuses: StatusWords<AppointmentStatus> = {
  scheduled: { name: 'Scheduled', tone: 'quiet' },
  confirmed: { name: 'Confirmed', tone: 'busy' },
  completed: { name: 'Completed', tone: 'good' },
  cancelled: { name: 'Cancelled', tone: 'bad' },
  no_show: { name: 'No-show', tone: 'warning' },
};

/** Whether it can still be given another time: one that took place or was called off cannot. */
export function mayMove({ status }: Pick<Appointment, 'status'>): boolean {
  return status === 'scheduled' || status === 'confirmed' || status === 'no_show';
}

/** '16:00 in Lisbon', 'Tue, Mar 3 03:00 in Tokyo' where it is another day, when the clock there shows another time than the reader's; else null. */
export function timeThere(
  { startsAt, timeZone }: Pick<Appointment, 'startsAt' | 'timeZone'>,
  readersZone: string = ownTimeZone,
): string | null {
  const there = wallClock(startsAt, timeZone);
  const here = wallClock(startsAt, readersZone);
  if (there.date === here.date && there.time === here.time) return null;
  const day = there.date === here.date ? '' : `${dayWords(there.date, here.date)} `;
  return `${day}${there.time} in ${placeOf(timeZone)}`;
}

/** 'Europe/Lisbon' → 'Lisbon', for people. */
export function placeOf(timeZone: string): string {
  return timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
}
