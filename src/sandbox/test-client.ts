import type { Sandbox } from './start-sandbox.ts';

type GraphAnswer = { status: number; headers: Headers; body: Record<string, unknown> };

/** Calls the sandbox's Graph API over HTTP with the main Page's token, or another one. */
export async function graph(
  sandbox: Sandbox,
  path: string,
  params: Record<string, string> = {},
  { method = 'GET', token }: { method?: string; token?: string } = {},
): Promise<GraphAnswer> {
  const url = new URL(sandbox.meta.graphUrl + path);
  const all = { access_token: token ?? sandbox.meta.pageToken(), ...params };
  if (method === 'GET') url.search = new URLSearchParams(all).toString();
  const answer = await fetch(url, {
    method,
    ...(method === 'GET' ? {} : { body: new URLSearchParams(all) }),
  });
  return { status: answer.status, headers: answer.headers, body: await jsonObject(answer) };
}

/** The JSON object that an answer holds. */
export async function jsonObject(answer: Response): Promise<Record<string, unknown>> {
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null) throw new TypeError('not a JSON object');
  return { ...body };
}

/** A value deep inside parsed JSON; undefined when a step is missing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, step);
  }
  return found;
}

/** A list deep inside parsed JSON; fails when it is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const found = at(value, ...path);
  if (!Array.isArray(found)) throw new TypeError(`${path.join('.')} is not a list`);
  return found;
}

/** An address as `fetch` and the sandbox want it; fails when the value is no text. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new TypeError(`${path.join('.')} is not a text`);
  return found;
}
