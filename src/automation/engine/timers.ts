import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { TimerSubject, Trigger } from '../catalog/define.ts';
import { triggersById } from '../catalog/triggers.ts';
import type { CompiledAutomation, Facts, Happening } from '../model/types.ts';
import type { ClaimedTimer } from './claim.ts';
import { loadFacts } from './facts.ts';
import type { VersionRef } from './library.ts';
import {
  dropTimers,
  findDefinition,
  listSubjects,
  type Subject,
  type TimerRow,
  writeTimers,
} from './timers.store.ts';

/** Rows of one look when a version is armed for what there is already. */
const armBatch = 1_000;

type AutomationRef = { workspaceId: string; automationId: string };

function triggerOf(automation: Pick<CompiledAutomation, 'definition'>): Trigger | undefined {
  return triggersById.get(automation.definition.trigger.type);
}

/** What a happening's timer would watch: 'contact:<id>', 'appointment:<id>', 'workspace:<id>'. */
export function timerKey(
  subject: TimerSubject,
  workspaceId: string,
  happening: Pick<Happening, 'contactId' | 'subjectId'>,
): { key: string; subjectId: string } | null {
  if (subject === 'workspace') return { key: `workspace:${workspaceId}`, subjectId: workspaceId };
  if (subject === 'contact') {
    const { contactId } = happening;
    return contactId === null ? null : { key: `contact:${contactId}`, subjectId: contactId };
  }
  return { key: `${subject}:${happening.subjectId}`, subjectId: happening.subjectId };
}

export type Watch = {
  workspaceId: string;
  lane: number;
  automation: CompiledAutomation;
  happening: Happening;
};

/**
 * Sets, moves or takes away the timers that happenings concern, by how things are at the end of the
 * batch. A moment that was already over when the happening came is not made up for.
 */
export async function moveTimers(tx: Tx, watches: readonly Watch[], now: Date): Promise<void> {
  const moves = new Map<string, Watch & { key: string; subjectId: string; trigger: Trigger }>();
  for (const watch of watches) {
    const trigger = triggerOf(watch.automation);
    if (!trigger?.timer) continue;
    const watched = timerKey(trigger.timer.subject, watch.workspaceId, watch.happening);
    if (watched) {
      const id = `${watch.automation.automationId} ${watched.key}`;
      moves.set(id, { ...watch, ...watched, trigger });
    }
  }
  if (moves.size === 0) return;
  const facts = await loadFacts(
    tx,
    [...moves].map(([key, { workspaceId, happening }]) => ({
      key,
      workspaceId,
      contactId: happening.contactId,
      happening,
    })),
  );
  const rows: TimerRow[] = [];
  const gone: TimerRow[] = [];
  for (const [id, move] of moves) {
    const row = timerRow(move, facts.get(id) ?? {}, new Date(move.happening.at), now);
    if (row.dueAt === null) gone.push(row);
    else rows.push(row);
  }
  await dropTimers(tx, gone);
  await writeTimers(tx, rows);
}

function timerRow(
  move: Watch & { key: string; subjectId: string; trigger: Trigger },
  facts: Facts,
  since: Date,
  now: Date,
): TimerRow {
  const { automation, happening } = move;
  const params = automation.definition.trigger.params;
  const isDeleted = happening.type.endsWith('.deleted');
  const due = isDeleted ? null : dueOrNull(move.trigger, params, facts, since < now ? since : now);
  return {
    workspaceId: move.workspaceId,
    automationId: automation.automationId,
    version: automation.version,
    key: move.key,
    contactId: move.trigger.timer?.subject === 'workspace' ? null : happening.contactId,
    subjectId: move.subjectId,
    lane: move.lane,
    dueAt: due !== null && due > since ? due.toISOString() : null,
  };
}

/** A time-based trigger that throws has no moment. */
function dueOrNull(
  trigger: Trigger,
  params: CompiledAutomation['definition']['trigger']['params'],
  facts: Facts,
  now: Date,
): Date | null {
  try {
    return trigger.timer?.dueAt(params, facts, now) ?? null;
  } catch {
    return null;
  }
}

export type FiredTimer = { timer: ClaimedTimer; automation: CompiledAutomation };

/**
 * Which of the timers that came due are still right, as things are now. One whose moment has moved
 * is set again, and one that comes again (a schedule, every year) for its next turn.
 */
export async function judgeTimers(
  tx: Tx,
  timers: readonly FiredTimer[],
  facts: ReadonlyMap<ClaimedTimer, Facts>,
  now: Date,
): Promise<FiredTimer[]> {
  const again: TimerRow[] = [];
  const firing = timers.filter(({ timer, automation }) => {
    const trigger = triggerOf(automation);
    if (!trigger?.timer) return false;
    const { params } = automation.definition.trigger;
    const own = facts.get(timer) ?? {};
    // A moment before: "already over" is judged as it was when the moment came.
    const due = dueOrNull(trigger, params, own, new Date(timer.dueAt.getTime() - 1));
    const fires = due !== null && due <= timer.dueAt;
    const next = fires ? dueOrNull(trigger, params, own, now) : due;
    if (next !== null && next > timer.dueAt) again.push({ ...timer, dueAt: next.toISOString() });
    return fires;
  });
  await writeTimers(tx, again);
  return firing;
}

/** Sets the timers of a version that was just switched on, for everything that there is already. */
export async function armAutomation(tx: Tx, ref: VersionRef): Promise<void> {
  const definition = await findDefinition(tx, ref);
  const trigger = triggersById.get(definition.trigger.type);
  if (!trigger?.timer) return;
  const { subject } = trigger.timer;
  const { params } = definition.trigger;
  const { workspaceId } = ref;
  const now = new Date();
  let after: string | null = null;
  for (;;) {
    const subjects: Subject[] = await listSubjects(tx, {
      workspaceId,
      subject,
      after,
      limit: armBatch,
    });
    const facts = await loadFacts(
      tx,
      subjects.map(({ id, contactId }) => ({
        key: id,
        workspaceId,
        contactId,
        happening: standingHappening(subject, id, contactId, now),
      })),
    );
    const rows = subjects.flatMap(({ id, contactId, lane }) => {
      const due = dueOrNull(trigger, params, facts.get(id) ?? {}, now);
      if (due === null || due <= now) return [];
      const key = `${subject}:${id}`;
      return [{ ...ref, key, contactId, subjectId: id, lane, dueAt: due.toISOString() }];
    });
    await writeTimers(tx, rows);
    after = subjects.at(-1)?.id ?? null;
    if (subjects.length < armBatch) return;
  }
}

/** Stands for "as things are": nothing happened. */
function standingHappening(
  subject: TimerSubject,
  subjectId: string,
  contactId: string | null,
  now: Date,
): Happening {
  return {
    key: `arm:${subjectId}`,
    type: 'timer.due',
    at: now.toISOString(),
    actor: 'system',
    subjectId,
    contactId,
    changes: {},
    cause: null,
    depth: 0,
    data: { timer: `${subject}:${subjectId}` },
  };
}

export async function disarmAutomation(tx: Tx, ref: AutomationRef): Promise<void> {
  await sql`
    delete from automation_timers
    where workspace_id = ${ref.workspaceId} and automation_id = ${ref.automationId}
  `.execute(tx);
}
