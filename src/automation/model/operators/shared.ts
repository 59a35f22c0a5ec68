import type { FieldType } from '../types.ts';
import type { Operator } from './operator.ts';
import { comparable, comparables, isEmpty } from './values.ts';

const single: readonly FieldType[] = ['text', 'number', 'id'];
const all: readonly FieldType[] = ['text', 'number', 'boolean', 'date', 'list', 'id'];

/** Operators that several types of fields have. */
export const sharedOperators: readonly Operator[] = [
  {
    id: 'equals',
    label: 'is',
    types: single,
    value: 'one',
    words: { holds: '', fails: 'not {x}' },
    reads: 'value',
    prepare: (expected) => {
      const wanted = comparable(expected);
      return (actual) => wanted !== undefined && comparable(actual) === wanted;
    },
  },
  {
    id: 'not_equals',
    label: 'is not',
    types: single,
    value: 'one',
    words: { holds: 'not {x}', fails: 'and must not be {x}' },
    reads: 'value',
    holdsWhenEmpty: true,
    prepare: (expected) => {
      const unwanted = comparable(expected);
      return (actual) => unwanted !== undefined && comparable(actual) !== unwanted;
    },
  },
  {
    id: 'in',
    label: 'is one of',
    types: single,
    value: 'list',
    words: { holds: 'one of {x}', fails: 'not one of {x}' },
    reads: 'value',
    prepare: (expected) => {
      const wanted = comparables(expected);
      return (actual) => {
        const key = comparable(actual);
        return key !== undefined && wanted.has(key);
      };
    },
  },
  {
    id: 'not_in',
    label: 'is none of',
    types: single,
    value: 'list',
    words: { holds: 'none of {x}', fails: 'one of {x}' },
    reads: 'value',
    holdsWhenEmpty: true,
    prepare: (expected) => {
      const unwanted = comparables(expected);
      return (actual) => {
        const key = comparable(actual);
        return key === undefined || !unwanted.has(key);
      };
    },
  },
  {
    id: 'is_empty',
    label: 'is empty',
    types: all,
    value: 'none',
    words: { holds: '', fails: 'not empty' },
    reads: 'value',
    holdsWhenEmpty: true,
    holdsWhenMissing: true,
    prepare: () => isEmpty,
  },
  {
    id: 'is_not_empty',
    label: 'is not empty',
    types: all,
    value: 'none',
    words: { holds: '', fails: '' },
    reads: 'value',
    prepare: () => (actual) => !isEmpty(actual),
  },
  {
    id: 'is_true',
    label: 'is yes',
    types: ['boolean'],
    value: 'none',
    words: { holds: '', fails: 'not yes' },
    reads: 'value',
    prepare: () => (actual) => actual === true,
  },
  {
    id: 'is_false',
    label: 'is no',
    types: ['boolean'],
    value: 'none',
    words: { holds: '', fails: 'not no' },
    reads: 'value',
    prepare: () => (actual) => actual === false,
  },
];
