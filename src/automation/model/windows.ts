import type { SendingWindow } from '../../contracts/automation-definition.ts';
import { isTimeBetween, localTime, minutesOf, nextWeekdayTime, zoneOf } from './time.ts';
import type { Facts } from './types.ts';

/**
 * When steps that send may go on; null when they may now. `from` belongs to the window, `to` does
 * not; over midnight it belongs to the weekday on which it opens; equal ends are the whole day.
 */
export function nextOpening(window: SendingWindow, facts: Facts, now: Date): Date | null {
  const zone = zoneOf(facts, window.timeZone);
  if (isOpen(window, zone, now)) return null;
  const opens = window.from === window.to ? '00:00' : window.from;
  let at = now;
  // A clock that jumps over the whole window leaves it out for a day.
  do at = nextWeekdayTime(at, window.weekdays, opens, zone);
  while (!isOpen(window, zone, at));
  return at;
}

function isOpen(window: SendingWindow, zone: string, at: Date): boolean {
  const { weekday, minutes } = localTime(at, zone);
  const from = minutesOf(window.from);
  const to = minutesOf(window.to);
  if (!isTimeBetween(minutes, from, to)) return false;
  const openedYesterday = from > to && minutes < to;
  return window.weekdays.includes(openedYesterday ? ((weekday + 5) % 7) + 1 : weekday);
}
