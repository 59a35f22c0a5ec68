import type { Happening, Json } from '../types.ts';

/** The root `event` of the facts: {type, at, actor, subjectId, changes: {field: {old, new}}, data}. */
export function eventFacts(happening: Happening) {
  const { type, at, actor, subjectId, data } = happening;
  const changes = Object.entries(happening.changes).map(
    ([field, [before, after]]): [string, Json] => [field, { old: before, new: after }],
  );
  return { type, at, actor, subjectId, changes: Object.fromEntries(changes), data };
}
