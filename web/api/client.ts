import { noAnswer, problemOf } from './problem.ts';

type Value = string | number | boolean | null | undefined;
/** A list is sent as the same name several times. */
export type Query = Readonly<Record<string, Value | readonly Value[]>>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Options = { query?: Query; body?: unknown; signal?: AbortSignal };

/** Sends JSON to an address of this server and returns its JSON; throws ApiProblem. */
export async function send<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const response = await fetch(path + queryString(options.query), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause;
    throw noAnswer();
  });
  const body = await readJson(response);
  if (!response.ok) throw problemOf(response.status, body);
  return body as T;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => {
    throw noAnswer();
  });
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw problemOf(response.status, { message: `The server answered with something unreadable.` });
  }
}

function queryString(query: Query = {}): string {
  const entries = Object.entries(query).flatMap(([key, value]) =>
    [value]
      .flat()
      .filter((each) => each !== undefined && each !== null && each !== '')
      .map((each) => [key, String(each)]),
  );
  return entries.length > 0 ? `?${new URLSearchParams(entries)}` : '';
}

const base = '/api/v1';

/** The public API, by method; paths are those of the reference at /api/docs without `/api/v1`. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    send<T>('GET', base + path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body: unknown = {}) => send<T>('POST', base + path, { body }),
  put: <T>(path: string, body: unknown) => send<T>('PUT', base + path, { body }),
  patch: <T>(path: string, body: unknown) => send<T>('PATCH', base + path, { body }),
  delete: <T = void>(path: string) => send<T>('DELETE', base + path),
};

/** One page of a list. */
export type Paged<T> = { items: T[]; nextCursor: string | null };
