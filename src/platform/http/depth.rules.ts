/** Nothing that we take needs more; at some thousand levels validation ends in a stack overflow. */
export const mostJsonDepth = 100;

/**
 * Whether lists and objects stand in each other more than `most` deep. Printing and storing JSON
 * recurses: 10,000 open brackets, which fit in 10 kB, end in a stack overflow.
 */
export function isDeeperThan(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (most === 0) return true;
  return Object.values(value).some((part) => isDeeperThan(part, most - 1));
}
