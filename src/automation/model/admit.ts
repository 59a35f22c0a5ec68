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

  const hours = hoursUntilRoom(settings.maxRunsPerHour, enrolment);
  const held = hours === 0 ? null : (Math.floor(now.getTime() / hour) + hours) * hour;
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

/** Clock hours from this one to the first that has room; what was held for an hour fills it. */
function hoursUntilRoom(ownLimit: number | null, enrolment: Enrolment): number {
  const { automationRunsByHour, workspaceRunsByHour, workspaceRunsPerHour } = enrolment;
  // A run that is put off has its place already.
  const own = enrolment.debouncing === null ? 0 : 1;
  const isFull = (runs: readonly number[], limit: number | null, at: number) =>
    limit !== null && (runs[at] ?? 0) - own >= limit;
  let at = 0;
  while (
    isFull(automationRunsByHour, ownLimit, at) ||
    isFull(workspaceRunsByHour, workspaceRunsPerHour, at)
  ) {
    at += 1;
  }
  return at;
}
