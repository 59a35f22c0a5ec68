import type { WebhookPayload } from '../../contracts/deliveries.ts';

/** What came of one try. */
export type SendOutcome =
  | { kind: 'answer'; status: number; retryAfterMs: number | null }
  /** It cannot be sent, now or later. */
  | { kind: 'refused'; code: string; message: string }
  /** No whole answer came. */
  | { kind: 'broken'; code: string; message: string };

/** What becomes of a delivery after a try. */
export type Verdict =
  | { kind: 'delivered' }
  | { kind: 'retry'; afterMs: number; code: string; message: string }
  | { kind: 'failed'; code: string; message: string };

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The wait after each failed try; as many tries as waits, and one (standardwebhooks.com). */
const waits: Record<WebhookPayload['retry'], readonly number[]> = {
  full: [5 * second, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour],
  short: [5 * second, 45 * second],
};
/** Longer wishes of a receiver are not honoured. */
const longestRetryAfterMs: Record<WebhookPayload['retry'], number> = { full: hour, short: minute };
/** Deliveries that failed together do not come back together. */
const jitter = 0.1;

/** Statuses below 500 after which another try can help. */
const passing = new Set([408, 409, 425, 429]);

/**
 * @param tries how often it was sent since it was queued, this try included
 * @param random from 0 to 1
 */
export function judge(
  outcome: SendOutcome,
  tries: number,
  retry: WebhookPayload['retry'],
  random: number,
): Verdict {
  if (outcome.kind === 'refused') return { ...outcome, kind: 'failed' };
  if (outcome.kind === 'answer' && outcome.status >= 200 && outcome.status < 300) {
    return { kind: 'delivered' };
  }
  const { code, message } = outcome.kind === 'answer' ? wordsFor(outcome.status) : outcome;
  const wait = waits[retry][tries - 1];
  if (wait === undefined || (outcome.kind === 'answer' && isFinal(outcome.status))) {
    return { kind: 'failed', code, message };
  }
  const wished = outcome.kind === 'answer' ? (outcome.retryAfterMs ?? 0) : 0;
  const spread = wait * (1 + jitter * (2 * random - 1));
  const afterMs = Math.max(spread, Math.min(wished, longestRetryAfterMs[retry]));
  return { kind: 'retry', afterMs: Math.round(afterMs), code, message };
}

/** How often it is sent at most. */
export function mostTries(retry: WebhookPayload['retry']): number {
  return waits[retry].length + 1;
}

/** Milliseconds that a `Retry-After` header (seconds or a date, RFC 9110) asks for; null for none. */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * second;
  // A date begins with its weekday; JavaScript would take "-5" for one too.
  const at = /^\s*[a-z]{3}/i.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

function isFinal(status: number): boolean {
  return status < 500 && !passing.has(status);
}

function wordsFor(status: number): { code: string; message: string } {
  if (status === 410) {
    const message = 'The receiver answered 410: it does not want this webhook any more.';
    return { code: 'gone', message };
  }
  return { code: `http_${status}`, message: `The receiver answered ${status}.` };
}
