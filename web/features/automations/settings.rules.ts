import type { AutomationSettings } from '../../../src/contracts/automation-definition.ts';

export type ReenrolmentMode = AutomationSettings['reenrolment']['mode'];

export const reenrolmentNames: Record<ReenrolmentMode, string> = {
  always: 'Every time',
  not_while_running: 'Not while a run of it is under way for the contact',
  not_within: 'Not again within some hours',
  once: 'Once for each contact',
};

const usualHours = 24;

/** The rule for starting again, after another kind was chosen. */
export function withMode(
  old: AutomationSettings['reenrolment'],
  mode: ReenrolmentMode,
): AutomationSettings['reenrolment'] {
  if (mode !== 'not_within') return { mode };
  return { mode, hours: old.mode === 'not_within' ? old.hours : usualHours };
}

export const usualWindow: NonNullable<AutomationSettings['sendingWindow']> = {
  weekdays: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '18:00',
  timeZone: 'contact',
};

/** Adds a weekday, or takes it away unless it is the last. */
export function toggledDay(days: readonly number[], day: number): number[] {
  if (!days.includes(day)) return [...days, day].sort((a, b) => a - b);
  return days.length === 1 ? [...days] : days.filter((one) => one !== day);
}
