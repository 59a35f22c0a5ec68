import type { FieldType, Json } from '../types.ts';
import type { ChangeOperator } from './operator.ts';
import { comparable, toNumber, twoOf } from './values.ts';

const all: readonly FieldType[] = ['text', 'number', 'boolean', 'date', 'list', 'id'];
const single: readonly FieldType[] = ['text', 'number', 'boolean', 'id'];

function same(actual: Json, wanted: string | undefined): boolean {
  return wanted !== undefined && comparable(actual) === wanted;
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
      const wanted = comparable(expected);
      return (_before, after) => same(after, wanted);
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
      const wanted = comparable(expected);
      return (before) => same(before, wanted);
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
      const [from, to] = twoOf(expected).map(comparable);
      return (before, after) => same(before, from) && same(after, to);
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
