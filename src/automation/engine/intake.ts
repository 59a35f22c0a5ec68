import type { Tx } from '../../platform/database/database.ts';
import { triggersById } from '../catalog/triggers.ts';
import { admit } from '../model/admit.ts';
import { beginRun } from '../model/advance.ts';
import { matchAutomation } from '../model/match.ts';
import type { CompiledAutomation, Enrolment, Facts, Happening } from '../model/types.ts';
import { type ActiveRun, newRun, textsOf } from './active-run.ts';
import { enrolmentKey, findStarted, loadEnrolments, noHistory } from './enrolments.store.ts';
import { type HourlyRuns, loadHourlyRuns } from './hourly-runs.store.ts';
import type { Refusal } from './refusals.store.ts';

/** A happening with the automations that have to look at it. */
export type Candidate = {
  workspaceId: string;
  lane: number;
  happening: Happening;
  facts: Facts;
  automations: readonly CompiledAutomation[];
};

export type Intake = {
  runs: ActiveRun[];
  postponed: { workspaceId: string; runId: string; dueAt: string; trigger: Happening }[];
  refusals: Refusal[];
};

/** What this batch has started so far: rows that no query sees yet. */
export type Started = Map<string, ActiveRun[]>;

const hourMs = 3_600_000;

type Matched = Omit<Candidate, 'automations'> & { automation: CompiledAutomation };

/** Decides which runs happenings start. Nothing is written but what the answer holds. */
export async function takeIn(
  tx: Tx,
  candidates: readonly Candidate[],
  started: Started,
  now: Date,
): Promise<Intake> {
  const intake: Intake = { runs: [], postponed: [], refusals: [] };
  const matched = candidates.flatMap((candidate) => matches(candidate, now, intake));
  if (matched.length === 0) return intake;
  const enrolments = await loadEnrolments(tx, matched, now);
  const hourly = await loadHourlyRuns(tx, matched);
  const known = await findStarted(tx, matched.filter(mayRepeat).map(keyOfStart));
  for (const row of matched) {
    if (known.has(`${row.automation.automationId} ${row.happening.key}`)) continue;
    const history = historyOf(row, enrolments, hourly, started);
    admitOne(row, history, intake, started, hourly, now);
  }
  return intake;
}

/** A rule that throws hurts its own automation alone. */
function matches(candidate: Candidate, now: Date, intake: Intake): Matched[] {
  const { automations, ...rest } = candidate;
  const { happening, facts } = candidate;
  // Deleted meanwhile: there is nobody to do anything for.
  if (happening.contactId !== null && facts['contact'] === undefined) return [];
  return automations.flatMap((automation) => {
    try {
      const match = matchAutomation(automation, happening, facts, now, triggersById);
      return match.matched ? [{ ...rest, automation }] : [];
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'unknown error';
      intake.refusals.push(refusalOf({ ...rest, automation }, 'engine_error', detail));
      return [];
    }
  });
}

function mayRepeat({ happening }: Matched): boolean {
  return !happening.key.startsWith('event:');
}

function keyOfStart({ workspaceId, automation, happening }: Matched) {
  return { workspaceId, automationId: automation.automationId, key: happening.key };
}

function historyOf(
  { workspaceId, automation, happening }: Matched,
  enrolments: ReadonlyMap<string, Enrolment>,
  hourly: HourlyRuns,
  started: Started,
): Enrolment {
  const key = enrolmentKey(automation.automationId, happening);
  const stored = enrolments.get(key) ?? noHistory;
  const here = started.get(key) ?? [];
  const debouncing = here.find((run) => run.result?.waitReason === 'debounce');
  const running = here.filter((run) => run !== debouncing && isUnfinished(run)).length;
  const workspace = hourly.workspaces.get(workspaceId);
  const last = here.filter((run) => run !== debouncing).at(-1)?.startedAt;
  return {
    running: stored.running + running,
    lastStartedAt: last ?? stored.lastStartedAt,
    debouncing: debouncing
      ? { runId: debouncing.id, since: debouncing.startedAt }
      : stored.debouncing,
    automationRunsByHour: hourly.automations.get(automation.automationId) ?? [],
    workspaceRunsByHour: workspace?.runs ?? [],
    workspaceRunsPerHour: workspace?.limit ?? null,
  };
}

