import type { z } from 'zod';
import type {
  Automation,
  AutomationCounts,
  AutomationListItem,
  AutomationQuery,
} from '../../../contracts/automations.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import { notFound } from '../../../platform/http/problem.ts';
import { triggersById } from '../../catalog/triggers.ts';
import type { AutomationRef } from './automations.store.ts';
import { checkInWorkspace } from './automations-check.ts';
import { countRuns } from './automations-counts.store.ts';
import { readDraft, unreadableDraft } from './automations-draft.ts';
import {
  type AutomationRow,
  findAutomation,
  listAutomations,
  listCursors,
} from './automations-list.store.ts';
import { hideSecrets, missingSecrets } from './secrets.rules.ts';
import { placeSteps } from './step-places.rules.ts';

type Page = { items: AutomationListItem[]; nextCursor: string | null };

/** @throws Problem 422 for a cursor of another list */
export async function readAutomations(
  tx: Tx,
  workspaceId: string,
  { limit, cursor, sort, ...filter }: AutomationQuery,
): Promise<Page> {
  const position = decodeCursor(cursor, listCursors[sort]);
  const page = { sort, limit: limit + 1, position };
  const found = await listAutomations(tx, workspaceId, filter, page);
  const countsOf = await countRuns(
    tx,
    workspaceId,
    found.map(({ row }) => row.id),
  );
  const items = found.map(({ row, position }) => ({
    item: presentItem(row, countsOf(row.id)),
    position,
  }));
  return toPage(items, limit);
}

/** With the problems of its draft. @throws Problem 404 */
export async function readAutomation(tx: Tx, ref: AutomationRef): Promise<Automation> {
  const row = await findAutomation(tx, ref);
  if (!row) throw notFound('automation');
  const countsOf = await countRuns(tx, ref.workspaceId, [row.id]);
  const draft = readDraft(row.draft) ?? unreadableDraft;
  return {
    ...presentItem(row, countsOf(row.id)),
    draft: hideSecrets(draft),
    draftRevision: row.draftRevision,
    problems: [...(await checkInWorkspace(tx, ref.workspaceId, draft)), ...missingSecrets(draft)],
    recipeId: row.recipeId,
  };
}

function presentItem(
  row: AutomationRow,
  counts: z.infer<typeof AutomationCounts>,
): AutomationListItem {
  const draft = readDraft(row.draft) ?? unreadableDraft;
  const { type } = draft.trigger;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    status: row.status,
    pausedReason: row.pausedReason,
    folderId: row.folderId,
    pipelineId: row.pipelineId,
    triggerType: type,
    triggerTitle: triggersById.get(type)?.title ?? type,
    stepCount: placeSteps(draft.steps).length,
    version: row.version,
    hasChanges: row.hasChanges,
    counts,
    lastTriggeredAt: row.lastTriggeredAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
