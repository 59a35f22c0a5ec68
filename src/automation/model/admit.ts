import type { Admission, CompiledAutomation, Enrolment, Happening } from './types.ts';

/** Runs in one chain of causes: the next is refused. */
export const depthLimit = 10;

/** Repeats put a debounced run off for this many times its debounce time in all. */
const longestDebounce = 10;
const hour = 3_600_000;

/** What becomes of an automation whose trigger and conditions hold. Assumes that they do. */
export function admit(
  automation: CompiledAutomation,
  happening: Happening,
  enrolment: Enrolment,
  now: Date,
): Admission {
  const { settings } = automation.definition;
  const tooDeep = refuseTooDeep(happening);
  if (tooDeep !== null) return tooDeep;

  const held = rateOpening(settings.maxRunsPerHour, enrolment, now);
  const debounce = settings.debounceSeconds * 1000;
  if (debounce > 0 && enrolment.debouncing !== null) {
    const { runId, since } = enrolment.debouncing;
    const due = Math.min(now.getTime() + debounce, since.getTime() + longestDebounce * debounce);
    return { kind: 'postpone', runId, dueAt: new Date(Math.max(due, held ?? due)) };
  }

  const refused = refuseRepeat(settings.reenrolment, enrolment, now);
  if (refused !== null) return refused;
  if (debounce > 0) {
    const due = now.getTime() + debounce;
    return { kind: 'start', dueAt: new Date(Math.max(due, held ?? due)), waitReason: 'debounce' };
  }
  if (held !== null) return { kind: 'start', dueAt: new Date(held), waitReason: 'rate' };
  return { kind: 'start', dueAt: null, waitReason: null };
}

function refuseTooDeep({ depth }: Happening): Admission | null {
  if (depth < depthLimit) return null;
  return {
    kind: 'refuse',
    reason: 'depth_limit',
    detail: `${depth} runs have caused each other before it; at most ${depthLimit} may.`,
  };
}

type Reenrolment = CompiledAutomation['definition']['settings']['reenrolment'];

function refuseRepeat(rule: Reenrolment, enrolment: Enrolment, now: Date): Admission | null {
  const { running, lastStartedAt } = enrolment;
  if (rule.mode === 'not_while_running' && running > 0) {
    return refusal('already_running', 'An earlier run for this contact has not ended.');
  }
  if (lastStartedAt === null) return null;
  const since = lastStartedAt.toISOString();
  if (rule.mode === 'once') {
    return refusal('already_ran', `It ran for this contact on ${since} and runs once.`);
  }
  if (rule.mode !== 'not_within') return null;
  if (now.getTime() >= lastStartedAt.getTime() + rule.hours * hour) return null;
  return refusal(
    'too_soon',
    `It ran for this contact on ${since}, less than ${rule.hours} hours ago.`,
  );
}

function refusal(reason: 'already_ran' | 'already_running' | 'too_soon', detail: string) {
  return { kind: 'refuse', reason, detail } as const;
}

/**
 * Start of the first clock hour that has room, in milliseconds; null: there is room now. What this
 * hour has taken on beyond its limit fills the hours after it, one limit each.
 */
function rateOpening(ownLimit: number | null, enrolment: Enrolment, now: Date): number | null {
  const hoursTaken = Math.max(
    hoursFilled(enrolment.automationRunsThisHour, ownLimit),
    hoursFilled(enrolment.workspaceRunsThisHour, enrolment.workspaceRunsPerHour),
  );
  if (hoursTaken === 0) return null;
  return (Math.floor(now.getTime() / hour) + hoursTaken) * hour;
}

function hoursFilled(runs: number, limit: number | null): number {
  return limit === null ? 0 : Math.floor(runs / limit);
}
