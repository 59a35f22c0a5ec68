/** What a form shows after the row under it became another, and what both sides changed. */
export type Merged<Values> = { values: Values; contested: (keyof Values)[] };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const keysOf = <Values extends object>(values: Values) => Object.keys(values) as (keyof Values)[];

/**
 * Fields that nobody has touched in the form follow the row; those that were typed stay.
 * `base` is the row as the form knew it, `mine` the form, `theirs` the row as it is now.
 */
export function mergeValues<Values extends object>(
  base: Values,
  mine: Values,
  theirs: Values,
): Merged<Values> {
  const values = { ...mine };
  const contested: (keyof Values)[] = [];
  for (const key of keysOf(theirs)) {
    if (same(base[key], theirs[key])) continue;
    if (same(mine[key], base[key])) values[key] = theirs[key];
    else if (!same(mine[key], theirs[key])) contested.push(key);
  }
  return { values, contested };
}

/** Only what differs from before, so that a save leaves alone what nobody has touched. */
export function changedFields<Input extends object>(before: Input, after: Input): Partial<Input> {
  const changed: Partial<Input> = {};
  for (const key of keysOf(after)) {
    if (!same(before[key], after[key])) changed[key] = after[key];
  }
  return changed;
}
