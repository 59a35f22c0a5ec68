import type { WebhookPayload } from '../../contracts/deliveries.ts';

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

/** Names of headers whose values nobody is shown. */
const secretName = /auth|token|key|secret|cookie|passw|signature|session|credential/i;
const hidden = '•••';

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

type Request = { url: string; headers?: Record<string, string> | undefined };

/** What a webhook sends, for people: values of secret headers and of the URL's query hidden. */
export function presentRequest<P extends Request>(payload: P): P {
  const headers = Object.entries(payload.headers ?? {}).map(([name, value]) => [
    name,
    secretName.test(name) ? hidden : value,
  ]);
  return { ...payload, url: withoutSecrets(payload.url), headers: Object.fromEntries(headers) };
}

function withoutSecrets(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text;
  if (url.password) url.password = hidden;
  const names = [...new Set(url.searchParams.keys())];
  const query = names.map((name) => `${encodeURIComponent(name)}=${hidden}`).join('&');
  url.search = '';
  url.hash = '';
  return query === '' ? url.href : `${url.href}?${query}`;
}
