/**
 * Where a value from a request has a NUL character, as a path such as `body.stages.0.name`, or null.
 * Postgres stores none, in text or JSON, and would name no field.
 */
export function findNul(value: unknown, path: string): string | null {
  if (typeof value === 'string') return value.includes('\0') ? path : null;
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return null;
  for (const [name, part] of Object.entries(value)) {
    const found = name.includes('\0') ? path : findNul(part, `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}
