import type { Tag } from '../../../src/contracts/tags.ts';

/** As long as the API takes a name. */
export const longestTagName = 50;

export type TagChoices = { offered: readonly Tag[]; creatable: string | null };

/** Tags that hold what is typed and are not there yet, and the new one that could be made of it. */
export function tagChoices(
  known: readonly Tag[],
  present: readonly string[],
  typed: string,
): TagChoices {
  const name = typed.trim();
  const words = name.toLowerCase();
  const offered = known.filter(
    (tag) => tag.name.toLowerCase().includes(words) && !present.includes(tag.name),
  );
  const isKnown = [...known.map((tag) => tag.name), ...present].some(
    (other) => other.toLowerCase() === words,
  );
  return { offered, creatable: name === '' || isKnown ? null : name.slice(0, longestTagName) };
}
