/**
 * Text as Postgres can hold it: without NUL, and half an emoji (a text cut in the middle of one)
 * replaced by `U+FFFD`. Providers pass both through; unchanged, each would cost the whole message.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

/** JSON for a `jsonb` parameter, every text in it storable. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? storableText(inner) : inner,
  );
}
