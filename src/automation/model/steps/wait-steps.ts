import { valueAt } from '../fields.ts';
import type { WaitReason } from '../run-types.ts';
import { durationMs, momentIn, nextWeekdayTime, zoneOf } from '../time.ts';
import type { Facts } from '../types.ts';
import {
  isDue,
  type StepHandler,
  type StepKinds,
  type StepResult,
  type Turn,
  type Wait,
} from './step.ts';

const minute = 60_000;

export const delay: StepHandler<StepKinds['delay']> = {
  enter: (step, turn) => waitFor('delay', turn, turn.input.now.getTime() + durationMs(step.for)),
  wake: (_step, turn, wait) => (isDue(turn, wait) ? over(wait) : null),
};

export const waitUntil: StepHandler<StepKinds['wait_until']> = {
  enter(step, turn) {
    const at = momentOf(step.until, turn.facts, turn.input.now);
    if (at === null) return noDate(step.until);
    if (at > turn.input.now.getTime() || step.ifPast === 'continue') {
      return waitFor('until', turn, at);
    }
    return { kind: 'done', output: { until: iso(at), past: true }, ends: 'stop' };
  },
  wake: (_step, turn, wait) => (isDue(turn, wait) ? over(wait) : null),
};

/** Waits, unless the moment is over or the run skips over time. */
function waitFor(reason: WaitReason, { input }: Turn, at: number): StepResult {
  const isPast = at <= input.now.getTime();
  if (isPast) return { kind: 'done', output: { until: iso(at), past: true } };
  const until = new Date(at);
  if (input.skipWaits) return { kind: 'done', output: { until: iso(at), skipped: true } };
  return { kind: 'wait', reason, until, input: { until: iso(at) } };
}

function over(wait: Wait): StepResult {
  return { kind: 'done', output: { until: wait.until } };
}

type Until = StepKinds['wait_until']['until'];

/** In milliseconds; null when the field is empty or no date. */
function momentOf(until: Until, facts: Facts, now: Date): number | null {
  const zone = zoneOf(facts, 'contact');
  if (!('field' in until)) return nextWeekdayTime(now, until.weekdays, until.time, zone).getTime();
  const value = valueAt(facts, until.field);
  if (typeof value !== 'string') return null;
  const at = momentIn(value, zone);
  return at === null ? null : at + until.offsetMinutes * minute;
}

function noDate(until: Until): StepResult {
  const field = 'field' in until ? until.field : 'it';
  const message = `${field} has no date to wait for`;
  return { kind: 'failed', code: 'missing_value', message, permanent: true };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
