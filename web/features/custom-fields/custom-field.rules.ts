import type { CustomField, CustomFieldType } from '../../../src/contracts/custom-fields.ts';

export const fieldTypeNames: Record<CustomFieldType, string> = {
  text: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  date: 'Date',
  choice: 'Choice',
};

const longestKey = 50;

/** 'Date of the event' → 'dateOfTheEvent': a key as the API takes it, '' when no letter is in it. */
export function keyOf(label: string): string {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? word.toLowerCase() : capital(word.toLowerCase())))
    .join('');
  const named = joined.replace(/^[^A-Za-z]+/, '');
  return (named.charAt(0).toLowerCase() + named.slice(1)).slice(0, longestKey);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export type Placed = { id: string; position: number };

/** The positions that change when the field at `from` goes to `to`; none when it cannot. */
export function moved(
  fields: readonly Pick<CustomField, 'id' | 'position'>[],
  from: number,
  to: number,
): Placed[] {
  const field = fields[from];
  if (!field || to < 0 || to >= fields.length || from === to) return [];
  return fields
    .toSpliced(from, 1)
    .toSpliced(to, 0, field)
    .map(({ id, position: before }, position) => ({ id, before, position }))
    .filter(({ before, position }) => before !== position)
    .map(({ id, position }) => ({ id, position }));
}

/** The fields with other positions, in their order. */
export function withOrder<T extends Placed>(fields: readonly T[], placed: readonly Placed[]): T[] {
  const positions = new Map(placed.map(({ id, position }) => [id, position]));
  return fields
    .map((field) => ({ ...field, position: positions.get(field.id) ?? field.position }))
    .sort((a, b) => a.position - b.position);
}

/** A number as people type it, or null when it is none. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replaceAll(/[\s,](?=\d{3}(\D|$))/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
