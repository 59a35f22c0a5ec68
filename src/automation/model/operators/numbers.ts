import type { Operator } from './operator.ts';
import { toNumber, twoOf } from './values.ts';

function comparison(
  id: string,
  label: string,
  compare: (actual: number, expected: number) => boolean,
): Operator {
  return {
    id,
    label: `is ${label}`,
    types: ['number'],
    value: 'one',
    words: { holds: `${label} {x}`, fails: `not ${label} {x}` },
    reads: 'value',
    prepare: (expected) => {
      const bound = toNumber(expected);
      return (actual) => compare(toNumber(actual), bound);
    },
  };
}

export const numberOperators: readonly Operator[] = [
  comparison('gt', 'above', (actual, expected) => actual > expected),
  comparison('gte', 'at least', (actual, expected) => actual >= expected),
  comparison('lt', 'below', (actual, expected) => actual < expected),
  comparison('lte', 'at most', (actual, expected) => actual <= expected),
];

/** Of numbers; both ends belong to it. */
export function isNumberBetween(expected: Parameters<typeof twoOf>[0]) {
  const [low, high] = twoOf(expected).map(toNumber);
  return (actual: Parameters<typeof toNumber>[0]) => {
    const value = toNumber(actual);
    return value >= (low ?? Number.NaN) && value <= (high ?? Number.NaN);
  };
}
