/** Reading search parameters of an address: what does not fit is left out, never an error. */
export type RawSearch = Readonly<Record<string, unknown>>;

export function textParam(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberParam(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function flagParam(value: unknown): true | undefined {
  return value === true || value === 'true' ? true : undefined;
}

/** `options` are the keys of a record by which the screen names them. */
export function choiceParam<T extends string>(
  value: unknown,
  options: Readonly<Record<T, unknown>>,
): T | undefined {
  return typeof value === 'string' && Object.hasOwn(options, value) ? (value as T) : undefined;
}

/** Leaves out what is undefined, so that optional search parameters stay optional. */
export function present<T extends object>(
  search: T,
): { [K in keyof T]?: NonNullable<T[K]> | undefined } {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== null),
  ) as { [K in keyof T]?: NonNullable<T[K]> | undefined };
}
