import type { Dialogue } from '../authoring.ts';
export const furniture: readonly Dialogue[] = [
  { name: 'A B', on: 'messenger', hoursAgo: 1, lines: [['c', 0, 'hi']] },
];
