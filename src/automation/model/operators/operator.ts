import type { Facts, FieldType, Json } from '../types.ts';

/** Asks one value that is there; made once a rule, asked for every event. */
export type ValueTest = (actual: Json, facts: Facts, now: Date) => boolean;
/** Asks what a field was and what it is. */
export type ChangeTest = (before: Json, after: Json) => boolean;

type Entry = {
  id: string;
  label: string;
  types: readonly FieldType[];
  /** How many values it takes; 'two' and 'list' are arrays. */
  value: 'none' | 'one' | 'two' | 'list' | 'duration';
  /** The end of "Score is 42, …", where {x} is what was expected; '' says no more. */
  words: { holds: string; fails: string };
};

export type ValueOperator = Entry & {
  reads: 'value';
  prepare: (expected: Json | undefined) => ValueTest;
  /** Of a field that is empty (null). */
  holdsWhenEmpty?: true;
  /** Of a field, or a root, that is not there at all. */
  holdsWhenMissing?: true;
  /** Reads the time zones of contact and company too. */
  readsClock?: true;
};

/** Compares the two sides of a change of the happening's own row. */
export type ChangeOperator = Entry & {
  reads: 'change';
  prepare: (expected: Json | undefined) => ChangeTest;
};

export type Operator = ValueOperator | ChangeOperator;
