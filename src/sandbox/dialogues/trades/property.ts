import type { Dialogue } from '../authoring.ts';
export const property: readonly Dialogue[] = [
  { name: 'A B', on: 'messenger', hoursAgo: 1, lines: [['c', 0, 'hi']] },
];
