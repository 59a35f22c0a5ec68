import type { FieldSpec, FieldValue, FieldValues } from './field-spec.ts';

/** What a form starts with: the values that are there, else the defaults of its fields. */
export function startValues(fields: readonly FieldSpec[], given: FieldValues = {}): FieldValues {
  const defaults = fields.flatMap(({ name, default: value }): [string, FieldValue][] =>
    value === undefined || value === null || name in given ? [] : [[name, value]],
  );
  return { ...given, ...Object.fromEntries(defaults) };
}

/** What is sent: without what was left empty. */
export function filledValues(values: FieldValues): { [name: string]: FieldValue } {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, FieldValue][] => {
      if (value === null || value === '') return [];
      if (Array.isArray(value) && value.length === 0) return [];
      return [[name, value]];
    }),
  );
}

/** Required fields that are still empty, by name. */
export function missing(
  fields: readonly FieldSpec[],
  values: FieldValues,
): { [name: string]: string } {
  const filled = filledValues(values);
  return Object.fromEntries(
    fields
      .filter(({ name, required }) => required && !(name in filled))
      .map(({ name }) => [name, 'Needed']),
  );
}

/** `text` with `variable` in place of what is selected; the caret stands behind it. */
export function inserted(
  text: string,
  variable: string,
  selection: { start: number; end: number },
): { text: string; caret: number } {
  const caret = selection.start + variable.length;
  return { text: text.slice(0, selection.start) + variable + text.slice(selection.end), caret };
}
