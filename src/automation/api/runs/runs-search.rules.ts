/** More words make a search slower, not better. */
const mostWords = 10;

/**
 * Words of a search, in small letters: what Postgres keeps together too, such as addresses and
 * numbers, and no quotes or backslashes. What has no letter or digit is none.
 */
export function searchWords(text: string): string[] {
  const parts = text.toLowerCase().split(/[^\p{L}\p{N}\p{M}@._+:/-]+/u);
  const words = parts.filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...new Set(words)].slice(0, mostWords);
}
