import { z } from 'zod';
import type { Run, RunListItem, RunQuery, RunStep } from '../../../contracts/runs.ts';
import { actorNames, type NameOf } from '../../../features/audit/index.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import { notFound } from '../../../platform/http/problem.ts';
import { readDraft } from '../automations/automations-draft.ts';
import { hideSecrets } from '../automations/secrets.rules.ts';
import {
  type DeliveryOfStep,
  findRun,
  listRunDeliveries,
  listRunSteps,
  type RunDetail,
  type RunRef,
  type RunRow,
  readRunRows,
  type StepRow,
} from './runs.store.ts';
import { findRunIds } from './runs-list.store.ts';
import { plainTitle, stepTitles } from './runs-titles.ts';

type Scope = { workspaceId: string; actor: string };
type Page = { items: RunListItem[]; nextCursor: string | null };
const RunCursor = z.tuple([z.uuid()]);

/** Runs that a search finds, newest first. @throws Problem 422 for a cursor of another list */
export async function readRuns(
  database: Database,
  { workspaceId, actor }: Scope,
  { limit, cursor, ...filter }: RunQuery,
): Promise<Page> {
  const [below = null] = decodeCursor(cursor, RunCursor) ?? [];
  const find = (tx: Tx) => findRunIds(tx, workspaceId, filter, { limit: limit + 1, below });
  const found =
    filter.q === undefined ? null : await database.asEngine(actor, find, { quiet: true });
  const rows = await database.withWorkspace(workspaceId, actor, async (tx) =>
    readRunRows(tx, workspaceId, found ?? (await find(tx))),
  );
  return toPage(
    rows.map((row) => ({ item: presentItem(row), position: [row.id] })),
    limit,
  );
}

/** A run with everything it did. @throws Problem 404 */
export async function readRun(tx: Tx, ref: RunRef): Promise<Run> {
  const row = await findRun(tx, ref);
  if (!row) throw notFound('run');
  const steps = await listRunSteps(tx, ref);
  const deliveries = await listRunDeliveries(tx, ref);
  const { workspaceId } = ref;
  const nameOf = await actorNames(tx, [{ workspaceId, actor: row.trigger.actor ?? 'system' }]);
  return {
    ...presentItem(row),
    trigger: presentTrigger(row, workspaceId, nameOf),
    cause: row.cause,
    depth: row.depth,
    retryOf: row.retryOf,
    steps: presentSteps(steps, stepTitles(row.definition), deliveries),
    definition: shownDefinition(row.definition),
  };
}

/** Null for a version that is gone, or that somebody wrote with psql: it could show a secret. */
function shownDefinition(stored: unknown): Run['definition'] {
  const definition = readDraft(stored);
  return definition && z.json().parse(JSON.parse(JSON.stringify(hideSecrets(definition))));
}

function presentItem(row: RunRow): RunListItem {
  const { dueAt, startedAt, finishedAt } = row;
  return {
    id: row.id,
    automationId: row.automationId,
    automationName: row.automationName,
    version: row.version,
    contactId: row.contactId,
    contactName: row.contactName,
    status: row.status,
    stepId: row.stepId,
    waitReason: row.waitReason,
    dueAt: dueAt?.toISOString() ?? null,
    errorCode: row.errorCode,
    error: row.error,
    needsReview: row.needsReview,
    triggerType: row.triggerType,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** Who wrote a run's row with psql may have left parts of what started it out. */
function presentTrigger(
  { trigger, triggerType, startedAt, automationId }: RunDetail,
  workspaceId: string,
  nameOf: NameOf,
): Run['trigger'] {
  const actor = trigger.actor ?? 'system';
  return {
    type: triggerType,
    at: trigger.at ?? startedAt.toISOString(),
    actor,
    actorName: nameOf({ workspaceId, actor }),
    subjectId: trigger.subjectId ?? automationId,
    changes: trigger.changes ?? {},
    data: trigger.data ?? {},
  };
}

/** A step log for people. */
export function presentSteps(
  steps: readonly StepRow[],
  titles: ReadonlyMap<string, string>,
  deliveries: readonly DeliveryOfStep[],
): RunStep[] {
  const byNumber = Map.groupBy(deliveries, ({ number }) => number);
  return steps.map(({ startedAt, finishedAt, ...step }) => ({
    ...step,
    title: titles.get(step.stepId) ?? plainTitle(step.kind, step.action),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    deliveries: (byNumber.get(step.number) ?? []).map(({ number: _, ...delivery }) => delivery),
  }));
}
