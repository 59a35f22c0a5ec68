import type {
  CustomField,
  CustomFieldInput,
  CustomFieldType,
  FieldValue,
} from '../../contracts/custom-fields.ts';

/** A value as it is stored, or why it is refused, for people. */
export type CheckedValue = { ok: true; value: FieldValue } | { ok: false; problem: string };

type Typed = Pick<CustomField, 'type' | 'choices'>;

const longestText = 5_000;

const checks: Record<CustomFieldType, (value: FieldValue, field: Typed) => CheckedValue> = {
  text: (value) => {
    if (typeof value !== 'string') return refused('must be a text');
    if (value.length > longestText) return refused(`must have at most ${longestText} characters`);
    return accepted(value);
  },
  number: (value) => {
    const number = typeof value === 'string' && isDecimal(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) {
      return refused('must be a number');
    }
    return accepted(number);
  },
  boolean: (value) => {
    if (value === true || value === 'true') return accepted(true);
    if (value === false || value === 'false') return accepted(false);
    return refused('must be true or false');
  },
  date: (value) => {
    if (typeof value === 'string' && isDay(value)) return accepted(value);
    return refused('must be a day such as 2026-03-31');
  },
  choice: (value, { choices }) => {
    if (typeof value === 'string' && choices.includes(value)) return accepted(value);
    return refused(`must be one of: ${choices.join(', ')}`);
  },
};

/**
 * Whether a value fits a custom field. Numbers and yes/no may come as the text that means exactly
 * them, because that is what templates give.
 */
export function checkFieldValue(field: Typed, value: unknown): CheckedValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return checks[field.type](value, field);
  }
  return refused('must be a text, a number, or true or false');
}

/** What is wrong with a field's choices, or null. */
export function choicesProblem(field: Pick<CustomFieldInput, 'type' | 'choices'>): string | null {
  const { type, choices } = field;
  if (type !== 'choice') return choices.length === 0 ? null : `A ${type} field has no choices.`;
  if (choices.length === 0) return 'Name at least one choice.';
  return new Set(choices).size === choices.length ? null : 'Two choices are the same.';
}

function accepted(value: FieldValue): CheckedValue {
  return { ok: true, value };
}

function refused(problem: string): CheckedValue {
  return { ok: false, problem };
}

function isDecimal(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text.trim());
}

/** A day that the calendar has: 2026-02-30 is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
