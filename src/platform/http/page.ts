import { encodeCursor } from './cursor.ts';

type Placed<T> = { item: T; position: readonly (string | number)[] };

/**
 * One page of a list that was asked for one item more than `limit`: the extra one only says that
 * there is a next page.
 */
export function toPage<T>(
  found: readonly Placed<T>[],
  limit: number,
): { items: T[]; nextCursor: string | null } {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ item }) => item),
    nextCursor: found.length > limit && last ? encodeCursor(last.position) : null,
  };
}
