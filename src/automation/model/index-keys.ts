import type { Happening, Json } from './types.ts';

/**
 * Keys under which automations are looked up for a happening: its type and `type:field` for every
 * changed field; by its new value also `type:field=<text, number or boolean>`, `type:field+<text>`
 * and `type:field-<text>` for what a list gained and lost, `type:field.<member>` for a changed
 * member of an object. Of 2,000 automations for a tag each, a tag then concerns one.
 */
export function keysOf({ type, changes }: Happening): string[] {
  const keys = [type];
  for (const [field, [old, now]] of Object.entries(changes)) {
    const key = `${type}:${field}`;
    keys.push(key, ...valueKeys(key, old, now));
  }
  return keys;
}

function valueKeys(key: string, old: Json, now: Json): string[] {
  if (Array.isArray(old) || Array.isArray(now)) {
    const before = textsOf(old);
    const after = textsOf(now);
    const gained = [...after].filter((text) => !before.has(text)).map((text) => `${key}+${text}`);
    const lost = [...before].filter((text) => !after.has(text)).map((text) => `${key}-${text}`);
    return [...gained, ...lost];
  }
  if (isObject(old) || isObject(now)) return membersOf(old, now).map((name) => `${key}.${name}`);
  return now === null ? [] : [`${key}=${now}`];
}

function textsOf(list: Json): Set<string> {
  return new Set(Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []);
}

/** Names of members that differ. */
function membersOf(old: Json, now: Json): string[] {
  const before = new Map(Object.entries(isObject(old) ? old : {}));
  const after = new Map(Object.entries(isObject(now) ? now : {}));
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter(
    (name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)),
  );
}

function isObject(value: Json): value is { [member: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
