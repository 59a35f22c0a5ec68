import type { StageInput } from '../../../src/contracts/pipelines.ts';
import type { StageType } from '../../../src/contracts/stage-types.ts';

export const stageTypeNames: Record<StageType, string> = {
  LEAD: 'Lead',
  IN_PROGRESS: 'In progress',
  WON: 'Won',
  LOST: 'Lost',
  ARCHIVED: 'Archived',
};

export type StageColor = StageInput['color'];

const colors: Record<StageColor, string> = {
  gray: 'Grey',
  blue: 'Blue',
  cyan: 'Cyan',
  teal: 'Teal',
  green: 'Green',
  lime: 'Lime',
  yellow: 'Yellow',
  orange: 'Orange',
  red: 'Red',
  pink: 'Pink',
  grape: 'Grape',
  violet: 'Violet',
  indigo: 'Indigo',
};

export const colorNames: readonly [StageColor, string][] = Object.entries(colors).map(
  ([color, name]) => [color as StageColor, name],
);

/** The colour of a stage's dot and bar in light and dark. */
export function stageColor(color: string): string {
  return `var(--mantine-color-${color}-6)`;
}
