import { nextPacificMidnight } from './pacific-midnight.rules.ts';

/** A provider's answer with a status that is not 2xx. Header names are lower case. */
export type FailedResponse = {
  status: number;
  body: string;
  headers: Readonly<Record<string, string>>;
};

/** What a provider's refusal means for the key that was used and for the call. */
export type Refusal =
  | { kind: 'quota'; scope: 'minute' | 'day' | 'credit'; until: Date }
  | { kind: 'bad_key'; reason: string }
  | { kind: 'overloaded'; reason: string }
  | { kind: 'unknown_model' }
  | { kind: 'bad_request'; reason: string };

type ErrorDetail = {
  reason?: unknown;
  retryDelay?: unknown;
  violations?: readonly { quotaId?: unknown }[];
};

type ProviderError = {
  message: string;
  /** Gemini's `status`, else OpenAI's `code`, else the `type` that OpenAI and Anthropic send. */
  code: string;
  details: readonly ErrorDetail[];
};

const DEFAULT_REST_MS = 60_000;
/** Without credit a key stays useless until somebody pays; asking once an hour finds that out. */
const CREDIT_REST_MS = 3_600_000;
/** The longest rest a hint may ask for: a day and the hour that a clock change can add. */
const LONGEST_REST_MS = 25 * 3_600_000;
/** A hint of zero would ask the same key again at once, in a circle. */
const SHORTEST_REST_MS = 250;

const BAD_KEY_STATUSES = [401, 403];
const BUSY_STATUSES = [408, 409, 500, 502, 503, 504, 529];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readError(body: string): ProviderError {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { message: body, code: '', details: [] };
  }
  const outer = Array.isArray(parsed) ? parsed[0] : parsed;
  const error = isRecord(outer) && isRecord(outer['error']) ? outer['error'] : {};
  const details = Array.isArray(error['details']) ? error['details'].filter(isRecord) : [];
  const code = textOf(error['status']) || textOf(error['code']) || textOf(error['type']);
  return { message: textOf(error['message']), code, details };
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of "47s", "29.72s", "6m0s", "350ms"; null for anything else. */
export function durationMs(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return Math.ceil(total);
}

function headerDelayMs(headers: FailedResponse['headers'], now: Date): number | null {
  const exact = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (Number.isFinite(exact)) return exact;
  const header = headers['retry-after'];
  if (header === undefined) return null;
  if (/^\d+(?:\.\d+)?$/.test(header)) return Math.ceil(Number(header) * 1_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : at - now.getTime();
}

/** RetryInfo in the body, then the header, then the sentence people read. */
function hintedDelayMs(error: ProviderError, response: FailedResponse, now: Date): number {
  for (const detail of error.details) {
    const hinted = durationMs(textOf(detail.retryDelay));
    if (hinted !== null) return hinted;
  }
  const header = headerDelayMs(response.headers, now);
  if (header !== null) return header;
  const sentence = /(?:retry|try again) in ((?:\d+(?:\.\d+)?(?:ms|h|m|s))+)/i.exec(error.message);
  return durationMs(sentence?.[1] ?? '') ?? DEFAULT_REST_MS;
}

function isDayQuota(error: ProviderError): boolean {
  return error.details.some(
    (detail) =>
      Array.isArray(detail.violations) &&
      detail.violations.some((one) => isRecord(one) && textOf(one['quotaId']).includes('PerDay')),
  );
}

function isOutOfCredit(error: ProviderError): boolean {
  return error.code === 'insufficient_quota' || /credit balance is too low/i.test(error.message);
}

function quotaRefusal(error: ProviderError, response: FailedResponse, now: Date): Refusal {
  // A day quota also carries a retryDelay of seconds; following it burns a call every time.
  if (isDayQuota(error)) return { kind: 'quota', scope: 'day', until: nextPacificMidnight(now) };
  const hinted = hintedDelayMs(error, response, now);
  const rest = Math.min(Math.max(hinted, SHORTEST_REST_MS), LONGEST_REST_MS);
  return { kind: 'quota', scope: 'minute', until: new Date(now.getTime() + rest) };
}

/**
 * Reads a failed answer of Gemini, OpenAI, Anthropic or a compatible server.
 * `reason` is a status and a short code, never the provider's prose: prose may quote the prompt.
 * Shapes: provider-apis §8 (Gemini), platform.openai.com/docs/guides/error-codes,
 * docs.anthropic.com/en/api/errors.
 */
export function readRefusal(response: FailedResponse, now: Date): Refusal {
  const error = readError(response.body);
  const code = /^[\w.-]{1,60}$/.test(error.code) ? ` ${error.code}` : '';
  const reason = `HTTP ${response.status}${code}`;
  if (isOutOfCredit(error)) {
    return { kind: 'quota', scope: 'credit', until: new Date(now.getTime() + CREDIT_REST_MS) };
  }
  if (response.status === 429) return quotaRefusal(error, response, now);
  const isKeyNamed = error.details.some((detail) => detail.reason === 'API_KEY_INVALID');
  if (isKeyNamed || BAD_KEY_STATUSES.includes(response.status)) return { kind: 'bad_key', reason };
  if (BUSY_STATUSES.includes(response.status)) return { kind: 'overloaded', reason };
  if (response.status === 404) return { kind: 'unknown_model' };
  return { kind: 'bad_request', reason };
}
