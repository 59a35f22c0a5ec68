import type { FieldType, Json } from '../types.ts';
import type { ChangeOperator } from './operator.ts';
import { comparable, isEmpty, toNumber, twoOf } from './values.ts';

const all: readonly FieldType[] = ['text', 'number', 'boolean', 'date', 'list', 'id'];
const single: readonly FieldType[] = ['text', 'number', 'boolean', 'id'];

/** One side of a change against what was expected of it; null is nothing. */
function side(expected: Json | undefined): (actual: Json) => boolean {
  if (expected === null) return isEmpty;
  const wanted = comparable(expected);
  return (actual) => wanted !== undefined && comparable(actual) === wanted;
}

/** Asked only of fields that the happening changed. A row's creation changes each from null. */
export const changeOperators: readonly ChangeOperator[] = [
  {
    id: 'changed',
    label: 'changed',
    types: all,
    value: 'none',
    words: { holds: '', fails: '' },
    reads: 'change',
    prepare: () => () => true,
  },
  {
    id: 'changed_to',
    label: 'changed to',
    types: single,
    value: 'one',
    words: { holds: '', fails: 'not to {x}' },
    reads: 'change',
    prepare: (expected) => {
      const isWanted = side(expected);
      return (_before, after) => isWanted(after);
    },
  },
  {
    id: 'changed_from',
    label: 'changed from',
    types: single,
    value: 'one',
    words: { holds: '', fails: 'not from {x}' },
    reads: 'change',
    prepare: (expected) => {
      const isWanted = side(expected);
      return (before) => isWanted(before);
    },
  },
  {
    id: 'changed_from_to',
    label: 'changed from … to',
    types: single,
    value: 'two',
    words: { holds: '', fails: 'not from {x}' },
    reads: 'change',
    prepare: (expected) => {
      const [first, second] = twoOf(expected);
      const [from, to] = [side(first), side(second)];
      return (before, after) => from(before) && to(after);
    },
  },
  {
    id: 'increased',
    label: 'went up',
    types: ['number'],
    value: 'none',
    words: { holds: 'up', fails: 'not up' },
    reads: 'change',
    prepare: () => (before, after) => toNumber(after) > toNumber(before),
  },
  {
    id: 'decreased',
    label: 'went down',
    types: ['number'],
    value: 'none',
    words: { holds: 'down', fails: 'not down' },
    reads: 'change',
    prepare: () => (before, after) => toNumber(after) < toNumber(before),
  },
];
