import { oauthScopes } from '../channels/meta/index.ts';
import { connectPages } from '../features/pages/index.ts';
import { ensureDemoPipeline } from '../features/pipelines/index.ts';
import { startSync, wakeSync } from '../features/sync/index.ts';
import type { Runtime } from './runtime.ts';

/** What the sandbox's main Page is set to in a demo workspace. */
const demoSettings = {
  autoPipeline: true,
  updateMode: 'UPDATE_EXISTING',
  minConfidence: 0,
} as const;

/** Connects the sandbox's main Page to a workspace with a pipeline of its own. */
export async function connectDemoPage(
  runtime: Runtime,
  workspaceId: string,
): Promise<{ pageId: string }> {
  const { sandbox, graph, database, secrets } = runtime;
  if (!sandbox || !graph) throw new Error('The demo needs the sandbox: unset SANDBOX=false.');
  const [page] = sandbox.meta.pages();
  if (!page) throw new Error('The sandbox has no Page.');
  const actor = 'system';
  const account = {
    id: page.id,
    name: page.name,
    token: sandbox.meta.pageToken(page.id),
    tasks: ['MESSAGING', 'MODERATE'],
    instagram: page.instagram,
  };
  const [pageId = ''] = await connectPages(
    { database, graph, secrets },
    { workspaceId, actor, accounts: [account], scopes: oauthScopes },
  );
  await database.withWorkspace(workspaceId, actor, async (tx) => {
    const pipelineId = await ensureDemoPipeline(tx, workspaceId);
    await tx
      .updateTable('pages')
      .set({ ...demoSettings, pipelineId })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', pageId)
      .execute();
  });
  return { pageId };
}

/** Starts a Page's first sync and makes a worker take it up. */
export async function syncPage(
  runtime: Runtime,
  workspaceId: string,
  pageId: string,
): Promise<{ syncId: string }> {
  const actor = 'system';
  const { sync } = await runtime.database.withWorkspace(workspaceId, actor, (tx) =>
    startSync(tx, { workspaceId, pageId, actor }),
  );
  await wakeSync(runtime.queue, { workspaceId, syncId: sync.id });
  return { syncId: sync.id };
}
