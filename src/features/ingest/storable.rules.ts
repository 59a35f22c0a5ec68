/**
 * Text as Postgres can hold it: without NUL, and half an emoji (a text cut in the middle of one)
 * replaced by `U+FFFD`. Providers pass both through; unchanged, each would cost the whole message.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

/** JSON for a `jsonb` parameter, every text and name in it storable. */
export function storableJson(value: unknown): string {
  // What Postgres refuses is an escape in JSON text; an escaped backslash is passed over whole.
  return JSON.stringify(value).replace(/\\\\|\\u0000|\\ud[89a-f][\da-f]{2}/g, (found) => {
    if (found === '\\\\') return found;
    return found === '\\u0000' ? '' : '\uFFFD';
  });
}
