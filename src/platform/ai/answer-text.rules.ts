/** Either the JSON object that was found in a model's text, or that there is none. */
export type FoundObject = { found: true; value: Record<string, unknown> } | { found: false };

function parseObject(text: string): FoundObject {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { found: false };
    return { found: true, value: { ...value } };
  } catch {
    return { found: false };
  }
}

/**
 * The JSON object in a model's answer. Local models wrap it in a code fence or put their thoughts
 * before it, so what stands between the first and the last brace is tried too.
 */
export function findObject(text: string): FoundObject {
  const whole = parseObject(text);
  if (whole.found) return whole;
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  return start === -1 || end < start ? { found: false } : parseObject(text.slice(start, end + 1));
}
