import { changeOperators } from './operators/changes.ts';
import { dateOperators, isDate, isDateBetween } from './operators/dates.ts';
import { isNumberBetween, numberOperators } from './operators/numbers.ts';
import type { Operator } from './operators/operator.ts';
import { sharedOperators } from './operators/shared.ts';
import { textAndListOperators } from './operators/text-and-list.ts';
import { twoOf } from './operators/values.ts';

const between: Operator = {
  id: 'between',
  label: 'is between',
  types: ['number', 'date'],
  value: 'two',
  words: { holds: 'between {x}', fails: 'not between {x}' },
  reads: 'value',
  readsClock: true,
  prepare: (expected) =>
    twoOf(expected).every(isDate) ? isDateBetween(expected) : isNumberBetween(expected),
};

/** Every operator, in the order of the builder's list. Ids are unique: the field's type tells no two apart. */
export const operators: readonly Operator[] = [
  ...sharedOperators,
  ...textAndListOperators,
  ...numberOperators,
  between,
  ...dateOperators,
  ...changeOperators,
];

const byId: ReadonlyMap<string, Operator> = new Map(operators.map((one) => [one.id, one]));

export function findOperator(id: string): Operator | undefined {
  return byId.get(id);
}