function isUnfinished({ result }: ActiveRun): boolean {
  return result === null || result.status === 'waiting' || result.status === 'processing';
}

function admitOne(
  row: Matched,
  history: Enrolment,
  intake: Intake,
  started: Started,
  hourly: HourlyRuns,
  now: Date,
): void {
  const { workspaceId, automation, happening, lane, facts } = row;
  const admission = admit(automation, happening, history, now);
  if (admission.kind === 'refuse') {
    intake.refusals.push(refusalOf(row, admission.reason, admission.detail));
    return;
  }
  const key = enrolmentKey(automation.automationId, happening);
  if (admission.kind === 'postpone') {
    const dueAt = admission.dueAt.toISOString();
    const here = started.get(key)?.find((run) => run.id === admission.runId);
    if (here) postponeHere(here, happening, admission.dueAt);
    else intake.postponed.push({ workspaceId, runId: admission.runId, dueAt, trigger: happening });
    return;
  }
  const search = searchWords(happening, facts);
  const run = newRun({ workspaceId, automation, happening, lane, state: beginRun(), search });
  if (admission.dueAt) holdBack(run, admission.dueAt, admission.waitReason);
  intake.runs.push(run);
  started.set(key, [...(started.get(key) ?? []), run]);
  countStart(row, hourly, hoursBetween(now, admission.dueAt ?? now));
}

/** The first happening keeps its key: it names the run. */
function postponeHere(run: ActiveRun, happening: Happening, dueAt: Date): void {
  run.happening = { ...happening, key: run.happening.key };
  if (run.result) run.result = { ...run.result, dueAt };
}

function holdBack(run: ActiveRun, dueAt: Date, waitReason: 'debounce' | 'rate' | null): void {
  run.result = {
    state: run.state,
    status: 'waiting',
    steps: [],
    effects: [],
    waitReason,
    dueAt,
    hearsEvents: false,
    error: null,
    needsReview: false,
    ended: null,
  };
}

/** Clock hours from the one to the other. */
function hoursBetween(from: Date, to: Date): number {
  return Math.floor(to.getTime() / hourMs) - Math.floor(from.getTime() / hourMs);
}

function countStart({ workspaceId, automation }: Matched, hourly: HourlyRuns, hour: number): void {
  const own = hourly.automations.get(automation.automationId) ?? [];
  hourly.automations.set(automation.automationId, own);
  for (const runs of [own, hourly.workspaces.get(workspaceId)?.runs]) {
    if (runs) runs[hour] = (runs[hour] ?? 0) + 1;
  }
}

/** Why an automation did nothing for a happening, as people find it. */
export function refusalOf(
  row: Pick<Matched, 'workspaceId' | 'automation' | 'happening'>,
  reason: string,
  detail: string,
): Refusal {
  const { workspaceId, automation, happening } = row;
  return {
    workspaceId,
    automationId: automation.automationId,
    version: automation.version,
    contactId: happening.contactId,
    eventId: eventIdOf(happening),
    reason,
    detail: detail.slice(0, 1_000),
  };
}

/** The row of `events` behind a happening, if there is one. */
export function eventIdOf({ key }: Happening): number | null {
  return key.startsWith('event:') ? Number(key.slice('event:'.length)) : null;
}

function searchWords(happening: Happening, facts: Facts): string {
  const contact = facts['contact'];
  const person =
    typeof contact === 'object' && contact !== null && !Array.isArray(contact)
      ? [contact['name'], contact['email'], contact['phone']]
      : [];
  const changes = Object.values(happening.changes).map(([, now]) => now);
  const words = [happening.type, ...person, ...changes, happening.data].flatMap((part) =>
    textsOf(part),
  );
  return words.join(' ').slice(0, 1_000);
}
