import { isDeeperThan } from '../../platform/http/depth.rules.ts';

export type HookBody = { ok: true; value: unknown } | { ok: false; problem: string };

/** Deeper bodies are refused: variables and mappings need no more. */
const mostDepth = 50;

/** What was posted: JSON, or a form as an object of its fields. Nothing posted is an empty object. */
export function readBody(contentType: string | undefined, bytes: Buffer): HookBody {
  if (bytes.length === 0) return { ok: true, value: {} };
  const text = bytes.toString('utf8');
  const isForm = contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded');
  return isForm ? { ok: true, value: readForm(text) } : readJson(text);
}

function readJson(text: string): HookBody {
  try {
    const value: unknown = JSON.parse(text);
    if (!isDeeperThan(value, mostDepth)) return { ok: true, value };
    return { ok: false, problem: `is nested deeper than ${mostDepth} levels` };
  } catch {
    return { ok: false, problem: 'is neither JSON nor a form' };
  }
}

/** A field that comes several times is a list. */
function readForm(text: string): Record<string, string | string[]> {
  const form = new URLSearchParams(text);
  const names = [...new Set(form.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
