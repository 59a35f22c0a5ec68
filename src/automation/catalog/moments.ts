import { Duration } from '../../contracts/automation-definition.ts';
import { valueAtParts } from '../model/fields.ts';
import { isNews } from '../model/news.ts';
import { durationMs } from '../model/time.ts';
import type { Facts, Happening, Json } from '../model/types.ts';

/** A length of time that is not nothing. */
export const Span = Duration.refine(({ amount }) => amount > 0, {
  path: ['amount'],
  error: 'must be more than 0',
});

/** A time among the facts in milliseconds since 1970; null when it is missing or no time. */
export function timeOf(facts: Facts, root: string, name: string): number | null {
  return parsedTime(valueAtParts(facts, [root, name]));
}

function parsedTime(value: Json | undefined): number | null {
  if (typeof value !== 'string') return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}

/** Whether the status of `facts[root]` is one of these. */
export function hasStatus(facts: Facts, root: string, statuses: readonly string[]): boolean {
  const status = valueAtParts(facts, [root, 'status']);
  return typeof status === 'string' && statuses.includes(status);
}

/**
 * The moment before something begins, while its status is one of `open`; null once it has begun: a
 * reminder that comes afterwards helps nobody.
 */
export function momentBefore(
  facts: Facts,
  subject: { root: string; start: string; open: readonly string[] },
  before: Duration,
  now: Date,
): Date | null {
  const start = timeOf(facts, subject.root, subject.start);
  if (start === null || start <= now.getTime()) return null;
  if (!hasStatus(facts, subject.root, subject.open)) return null;
  return new Date(start - durationMs(before));
}

/** Why a message is no news; null when it is, or when its time is not known. */
export function whyNoNews(happening: Happening, sentAt: Json | undefined): string | null {
  const sent = parsedTime(sentAt);
  if (sent === null || isNews(happening, sentAt)) return null;
  const day = new Date(sent).toISOString().slice(0, 10);
  return `The message is of ${day} and was brought in later, by a sync`;
}
