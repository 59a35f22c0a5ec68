import type { FormField } from '../../contracts/automation-catalog.ts';
import { optionsOf } from './action-forms.ts';

/** Two dropdowns: from one status to another, each may be left open. */
export function fromToForm(statuses: readonly string[]): FormField[] {
  const options = optionsOf(statuses);
  return [
    {
      name: 'from',
      label: 'From',
      control: 'select',
      required: false,
      options,
      help: 'Empty: any.',
    },
    { name: 'to', label: 'To', control: 'select', required: false, options, help: 'Empty: any.' },
  ];
}

/** The length of time of a time-based trigger. */
export function spanField(
  name: string,
  label: string,
  amount: number,
  unit: 'minutes' | 'hours' | 'days',
): FormField {
  return { name, label, control: 'duration', required: true, default: { amount, unit } };
}

/** One person of the team, or anybody. */
export function memberField(label: string): FormField {
  return { name: 'member', label, control: 'member', required: false, help: 'Empty: anybody.' };
}
