import { z } from 'zod';
import type { WebhookPayload } from '../../contracts/deliveries.ts';
import { JsonValue } from '../../contracts/json.ts';
import { hidden, isSecretName } from '../../platform/outgoing/secret-names.rules.ts';
import { changeSecrets } from '../../platform/outgoing/secret-values.rules.ts';

const headerName = /^[!#$%&'*+.^`|~\w-]+$/;
/** Visible Latin-1, spaces and tabs: what HTTP takes in a value. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Set by the connection or by our signature: a step's own would break or forge them. */
const reserved = new Set([
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
]);

/** The step's own headers as they go out, or the name of one that HTTP does not take. */
export function ownHeaders(
  payload: WebhookPayload,
): { ok: true; headers: Record<string, string> } | { ok: false; name: string } {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(payload.headers)) {
    if (!headerName.test(name) || !headerValue.test(value)) return { ok: false, name };
    if (!reserved.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
  }
  if (payload.body !== undefined) headers['content-type'] ??= 'application/json';
  return { ok: true, headers };
}

type Request = { url: string; headers?: Record<string, string> | undefined; body?: unknown };

/**
 * What a webhook sends, for people: values of secret headers, of the URL's login and query, and of
 * secret names in a JSON body are hidden.
 */
export function presentRequest<P extends Request>(payload: P): P {
  const headers = Object.entries(payload.headers ?? {}).map(([name, value]) => [
    name,
    isSecretName(name) ? hidden : value,
  ]);
  const { url, body } = payload;
  return {
    ...payload,
    url: withoutSecrets(url),
    headers: Object.fromEntries(headers),
    ...(typeof body === 'string' && { body: shownBody(body) }),
  };
}

const JsonObject = z.record(z.string(), JsonValue);

/** The text as it was sent, unless it is JSON with a secret in it. */
function shownBody(body: string): string {
  const { data } = JsonObject.safeParse(parsed(body));
  if (!data) return body;
  const shown = changeSecrets(data, 'body', () => hidden);
  const isAsSent = JSON.stringify(shown) === JSON.stringify(data);
  return isAsSent ? body : JSON.stringify(shown, null, 2);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutSecrets(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text;
  const login = url.username === '' && url.password === '' ? '' : `${hidden}@`;
  const names = [...new Set(url.searchParams.keys())];
  const query = names.map((name) => `${encodeURIComponent(name)}=${hidden}`).join('&');
  const address = `${url.protocol}//${login}${url.host}${url.pathname}`;
  return query === '' ? address : `${address}?${query}`;
}
