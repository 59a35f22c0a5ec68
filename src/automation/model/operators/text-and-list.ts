import type { Json } from '../types.ts';
import type { Operator } from './operator.ts';
import { comparable, comparables } from './values.ts';

/** A part of a text, or one of a list; both regardless of case. */
function contains(actual: Json, wanted: string | undefined): boolean {
  if (wanted === undefined) return false;
  if (Array.isArray(actual)) return actual.some((one) => comparable(one) === wanted);
  return comparable(actual)?.includes(wanted) ?? false;
}

/** How many of the wanted are in a list. */
function countIn(actual: Json, wanted: ReadonlySet<string>): number {
  if (!Array.isArray(actual)) return 0;
  const there = comparables(actual);
  let count = 0;
  for (const one of wanted) if (there.has(one)) count++;
  return count;
}

/** Operators of texts and lists; texts are compared regardless of case. */
export const textAndListOperators: readonly Operator[] = [
  {
    id: 'contains',
    label: 'contains',
    types: ['text', 'list'],
    value: 'one',
    words: { holds: 'with {x}', fails: 'without {x}' },
    reads: 'value',
    prepare: (expected) => {
      const wanted = comparable(expected);
      return (actual) => contains(actual, wanted);
    },
  },
  {
    id: 'not_contains',
    label: 'does not contain',
    types: ['text', 'list'],
    value: 'one',
    words: { holds: 'without {x}', fails: 'with {x}' },
    reads: 'value',
    holdsWhenEmpty: true,
    prepare: (expected) => {
      const unwanted = comparable(expected);
      return (actual) => unwanted !== undefined && !contains(actual, unwanted);
    },
  },
  {
    id: 'starts_with',
    label: 'starts with',
    types: ['text'],
    value: 'one',
    words: { holds: 'starting with {x}', fails: 'not starting with {x}' },
    reads: 'value',
    prepare: (expected) => {
      const wanted = comparable(expected);
      return (actual) => wanted !== undefined && (comparable(actual)?.startsWith(wanted) ?? false);
    },
  },
  {
    id: 'ends_with',
    label: 'ends with',
    types: ['text'],
    value: 'one',
    words: { holds: 'ending with {x}', fails: 'not ending with {x}' },
    reads: 'value',
    prepare: (expected) => {
      const wanted = comparable(expected);
      return (actual) => wanted !== undefined && (comparable(actual)?.endsWith(wanted) ?? false);
    },
  },
  {
    id: 'contains_any',
    label: 'contains one of',
    types: ['list'],
    value: 'list',
    words: { holds: 'with one of {x}', fails: 'with none of {x}' },
    reads: 'value',
    prepare: (expected) => {
      const wanted = comparables(expected);
      return (actual) => countIn(actual, wanted) > 0;
    },
  },
  {
    id: 'contains_all',
    label: 'contains all of',
    types: ['list'],
    value: 'list',
    words: { holds: 'with all of {x}', fails: 'not with all of {x}' },
    reads: 'value',
    prepare: (expected) => {
      const wanted = comparables(expected);
      return (actual) => Array.isArray(actual) && countIn(actual, wanted) === wanted.size;
    },
  },
];
