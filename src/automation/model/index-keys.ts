import type { Happening, Json } from './types.ts';

/**
 * Keys under which automations are looked up for a happening: its type, `type:field` for every
 * changed field, `type:field=<new value>` when that is a text, a number or a boolean.
 */
export function keysOf(happening: Happening): string[] {
  const { type, changes } = happening;
  const keys = [type];
  for (const [field, [, value]] of Object.entries(changes)) {
    keys.push(`${type}:${field}`);
    if (isScalar(value)) keys.push(`${type}:${field}=${value}`);
  }
  return keys;
}

function isScalar(value: Json): value is string | number | boolean {
  return value !== null && typeof value !== 'object';
}
