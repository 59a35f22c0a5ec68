import type { Json } from '../types.ts';

/**
 * What two values that mean the same share: texts regardless of case, and numbers whether written
 * as text or not. Undefined for what cannot be compared: null, lists, objects.
 */
export function comparable(value: Json | undefined): string | undefined {
  switch (typeof value) {
    case 'string':
      return value.toLowerCase();
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}

/** The texts of a list, made comparable. */
export function comparables(value: Json | undefined): ReadonlySet<string> {
  const set = new Set<string>();
  for (const one of Array.isArray(value) ? value : []) {
    const key = comparable(one);
    if (key !== undefined) set.add(key);
  }
  return set;
}

/** A number, or a text that is one; else NaN, which no comparison holds for. */
export function toNumber(value: Json | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

/** The two ends of a value that is an array of two. */
export function twoOf(value: Json | undefined): [Json | undefined, Json | undefined] {
  return Array.isArray(value) ? [value[0], value[1]] : [undefined, undefined];
}

/** True for null, '' and []. */
export function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}
