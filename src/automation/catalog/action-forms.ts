import type { FormField } from '../../contracts/automation-catalog.ts';

/** Asked for in the same way by several actions. */
export const assigneeField: FormField = {
  name: 'assigneeId',
  label: 'Assignee',
  control: 'member',
  required: false,
  options: [{ value: 'contact_owner', label: 'The contact’s owner' }],
};

/** A dropdown of closed values: 'in_progress' reads "In progress". */
export function optionsOf(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: inWords(value) }));
}

function inWords(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
