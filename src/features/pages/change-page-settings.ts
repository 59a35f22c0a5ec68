import type { PageSettings } from '../../contracts/pages.ts';
import type { Tx } from '../../platform/database/database.ts';
import { invalidField, notFound } from '../../platform/http/problem.ts';
import {
  askForReading,
  lockSettings,
  pipelineState,
  type StoredSettings,
  updateSettings,
} from './page-settings.store.ts';
import type { PageKey } from './pages.store.ts';

/**
 * Changes how a Page is synced and placed. When contacts are to be placed from now on, or in
 * another pipeline, its conversations are read again.
 * @throws Problem not_found, or invalid naming the field
 */
export async function changePageSettings(
  tx: Tx,
  page: PageKey,
  change: PageSettings,
): Promise<void> {
  const before = await lockSettings(tx, page);
  if (!before) throw notFound('page');
  const after = merged(before, change);
  if (change.pipelineId) await requireUsable(tx, page.workspaceId, change.pipelineId);
  const asksForPlacing = change.autoPipeline === true || change.pipelineId !== undefined;
  if (asksForPlacing && after.autoPipeline && after.pipelineId === null) {
    throw invalidField('body.pipelineId', 'Choose the pipeline that contacts are placed in.');
  }
  const replans = change.autoSync !== undefined || change.syncIntervalMinutes !== undefined;
  await updateSettings(tx, page, change, replans ? after : null);
  const isNew = !before.autoPipeline || before.pipelineId !== after.pipelineId;
  if (after.autoPipeline && isNew) await askForReading(tx, page);
}

function merged(before: StoredSettings, change: PageSettings): StoredSettings {
  return {
    autoPipeline: change.autoPipeline ?? before.autoPipeline,
    pipelineId: change.pipelineId === undefined ? before.pipelineId : change.pipelineId,
    autoSync: change.autoSync ?? before.autoSync,
    syncIntervalMinutes: change.syncIntervalMinutes ?? before.syncIntervalMinutes,
  };
}

async function requireUsable(tx: Tx, workspaceId: string, pipelineId: string): Promise<void> {
  const state = await pipelineState(tx, workspaceId, pipelineId);
  if (state === 'unknown') {
    throw invalidField('body.pipelineId', 'There is no such pipeline in this workspace.');
  }
  if (state === 'archived') {
    throw invalidField('body.pipelineId', 'This pipeline is archived: nothing is placed in it.');
  }
}
